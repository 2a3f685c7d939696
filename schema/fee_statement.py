"""Where section 六 reports the 信息处理费: in its figures, or in words alone."""

from schema.form import Layout, Section, Table
from schema.report import Report

_WORDS = ("信息处理费", "收费")


def fee_table(section: Section) -> Table | None:
    """The section's table of fees, in editions that ask for it."""
    return section.table if section.table is not None and section.table.layout is Layout.LIST else None


def has_figures(report: Report, table: Table) -> bool:
    """Whether any of the fee figures is filled in."""
    return any(not report.number(cell.place).blank for cell in table.cells)


def stands_in_words(report: Report, section: Section) -> bool:
    """Whether the section's paragraphs speak of the fee and its figures are left blank."""
    table = fee_table(section)
    if table is None or has_figures(report, table):
        return False
    return any(word in report.text(place) for place in report.section_prose(section) for word in _WORDS)
