"""Text to read, larger than the screen."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from textual import events
from textual.geometry import Offset
from textual.message import Message

from tui.widgets.command_keys import command_of, scrolled, widest
from tui.widgets.line_widget import LineWidget, Run, fit, safe_text, split_cells
from tui.widgets.room import follow_room, is_spaced, spaced

_SIDE_STEP = 8
_SIDE_STEPS = {"left": -_SIDE_STEP, "right": _SIDE_STEP}


class TextView(LineWidget, can_focus=True):
    """Lines as they are, scrolled with the cursor keys; a line wider than the view is scrolled sideways."""

    class Scrolled(Message):
        """Other lines are in view: `position` has changed."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._text_lines: list[str] = []
        self._top = self._left = 0
        self._text_cells = 0
        self._room = 1
        self.show(text)

    def on_mount(self) -> None:
        """Leave as much room for ambiguous characters as the application says."""
        follow_room(self, self._take_room)

    def _take_room(self, room: int) -> None:
        if room != self._room:
            self._room = room
            self._measure()
            self.refresh()

    def show(self, text: str | Iterable[str]) -> None:
        """Show a text, or its lines, from the top; the same text again stays where it was scrolled to."""
        lines = text.split("\n") if isinstance(text, str) else list(text)
        if isinstance(text, str) and lines[-1] == "":
            lines.pop()
        if lines == self._text_lines:
            return
        self._text_lines = lines
        self._measure()
        self._top = self._left = 0
        self._moved()

    def _measure(self) -> None:
        self._text_cells = widest([self._drawn(line) for line in self._text_lines])

    def _drawn(self, line: str) -> str:
        return spaced(safe_text(line)[0], self._room)

    @property
    def position(self) -> str:
        """The first line in view and their number, such as ``第3/120行``."""
        count = len(self._text_lines)
        return f"第{min(self._top + 1, count)}/{count}行"

    @property
    def caret(self) -> Offset | None:
        """The first line in view; None before the view has a size."""
        return self.content_region.offset if self.size else None

    def press(self, event: events.Key) -> bool:
        """Scroll; False for any other key."""
        command = command_of(event)
        width, height = self.size
        top = scrolled(command, self._top, height, len(self._text_lines))
        if top is None and command not in _SIDE_STEPS:
            return False
        left = max(0, min(self._left + _SIDE_STEPS.get(command, 0), self._text_cells - width))
        top = self._top if top is None else top
        if (top, left) != (self._top, self._left):
            self._top, self._left = top, left
            self._moved()
        return True

    def paste(self, text: str) -> None:
        """Pasted text means nothing here."""

    def on_resize(self) -> None:
        """Keep no more blank lines under the text than there must be."""
        top = max(0, min(self._top, len(self._text_lines) - self.size.height))
        left = max(0, min(self._left, self._text_cells - self.size.width))
        if (top, left) != (self._top, self._left):
            self._top, self._left = top, left
            self._moved()

    def _moved(self) -> None:
        if self.is_mounted:
            self.refresh()
            self.post_message(self.Scrolled())

    def runs_at(self, y: int) -> Sequence[Run]:
        """A line of the text."""
        index = self._top + y
        if index >= len(self._text_lines):
            return ()
        text = self._drawn(self._text_lines[index])
        if self._left:
            before, text = split_cells(text, self._left)
            # The second half of a wide character that begins left of the view.
            if text and cell_len(before) < self._left:
                text = " " * (self._left - cell_len(before) - 1 + cell_len(text[0]) - 1) + text[1:]
        row = fit(text, self.size.width)
        # One whose second half is right of the view.
        if self._room == 2 and row and is_spaced(row[-1]):
            row = row[:-1] + " "
        return ((row, "normal"),)
