"""The grid of figures: one widget on Textual's line API, with the habits of a spreadsheet."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from textual import events
from textual.geometry import Offset, Region
from textual.message import Message

from render.line_breaking import text_width
from schema.form import Place
from tui.widgets.block_paste import Landing, land, read_block
from tui.widgets.grid_model import GridModel, Line, Slot
from tui.widgets.line_editor import LineEditor
from tui.widgets.line_widget import LineWidget, Run, fit

_BLANK = "."
_MOVES = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}


class NumberGrid(LineWidget, can_focus=True):
    """Shows one table and edits it cell by cell.

    Whoever owns the keys calls `press` and `paste` in the order of arrival, and is called: `on_commit` when a figure is
    in the session, `on_move` when the cursor stands elsewhere, `on_type` with the text after each key of an edit.
    """

    @dataclass
    class Pasted(Message):
        """A block was pasted and waits to be confirmed."""

        landing: Landing

    @dataclass
    class Passed(Message):
        """The user moved on past the last figure, or back past the first."""

        forward: bool

    def __init__(
        self,
        *,
        on_commit: Callable[[Place], object] = lambda place: None,
        on_move: Callable[[Slot], object] = lambda slot: None,
        on_type: Callable[[Slot, str], object] = lambda slot, text: None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._tell_commit, self._tell_move, self._tell_type = on_commit, on_move, on_type
        self._model: GridModel | None = None
        self._editor: LineEditor | None = None
        self._replacing = False
        self._top = 0

    def show(self, model: GridModel) -> None:
        """Show a table; an edit that was not committed is forgotten."""
        self._model = model
        self._editor = None
        self._top = 0
        self._reveal()
        self.refresh()
        self._tell_move(model.slot)

    @property
    def model(self) -> GridModel:
        """The table shown."""
        assert self._model is not None
        return self._model

    @property
    def editing(self) -> bool:
        """Whether a figure is being typed."""
        return self._editor is not None

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
        room = self._model.measures.figure - 2
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
            return self._head_runs(self._model.head)
        row = self._top + y - self._head_lines
        if row >= len(self._model.lines):
            return ()
        line = self._model.lines[row]
        return list(self._slot_runs(row, line)) if line.slots else self._head_runs(line)

    def _head_runs(self, line: Line) -> list[Run]:
        measures = self.model.measures
        label = f" {line.label} "
        # A head may be wider than its figures: the first one reaches to the left, towards the label.
        first = measures.label + measures.figure - text_width(label)
        widths = (first, *(measures.figure for _ in line.heads[1:]))
        heads = "".join(fit(head, width, right=True) for head, width in zip(line.heads, widths, strict=True))
        return [(label + heads, "header")]

    def _slot_runs(self, row: int, line: Line) -> Iterator[Run]:
        model = self.model
        here = row == model.row
        yield fit(f"{'>' if here else ' '}{line.label}", model.measures.label), "label"
        for column, slot in enumerate(line.slots):
            if here and column == model.column:
                yield from self._current_runs(slot)
            else:
                yield self._figure(slot), self._style(slot)

    def _figure(self, slot: Slot) -> str:
        width = self.model.measures.figure
        mark = self.model.mark(slot)
        text = self.model.text(slot) or _BLANK
        if mark == "=":
            return " =" + fit(text, width - 2, right=True)
        return " " + fit(f"{mark.strip()}{text}", width - 1, right=True)

    def _style(self, slot: Slot) -> str:
        return {"!": "error", "=": "computed", "?": "query"}.get(self.model.mark(slot), "normal")

    def _current_runs(self, slot: Slot) -> Iterator[Run]:
        figure = self._figure(slot)
        if self._editor is None:
            yield figure[:1], "normal"
            yield figure[1:], "focused"
            return
        room = self.model.measures.figure - 2
        text, caret = self._editor.view(room)
        before = fit(text, room, right=True)
        start = len(before) - len(text)
        offset = start + _index_at(text, caret)
        cells = f"{before} "
        yield " ", "normal"
        yield cells[:offset], "edit"
        yield cells[offset : offset + 1], "focused"
        yield cells[offset + 1 :], "edit"

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

    def refresh_all(self) -> None:
        """Compute and paint everything anew."""
        self.model.rebuild()
        self._reveal()
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in view, and say where it is: how much is out of view has changed."""
        self._reveal()
        if self._model is None:
            return
        if self._editor is None:
            self._tell_move(self._model.slot)
        else:
            self._tell_type(self._model.slot, self._editor.text)

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

    # Keys

    def press(self, event: events.Key) -> bool:
        """Act on a key; function and control keys are left to the screen."""
        if self._model is None:
            return False
        key, character = event.key, event.character
        return self._press_editing(key, character) if self._editor is not None else self._press_moving(key, character)

    def _press_editing(self, key: str, character: str | None) -> bool:
        assert self._editor is not None
        if key == "escape":
            self.cancel()
        elif key in ("enter", "tab", "shift+tab", "up", "down", "pageup", "pagedown"):
            self.commit()
            self._move_by_key("down" if key == "enter" else key)
        elif self._replacing and key in ("left", "right"):
            self.commit()
            self._move_by_key(key)
        elif self._editor.press(key, character):
            self._refresh_slot(self.model.row, self.model.column)
            self._tell_type(self.model.slot, self._editor.text)
        else:
            return False
        return True

    def _press_moving(self, key: str, character: str | None) -> bool:
        if key in ("f2", "enter"):
            self._begin(self.model.number(self.model.slot).text, replacing=False)
        elif key in ("delete", "backspace"):
            self._put("")
        elif not self._move_by_key(key):
            editor = LineEditor()
            if not character or not editor.press(key, character) or not editor.text.strip():
                return False
            self._begin(editor.text, replacing=True)
        return True

    def _move_by_key(self, key: str) -> bool:
        before = self.model.row, self.model.column
        if key in _MOVES:
            self.model.move(*_MOVES[key])
        elif key in ("tab", "shift+tab"):
            forward = key == "tab"
            if not self.model.next(1 if forward else -1):
                self.post_message(self.Passed(forward))
        elif key in ("pageup", "pagedown"):
            page = max(1, self.size.height - self._head_lines - 1)
            self.model.move(page if key == "pagedown" else -page, 0)
        elif key in ("home", "end"):
            self.model.edge(key == "end")
        else:
            return False
        self._moved(before)
        return True

    def _moved(self, before: tuple[int, int]) -> None:
        row, column = before
        if before == (self.model.row, self.model.column):
            return
        if row == self.model.row:
            self._refresh_slot(row, column)
            self._refresh_slot(self.model.row, self.model.column)
        else:
            self._refresh_row(row)
            self._refresh_row(self.model.row)
        self._reveal()
        self._tell_move(self.model.slot)

    def go_to(self, place: Place) -> bool:
        """Put the cursor on a place; False if the table does not show it."""
        self.commit()
        before = self.model.row, self.model.column
        if not self.model.select(place):
            return False
        self._moved(before)
        return True

    # Editing

    def _begin(self, text: str, *, replacing: bool) -> None:
        self._editor = LineEditor(text)
        self._replacing = replacing
        self._refresh_slot(self.model.row, self.model.column)
        self._tell_type(self.model.slot, text)

    def cancel(self) -> bool:
        """Forget the edit; False if there was none."""
        if self._editor is None:
            return False
        self._editor = None
        self._refresh_slot(self.model.row, self.model.column)
        self._tell_move(self.model.slot)
        return True

    def commit(self) -> None:
        """Put what is being typed into the session."""
        if self._editor is not None:
            text, self._editor = self._editor.text, None
            self._put(text)

    def _put(self, text: str) -> None:
        place = self.model.slot.place
        if self.model.session.edit(place, text):
            self.model.recompute()
            self.refresh_place(place)
            self._tell_commit(place)
        else:
            self._refresh_slot(self.model.row, self.model.column)
            self._tell_move(self.model.slot)

    def paste(self, text: str) -> None:
        """Take a pasted text: one figure goes into the edit, a block waits to be confirmed."""
        if self._model is None:
            return
        block = read_block(text)
        figures = [cell for row in block for cell in row if cell]
        if len(figures) == 1 and len(block) == 1:
            if self._editor is None:
                self._begin("", replacing=True)
            assert self._editor is not None
            self._editor.insert(figures[0])
            self._refresh_slot(self.model.row, self.model.column)
            self._tell_type(self.model.slot, self._editor.text)
        elif text.strip():
            self.commit()
            self.post_message(self.Pasted(land(self.model, block)))


def _index_at(text: str, cell: int) -> int:
    """The index of the character that a cell of a text belongs to."""
    for index in range(len(text)):
        if text_width(text[:index]) >= cell:
            return index
    return len(text)
