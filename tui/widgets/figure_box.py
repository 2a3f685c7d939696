"""The box in which a figure of the tables is looked for and taken."""

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from textual import events
from textual.geometry import Offset, Size

from tui.figure_choices import FigureChoice, matching
from tui.widgets.dialog_box import DialogBox
from tui.widgets.line_editor import LineEditor
from tui.widgets.line_widget import Run, fit

_WIDTH = 76
_LIST_ROWS = 14
_MOVES = {"up": -1, "down": 1, "pageup": 1 - _LIST_ROWS, "pagedown": _LIST_ROWS - 1}
_BLANK = "未填"
_NOTHING = "没有这样的数字；退格改一改。"


class FigureBox(DialogBox):
    """A line to type what one looks for, and the figures found by it; `answer` gets the place of the one taken."""

    closing_keys = frozenset({"escape"})
    keys_hint = "打字或数字筛选  上下、PgUp/PgDn选择  Enter 插入  Esc 取消"
    refusal = "先选好数字"

    def __init__(self, choices: Sequence[FigureChoice], answer: Callable[[str | None], object]) -> None:
        super().__init__("插入表中数字", (), answer)
        self._choices = choices
        self._found = list(choices)
        self._editor = LineEditor()
        self._selected = 0
        self._first = 0

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Always the same, so that the box does not move while one types."""
        return min(container.width, _WIDTH)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Always the same."""
        return min(_LIST_ROWS + 3, container.height)

    @property
    def _room(self) -> int:
        """The figures that fit."""
        return max(1, min(_LIST_ROWS, self.size.height - 3)) if self.size else _LIST_ROWS

    def answer_rows(self, width: int) -> list[Run]:
        """The line being typed, then the figures in view."""
        count = f" 共{len(self._found)}个"
        room = width - 2 - cell_len(count)
        typed: Run = (f"> {fit(self._editor.view(room)[0], room)}{count}", "edit")
        shown = self._found[self._first : self._first + self._room]
        rows = [self._row(choice, self._first + index, width) for index, choice in enumerate(shown)]
        rows = rows or [(_NOTHING, "query")]
        return [typed, *rows, *[("", "normal")] * (self._room - len(rows))]

    def _row(self, choice: FigureChoice, index: int, width: int) -> Run:
        selected = index == self._selected
        figure = choice.figure or _BLANK
        cells = max(2, width - 3 - cell_len(figure))
        text = f"{'>' if selected else ' '} {fit(choice.name, cells)} {figure}"
        return fit(text, width), "focused" if selected else "normal"

    def answer_caret(self, width: int) -> Offset:
        """Where the next character goes."""
        return Offset(2 + self._editor.view(max(2, width - 12))[1], 0)

    def act(self, command: str, event: events.Key) -> bool:
        """Take the figure, go to another, or edit the line."""
        if command == "enter":
            if self._found:
                self._answer(self._found[self._selected].place)
        elif (by := _MOVES.get(event.key)) is not None:
            self._select(self._selected + by)
        elif self._editor.press(event.key, event.character):
            self._look()
        else:
            return False
        return True

    def paste(self, text: str) -> None:
        """Look for a pasted text."""
        self._editor.insert(text.strip("\r\n"))
        self._look()

    def _look(self) -> None:
        self._found = matching(self._choices, self._editor.text)
        self._first = self._selected = 0
        self.refresh()

    def _select(self, index: int) -> None:
        if not self._found:
            return
        self._selected = max(0, min(index, len(self._found) - 1))
        self._first = min(max(self._first, self._selected - self._room + 1), self._selected)
        self.refresh()
