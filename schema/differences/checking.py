"""What the checks say of two reports that are to be compared, each beside its report of the year before."""

from pathlib import Path

from schema.checks import run
from schema.differences.identity import another_report
from schema.editions.cover import PREVIOUS
from schema.findings import Finding
from schema.previous import Found, find_previous, judged_report
from schema.report import Report


def findings_of_both(
    old: Report | None, old_path: Path, new: Report | None, new_path: Path
) -> tuple[list[Finding], list[Finding]]:
    """The findings of an old and a new report; of one that is not there, none.

    Two states of one report are held against the same report of the year before where only one of them finds it: git
    lays the old one out in a folder of its own. Of two years running the old is the new one's report of last year.
    """
    before = None if old is None else find_previous(old_path, old)
    after = None if new is None else _year_before(old, old_path, new) or find_previous(new_path, new)
    if old is not None and new is not None and _same_report(old, new):
        if not _readable(before):
            before = after if _readable(after) else before or after
        if not _readable(after):
            after = before if _readable(before) else after or before
    return _findings(old, before), _findings(new, after)


def _readable(found: Found | None) -> bool:
    return found is not None and found.report is not None


def _year_before(old: Report | None, path: Path, new: Report) -> Found | None:
    """The old report as the new one's report of last year; None where it is not, or where that names another."""
    if old is None or new.year is None or old.year != new.year - 1 or new.text(PREVIOUS.key).strip():
        return None
    found = judged_report(path, old, new)
    return found if found.problem is None else None


def _same_report(old: Report, new: Report) -> bool:
    return not another_report(old, new) and old.text(PREVIOUS.key) == new.text(PREVIOUS.key)


def _findings(report: Report | None, found: Found | None) -> list[Finding]:
    if report is None:
        return []
    return run(report, None if found is None else found.report, None if found is None else found.query)
