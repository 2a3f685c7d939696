"""How far a section is."""

from collections.abc import Sequence
from typing import NamedTuple

from schema.editions.cover import AGENCY_NAME
from schema.findings import COVER, Finding, Severity
from schema.form import Section
from schema.report import Report


class SectionState(NamedTuple):
    """How far a section is, for its step in the wizard."""

    errors: int
    queries: int
    """Those that no reason excuses."""
    blank: bool

    @property
    def mark(self) -> str:
        """``错n``, ``空``, ``疑n``, ``空疑n`` or ``✓``."""
        if self.errors:
            return f"错{self.errors}"
        blank = "空" if self.blank else ""
        return blank + (f"疑{self.queries}" if self.queries else "") or "✓"


def section_state(report: Report, key: str, findings: Sequence[Finding]) -> SectionState:
    """How far a section of a report is, ``cover`` included.

    Args:
        report: The report.
        key: The section's.
        findings: What is said about it.
    """
    standing = [finding for finding in findings if finding.blocks]
    errors = sum(finding.severity is Severity.ERROR for finding in standing)
    return SectionState(errors, len(standing) - errors, _is_blank(report, key))


def _is_blank(report: Report, key: str) -> bool:
    if key == COVER:
        return not report.texts.get(AGENCY_NAME.key, "").strip() or report.year is None
    section = report.edition.section(key)
    return _table_is_blank(report, section) or _prose_is_blank(report, section)


def _table_is_blank(report: Report, section: Section) -> bool:
    return section.table is not None and any(report.cells[cell.place].blank for cell in section.table.cells)


def _prose_is_blank(report: Report, section: Section) -> bool:
    """Whether nothing is written in a section, or a headed part of it has no text."""
    texts = [report.text(place).strip() for place in report.section_prose(section)]
    return section.prose and not (any(texts) and all(texts[1:]))
