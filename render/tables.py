"""The form's tables as rows of merged cells, exactly as the official form prints them.

What never changes (labels, spans, places) is laid out once per edition; a report only fills in its figures.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Literal, NamedTuple

from schema.cells import BLANK, UNITS, Number
from schema.form import Cell, Column, Declared, Layout, Place, Role, Row
from schema.form import Table as FormTable
from schema.report import Report
from schema.totals import Amount, table_totals
from schema.unsafe import shown

Rows = Sequence[Sequence["TableCell"]]
Header = Literal["col", "row", "colgroup", "rowgroup"]
Align = Literal["left", "center", "right"]
State = Literal["", "blank", "typed"]

BLANK_CELL = "[空]"
"""What a cell shows that nobody filled in, or a total that a blank makes unknown: at most 5 cells wide, never 0."""


class TableCell(NamedTuple):
    """One printed cell; it stands in the first free column of its row, as in HTML."""

    text: str
    colspan: int = 1
    rowspan: int = 1
    header: Header | None = None
    place: Place | None = None
    """Where the figure comes from; None for labels."""
    align: Align = "center"
    state: State = ""
    """``blank`` for an empty figure, ``typed`` for a text that is not the number its cell asks for."""


TableRow = tuple[TableCell, ...]


class Figure(NamedTuple):
    """What stands in the cell of a figure."""

    text: str
    state: State = ""


class Shape(Declared):
    """A table of the form without its figures; all rows fill ``sum(column_groups)`` columns."""

    caption: str
    layout: Layout
    head: tuple[TableRow, ...]
    bodies: tuple[tuple[TableRow, ...], ...]
    """Rows that belong together; cells with a place have no text."""
    stub: int
    """How many columns of labels stand at the left."""
    column_groups: tuple[int, ...]
    """The number of columns under each merged header, the stub first where there is one."""
    units: dict[Place, str]
    """The places of the figures in reading order, and the unit that one carries because no header names it."""


class Table(NamedTuple):
    """One table of a report."""

    shape: Shape
    figures: tuple[Figure, ...]
    """In reading order."""

    @property
    def bodies(self) -> Iterator[list[TableRow]]:
        """The shape's bodies with their figures."""
        figures = iter(self.figures)
        for body in self.shape.bodies:
            yield [tuple(cell if cell.place is None else _filled(cell, next(figures)) for cell in row) for row in body]


def _filled(cell: TableCell, figure: Figure) -> TableCell:
    return cell._replace(text=figure.text, state=figure.state)


def build_table(report: Report, table: FormTable) -> Table:
    """One table of a report, totals computed."""
    shape = shape_of(table)
    totals = table_totals(report, table)
    cells = report.cells
    return Table(
        shape,
        tuple(
            [
                _total(totals[place]) if place in totals else _figure(cells.get(place, BLANK), unit)
                for place, unit in shape.units.items()
            ]
        ),
    )


def figure_text(report: Report, cell: Cell) -> str:
    """A figure that was filled in as it is printed: its digits, the text as typed, or the blank mark."""
    return _figure(report.number(cell.place)).text


_BLANK_FIGURE = Figure(BLANK_CELL, "blank")


def _total(total: Amount | None) -> Figure:
    return _BLANK_FIGURE if total is None else Figure(str(total))


def _figure(number: Number, unit: str = "") -> Figure:
    if number.usable is not None:
        return Figure(number.text + unit)
    return Figure(shown(number.text), "typed") if number.text else _BLANK_FIGURE


@cache
def shape_of(table: FormTable) -> Shape:
    """The shape of a printed table."""
    lay_out = {Layout.BLOCKS: _lay_out_blocks, Layout.MATRIX: _lay_out_matrix, Layout.STRIP: _lay_out_strip}
    return lay_out[table.layout](table)


def _shape(table: FormTable, head: Rows, bodies: Iterable[Rows], stub: int, column_groups: Sequence[int]) -> Shape:
    caption = f"{table.title}（单位：{table.unit}）" if table.unit else table.title
    printed = tuple(tuple(tuple(row) for row in body) for body in bodies)
    units = {
        cell.place: _carried_unit(table, cell.place)
        for body in printed
        for row in body
        for cell in row
        if cell.place is not None
    }
    return Shape(caption, table.layout, tuple(tuple(row) for row in head), printed, stub, tuple(column_groups), units)


def _carried_unit(table: FormTable, place: Place) -> str:
    """The unit of an amount whose header does not state it."""
    column = next((cell.column for cell in table.cells if cell.place == place), None)
    if column is None or not column.kind.decimal_places or UNITS[column.kind] in column.label:
        return ""
    return UNITS[column.kind]


