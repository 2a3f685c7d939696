"""The minimal-difference writer: remembers the frame on the terminal and sends only the cells that changed.

Textual repaints whole regions and never compares them with what is on the screen; over a bad line that is most
of what is sent. Nothing here knows an application: updates of Textual's compositor go in, escape sequences come out.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.strip import Strip

from tui.terminal import pens
from tui.terminal.cells import CONTINUED, blanks_from, cells_of, changed_indices
from tui.terminal.cursor import ERASE_TO_END, Output
from tui.terminal.stand_ins import adapted

UNKNOWN = "\0"
"""The cell on the terminal could be anything."""

# Unchanged cells between two changed ones are written again if there are at most so many: a move costs as much.
_GAP = 3


@lru_cache(maxsize=1024)
def _pieces(text: str, pen: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    joined, cells = cells_of(text)
    blank = pens.blank(pen)
    return joined, cells, tuple(blank if cell == " " else pen for cell in cells)


class Frame:
    """What is on the terminal: for each row its cells and, beside them, their pens."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self.cells = [[UNKNOWN] * width for _ in range(height)]
        self.pens = [[pens.DEFAULT] * width for _ in range(height)]
        self.layout: Frame | None = None
        """What the layout asked for, if that is not what was sent."""


class FrameWriter:
    """Turns compositor updates into the shortest escape sequences that bring the terminal from the last frame to this.

    Args:
        colors: The colours the terminal has.
        trusted: Whether it is known how wide the terminal draws East Asian Ambiguous characters.
        adapting: Whether they may be two cells wide, so that rows are sent as `adapted` makes them. Whoever sets it
            later invalidates the frame.
    """

    def __init__(
        self, colors: ColorSystem = ColorSystem.TRUECOLOR, trusted: bool = False, adapting: bool = False
    ) -> None:
        self.trusted = trusted
        self.adapting = adapting
        self._colors = colors
        self._frame: Frame | None = None
        self._parked: tuple[int, int] | None = None
        self._pen_of_style: dict[Style, str] = {}

    def invalidate(self) -> None:
        """Forget what is on the terminal: every cell of the next updates is written."""
        self._frame = None
        self._parked = None

    def is_complete(self, width: int, height: int) -> bool:
        """Whether every cell on a terminal of this size is known."""
        frame = self._frame
        if frame is None or (frame.width, frame.height) != (width, height):
            return False
        return not any(UNKNOWN in row for row in frame.cells)

    def paint(self, update: LayoutUpdate | ChopsUpdate | None, cursor: tuple[int, int]) -> str:
        """What to send for an update ("" if nothing changed), leaving the terminal's cursor at `cursor`, an (x, y)."""
        output: Output | None = None
        if update is not None:
            frame = self._frame = self._frame_for(update)
            output = Output(frame.width, self.trusted, self.adapting)
            if self.adapting:
                self._paint_adapted(frame, output, update)
            else:
                for y, x, cells, cell_pens in self._spans(update):
                    if changed := _splice(frame, y, x, cells, cell_pens):
                        _write_changes(output, y, changed, frame.cells[y], frame.pens[y])
            if output.parts:
                output.reset()
        if output is None or not output.parts:
            if cursor == self._parked:
                return ""
            output = Output(0, self.trusted)
        output.move(*cursor)
        self._parked = cursor
        return output.text()

    def _frame_for(self, update: LayoutUpdate | ChopsUpdate) -> Frame:
        if isinstance(update, LayoutUpdate):
            width, height = update.region.right, update.region.bottom
        else:
            width, height = max((ends[-1] for ends in update.chop_ends if ends), default=0), len(update.chops)
        frame = self._frame
        if frame is None or (frame.width, frame.height) != (width, height):
            return Frame(width, height)
        return frame

    def _spans(self, update: LayoutUpdate | ChopsUpdate) -> Iterator[tuple[int, int, list[str], list[str]]]:
        """Every stretch of cells in the update: row, column, cells and their pens."""
        if isinstance(update, LayoutUpdate):
            for y, strips in enumerate(update.strips, update.region.y):
                yield y, update.region.x, *self._collect(strips)
            return
        for y, x1, x2 in update.spans:
            if 0 <= y < len(update.chops):
                for x, strips in _overlapping(update.chops[y], update.chop_ends[y], x1, x2):
                    yield y, *_crop(x, *self._collect(strips), x1, x2)

    def _collect(self, strips: Iterable[Strip]) -> tuple[list[str], list[str]]:
        cells: list[str] = []
        cell_pens: list[str] = []
        for strip in strips:
            for segment in strip or ():
                if segment.control:
                    continue
                joined, piece, piece_pens = _pieces(segment.text, self._pen(segment))
                if joined and cells:
                    at = -2 if cells[-1] == CONTINUED and len(cells) > 1 else -1
                    cells[at] += joined
                cells += piece
                cell_pens += piece_pens
        return cells, cell_pens

    def _pen(self, segment: Segment) -> str:
        style = segment.style
        if style is None:
            return pens.DEFAULT
        known = self._pen_of_style.get(style)
        if known is None:
            if len(self._pen_of_style) > 2048:
                self._pen_of_style.clear()
            known = self._pen_of_style[style] = pens.pen(Strip.render_ansi(style, self._colors))
        return known

    def _paint_adapted(self, frame: Frame, output: Output, update: LayoutUpdate | ChopsUpdate) -> None:
        """Write what the changed rows of the layout become on this terminal; a span may change cells beside it."""
        layout = frame.layout = frame.layout or Frame(frame.width, frame.height)
        touched = {y for y, x, cells, cell_pens in self._spans(update) if _splice(layout, y, x, cells, cell_pens)}
        for y in sorted(touched):
            if changed := _splice(frame, y, 0, *adapted(layout.cells[y], layout.pens[y])):
                _write_changes(output, y, changed, frame.cells[y], frame.pens[y])


