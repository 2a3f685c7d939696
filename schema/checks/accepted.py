"""Queries that were looked into and let stand with a reason, for as long as the values it was given for stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from schema.cells import half_width
from schema.checks.registry import RULES, Context, Rule
from schema.checks.wording import quoted
from schema.editions.cover import STATUS
from schema.findings import Finding, Severity
from schema.form import Place
from schema.report import Accepted

STALE = Rule("accepted-stale", Severity.HINT)
RULES[STALE.code] = STALE

_FIGURE = re.compile(r"[+-]?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
_NAMED = 3
_AGAIN = "核实后对现在的疑问重新说明，或者撤去这条说明。"
_REMOVE = "撤去这条说明。"

_Key = tuple[str, tuple[Place, ...]]


def with_accepted(context: Context, findings: list[Finding]) -> list[Finding]:
    """The findings, the queries that a reason excuses marked as accepted; a reason that excuses nothing is a hint."""
    if not context.report.accepted:
        return findings
    marked = marked_accepted(context.report.accepted, findings)
    return [*marked, *_stale(context, marked)]


def marked_accepted(entries: Sequence[Accepted], findings: list[Finding]) -> list[Finding]:
    """The findings, the queries that a reason excuses marked as accepted."""
    if not entries:
        return findings
    reasons: dict[_Key, list[int]] = {}
    for index, entry in enumerate(entries):
        if entry.reason.strip():
            reasons.setdefault((entry.code, entry.where), []).append(index)
    return [_marked(entries, finding, reasons.get((finding.code, finding.where), ())) for finding in findings]


def _marked(entries: Sequence[Accepted], finding: Finding, candidates: Sequence[int]) -> Finding:
    if finding.severity is Severity.QUERY:
        for index in candidates:
            if _same_values(entries[index].values, finding.values):
                return replace(finding, accepted=True, entry=index)
    return finding


def _same_values(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether values are the same as one reads them: figures by their amount, texts by their characters."""
    return len(one) == len(other) and all(map(_same_value, one, other))


def _same_value(one: str, other: str) -> bool:
    return one == other or _bare(one) == _bare(other)


def _bare(value: str) -> str | Decimal:
    text = "".join(half_width(value).split())
    return Decimal(text.replace(",", "")) if _FIGURE.fullmatch(text) else text


# What excuses nothing


def _stale(context: Context, findings: Sequence[Finding]) -> Iterator[Finding]:
    used = {finding.entry for finding in findings if finding.accepted}
    for index, entry in enumerate(context.report.accepted):
        if index not in used:
            places = tuple(place for place in dict.fromkeys(entry.where) if _is_there(context, place))
            told, advice = _why(context, index, findings)
            about = f"（{context.name(places[0])}{'等' if len(places) > 1 else ''}）" if places else ""
            message = f"对疑问{quoted(entry.code, 40)}{about}的说明不起作用：{told}"
            yield replace(context.finding(STALE, places or (STATUS.key,), message, advice), entry=index)


def _is_there(context: Context, place: Place) -> bool:
    return place in context.totals or context.report.has(place)


def _why(context: Context, index: int, findings: Sequence[Finding]) -> tuple[str, str]:
    """Why an entry excuses nothing, and what to do."""
    entries = context.report.accepted
    entry = entries[index]
    if entry.code not in RULES or entry.code == STALE.code:
        return "没有这个代号的疑问", "改正代号，或者撤去这条说明。"
    same_code = [finding for finding in findings if finding.code == entry.code]
    if any(finding.severity is Severity.ERROR for finding in same_code):
        return "这是错误，错误不能说明保留，必须改正", _REMOVE
    here = [finding for finding in same_code if finding.where == entry.where]
    if any(finding.severity is Severity.HINT for finding in here):
        return "这是提示，不用说明", _REMOVE
    excused = next((finding for finding in here if _same_values(entry.values, finding.values)), None)
    if not entry.reason.strip():
        return ("没有写理由", "写明理由，或者撤去这条说明。") if excused else ("没有写理由，也没有这个疑问了", _REMOVE)
    if excused is not None:
        return "同一疑问前面已有说明", _REMOVE
    if not entry.values:
        return "没有写明是对什么数或文字说明的", _AGAIN if here else _REMOVE
    then = f"所说明时为{_listed(entry.values)}"
    if here:
        return f"{then}，现在是{_listed(here[0].values)}", _AGAIN
    return f"{then}，现在没有这个疑问了{_figures_now(context, entry)}", _REMOVE


def _figures_now(context: Context, entry: Accepted) -> str:
    """What the figures among an entry's places are now, where they are not what they were."""
    then = dict(zip(entry.where, entry.values, strict=False))
    now = {
        place: context.value(place)
        for place in dict.fromkeys(entry.where)
        if context.edition.table_of(place) is not None and _is_there(context, place)
    }
    changed = [place for place, value in now.items() if not _same_value(then.get(place, ""), value)]
    told = "、".join(f"{context.name(place)}为{_listed([now[place]])}" for place in changed[:_NAMED])
    return f"（现在{told}）" if told else ""


def _listed(values: Sequence[str]) -> str:
    return "、".join((quoted(value)[1:-1] if value.strip() else "空") for value in values) or "空"


# Giving reasons


def entry_of(entries: Sequence[Accepted], finding: Finding) -> Accepted | None:
    """The reason that a finding is accepted with, or is about; None where it is neither."""
    return entries[finding.entry] if finding.entry is not None and finding.entry < len(entries) else None


def lapsed_reason(entries: Sequence[Accepted], findings: Sequence[Finding], finding: Finding) -> Accepted | None:
    """The reason that a query was once accepted with, at the same places, and that excuses nothing any more."""
    lapsed = _superseded(entries, findings, finding) if finding.entry is None else []
    return entries[lapsed[0]] if lapsed else None


def with_reason(
    entries: Sequence[Accepted], findings: Sequence[Finding], finding: Finding, given: tuple[str, str, str]
) -> list[Accepted]:
    """What a report accepts once a reason is given for a query: in place of the reason it had, or of those given for
    the same places that excuse nothing any more, else at the end.

    The same as before for what is no query, without a reason, and where it has that reason of that person already.

    Args:
        entries: What the report accepts.
        findings: Everything that is said of that report.
        finding: The query.
        given: The reason, by whom, and on which day.
    """
    own = entry_of(entries, finding)
    if finding.severity is not Severity.QUERY or not given[0] or (own is not None and own[3:5] == given[:2]):
        return list(entries)
    old = _superseded(entries, findings, finding)
    kept = [entry for index, entry in enumerate(entries) if index not in old]
    kept.insert(old[0] if old else len(kept), Accepted(finding.code, finding.where, finding.values, *given))
    return kept


def _superseded(entries: Sequence[Accepted], findings: Sequence[Finding], finding: Finding) -> list[int]:
    if finding.entry is not None:
        return [finding.entry]
    used = {each.entry for each in findings if each.accepted}
    return [
        index
        for index, entry in enumerate(entries)
        if (entry.code, entry.where) == (finding.code, finding.where) and index not in used
    ]


def last_years_reason(context: Context, finding: Finding) -> Accepted | None:
    """The reason that last year's report gives for the same query at the same places, whatever the values were.

    It is to be offered: nothing of last year's excuses anything this year.
    """
    if finding.severity is not Severity.QUERY or context.previous is None:
        return None
    same = (entry for entry in context.previous.accepted if (entry.code, entry.where) == (finding.code, finding.where))
    return next((entry for entry in same if entry.reason.strip()), None)
