"""How far a report is filled in."""

from collections.abc import Iterator

from schema.report import Report


def percent_filled(report: Report) -> int:
    """How many of a hundred figures and prose sections are filled in, rounded down."""
    cells = report.cells
    texts = [cells[place].text for place in report.edition.cells]
    prose = list(_prose(report))
    return (len(texts) - texts.count("") + sum(prose)) * 100 // (len(texts) + len(prose))


def _prose(report: Report) -> Iterator[bool]:
    """Whether each prose section says anything."""
    for section in report.edition.sections:
        if section.prose:
            yield any(report.text(place).strip() for place in report.section_prose(section))