def _slot(table: FormTable, row: Row, column: Column, colspan: int = 1) -> TableCell:
    return TableCell("", colspan, place=table.cell_place(row, column))


def _lay_out_blocks(table: FormTable) -> Shape:
    """Section 二: blocks one under the other; the last column of a narrow block takes the columns it leaves free."""
    width = 1 + max(len(block.columns) for block in table.blocks)
    bodies = []
    for block in table.blocks:
        spans = [1] * (len(block.columns) - 1) + [width - len(block.columns)]
        columns = list(zip(block.columns, spans, strict=True))
        body = [
            [TableCell(block.caption, width, header="rowgroup")],
            [
                TableCell(block.stub, header="col"),
                *(TableCell(each.label, span, header="col") for each, span in columns),
            ],
        ]
        body += [
            [TableCell(row.label, header="row"), *(_slot(table, row, each, span) for each, span in columns)]
            for row in block.rows
        ]
        bodies.append(body)
    return _shape(table, (), bodies, 1, (1, width - 1))


def _lay_out_matrix(table: FormTable) -> Shape:
    """Section 三: a stub of merged labels, the columns and their 总计 under a merged header."""
    rows = _rows_with_results_total(table)
    stub = 1 + max(len(row.groups) for row in rows)
    columns = _columns_with_total(rows[0])
    upper, lower, groups = [], [], [stub]
    for group, members in groupby(columns, lambda column: column.group):
        labels = [column.label for column in members]
        if group:
            upper.append(TableCell(group, len(labels), header="colgroup"))
            lower += [TableCell(label, header="col") for label in labels]
            groups.append(len(labels))
        else:
            upper += [TableCell(label, rowspan=2, header="col") for label in labels]
            groups += [1] * len(labels)
    top = [TableCell(table.note, stub, 3, align="left"), TableCell(table.header, len(columns), header="col")]
    lines = [
        (row.groups[:1], [*_stub_cells(rows, index, stub), *(_slot(table, row, column) for column in columns)])
        for index, row in enumerate(rows)
    ]
    bodies = [[line for _, line in members] for _, members in groupby(lines, lambda line: line[0])]
    return _shape(table, (top, upper, lower), bodies, stub, groups)


def _stub_cells(rows: Sequence[Row], index: int, stub: int) -> Iterator[TableCell]:
    """The labels left of one row: the merged ones that begin with it, then its own."""
    row = rows[index]
    above = rows[index - 1].groups if index else ()
    for depth, group in enumerate(row.groups, start=1):
        path = row.groups[:depth]
        if above[:depth] != path:
            rowspan = sum(each.groups[:depth] == path for each in rows[index:])
            yield TableCell(group, 1, rowspan, "rowgroup" if depth == 1 else "row")
    yield TableCell(row.label, stub - len(row.groups), header="row", align="left")


def _rows_with_results_total(table: FormTable) -> list[Row]:
    """The printed rows: row （七） stands after the results that it sums."""
    rows = list(table.rows)
    if table.results_total is not None:
        last = max(index for index, row in enumerate(rows) if table.roles.get(row.key) is Role.RESULT)
        rows.insert(last + 1, table.results_total)
    return rows


def _columns_with_total(row: Row) -> tuple[Column, ...]:
    return row.columns if row.total is None else (*row.columns, row.total)


def _lay_out_strip(table: FormTable) -> Shape:
    """Section 四: every row beside the other in one line, its labels as merged headers above it."""
    depth = 2 + max(len(row.groups) for row in table.rows)
    head: list[list[TableCell]] = [[] for _ in range(depth)]
    for index, row in enumerate(table.rows):
        above = table.rows[index - 1].groups if index else ()
        for level, group in enumerate(row.groups):
            path = row.groups[: level + 1]
            if above[: level + 1] != path:
                under = [each for each in table.rows[index:] if each.groups[: level + 1] == path]
                head[level].append(TableCell(group, sum(map(_printed_width, under)), header="col"))
        level = len(row.groups)
        head[level].append(TableCell(row.label, _printed_width(row), header="colgroup"))
        head[level + 1] += [TableCell(column.label, 1, depth - level - 1, "col") for column in _columns_with_total(row)]
    line = [_slot(table, row, column) for row in table.rows for column in _columns_with_total(row)]
    return _shape(table, head, [[line]], 0, [_printed_width(row) for row in table.rows])


def _printed_width(row: Row) -> int:
    return len(_columns_with_total(row))
