"""Typing errors put into clean tables, every kind at every place: what the locator is tried on."""

from collections.abc import Iterator, Mapping
from enum import Enum
from itertools import pairwise
from random import Random
from typing import NamedTuple

from schema.checks.locator.patterns import PARTLY_GRANTED
from schema.form import Edition, Place, Role, Row, Table
from schema.report import Report
from schema.totals import computed

Texts = Mapping[Place, str]


class Totals(Enum):
    """Which totals the clerk keys as a control."""

    ROWS = "总计 keyed"
    ALL = "总计 and results_total keyed"
    NONE = "no keyed totals"
    SO_FAR = "总计 keyed row by row, rows below still blank"
    FIRST = "总计 keyed first, rows below still blank"


class Injected(NamedTuple):
    """One typing error, or two: what is typed in place of what."""

    kind: str
    texts: Texts


def with_totals(report: Report, keyed: Totals) -> Report:
    """A clean report with its totals keyed, right, or with none."""
    made = report.copy()
    results = report.edition.balanced_table.results_total
    totals = computed(report)
    for place, cell in report.edition.keyed_cells.items():
        wanted = keyed is Totals.ALL or (keyed is not Totals.NONE and cell.row is not results)
        made.set_text(place, str(totals[place]) if wanted else "")
    return made


def typed(report: Report, table: Table, keyed: Totals, error: Injected) -> Report:
    """A report with an error in it, as far as it is typed when the error has just been made."""
    made = report.copy()
    for place, text in error.texts.items():
        made.set_text(place, text)
    if keyed in (Totals.SO_FAR, Totals.FIRST):
        reached = max(index for index, row in enumerate(table.rows) if _row_places(table, row) & error.texts.keys())
        for row in table.rows[reached + 1 :]:
            for cell in table.row_cells(row):
                made.set_text(cell.place, "")
            if keyed is Totals.SO_FAR:
                made.set_text(_total(table, row), "")
    return made


def _row_places(table: Table, row: Row) -> set[Place]:
    return {_total(table, row), *(cell.place for cell in table.row_cells(row))}


def tables(edition: Edition) -> list[Table]:
    """The tables that have sums."""
    return [table for table in edition.tables if table.keyed_cells]


def injected(report: Report, table: Table, random: Random, pairs: int) -> Iterator[Injected]:
    """Every error tried on one table of a report.

    Args:
        report: With the totals that the clerk keys.
        table: One of its tables.
        random: Decides which wrong digit, and which two cells.
        pairs: How many pairs of wrong cells.
    """
    cells = [cell.place for cell in (*table.cells, *table.keyed_cells) if cell.place in report.cells]
    singles = [each for place in cells for each in _singles(place, report.text(place), random)]
    yield from singles
    yield from _neighbours(report, table)
    yield from _slipped(report, table)
    yield from _counted_twice(report, table)
    for _ in range(pairs):
        one, other = random.sample(singles, 2)
        if one.texts.keys() != other.texts.keys():
            yield Injected("two cells", {**one.texts, **other.texts})


def _singles(place: Place, text: str, random: Random) -> Iterator[Injected]:
    for _ in range(2):
        at = random.randrange(len(text))
        digit = random.choice([each for each in "0123456789" if each != text[at]])
        yield Injected("wrong digit", {place: str(int(text[:at] + digit + text[at + 1 :]))})
    swaps = {text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in range(len(text) - 1)}
    drops = {text[:at] + text[at + 1 :] for at in range(len(text)) if len(text) > 1}
    doubles = {text[: at + 1] + text[at:] for at in range(len(text))}
    for kind, texts in (("digits swapped", swaps), ("digit dropped", drops), ("digit doubled", doubles)):
        yield from (Injected(kind, {place: each}) for each in sorted({str(int(each)) for each in texts} - {text}))


def _neighbours(report: Report, table: Table) -> Iterator[Injected]:
    """Two cells of figures beside or below each other, and two keyed totals below each other."""
    places = {row.key: [cell.place for cell in table.row_cells(row)] for row in table.rows}
    beside = [pair for row in table.rows for pair in pairwise(places[row.key])]
    below = [pair for one, two in pairwise(table.rows) for pair in zip(places[one.key], places[two.key], strict=True)]
    totals = [_total(table, row) for row in table.rows]
    for kind, pairs in (
        ("neighbours of a row swapped", beside),
        ("neighbours of a column swapped", below),
        (
            "neighbouring totals swapped",
            [pair for pair in pairwise(totals) if all(each in report.cells for each in pair)],
        ),
    ):
        for one, other in pairs:
            if report.text(one) != report.text(other):
                yield Injected(kind, {one: report.text(other), other: report.text(one)})


def _total(table: Table, row: Row) -> Place:
    assert row.total is not None
    return table.cell_place(row, row.total)


def _slipped(report: Report, table: Table) -> Iterator[Injected]:
    """Rows in each other's line, totals in place or not; runs of three to five rows, over a row of zeros."""
    for upper, lower in pairwise(table.rows):
        yield from _changed(report, "row slipped", _moved(report, table, (upper, lower)))
        totals = [_total(table, row) for row in (upper, lower)]
        if all(each in report.cells for each in totals):
            moved = _moved(report, table, (upper, lower))
            moved |= dict(zip(totals, [report.text(each) for each in reversed(totals)], strict=True))
            yield from _changed(report, "row slipped with its total", moved)
    for rows in (table.rows, table.rows[::-1]):
        for length in (3, 4, 5):
            for start in range(len(rows) - length + 1):
                run = rows[start : start + length]
                if all(report.text(cell.place) == "0" for cell in table.row_cells(run[-1])):
                    yield from _changed(report, "run of rows slipped", _moved(report, table, run))


def _moved(report: Report, table: Table, run: tuple[Row, ...]) -> dict[Place, str]:
    """Each row's figures in the next one's line, the last one's in the first."""
    return {
        cell.place: report.text(source.place)
        for row, origin in zip(run, (run[-1], *run[:-1]), strict=True)
        for cell, source in zip(table.row_cells(row), table.row_cells(origin), strict=True)
    }


def _counted_twice(report: Report, table: Table) -> Iterator[Injected]:
    results = list(table.rows_in(Role.RESULT))
    source = next((row for row in results if row.key == PARTLY_GRANTED), None)
    for row in results:
        if source is None or row is source:
            continue
        pairs = list(zip(table.row_cells(row), table.row_cells(source), strict=True))
        added = {cell.place: _sum(report, cell.place, part.place) for cell, part in pairs}
        yield from _changed(report, "partly granted counted twice", added)
        copied = {cell.place: report.text(part.place) for cell, part in pairs}
        yield from _changed(report, "partly granted repeated", copied)


def _sum(report: Report, one: Place, other: Place) -> str:
    return str(int(report.text(one)) + int(report.text(other)))


def _changed(report: Report, kind: str, texts: Texts) -> Iterator[Injected]:
    changes = {place: text for place, text in texts.items() if report.text(place) != text}
    if changes:
        yield Injected(kind, changes)
