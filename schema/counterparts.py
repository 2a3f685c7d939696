"""Which figures of one year correspond to which of the year before, across the change of edition too."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from schema.form import Cell, Column, Edition, Kind, Place, Role, Row, Table
from schema.places import place_name, row_name
from schema.report import Report
from schema.totals import Amount, total

_LASTING = frozenset({"in_force", "all_disclosed", "previous"})
"""Columns that count what there is, not what was done in the year: they stay the same by themselves."""


class Counterpart(NamedTuple):
    """A figure of this year and last year's; the sum of several cells where only one edition divides it.

    ``lasting`` where it counts what there is.
    """

    here: tuple[Place, ...]
    there: tuple[Place, ...]
    name: str
    kind: Kind
    lasting: bool


@lru_cache(maxsize=8)
def counterparts(edition: Edition, before: Edition) -> tuple[Counterpart, ...]:
    """Every figure that both editions ask for, in the form's order; totals left aside."""
    return tuple(
        each
        for table in edition.tables
        for theirs in before.tables
        if theirs.key == table.key
        for each in _of_table(edition, table, theirs)
    )


def _of_table(edition: Edition, table: Table, theirs: Table) -> Iterator[Counterpart]:
    rows = {row.key: row for row in theirs.rows}
    groups = dict.fromkeys(row.key.partition(".")[0] for row in table.rows)
    for key in groups:
        own = [row for row in table.rows if row.key.partition(".")[0] == key]
        others = [row for row in theirs.rows if row.key.partition(".")[0] == key]
        if {row.key for row in own} == {row.key for row in others}:
            for row in own:
                yield from _of_rows(edition, table, [row], theirs, [rows[row.key]])
        elif others:
            yield from _of_rows(edition, table, own, theirs, others)


def _of_rows(edition: Edition, table: Table, own: list[Row], theirs: Table, others: list[Row]) -> Iterator[Counterpart]:
    known = {column.key: column for column in others[0].columns}
    for column in own[0].columns:
        if column.key in known and known[column.key].kind is column.kind:
            here = tuple(table.cell_place(row, column) for row in own)
            there = tuple(theirs.cell_place(row, known[column.key]) for row in others)
            name = place_name(edition, here[0]) if len(own) == 1 else _group_name(edition, here[0], own[0], column)
            yield Counterpart(here, there, name, column.kind, column.key in _LASTING)


def _group_name(edition: Edition, place: Place, row: Row, column: Column) -> str:
    section = edition.section_of(place)
    assert section is not None
    return f"{section.numeral}·{'·'.join(row.naming_groups) or row_name(row)}·{column.label}"


def carried_in_row(table: Table) -> Row:
    """The row of 上年结转 in the table of requests."""
    *_, row = table.rows_in(Role.INCOMING)
    return row


def carried_out_row(table: Table) -> Row:
    """The row of 结转下年度 in the table of requests."""
    (row,) = table.rows_in(Role.OUTGOING)
    return row


@lru_cache(maxsize=8)
def carried_places(edition: Edition, before: Edition) -> tuple[tuple[Place, Place], ...]:
    """The places of 上年结转 with those of last year's 结转下年度: every applicant column, then 总计."""
    table, theirs = edition.balanced_table, before.balanced_table
    target, source = carried_in_row(table), carried_out_row(theirs)
    assert target.total is not None and source.total is not None
    pairs = zip((*target.columns, target.total), (*source.columns, source.total), strict=True)
    return tuple((table.cell_place(target, own), theirs.cell_place(source, other)) for own, other in pairs)


def carried_out(previous: Report, places: tuple[tuple[Place, Place], ...]) -> list[Amount | None]:
    """Last year's 结转下年度 in the order of `carried_places`; a 总计 keyed counts where a column is blank."""
    cells = previous.cells
    figures = [cells[source].usable for _, source in places[:-1]]
    whole = total(figures)
    return [*figures, previous.number(places[-1][1]).usable if whole is None else whole]


@lru_cache(maxsize=8)
def rows_with(edition: Edition, *keys: str) -> tuple[tuple[Row, tuple[Cell, ...]], ...]:
    """The rows that have columns of these keys, and their cells there."""
    found = []
    for table in edition.tables:
        for row in table.rows:
            cells = {cell.column.key: cell for cell in table.row_cells(row)}
            if cells.keys() >= set(keys):
                found.append((row, tuple(cells[key] for key in keys)))
    return tuple(found)
