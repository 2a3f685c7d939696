"""How far a report is filled in."""

from collections.abc import Iterator

from schema.report import Report


def percent_filled(report: Report) -> int:
    """How many of a hundred figures and prose sections are filled in, rounded down."""
    cells = report.cells
    filled = [cells[place].text != "" for place in report.edition.cells]
    filled += _prose(report)
    return sum(filled) * 100 // len(filled)


def _prose(report: Report) -> Iterator[bool]:
    """Whether each prose section says anything."""
    for section in report.edition.sections:
        if section.prose:
            yield any(report.text(place).strip() for place in report.section_prose(section))
