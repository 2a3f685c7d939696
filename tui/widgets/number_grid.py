"""The grid of figures: one widget on Textual's line API, with the habits of a spreadsheet."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import events
from textual.message import Message

from schema.form import Place
from tui.widgets.block_paste import BlockError, Landing, land, read_block
from tui.widgets.grid_drawing import GridView
from tui.widgets.grid_model import GridModel, Slot
from tui.widgets.line_editor import LineEditor

_PAGE = 10
"""The rows of PgUp and PgDn: not as many as are in view, which is not known while a page is typed ahead into."""
_MOVES = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}


class NumberGrid(GridView, can_focus=True):
    """Shows one table and edits it cell by cell.

    Whoever owns the keys calls `press` and `paste` in the order of arrival, and is called: `on_commit` when a figure is
    in the session, `on_move` when the cursor stands elsewhere, `on_type` with the text after each key of an edit.
    `may_edit` is called before an edit begins; where it says no, none does, and it has told the user why.

    Past the last figure or before the first the cursor stays where it is, and figures typed ahead are refused: they are
    meant for no cell. A cursor key, F2 or Del takes the figure under the cursor up again.
    """

    @dataclass
    class Pasted(Message):
        """A block was pasted and waits to be confirmed."""

        landing: Landing

    @dataclass
    class Passed(Message):
        """The user moved on past the last figure or back past the first, or typed on there."""

        forward: bool

    def __init__(
        self,
        *,
        on_commit: Callable[[Place], object] = lambda place: None,
        on_move: Callable[[Slot], object] = lambda slot: None,
        on_type: Callable[[Slot, str], object] = lambda slot, text: None,
        may_edit: Callable[[], bool] = lambda: True,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._tell_commit, self._tell_move, self._tell_type = on_commit, on_move, on_type
        self._may_edit = may_edit
        self._replacing = False
        self._past = 0
        """1 past the last figure, -1 before the first."""
        self._hidden_before = (0, 0)

    def show(self, model: GridModel) -> None:
        """Show a table; an edit that was not committed is forgotten."""
        self._editor = None
        self._model = model
        model.width = self.app.size.width
        self._past = 0
        self._top = 0
        self._reveal()
        self._hidden_before = self.hidden
        self.refresh()
        self._tell_move(model.slot)

    @property
    def editing(self) -> bool:
        """Whether a figure is being typed."""
        return self._editor is not None

    @property
    def typed(self) -> dict[Place, str]:
        """The figure being typed, at its place, and not yet in the session; empty while none is."""
        editor = self._editor
        return {self.model.slot.place: editor.text} if editor is not None else {}

    def suspect(self, places: frozenset[Place]) -> None:
        """Mark the figures that are probably wrong, and no others."""
        changed = self.model.suspects ^ places
        self.model.suspects = places
        for row, line in enumerate(self.model.lines):
            for column, slot in enumerate(line.slots):
                if slot.place in changed:
                    self._refresh_slot(row, column)

    def refresh_all(self) -> None:
        """Compute and paint everything anew."""
        self._past = 0
        self.model.rebuild()
        self._reveal()
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in view, and say where it is if how much is out of view has changed."""
        self._reveal()
        if self._model is None or self.hidden == self._hidden_before:
            return
        self._hidden_before = self.hidden
        if self._editor is None:
            self._tell_move(self._model.slot)
        else:
            self._tell_type(self._model.slot, self._editor.text)

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
        elif key in ("enter", "down"):
            self.commit()
            self._go_down()
        elif key in ("tab", "shift+tab", "up", "pageup", "pagedown") or (self._replacing and key in ("left", "right")):
            self.commit()
            self._move_by_key(key)
        elif self._editor.press(key, character):
            self._refresh_slot(self.model.row, self.model.column)
            self._tell_type(self.model.slot, self._editor.text)
        else:
            return False
        return True

    def _press_moving(self, key: str, character: str | None) -> bool:
        if key == "f2" or (key == "enter" and not self._past):
            self._begin(self.model.number(self.model.slot).text, replacing=False)
        elif key == "enter":
            self._pass(self._past)
        elif key in ("delete", "backspace"):
            self._past = 0
            if self._may_edit():
                self._put("")
        elif not self._move_by_key(key):
            editor = LineEditor()
            if not character or not editor.press(key, character) or not editor.text.strip():
                return False
            if self._past:
                self._pass(self._past)
            else:
                self._begin(editor.text, replacing=True)
        return True

    def _move_by_key(self, key: str) -> bool:
        if key in ("tab", "shift+tab"):
            self._go_on(1 if key == "tab" else -1)
            return True
        before = self.model.row, self.model.column
        if key in _MOVES:
            self.model.move(*_MOVES[key])
        elif key in ("pageup", "pagedown"):
            self.model.move(_PAGE if key == "pagedown" else -_PAGE, 0)
        elif key in ("home", "end"):
            self.model.edge(key == "end")
        else:
            return False
        self._past = 0
        self._moved(before)
        return True

    def _go_on(self, step: int) -> None:
        before = self.model.row, self.model.column
        if step == self._past or not self.model.next(step):
            self._pass(step)
        else:
            self._past = 0
            self._moved(before)

    def _go_down(self) -> None:
        before = self.model.row, self.model.column
        if self.model.move(1, 0):
            self._moved(before)
        else:
            self._pass(1)

    def _pass(self, step: int) -> None:
        self._past = step
        self.post_message(self.Passed(step > 0))

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
        self._past = 0
        before = self.model.row, self.model.column
        if not self.model.select(place):
            return False
        self._moved(before)
        return True

    # Editing

    def _begin(self, text: str, *, replacing: bool) -> None:
        self._past = 0
        if not self._may_edit():
            return
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
            self._put(self._editor.text)

    def _put(self, text: str) -> None:
        place = self.model.slot.place
        changed = self.model.session.edit(place, text)
        # Not before: a signal may end the program between any two steps, and keeps what is in either.
        self._editor = None
        if changed:
            self.model.recompute()
            self.refresh_place(place)
            self._tell_commit(place)
        else:
            self._refresh_slot(self.model.row, self.model.column)
            self._tell_move(self.model.slot)

    def paste(self, text: str) -> None:
        """Take a pasted text: one figure goes into the edit, a block waits to be confirmed."""
        if self._model is None or not self._may_edit():
            return
        try:
            block = read_block(text)
        except BlockError as error:
            self.commit()
            self.post_message(self.Pasted(Landing(unread=str(error))))
            return
        figures = [cell for row in block for cell in row if cell]
        if len(figures) == 1 and len(block) == 1:
            self._paste_figure(figures[0])
        elif text.strip():
            self.commit()
            self.post_message(self.Pasted(land(self.model, block)))

    def _paste_figure(self, text: str) -> None:
        if self._past:
            self._pass(self._past)
            return
        if self._editor is None:
            self._begin("", replacing=True)
        assert self._editor is not None
        self._editor.insert(text)
        self._refresh_slot(self.model.row, self.model.column)
        self._tell_type(self.model.slot, self._editor.text)

    def on_focus(self) -> None:
        """Begin at the figure under the cursor, however the grid was left."""
        self._past = 0
