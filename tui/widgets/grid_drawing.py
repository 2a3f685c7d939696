"""How the grid of figures looks: its lines as styled runs, and a figure in the cells it has."""

import re
from collections.abc import Iterator, Sequence

from textual.geometry import Offset, Region

from render.line_breaking import text_width
from schema.form import Place
from schema.unsafe import shown
from tui.widgets.grid_model import GridModel, Line, Slot
from tui.widgets.line_editor import LineEditor
from tui.widgets.line_widget import LineWidget, Run, fit, safe_text, split_cells

_BLANK = "."
_CUT = "~"
_FIGURE = re.compile(r"[-+]?[\d０-９][\d０-９,，.．]*")
_STYLES = {"!": "error", "*": "suspect", "=": "computed", "?": "query"}


def figure_text(text: str, width: int) -> str:
    """A text set to the right in `width` cells, made safe; where it does not fit, never a part that reads as a figure.

    A figure becomes ``#`` all over, as in a spreadsheet; any other text is cut and ends with ``~``.
    """
    safe, cells = safe_text(text)
    if cells <= width:
        return fit(safe, width, right=True)
    if _FIGURE.fullmatch(safe):
        return "#" * width
    return fit(split_cells(safe, width - 1)[0] + _CUT, width, right=True)


def difference_text(difference: str, width: int) -> str:
    """A signed difference in `width` cells, apart from the figure before it; called wrong where there is room."""
    called = f"错{difference}"
    return " " + figure_text(called if text_width(called) < width else difference, width - 1)


def edit_room(model: GridModel) -> int:
    """The cells for a figure being typed: one is kept before it, and one behind it for the caret."""
    return model.measures.figure - 2


