"""The form's tables rearranged for a page of plain text.

The stub of 三 becomes one column in which a merged label stands on a line of its own above the rows under it. 四, whose
one official line is too wide, gets a row for each of its groups. A table whose figures leave the labels too little
room is parted into panels of fewer columns, one below the other.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar, cast

from render.line_breaking import text_width
from render.ruled_table import Box, Grid
from render.tables import Table, TableCell, TableRow
from schema.form import Layout

_NARROWEST_STUB = 24
_WIDEST_TYPED = 10
"""Where a text that is no number is broken, in cells."""


class Panel(NamedTuple):
    """What `ruled_table.draw` asks for."""

    grid: Grid
    widths: Sequence[int]
    ruled: Sequence[bool]


class _Line(NamedTuple):
    """One row under the header: how deep its label stands, and its figures; none for a label of further rows."""

    depth: int
    label: str
    figures: tuple[TableCell, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table with one column of labels."""

    corner: Box
    head: list[list[Box]]
    """The header over the figures, without the corner."""
    lines: list[_Line]
    indent: int
    """Cells that a label stands deeper than the one it is under."""
    narrowest: int
    """Cells of the narrowest column of figures."""


def panels(table: Table, width: int, ambiguous: int = 1) -> Iterator[Panel]:
    """The table for pages of a width in cells: mostly one panel."""
    if table.layout is Layout.BLOCKS:
        yield _blocks(table, width, ambiguous)
        return
    sheet = _stub_in_one(table) if table.layout is Layout.MATRIX else _folded(table)
    natural = [
        max(sheet.narrowest, *(_figure_width(line.figures[column], ambiguous) for line in sheet.lines if line.figures))
        for column in range(len(sheet.head[-1]))
    ]
    labels = max(line.depth * sheet.indent + text_width(line.label, ambiguous) for line in sheet.lines)
    for columns in _shares(natural, width - 2 - _NARROWEST_STUB):
        widths = [natural[column] for column in columns]
        free = width - 2 - len(columns) - sum(widths)
        wider = max(0, free - labels) // len(columns)
        yield _panel(sheet, columns, [free - wider * len(columns), *(each + wider for each in widths)])


def _figure_width(cell: TableCell, ambiguous: int) -> int:
    if cell.state == "typed":
        return min(text_width(cell.text, ambiguous), _WIDEST_TYPED)
    return len(cell.text) if cell.text.isascii() else text_width(cell.text, ambiguous)


def _shares(widths: Sequence[int], room: int) -> Iterator[list[int]]:
    """The columns that stand side by side, their rules included in the room."""
    share: list[int] = []
    for column, width in enumerate(widths):
        if share and sum(widths[each] + 1 for each in share) + width + 1 > room:
            yield share
            share = []
        share.append(column)
    yield share


def _panel(sheet: _Sheet, columns: Sequence[int], widths: Sequence[int]) -> Panel:
    grid = [[sheet.corner, *(row[column] for column in columns)] for row in sheet.head]
    for line in sheet.lines:
        label = Box(line.label, "left", line.depth * sheet.indent)
        if line.figures:
            grid.append([label, *[Box(line.figures[column].text, "right") for column in columns]])
        else:
            grid.append([label, *[Box("")] * len(columns)])
    # No rule under a label of further rows, nor between the rows of an innermost group.
    ruled = [True] * len(sheet.head)
    for line, below in zip(sheet.lines, sheet.lines[1:], strict=False):
        ruled.append(bool(line.figures) and not (below.depth > 1 and below.figures))
    return Panel(grid, widths, ruled)


def _stub_in_one(table: Table) -> _Sheet:
    """三: merged labels become lines of their own."""
    head = _placed(table.head, _header_box)
    lines = []
    for body in table.bodies:
        above: list[TableCell] = []
        for row in _placed(body, _itself):
            stub = _distinct(row[: table.stub])
            for depth, cell in enumerate(stub[:-1]):
                if not any(cell is each for each in above):
                    lines.append(_Line(depth, cell.text))
            lines.append(_Line(len(stub) - 1, stub[-1].text, tuple(row[table.stub :])))
            above = stub
    return _Sheet(head[0][0], [row[table.stub :] for row in head], lines, indent=1, narrowest=6)


def _folded(table: Table) -> _Sheet:
    """四: what stands over a group of columns becomes the label of a row, the innermost headers the columns."""
    paths = [_distinct(column) for column in zip(*_placed(table.head, _itself), strict=True)]
    figures = [row for body in table.bodies for row in body][0]
    lines: list[_Line] = []
    head: list[list[Box]] = []
    start = 0
    above: list[TableCell] = []
    for size in table.column_groups:
        columns = paths[start : start + size]
        *groups, label = columns[0][:-1]
        for depth, cell in enumerate(groups):
            if not any(cell is each for each in above):
                lines.append(_Line(depth, cell.text))
        lines.append(_Line(len(groups), label.text, figures[start : start + size]))
        head = head or [[_header_box(column[-1]) for column in columns]]
        above = groups
        start += size
    return _Sheet(Box(""), head, lines, indent=2, narrowest=8)


def _blocks(table: Table, width: int, ambiguous: int) -> Panel:
    """二: as it is printed, the columns as wide as they need and then alike."""
    rows = [row for body in table.bodies for row in body]
    grid = _placed(rows, _block_box)
    columns = len(grid[0])
    natural = [
        max(_figure_width(row[column], ambiguous) for row in _placed(rows, _itself) if _alone(row, column))
        for column in range(columns)
    ]
    free = width - 1 - columns - sum(natural)
    widths = [each + free // columns for each in natural]
    widths[0] += free - free // columns * columns
    return Panel(grid, widths, [True] * len(grid))


def _alone(row: Sequence[TableCell], column: int) -> bool:
    return row[column].colspan == 1


def _block_box(cell: TableCell) -> Box:
    return Box(cell.text, cell.align, head=cell.header is not None)


def _header_box(cell: TableCell) -> Box:
    return Box(cell.text, cell.align, head=True)


def _itself(cell: TableCell) -> TableCell:
    return cell


_Placed = TypeVar("_Placed")


def _placed(rows: Sequence[TableRow], make: Callable[[TableCell], _Placed]) -> list[list[_Placed]]:
    """What stands at every row and column, a merged cell at each that it takes."""
    columns = sum(cell.colspan for cell in rows[0])
    grid: list[list[_Placed | None]] = [[None] * columns for _ in rows]
    for index, row in enumerate(rows):
        column = 0
        for cell in row:
            while grid[index][column] is not None:
                column += 1
            made = make(cell)
            for each in grid[index : index + cell.rowspan]:
                each[column : column + cell.colspan] = [made] * cell.colspan
            column += cell.colspan
    return cast(list[list[_Placed]], grid)


def _distinct(cells: Sequence[TableCell]) -> list[TableCell]:
    """The cells without the repetitions of merged ones."""
    return [cell for index, cell in enumerate(cells) if not index or cell is not cells[index - 1]]
