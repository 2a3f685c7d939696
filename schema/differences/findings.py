"""What the checks say of the one report and not of the other, and the reasons given for queries."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from schema.checks.query_names import query_name
from schema.comparing import reason_text
from schema.differences.change import Change, ChangeKind
from schema.findings import Finding, Severity
from schema.form import Edition, Place
from schema.places import place_name
from schema.report import Accepted, Report
from schema.totals import computed

SUM_CODES = frozenset({"requests-balance", "requests-results-total", "requests-row-total", "disputes-total"})
"""The rules that hold sums."""
_STALE = "accepted-stale"

Moved = Callable[[Place], Place]
"""Where what stood at a place of the old report stands in the new one."""


class FindingDifference(NamedTuple):
    """What differs in the findings of two reports; ``standing`` is what both have, as the new report has it."""

    sums: list[Change]
    others: list[Change]
    reasons: list[Change]
    standing: list[Finding]


def finding_difference(
    reports: tuple[Report, Report], findings: tuple[Sequence[Finding], Sequence[Finding]], moved: Moved
) -> FindingDifference:
    """Compare the findings of an old and a new report, hints left aside but for reasons that excuse nothing."""
    old, new = reports
    before, after = ([each for each in side if _told(each)] for side in findings)
    pairs, settled, raised = _paired(before, after, moved)
    result = FindingDifference([], [], [], [now for _, now in pairs if not now.accepted])
    totals = computed(new)

    def known(place: Place) -> bool:
        if place in totals:
            return totals[place] is not None
        return place not in new.edition.cells or new.number(place).usable is not None

    for finding in settled:
        if finding.code in SUM_CODES:
            kind = ChangeKind.SUM_RIGHTED if all(map(known, finding.where)) else ChangeKind.SUM_UNKNOWN
            result.sums.append(_settled(kind, old.edition, finding))
        elif not finding.accepted:
            error = finding.severity is Severity.ERROR
            kind = ChangeKind.ERROR_SETTLED if error else ChangeKind.QUERY_SETTLED
            result.others.append(_settled(kind, old.edition, finding))
    told: set[int] = set()
    turned: list[tuple[Finding | None, Finding]] = [pair for pair in pairs if pair[0].accepted != pair[1].accepted]
    for then, finding in [*turned, *((None, each) for each in raised)]:
        kind, reason = _raised(finding, new.accepted)
        change = Change(
            kind, _place(finding), _name(new.edition, finding), new=finding.message, code=finding.code, reason=reason
        )
        if kind is ChangeKind.SUM_BROKEN:
            change = change._replace(suggestion=finding.suggestion)
        if finding.accepted and finding.entry is not None and (then is None or not then.accepted):
            told.add(finding.entry)
        (result.sums if kind is ChangeKind.SUM_BROKEN else result.others).append(change)
    result.reasons.extend(_reason_changes(old, new, told, moved))
    return result


def _told(finding: Finding) -> bool:
    return finding.severity is not Severity.HINT or finding.code == _STALE


def _paired(
    before: list[Finding], after: list[Finding], moved: Moved
) -> tuple[list[tuple[Finding, Finding]], list[Finding], list[Finding]]:
    """The findings that both have, and those of either alone.

    The same is what is of one rule at the same places, that of the same values first.
    """
    pairs: list[tuple[Finding, Finding]] = []
    places = {id(each): tuple(map(moved, each.where)) for each in before}
    for exact in (True, False):
        waiting: dict[object, list[Finding]] = {}
        for each in after:
            key = each.code, each.where, each.values if exact else ()
            waiting.setdefault(key, []).append(each)
        left = []
        for each in before:
            others = waiting.get((each.code, places[id(each)], each.values if exact else ()))
            if others:
                pairs.append((each, others.pop(0)))
            else:
                left.append(each)
        paired = {id(now) for _, now in pairs}
        before, after = left, [each for each in after if id(each) not in paired]
    return pairs, before, after


def _place(finding: Finding) -> Place:
    return finding.where[0] if finding.where else ""


def _name(edition: Edition, finding: Finding) -> str:
    return place_name(edition, finding.where[0]) if finding.where else "文件"


def _settled(kind: ChangeKind, edition: Edition, finding: Finding) -> Change:
    return Change(kind, _place(finding), _name(edition, finding), old=finding.message, code=finding.code)


def _raised(finding: Finding, entries: Sequence[Accepted]) -> tuple[ChangeKind, str]:
    if finding.accepted:
        given = entries[finding.entry] if finding.entry is not None and finding.entry < len(entries) else None
        return ChangeKind.QUERY_ACCEPTED, "" if given is None else reason_text(given)
    if finding.code in SUM_CODES:
        return ChangeKind.SUM_BROKEN, ""
    return (ChangeKind.ERROR_RAISED if finding.severity is Severity.ERROR else ChangeKind.QUERY_RAISED), ""


def _reason_changes(old: Report, new: Report, told: set[int], moved: Moved) -> Iterator[Change]:
    """The accepted queries that went, came or changed, but for those told of already."""
    mine = [entry._replace(where=tuple(map(moved, entry.where))) for entry in old.accepted]
    common = Counter(mine) & Counter(new.accepted)
    gone = _without(list(zip(mine, old.accepted, strict=True)), Counter(common))
    came = _without([(entry, index) for index, entry in enumerate(new.accepted)], Counter(common))
    for then, as_written in gone:
        same = next((each for each in came if (each[0].code, each[0].where) == (then.code, then.where)), None)
        if same is not None:
            came.remove(same)
            now, index = same
            if index not in told:
                yield _reason(ChangeKind.REASON_CHANGED, new.edition, now, _excusing(then), _excusing(now))
        else:
            yield _reason(ChangeKind.REASON_WITHDRAWN, old.edition, as_written, _excusing(then), None)
    for now, index in came:
        if index not in told:
            yield _reason(ChangeKind.REASON_ADDED, new.edition, now, None, _excusing(now))


def _without(entries: list, common: Counter[Accepted]) -> list:  # type: ignore[type-arg]
    left = []
    for entry, other in entries:
        if common[entry]:
            common[entry] -= 1
        else:
            left.append((entry, other))
    return left


def _excusing(entry: Accepted) -> str:
    values = "、".join(value or "空" for value in entry.values)
    return reason_text(entry) + (f"；所说明的内容：{values}" if values else "")


def _reason(kind: ChangeKind, edition: Edition, entry: Accepted, old: str | None, new: str | None) -> Change:
    place = entry.where[0] if entry.where else ""
    name = place_name(edition, place) if place else query_name(entry.code)
    return Change(kind, place, name, old, new, code=entry.code)
