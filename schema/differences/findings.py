"""What the checks say of the one report and not of the other."""

from collections.abc import Sequence
from typing import NamedTuple

from schema.comparing import reason_text
from schema.differences.change import Change, ChangeKind
from schema.differences.identity import another_report
from schema.differences.pairing import Moved, paired, same_places
from schema.differences.reasons import lapsed_reasons, reason_changes
from schema.findings import Finding, Severity
from schema.form import Edition, Place
from schema.places import place_name
from schema.report import Accepted, Report
from schema.totals import computed

SUM_CODES = frozenset({"requests-balance", "requests-results-total", "requests-row-total", "disputes-total"})
"""The rules that hold sums."""


class FindingDifference(NamedTuple):
    """What differs in the findings of two reports; ``standing`` is what both have, as the new report has it."""

    sums: list[Change]
    others: list[Change]
    reasons: list[Change]
    standing: list[Finding]


def finding_difference(
    reports: tuple[Report, Report],
    findings: tuple[Sequence[Finding] | None, Sequence[Finding] | None],
    moved: Moved,
) -> FindingDifference:
    """Compare the findings of an old and a new report; of a report that is not there, None."""
    old, new = reports
    before, after = ([each for each in side or () if each.severity is not Severity.HINT] for side in findings)
    pairs, settled, raised = paired(before, after, moved)
    standing = [now for then, now in pairs if not then.accepted and not now.accepted]
    result = FindingDifference([], [], [], standing)
    told: set[int] = set()
    if findings[1] is not None:
        fate = _Fate(reports, findings[1], moved)
        for finding in settled:
            if not finding.accepted:
                _group(result, finding).append(fate.told(finding))
    different = another_report(old, new)
    turned = [(now, False) for then, now in pairs if then.accepted != now.accepted]
    for finding, only in [*turned, *((each, different) for each in raised)]:
        kind, reason = _raised(finding, new.accepted, different=only)
        change = Change(
            kind, _place(finding), _name(new.edition, finding), new=finding.message, code=finding.code, reason=reason
        )
        if finding.code in SUM_CODES:
            change = change._replace(suggestion=finding.suggestion)
        if finding.accepted and finding.entry is not None:
            told.add(finding.entry)
        _group(result, finding).append(change)
    result.reasons.extend(reason_changes(old, new, told, moved))
    result.reasons.extend(lapsed_reasons(reports, (findings[0] or (), findings[1] or ()), moved))
    return result


def _group(result: FindingDifference, finding: Finding) -> list[Change]:
    return result.sums if finding.code in SUM_CODES else result.others


def _place(finding: Finding) -> Place:
    return finding.where[0] if finding.where else ""


def _name(edition: Edition, finding: Finding) -> str:
    return place_name(edition, finding.where[0]) if finding.where else "文件"


def _raised(finding: Finding, entries: Sequence[Accepted], *, different: bool) -> tuple[ChangeKind, str]:
    if finding.accepted:
        given = entries[finding.entry] if finding.entry is not None and finding.entry < len(entries) else None
        return ChangeKind.QUERY_ACCEPTED, "" if given is None else reason_text(given)
    if finding.code in SUM_CODES:
        return ChangeKind.SUM_ONLY_NEW if different else ChangeKind.SUM_BROKEN, ""
    if finding.severity is Severity.ERROR:
        return ChangeKind.ERROR_ONLY_NEW if different else ChangeKind.ERROR_RAISED, ""
    return ChangeKind.QUERY_ONLY_NEW if different else ChangeKind.QUERY_RAISED, ""


class _Fate:
    """What has become of an error or a query that the new report has no more."""

    def __init__(self, reports: tuple[Report, Report], findings: Sequence[Finding], moved: Moved) -> None:
        self._reports = reports
        self._moved = moved
        self._totals = tuple(map(computed, reports))
        self._hints = {
            same_places(each, each.where): each for each in findings if each.severity is Severity.HINT and each.where
        }
        self._different = another_report(*reports)

    def told(self, finding: Finding) -> Change:
        """The change, its new side what is now said as a hint only."""
        hint = self._hints.get(same_places(finding, tuple(map(self._moved, finding.where))))
        kind = ChangeKind.FINDING_SOFTENED if hint is not None else self._kind(finding)
        return Change(
            kind,
            _place(finding),
            _name(self._reports[0].edition, finding),
            old=finding.message,
            new=None if hint is None else hint.message,
            code=finding.code,
        )

    def _kind(self, finding: Finding) -> ChangeKind:
        of_sum = finding.code in SUM_CODES
        if of_sum and self._no_longer_keyed(_place(finding)):
            return ChangeKind.SUM_DROPPED
        if any(self._is_known(0, place) and not self._is_known(1, place) for place in finding.where):
            return ChangeKind.SUM_UNKNOWN if of_sum else ChangeKind.FINDING_UNKNOWN
        if of_sum:
            return ChangeKind.SUM_ONLY_OLD if self._different else ChangeKind.SUM_RIGHTED
        if finding.severity is Severity.ERROR:
            return ChangeKind.ERROR_ONLY_OLD if self._different else ChangeKind.ERROR_SETTLED
        return ChangeKind.QUERY_ONLY_OLD if self._different else ChangeKind.QUERY_SETTLED

    def _no_longer_keyed(self, place: Place) -> bool:
        old, new = self._reports
        return place in old.edition.keyed_cells and place in old.cells and place not in new.cells

    def _is_known(self, side: int, place: Place) -> bool:
        """Whether a figure, or a total from the figures that it is made of, can be held against another."""
        report, totals = self._reports[side], self._totals[side]
        if place in totals:
            return totals[place] is not None
        return place not in report.edition.cells or report.number(place).usable is not None
