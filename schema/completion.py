"""How far a report is filled in."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from schema.cells import Number
from schema.form import Edition, Place
from schema.report import Report
from schema.totals import picker


def percent_filled(report: Report) -> int:
    """How many of a hundred figures and prose sections are filled in, rounded down."""
    texts = [number[0] for number in _cells(report.edition)(report.cells)]
    prose = list(_prose(report))
    return (len(texts) - texts.count("") + sum(prose)) * 100 // (len(texts) + len(prose))


@lru_cache(maxsize=8)
def _cells(edition: Edition) -> Callable[[Mapping[Place, Number]], Sequence[Number]]:
    """What takes the cells that are filled in out of all."""
    return picker([*edition.cells])


def _prose(report: Report) -> Iterator[bool]:
    """Whether each prose section says anything."""
    for section in report.edition.sections:
        if section.prose:
            yield any(report.text(place).strip() for place in report.section_prose(section))
