"""The form's tables as rows of merged cells, exactly as the official form prints them.

What never changes (labels, spans, places) is laid out once per edition; a report only fills in its figures.
"""

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Literal, NamedTuple

from schema.cells import BLANK, UNITS
from schema.form import Cell, Column, Layout, Place, Role, Row
from schema.form import Table as FormTable
from schema.report import Report
from schema.totals import Amount, table_totals
from schema.unsafe import shown

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


@dataclass(frozen=True, slots=True)
class Table:
    """One printed table: head rows, then bodies of rows; all rows fill ``sum(column_groups)`` columns."""

    caption: str
    layout: Layout
    head: tuple[TableRow, ...]
    bodies: tuple[tuple[TableRow, ...], ...]
    stub: int
    """How many columns of labels stand at the left."""
    column_groups: tuple[int, ...]
    """The number of columns under each merged header, the stub first where there is one."""


class _Slot(NamedTuple):
    """Where a figure goes, over how many columns, and the unit it carries because the header does not."""

    place: Place
    colspan: int = 1
    unit: str = ""


class _Line(NamedTuple):
    """One row before its figures are known."""

    labels: TableRow
    slots: tuple[_Slot, ...] = ()


@dataclass(frozen=True, slots=True)
class _Skeleton:
    """A table before its figures are known."""

    head: tuple[TableRow, ...]
    bodies: tuple[tuple[_Line, ...], ...]
    stub: int
    column_groups: tuple[int, ...]


def build_table(report: Report, table: FormTable) -> Table:
    """One table of a report, totals computed."""
    skeleton = _skeleton(table)
    totals = table_totals(report, table)
    return Table(
        f"{table.title}（单位：{table.unit}）" if table.unit else table.title,
        table.layout,
        skeleton.head,
        tuple(
            tuple((*line.labels, *[_figure(report, totals, *slot) for slot in line.slots]) for line in body)
            for body in skeleton.bodies
        ),
        skeleton.stub,
        skeleton.column_groups,
    )


def figure_text(report: Report, cell: Cell) -> str:
    """A filled-in figure as it is printed: its digits, the text as typed, or the blank mark."""
    return _figure(report, {}, cell.place, 1, "").text


def _figure(report: Report, totals: dict[Place, Amount | None], place: Place, colspan: int, unit: str) -> TableCell:
    if place in totals:
        total = totals[place]
        if total is None:
            return TableCell(BLANK_CELL, colspan, 1, None, place, "center", "blank")
        return TableCell(format(total, "f") if not isinstance(total, int) else str(total), colspan, 1, None, place)
    number = report.cells.get(place, BLANK)
    if number.value is not None:
        return TableCell(number.text + unit, colspan, 1, None, place, "center", "typed" if number.fault else "")
    if number.text:
        return TableCell(shown(number.text), colspan, 1, None, place, "center", "typed")
    return TableCell(BLANK_CELL, colspan, 1, None, place, "center", "blank")


@cache
def _skeleton(table: FormTable) -> _Skeleton:
    lay_out = {Layout.BLOCKS: _lay_out_blocks, Layout.MATRIX: _lay_out_matrix, Layout.STRIP: _lay_out_strip}
    return lay_out[table.layout](table)


def _slot(table: FormTable, row: Row, column: Column, colspan: int = 1) -> _Slot:
    unit = UNITS[column.kind]
    carried = column.kind.decimal_places and unit not in column.label
    return _Slot(table.cell_place(row, column), colspan, unit if carried else "")


def _lay_out_blocks(table: FormTable) -> _Skeleton:
    """Section 二: blocks one under the other; the last column of a narrow block takes the columns it leaves free."""
    width = 1 + max(len(block.columns) for block in table.blocks)
    bodies = []
    for block in table.blocks:
        last = width - len(block.columns)
        spans = [1] * (len(block.columns) - 1) + [last]
        lines = [
            _Line((TableCell(block.caption, width, header="rowgroup"),)),
            _Line(
                (
                    TableCell(block.stub, header="col"),
                    *(
                        TableCell(column.label, span, header="col")
                        for column, span in zip(block.columns, spans, strict=True)
                    ),
                )
            ),
        ]
        lines += [
            _Line(
                (TableCell(row.label, header="row"),),
                tuple(_slot(table, row, column, span) for column, span in zip(row.columns, spans, strict=True)),
            )
            for row in block.rows
        ]
        bodies.append(tuple(lines))
    return _Skeleton((), tuple(bodies), 1, (1, width - 1))