def _splice(frame: Frame, y: int, x: int, cells: list[str], cell_pens: list[str]) -> list[int]:
    """Put cells into a row from column x on; the columns that changed."""
    if y >= frame.height or not cells:
        return []
    row, row_pens = frame.cells[y], frame.pens[y]
    del cells[frame.width - x :], cell_pens[frame.width - x :]
    end = x + len(cells)
    if row[x:end] == cells and row_pens[x:end] == cell_pens:
        return []
    # Writing over one half of a wide character destroys the other half.
    if x and row[x] == CONTINUED:
        x -= 1
        cells.insert(0, " ")
        cell_pens.insert(0, pens.blank(row_pens[x]))
    if end < frame.width and row[end] == CONTINUED:
        cells.append(" ")
        cell_pens.append(pens.blank(row_pens[end]))
        end += 1
    changed = changed_indices(row[x:end], row_pens[x:end], cells, cell_pens)
    row[x:end] = cells
    row_pens[x:end] = cell_pens
    return [x + index for index in changed]


def _overlapping(
    chops: Mapping[int, Strip | None], ends: list[int], x1: int, x2: int
) -> Iterator[tuple[int, list[Strip]]]:
    """Neighbouring strips of a row that touch the columns x1 to x2, with the column at which they begin."""
    start = 0
    strips: list[Strip] = []
    for end, (x, strip) in zip(ends, chops.items(), strict=False):
        if strip is not None and x < x2 and end > x1:
            if not strips:
                start = x
            strips.append(strip)
        elif strips:
            yield start, strips
            strips = []
    if strips:
        yield start, strips


def _crop(x: int, cells: list[str], cell_pens: list[str], x1: int, x2: int) -> tuple[int, list[str], list[str]]:
    """Keep what lies between the columns x1 and x2, and both cells of a wide character on either edge."""
    start, end = max(0, x1 - x), min(len(cells), x2 - x)
    while 0 < start < len(cells) and cells[start] == CONTINUED:
        start -= 1
    while end < len(cells) and cells[end] == CONTINUED:
        end += 1
    return x + start, cells[start:end], cell_pens[start:end]


def _write_changes(output: Output, y: int, changed: list[int], row: list[str], row_pens: list[str]) -> None:
    """Write the changed columns of a row, joining those that stand close and erasing blanks at the row's end."""
    blanks = blanks_from(row, row_pens) if changed and row[changed[-1]] == " " else len(row)
    erased = [column for column in changed if column >= blanks]
    if len(erased) > len(ERASE_TO_END):
        del changed[len(changed) - len(erased) :]
    else:
        erased = []
    for start, end in _runs(changed, row, row_pens):
        output.write(start, y, row[start:end], row_pens[start:end])
    if erased:
        output.erase_to_end(erased[0], y)


def _runs(changed: list[int], row: list[str], row_pens: list[str]) -> Iterator[tuple[int, int]]:
    """Stretches [start, end) to write, whole wide characters only: their cells change together."""
    index = 0
    while index < len(changed):
        start = end = changed[index]
        while index < len(changed) and (
            changed[index] <= end + 1
            or _cheap(row[end + 1 : changed[index]], row_pens[end + 1 : changed[index]], row_pens[end])
        ):
            end = changed[index]
            index += 1
        end += 1
        while end < len(row) and row[end] == CONTINUED:
            end += 1
        yield start, end


def _cheap(gap: list[str], gap_pens: list[str], pen: str) -> bool:
    """Whether writing unchanged cells again, with the pen at hand, costs no more than moving over them."""
    if UNKNOWN in gap or len("".join(gap).encode()) > _GAP:
        return False
    blank = pens.blank(pen)
    return all(
        cell_pen == pen or (cell == " " and cell_pen == blank) for cell, cell_pen in zip(gap, gap_pens, strict=True)
    )
