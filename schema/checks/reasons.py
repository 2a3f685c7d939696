"""Giving a reason for a query: what it is given from, and what it takes the place of."""

from collections.abc import Sequence

from schema.checks.lapsed import amounts, begun, is_query, queries_of_lapsed
from schema.checks.registry import Context
from schema.findings import Finding, Severity
from schema.report import Accepted


def entry_of(entries: Sequence[Accepted], finding: Finding) -> Accepted | None:
    """The reason that a finding is accepted with, or is about; None where it is neither."""
    return entries[finding.entry] if finding.entry is not None and finding.entry < len(entries) else None


def lapsed_reason(entries: Sequence[Accepted], findings: Sequence[Finding], finding: Finding) -> Accepted | None:
    """The reason to go on from for a query: one that was begun for it, else the one it was once accepted with, at the
    same places, and that excuses nothing any more. A reason that another query is nearer to is that one's.
    """
    started, old = begun(entries, findings, finding), _own(entries, findings, finding)
    if started:
        return entries[started[-1]]
    return entries[old] if old is not None and finding.entry is None else None


def lapsed_query(entries: Sequence[Accepted], findings: Sequence[Finding], stale: Finding) -> Finding | None:
    """The query for which a reason that excuses nothing may be given anew; None where it is gone.

    Of one that was begun, which does not say for which of the queries at its places: the first without a reason, else
    the first.

    Args:
        entries: What the report accepts.
        findings: Everything that is said of that report.
        stale: The finding about the reason.
    """
    entry = entry_of(entries, stale)
    if entry is None or stale.entry is None:
        return None
    if entry.values:
        return queries_of_lapsed(entries, findings).get(stale.entry)
    here = [each for each in findings if is_query(each) and (each.code, each.where) == (entry.code, entry.where)]
    return next((each for each in here if not each.accepted), here[0] if here else None)


def with_reason(
    entries: Sequence[Accepted], findings: Sequence[Finding], finding: Finding, given: tuple[str, str, str]
) -> list[Accepted]:
    """What a report accepts once a reason is given for a query: in place of the reason it had, or of the ones that
    `lapsed_reason` tells of, else at the end. What was begun stays while it may be meant for another query.

    The same as before for what is no query, without a reason, and where it has that reason of that person already.

    Args:
        entries: What the report accepts.
        findings: Everything that is said of that report.
        finding: The query.
        given: The reason, by whom, and on which day.
    """
    if not is_query(finding) or not given[0]:
        return list(entries)
    own = _own(entries, findings, finding)
    started = [] if _is_one_of_several(findings, finding) else begun(entries, findings, finding)
    new = Accepted(finding.code, finding.where, finding.values, *given)
    if own is not None and finding.accepted and entries[own][3:5] == given[:2]:
        new = entries[own]
    old = [*([] if own is None else [own]), *started]
    kept: list[Accepted | None] = list(entries)
    for index in old:
        kept[index] = None
    if old:
        kept[old[0]] = new
    else:
        kept.append(new)
    return [entry for entry in kept if entry is not None]


def last_years_reason(context: Context, finding: Finding) -> Accepted | None:
    """The reason that last year's report gives for the same query at the same places, whatever the values were.

    It is to be offered: nothing of last year's excuses anything this year.
    """
    if finding.severity is not Severity.QUERY or context.previous is None:
        return None
    same = (entry for entry in context.previous.accepted if (entry.code, entry.where) == (finding.code, finding.where))
    return next((entry for entry in same if entry.reason.strip()), None)


def _is_one_of_several(findings: Sequence[Finding], finding: Finding) -> bool:
    """Whether another query without a reason is there with the code and places of one."""
    return any(
        is_query(each)
        and not each.accepted
        and (each.code, each.where) == (finding.code, finding.where)
        and amounts(each.values) != amounts(finding.values)
        for each in findings
    )


def _own(entries: Sequence[Accepted], findings: Sequence[Finding], finding: Finding) -> int | None:
    """The reason that a query has, or the lapsed one that is nearest to it."""
    if finding.entry is not None:
        return finding.entry
    wanted = amounts(finding.values)
    queries = queries_of_lapsed(entries, findings)
    same = (n for n, each in queries.items() if (each.code, each.where) == (finding.code, finding.where))
    return next((n for n in same if amounts(queries[n].values) == wanted), None)
