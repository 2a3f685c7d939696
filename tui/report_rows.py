"""What the list of reports says about each file of a folder."""

import os
from dataclasses import dataclass, replace
from pathlib import Path

from schema.checks import run
from schema.completion import percent_filled
from schema.findings import Finding, Severity, count_by_severity
from schema.previous import find_previous
from schema.report import Report
from schema.report_file import Loaded, load
from schema.siblings import Siblings
from tui.drafts.draft_places import has_draft, report_of
from tui.drafts.places import is_there
from tui.report_reading import reason_of

SUFFIX = ".toml"


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report, or a file that may be one but cannot be opened; ordered by year, then by name."""

    path: Path
    agency: str = ""
    year: str = ""
    status: str = ""
    percent: int = 0
    """How much is filled in; 100 only where everything is."""
    errors: int = 0
    queries: int = 0
    unsaved: bool = False
    """Whether an earlier session left something that is not in the file."""
    held: str = ""
    """Who is filling it in now, as a Chinese sentence; empty where nobody is."""
    problems: tuple[str, ...] = ()
    """Why the file cannot be opened, in Chinese, each with its line."""

    @property
    def mark(self) -> str:
        """What the list says besides the status."""
        return "在填" if self.held else "恢复" if self.unsaved else ""

    def __lt__(self, other: "ReportRow") -> bool:
        return (self.year, self.path.name) < (other.year, other.path.name)


def candidates(folder: Path) -> list[Path]:
    """What may be reports in a folder, also those never saved that left a draft, by name. Raises OSError."""
    return sorted({path for path in map(_candidate, folder.iterdir()) if path is not None})


def _candidate(path: Path) -> Path | None:
    if (report := report_of(path)) is not None:
        return report if not os.path.lexists(report) else None
    is_report = path.suffix.lower() == SUFFIX and not path.name.startswith(".") and path.is_file()
    return path if is_report else None


def row_of(path: Path, siblings: Siblings | None = None) -> ReportRow | None:
    """The row of a file; None for a TOML file that is no report.

    Args:
        path: The file.
        siblings: What is known of the files of its folder, where the rows of several are made.
    """
    row = _row_of(path, unsaved := has_draft(path), siblings)
    return replace(row, held=held) if row is not None and (held := _held(path, unsaved)) else row


def _held(path: Path, unsaved: bool) -> str:
    """Who has a report open, in Chinese; where it cannot be locked, their journal tells."""
    held = None
    if is_there(path, ".lock"):
        from tui.drafts.lock import holder

        held = holder(path)
    if held is None and unsaved:
        from tui.drafts.left_behind import living_writer
        from tui.drafts.lock import Held

        writer = living_writer(path)
        held = Held(writer) if writer is not None else None
    if held is None:
        return ""
    from tui.opening_words import being_filled

    return f"{being_filled(held)}。"


def _row_of(path: Path, unsaved: bool, siblings: Siblings | None) -> ReportRow | None:
    try:
        loaded = load(path, regular=True)
    except OSError as error:
        if unsaved and isinstance(error, FileNotFoundError):
            return ReportRow(path, agency="还没有保存过的新报告", unsaved=True)
        return ReportRow(path, problems=(reason_of(error),))
    if "edition" not in loaded.document and any(finding.code == "edition-unknown" for finding in loaded.findings):
        return None
    if loaded.report is None:
        return ReportRow(path, problems=tuple(map(_problem, loaded.findings)))
    return _readable(loaded, loaded.report, unsaved, siblings)


def _readable(loaded: Loaded, report: Report, unsaved: bool, siblings: Siblings | None) -> ReportRow:
    last_year = find_previous(loaded.path, report, siblings)
    known = (None, None) if last_year is None else (last_year.report, last_year.query)
    counts = count_by_severity(run(report, *known))
    return ReportRow(
        loaded.path,
        report.text("agency.name"),
        report.text("report.year"),
        report.edition.fields_by_place["status"].choice_label(report.text("status")),
        percent_filled(report),
        counts[Severity.ERROR] + len(loaded.findings),
        counts[Severity.QUERY],
        unsaved,
    )


def _problem(finding: Finding) -> str:
    line = f"第{finding.line}行：" if finding.line else ""
    return f"{line}{finding.message.removesuffix('。')}。{finding.suggestion}"
