"""A table of merged cells drawn with rules, by display width."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from render.line_breaking import break_lines, text_width
from render.tables import Align

_LEFT, _RIGHT, _UP, _DOWN = 1, 2, 4, 8


class Rules(NamedTuple):
    """The characters that rules are made of, each one cell wide."""

    horizontal: str
    vertical: str
    corners: str
    """One for each of the 16 ways in which rules meet: left 1, right 2, up 4, down 8."""


BOX = Rules("─", "│", " ───│┘└┴│┐┌┬│┤├┼")
ASCII = Rules("-", "|", " ---|+++|+++|+++")


class Box:
    """One cell to be drawn; wherever it stands in a grid, it is the same cell, merged.

    Args:
        text: What it says.
        align: At which side.
        indent: Cells left free before the text; its further lines stand two cells deeper.
        head: Whether it is a header: parted evenly, in the middle of its height.
    """

    __slots__ = ("align", "head", "indent", "text")

    def __init__(self, text: str, align: Align = "left", indent: int = 0, head: bool = False) -> None:
        self.text = text
        self.align = align
        self.indent = indent
        self.head = head


Grid = Sequence[Sequence[Box]]


class _Extent(NamedTuple):
    """The rows that a box takes, the last one included, and its width in cells."""

    first: int
    last: int
    width: int


def draw(grid: Grid, widths: Sequence[int], ruled: Sequence[bool], rules: Rules, ambiguous: int = 1) -> list[str]:
    """The lines of a table, all as wide as the columns and one cell for every rule between and around them.

    ``grid`` names the box at every row and column; ``ruled`` says for every row but the last whether a rule is drawn
    under it, which is left out where a merged box goes through.
    """
    extents = _extents(grid, widths)
    texts = {
        box: _cell_lines(box.text, extent.width, box.align, box.indent, box.head, ambiguous)
        for box, extent in extents.items()
    }
    heights = _heights(extents, texts, ruled)
    contents = {box: _stacked(box, extents[box], texts[box], heights, ruled) for box in extents}
    bar = rules.vertical
    lines = [_rule(None, grid[0], widths, rules, contents)]
    for index, row in enumerate(grid):
        boxes = list(dict.fromkeys(row))
        lines += [f"{bar}{bar.join([next(contents[box]) for box in boxes])}{bar}" for _ in range(heights[index])]
        if index + 1 == len(grid):
            lines.append(_rule(row, None, widths, rules, contents))
        elif ruled[index]:
            lines.append(_rule(row, grid[index + 1], widths, rules, contents))
    return lines


def _extents(grid: Grid, widths: Sequence[int]) -> dict[Box, _Extent]:
    extents: dict[Box, _Extent] = {}
    for index, row in enumerate(grid):
        run: dict[Box, int] = {}
        for box, width in zip(row, widths, strict=True):
            run[box] = run[box] + 1 + width if box in run else width
        for box, width in run.items():
            extents[box] = _Extent(extents[box].first if box in extents else index, index, width)
    return extents


def _heights(extents: dict[Box, _Extent], texts: dict[Box, tuple[str, ...]], ruled: Sequence[bool]) -> list[int]:
    """The lines of every row: enough for its own boxes, and the last row of a merged box enough for what is left."""
    heights = [1] * (1 + max(extent.last for extent in extents.values()))
    for box, (first, last, _) in extents.items():
        if first == last:
            heights[last] = max(heights[last], len(texts[box]))
    for box, (first, last, _) in extents.items():
        if first != last:
            there = sum(heights[first : last + 1]) + sum(ruled[first:last])
            heights[last] += max(0, len(texts[box]) - there)
    return heights


def _stacked(
    box: Box, extent: _Extent, lines: tuple[str, ...], heights: list[int], ruled: Sequence[bool]
) -> Iterator[str]:
    """The lines of one box from top to bottom: headers in the middle, labels at the top, figures at the bottom."""
    first, last, width = extent
    height = heights[first] if first == last else sum(heights[first : last + 1]) + sum(ruled[first:last])
    free = height - len(lines)
    if not free:
        return iter(lines)
    above = free // 2 if box.head else 0 if box.align == "left" else free
    empty = " " * width
    return iter((*[empty] * above, *lines, *[empty] * (free - above)))


@lru_cache(maxsize=4096)
def _cell_lines(text: str, width: int, align: Align, indent: int, head: bool, ambiguous: int) -> tuple[str, ...]:
    """The text in lines of exactly one width."""
    if head and align != "left":
        lines = break_lines(text, _even_width(text, width, ambiguous), ambiguous=ambiguous)
    else:
        deeper = indent + 2 if align == "left" and not head else 0
        first, *rest = break_lines(text, width - deeper, indent - deeper, ambiguous=ambiguous)
        lines = [" " * indent + first, *(" " * deeper + line for line in rest)]
    return tuple(_padded(line.rstrip(), width, align, ambiguous) for line in lines)


def _padded(line: str, width: int, align: Align, ambiguous: int) -> str:
    """The line in a cell of a width."""
    free = max(0, width - text_width(line, ambiguous))
    left = 0 if align == "left" else free if align == "right" else free // 2
    return " " * left + line + " " * (free - left)


def _even_width(text: str, width: int, ambiguous: int) -> int:
    """The width that parts a header into even lines of whole words, which mostly have two characters."""
    if text_width(text, ambiguous) <= width:
        return width
    lines = -(-text_width(text, ambiguous) // width)
    each = -(-len(text) // lines)
    each += each % 2
    return 2 * each if 2 * each <= width else max(2 * (each - 2), 2)


def _rule(
    above: Sequence[Box] | None,
    below: Sequence[Box] | None,
    widths: Sequence[int],
    rules: Rules,
    contents: dict[Box, Iterator[str]],
) -> str:
    """The rule between two rows; a box that goes through shows its next line instead."""
    parts = []
    drawn = False
    column = 0
    while column < len(widths):
        through = above is not None and below is not None and above[column] is below[column]
        corner = _LEFT * drawn | _RIGHT * (not through) | _UP * _parted(above, column) | _DOWN * _parted(below, column)
        parts.append(rules.corners[corner])
        drawn = not through
        if drawn:
            parts.append(rules.horizontal * widths[column])
            column += 1
        else:
            assert above is not None
            box = above[column]
            parts.append(next(contents[box]))
            while column < len(widths) and above[column] is box:
                column += 1
    return "".join(parts) + rules.corners[_LEFT * drawn | _UP * (above is not None) | _DOWN * (below is not None)]


def _parted(row: Sequence[Box] | None, column: int) -> bool:
    """Whether a vertical rule stands before a column."""
    return row is not None and (column == 0 or row[column - 1] is not row[column])
