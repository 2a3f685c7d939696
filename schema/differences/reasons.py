"""The reasons given for queries that came, went, changed or lapsed."""

from collections import Counter
from collections.abc import Iterator, Sequence

from schema.checks.query_names import query_name
from schema.comparing import reason_text, values_text
from schema.differences.change import Change, ChangeKind
from schema.differences.pairing import Moved
from schema.findings import Finding
from schema.form import Edition, Place
from schema.places import place_name
from schema.report import Accepted, Report

_STALE = "accepted-stale"


def reason_changes(old: Report, new: Report, told: set[int], moved: Moved) -> Iterator[Change]:
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


def lapsed_reasons(
    reports: tuple[Report, Report], findings: tuple[Sequence[Finding], Sequence[Finding]], moved: Moved
) -> Iterator[Change]:
    """The accepted queries that excuse nothing and did not lapse before."""
    old, new = reports
    before = Counter((entry.code, tuple(map(moved, entry.where))) for entry, _ in _lapsed(old, findings[0]))
    for entry, finding in _lapsed(new, findings[1]):
        key = entry.code, entry.where
        if before[key]:
            before[key] -= 1
            continue
        change = _reason(ChangeKind.REASON_LAPSED, new.edition, entry, None, finding.message)
        yield change._replace(reason=reason_text(entry))


def _lapsed(report: Report, findings: Sequence[Finding]) -> Iterator[tuple[Accepted, Finding]]:
    for finding in findings:
        if finding.code == _STALE and finding.entry is not None and finding.entry < len(report.accepted):
            yield report.accepted[finding.entry], finding


def _without(entries: list, common: Counter[Accepted]) -> list:  # type: ignore[type-arg]
    left = []
    for entry, other in entries:
        if common[entry]:
            common[entry] -= 1
        else:
            left.append((entry, other))
    return left


def _excusing(entry: Accepted) -> str:
    values = values_text(entry)
    return reason_text(entry) + (f"；所说明的内容：{values}" if values else "")


def _reason(kind: ChangeKind, edition: Edition, entry: Accepted, old: str | None, new: str | None) -> Change:
    place: Place = entry.where[0] if entry.where else ""
    name = place_name(edition, place) if place else query_name(entry.code)
    return Change(kind, place, name, old, new, code=entry.code)