class GridView(LineWidget):
    """Draws one table, the part of it that fits the screen and holds the cursor, and a figure being typed."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._model: GridModel | None = None
        self._editor: LineEditor | None = None
        self._top = 0

    @property
    def model(self) -> GridModel:
        """The table shown."""
        assert self._model is not None
        return self._model

    # Places on the screen

    @property
    def _head_lines(self) -> int:
        return 1 if self._model is not None and self._model.head is not None else 0

    def _y_of(self, row: int) -> int:
        return row - self._top + self._head_lines

    def _slot_x(self, column: int) -> int:
        measures = self.model.measures
        return measures.label + column * measures.figure

    @property
    def caret(self) -> Offset | None:
        """Where on the screen the next character goes: the input method's window opens there."""
        if self._model is None or not self.size:
            return None
        room = edit_room(self._model)
        x = self._slot_x(self._model.column) + 1 + room
        if self._editor is not None:
            text, caret = self._editor.view(room)
            x += caret - text_width(text)
        return self.content_region.offset + Offset(x, self._y_of(self._model.row))

    # Drawing

    def runs_at(self, y: int) -> Sequence[Run]:
        """One line of the table."""
        if self._model is None:
            return ()
        if y < self._head_lines and self._model.head is not None:
            return head_runs(self._model, self._model.head)
        row = self._top + y - self._head_lines
        if row >= len(self._model.lines):
            return ()
        line = self._model.lines[row]
        return list(slot_runs(self._model, row, self._editor)) if line.slots else head_runs(self._model, line)

    def _refresh_slot(self, row: int, column: int) -> None:
        measures = self.model.measures
        self.refresh(Region(self._slot_x(column), self._y_of(row), measures.figure, 1))

    def _refresh_row(self, row: int) -> None:
        if self._top <= row:
            self.refresh_lines(self._y_of(row))

    @property
    def hidden(self) -> tuple[int, int]:
        """How many lines of the table are above and below the view."""
        if self._model is None or not self.size:
            return 0, 0
        return self._top, max(0, len(self._model.lines) - self._top - (self.size.height - self._head_lines))

    def refresh_place(self, place: Place) -> None:
        """Repaint a figure and the totals it is part of."""
        for row in self.model.affected(place):
            self._refresh_row(row)

    def _reveal(self) -> None:
        """Scroll by half a page when the cursor has left the view: one repaint instead of one a line."""
        room = self.size.height - self._head_lines
        if self._model is None or room <= 0:
            return
        row, last = self._model.row, max(0, len(self._model.lines) - room)
        top = min(self._top, last)
        if row < top:
            top = max(0, row - room // 2)
        elif row >= top + room:
            top = min(last, row - room // 2)
        if row - top <= 1 and top <= 1:
            top = 0
        if top != self._top:
            self._top = top
            self.refresh()


def head_runs(model: GridModel, line: Line) -> list[Run]:
    """A caption with the names of the columns under it."""
    measures = model.measures
    label = f" {line.label} "
    # A head may be wider than its figures: the first reaches to the left, towards the label, a lone one to the right.
    first = measures.label + measures.figure - text_width(label)
    if len(line.heads) == 1:
        first = max(first, text_width(line.heads[0]))
    widths = (first, *(measures.figure for _ in line.heads[1:]))
    heads = "".join(fit(head, width, right=True) for head, width in zip(line.heads, widths, strict=True))
    return [(label + heads, "header")]


def slot_runs(model: GridModel, row: int, editor: LineEditor | None) -> Iterator[Run]:
    """A line of figures; the current one is marked, or replaced by what is being typed there."""
    line = model.lines[row]
    here = row == model.row
    yield fit(f"{'>' if here else ' '}{line.label}", model.measures.label), "label"
    for column, slot in enumerate(line.slots):
        if here and column == model.column and editor is not None:
            yield from _edit_runs(editor, edit_room(model))
            continue
        before, last, figure = _figure(model, slot)
        yield " ", "normal"
        if here and column == model.column:
            yield before + last + figure, "focused"
        else:
            style = _STYLES.get(model.mark(slot), "normal")
            yield before, style
            yield last, "dim"
            yield figure, style


def _figure(model: GridModel, slot: Slot) -> tuple[str, str, str]:
    """What fills the field of a figure: blanks, last year's in brackets where there is room, and this year's.

    ``=`` stands at the field's left edge, any other mark before the figure.
    """
    mark, text = model.mark(slot).strip(), model.text(slot) or _BLANK
    room = model.measures.figure - 1
    edge, mark = ("=", "") if mark == "=" else ("", mark)
    last = f"({model.last_year[slot.place]})" if _has_room(model, slot, text) else ""
    if last:
        figure = f"{mark or ' '}{shown(text)}"
        return fit(edge, room - len(last) - text_width(figure)), last, figure
    figure = figure_text(text, room - len(edge) - len(mark))
    blanks = len(figure) - len(figure.lstrip(" "))
    return edge + figure[:blanks], "", mark + figure[blanks:]


def _has_room(model: GridModel, slot: Slot, text: str) -> bool:
    """Whether last year's figure can stand beside this year's: mark, brackets and a blank take four cells."""
    last = model.last_year.get(slot.place, "") if model.has_room_for_last_year else ""
    return bool(last) and len(last) + text_width(shown(text)) + 4 < model.measures.figure


def _edit_runs(editor: LineEditor, room: int) -> Iterator[Run]:
    text, caret = editor.view(room)
    index = _index_at(text, caret)
    begins, ends = _out_of_view(text, index, editor)
    before, rest = text[:index], text[index:]
    if begins and before:
        # A blank cell is not worth a character.
        before = _CUT + before if text_width(text) < room else fit(_CUT, text_width(before[0]), right=True) + before[1:]
    if ends and len(rest) > 1:
        rest = rest[:-1] + fit(_CUT, text_width(rest[-1]))
    before = fit(before, room - text_width(rest), right=True)
    under = rest[:1] or " "
    yield " ", "normal"
    yield before, "edit"
    yield under, "focused"
    yield f"{rest[1:]} " if rest else "", "edit"


def _out_of_view(text: str, index: int, editor: LineEditor) -> tuple[bool, bool]:
    """Whether something of an edit is before its visible part, and whether something is behind."""
    first = len(shown(editor.text[: editor.cursor])) - index
    return first > 0, first + len(text) < len(shown(editor.text))


def _index_at(text: str, cell: int) -> int:
    """The index of the character that a cell of a text belongs to."""
    for index in range(len(text)):
        if text_width(text[:index]) >= cell:
            return index
    return len(text)
