"""The form's tables rearranged for a page of plain text.

The stub of 三 becomes one column in which a merged label stands on a line of its own above the rows under it. 四, whose
one official line is too wide, gets a row for each of its groups. A table whose figures leave the labels too little
room is parted into panels of fewer columns, one below the other.

Everything but the figures is drawn once for each set of column widths.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import count, islice
from typing import NamedTuple, TypeVar, cast

from render.line_breaking import text_width
from render.ruled_table import Box, Rules, draw
from render.tables import Align, Shape, Table, TableCell, TableRow
from schema.form import Layout

_NARROWEST_STUB = 24
_WIDEST_TYPED = 10
"""Where a text that is no number is broken, in cells."""
_MARK = "¬"
"""Fills the cells of figures in a frame."""


class _Line(NamedTuple):
    """One row under the header: how deep its label stands, and which figures; none for a label of further rows."""

    depth: int
    label: str
    figures: tuple[int, ...] = ()


class _Sheet(NamedTuple):
    """A table with one column of labels."""

    corner: Box
    head: list[list[Box]]
    """The header over the figures, without the corner."""
    lines: list[_Line]
    indent: int
    """Cells that a label stands deeper than the one it is under."""
    narrowest: int
    """Cells of the narrowest column of figures."""


class _Slot(NamedTuple):
    """Where a figure goes in a frame."""

    figure: int
    width: int
    align: Align


class _Frame(NamedTuple):
    """A drawn table with ``%s`` for every figure."""

    template: str
    slots: tuple[_Slot, ...]


def table_text(table: Table, width: int, rules: Rules, ambiguous: int = 1) -> Iterator[str]:
    """The table drawn on a page of a width in cells: mostly one panel."""
    figures = table.figures
    sizes = [len(text) if text.isascii() else text_width(text, ambiguous) for text, _ in figures]
    kept = [
        size if state != "typed" else min(size, _WIDEST_TYPED) for size, (_, state) in zip(sizes, figures, strict=True)
    ]
    for columns, widths in _panels(table.shape, kept, width, ambiguous):
        frame = _frame(table.shape, columns, widths, rules, ambiguous)
        if sizes == kept or all(sizes[slot.figure] <= slot.width for slot in frame.slots):
            yield frame.template % tuple(
                [_spaced(figures[figure].text, cells - sizes[figure], align) for figure, cells, align in frame.slots]
            )
        else:
            grid, ruled, _ = _grid(table.shape, columns, widths, lambda figure, _: figures[figure].text)
            yield "\n".join(draw(grid, widths, ruled, rules, ambiguous))


def _spaced(text: str, free: int, align: Align) -> str:
    left = free if align == "right" else free // 2
    return " " * left + text + " " * (free - left)


@lru_cache(maxsize=64)
def _frame(shape: Shape, columns: tuple[int, ...], widths: tuple[int, ...], rules: Rules, ambiguous: int) -> _Frame:
    grid, ruled, slots = _grid(shape, columns, widths, lambda _, cells: _MARK * cells)
    drawn = "\n".join(draw(grid, widths, ruled, rules, ambiguous)).replace("%", "%%")
    return _Frame(re.sub(f"{_MARK}+", "%s", drawn), tuple(slots))


def _panels(
    shape: Shape, sizes: Sequence[int], width: int, ambiguous: int
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The columns of figures that stand side by side, with the widths of the labels and of each."""
    if shape.layout is Layout.BLOCKS:
        yield (), _block_widths(shape, sizes, width, ambiguous)
        return
    sheet = _sheet(shape)
    rows = [line.figures for line in sheet.lines if line.figures]
    natural = [max(sheet.narrowest, *[sizes[figure] for figure in column]) for column in zip(*rows, strict=True)]
    labels = _widest_label(shape, ambiguous)
    for columns in _shares(natural, width - 2 - _NARROWEST_STUB):
        free = width - 2 - sum(natural[column] + 1 for column in columns)
        wider = max(0, free - labels) // len(columns)
        yield tuple(columns), (free - wider * len(columns), *(natural[column] + wider for column in columns))


def _shares(widths: Sequence[int], room: int) -> Iterator[list[int]]:
    """The columns that fit side by side, their rules included in the room."""
    share: list[int] = []
    taken = 0
    for column, width in enumerate(widths):
        if share and taken + width + 1 > room:
            yield share
            share, taken = [], 0
        share.append(column)
        taken += width + 1
    yield share


@cache
def _sheet(shape: Shape) -> _Sheet:
    return _stub_in_one(shape) if shape.layout is Layout.MATRIX else _folded(shape)


