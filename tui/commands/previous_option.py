"""``--previous``: the file given as last year's report, else the one that the report names or that stands beside it."""

from collections.abc import Callable
from pathlib import Path

from schema.previous import Found, find_previous, judged_report
from schema.report import Report
from tui.commands.streams import narrate
from tui.report_reading import finding_line, read

Given = tuple[str, Report]
"""A file that was given, and its report."""


def given_report(name: str, tell: Callable[[str], None] = narrate) -> Given | None:
    """The file given; None, and lines to the user, where it cannot be read."""
    loaded = read(name, tell=tell)
    if loaded is None or loaded.report is None:
        if loaded is not None:
            tell("\n".join(finding_line(name, finding) for finding in loaded.findings))
        return None
    return name, loaded.report


def judged_given(given: Given, report: Report) -> Found:
    """The file given as last year's report of a report; any problem with it is none of the report's."""
    return judged_report(Path(given[0]), given[1], report)


def previous_of(name: str, report: Report, given: Given | None) -> Report | None:
    """Last year's report of a file, where it is known; the user is told which it is, or why it is not."""
    found = find_previous(Path(name), report) if given is None else judged_given(given, report)
    if found is None:
        return None
    if given is None or found.problem is not None:
        narrate(found.words)
    return found.report