def _lay_out_matrix(table: FormTable) -> _Skeleton:
    """Section 三: a stub of merged labels, the columns and their 总计 under a merged header."""
    rows = _rows_with_results_total(table)
    stub = 1 + max(len(row.groups) for row in rows)
    columns = _columns_with_total(rows[0])
    by_group = [(group, tuple(members)) for group, members in groupby(columns, lambda column: column.group)]
    upper = [
        TableCell(group, len(members), header="colgroup") if group else TableCell(member.label, rowspan=2, header="col")
        for group, members in by_group
        for member in members[: 1 if group else None]
    ]
    lower = [TableCell(column.label, header="col") for column in columns if column.group]
    note = TableCell(table.note, stub, 3, align="left")
    head = ((note, TableCell(table.header, len(columns), header="col")), tuple(upper), tuple(lower))
    lines = [
        _Line(_stub_cells(rows, index, stub), tuple(_slot(table, row, column) for column in columns))
        for index, row in enumerate(rows)
    ]
    bodies = [
        tuple(line for line, _ in members)
        for _, members in groupby(zip(lines, rows, strict=True), lambda pair: pair[1].groups[:1])
    ]
    groups = [len(members) if group else 1 for group, members in by_group for _ in members[: 1 if group else None]]
    return _Skeleton(head, tuple(bodies), stub, (stub, *groups))


def _stub_cells(rows: list[Row], index: int, stub: int) -> TableRow:
    """The labels left of one row: the merged ones that begin with it, then its own."""
    row = rows[index]
    previous = rows[index - 1].groups if index else ()
    cells = []
    for depth, group in enumerate(row.groups, start=1):
        path = row.groups[:depth]
        if previous[:depth] != path:
            rowspan = sum(1 for _ in _while_under(path, rows[index:]))
            cells.append(TableCell(group, 1, rowspan, "rowgroup" if depth == 1 else "row"))
    cells.append(TableCell(row.label, stub - len(row.groups), header="row", align="left"))
    return tuple(cells)


def _while_under(path: tuple[str, ...], rows: list[Row]) -> list[Row]:
    for index, row in enumerate(rows):
        if row.groups[: len(path)] != path:
            return rows[:index]
    return rows


def _rows_with_results_total(table: FormTable) -> list[Row]:
    """The printed rows: row （七） stands after the results that it sums."""
    rows = list(table.rows)
    if table.results_total is not None:
        last = max(index for index, row in enumerate(rows) if table.roles.get(row.key) is Role.RESULT)
        rows.insert(last + 1, table.results_total)
    return rows


def _columns_with_total(row: Row) -> tuple[Column, ...]:
    return row.columns if row.total is None else (*row.columns, row.total)


def _lay_out_strip(table: FormTable) -> _Skeleton:
    """Section 四: every row beside the other in one line, its labels as merged headers above it."""
    paths = [(*row.groups, row.label) for row in table.rows]
    depth = 1 + max(map(len, paths))
    head: list[list[TableCell]] = [[] for _ in range(depth)]
    spans: dict[tuple[str, ...], int] = {}
    for path, row in zip(paths, table.rows, strict=True):
        for level in range(1, len(path) + 1):
            spans[path[:level]] = spans.get(path[:level], 0) + len(_columns_with_total(row))
    printed = set()
    for path, row in zip(paths, table.rows, strict=True):
        for level in range(1, len(path) + 1):
            if path[:level] not in printed:
                printed.add(path[:level])
                innermost = level == len(path)
                head[level - 1].append(
                    TableCell(path[level - 1], spans[path[:level]], header="colgroup" if innermost else "col")
                )
        head[len(path)] += [TableCell(column.label, 1, depth - len(path), "col") for column in _columns_with_total(row)]
    line = _Line((), tuple(_slot(table, row, column) for row in table.rows for column in _columns_with_total(row)))
    groups = tuple(len(_columns_with_total(row)) for row in table.rows)
    return _Skeleton(tuple(map(tuple, head)), ((line,),), 0, groups)