@cache
def _widest_label(shape: Shape, ambiguous: int) -> int:
    sheet = _sheet(shape)
    return max(line.depth * sheet.indent + text_width(line.label, ambiguous) for line in sheet.lines)


_Drawable = tuple[list[list[Box]], list[bool], list[_Slot]]


def _grid(shape: Shape, columns: Sequence[int], widths: Sequence[int], text_of: Callable[[int, int], str]) -> _Drawable:
    """What is drawn of a shape, and its figures in the order of drawing; ``text_of`` a figure for a width."""
    if shape.layout is Layout.BLOCKS:
        return _block_grid(shape, widths, text_of)
    sheet = _sheet(shape)
    grid = [[sheet.corner, *(row[column] for column in columns)] for row in sheet.head]
    slots: list[_Slot] = []
    for line in sheet.lines:
        label = Box(line.label, "left", line.depth * sheet.indent)
        if line.figures:
            row = [
                _Slot(line.figures[column], width, "right") for column, width in zip(columns, widths[1:], strict=True)
            ]
            slots += row
            grid.append([label, *(Box(text_of(slot.figure, slot.width), "right") for slot in row)])
        else:
            grid.append([label, *[Box("")] * len(columns)])
    # No rule under a label of further rows, nor between the rows of an innermost group.
    ruled = [True] * len(sheet.head)
    for line, below in zip(sheet.lines, sheet.lines[1:], strict=False):
        ruled.append(bool(line.figures) and not (below.depth > 1 and below.figures))
    return grid, ruled, slots


def _stub_in_one(shape: Shape) -> _Sheet:
    """三: merged labels become lines of their own."""
    head = _placed(shape.head, _header_box)
    lines = []
    figures = count()
    for body in shape.bodies:
        above: list[TableCell] = []
        for row in _placed(body, _itself):
            stub = _distinct(row[: shape.stub])
            for depth, cell in enumerate(stub[:-1]):
                if not any(cell is each for each in above):
                    lines.append(_Line(depth, cell.text))
            lines.append(_Line(len(stub) - 1, stub[-1].text, tuple(islice(figures, len(row) - shape.stub))))
            above = stub
    return _Sheet(head[0][0], [row[shape.stub :] for row in head], lines, indent=1, narrowest=6)


def _folded(shape: Shape) -> _Sheet:
    """四: what stands over a group of columns becomes the label of a row, the innermost headers the columns."""
    paths = [_distinct(column) for column in zip(*_placed(shape.head, _itself), strict=True)]
    lines: list[_Line] = []
    start = 0
    above: list[TableCell] = []
    for size in shape.column_groups:
        *groups, label, _ = paths[start]
        for depth, cell in enumerate(groups):
            if not any(cell is each for each in above):
                lines.append(_Line(depth, cell.text))
        lines.append(_Line(len(groups), label.text, tuple(range(start, start + size))))
        above = groups
        start += size
    head = [_header_box(path[-1]) for path in paths[: shape.column_groups[0]]]
    return _Sheet(Box(""), [head], lines, indent=2, narrowest=8)


def _block_widths(shape: Shape, sizes: Sequence[int], width: int, ambiguous: int) -> tuple[int, ...]:
    """二: every column as wide as it needs; what is left is shared."""
    natural = [0] * sum(shape.column_groups)
    figures = iter(sizes)
    for row in _block_rows(shape):
        column = 0
        for cell in row:
            size = text_width(cell.text, ambiguous) if cell.place is None else next(figures)
            if cell.colspan == 1:
                natural[column] = max(natural[column], size)
            column += cell.colspan
    free = width - 1 - len(natural) - sum(natural)
    each = free // len(natural)
    return natural[0] + free - each * (len(natural) - 1), *(cells + each for cells in natural[1:])


def _block_grid(shape: Shape, widths: Sequence[int], text_of: Callable[[int, int], str]) -> _Drawable:
    grid: list[list[Box]] = []
    slots: list[_Slot] = []
    for row in _block_rows(shape):
        boxes: list[Box] = []
        for cell in row:
            cells = sum(widths[len(boxes) : len(boxes) + cell.colspan]) + cell.colspan - 1
            text = cell.text
            if cell.place is not None:
                text = text_of(len(slots), cells)
                slots.append(_Slot(len(slots), cells, cell.align))
            boxes += [Box(text, cell.align, head=cell.header is not None)] * cell.colspan
        grid.append(boxes)
    return grid, [True] * len(grid), slots


def _block_rows(shape: Shape) -> Iterator[TableRow]:
    return (row for body in shape.bodies for row in body)


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
