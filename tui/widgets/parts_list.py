"""The parts of a prose section, one a line: heading, length, and which one is open."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.geometry import Offset
from textual.message import Message

from schema.cells import half_width
from tui.widgets.line_widget import LineWidget, Run, fit

_COUNT_CELLS = 12


@dataclass(frozen=True, slots=True)
class PartLine:
    """One line of the list."""

    label: str
    note: str
    """What stands at its right: its length, or 空."""


class PartsList(LineWidget, can_focus=True):
    """Chooses a part, and asks for parts to be written, renamed, added, removed or moved."""

    DEFAULT_CSS = """
    PartsList { height: auto; max-height: 9; }
    """

    @dataclass
    class Asked(Message):
        """The user asked for something to be done to the current part."""

        action: str
        """``write``, ``rename``, ``add``, ``remove``, ``up`` or ``down``."""

    _ACTIONS: ClassVar[dict[str, str]] = {
        "enter": "write",
        "right": "write",
        "tab": "write",
        "f2": "rename",
        "delete": "remove",
        "+": "add",
        "[": "up",
        "]": "down",
    }

    def __init__(self, *, on_move: Callable[[int], object]) -> None:
        super().__init__()
        self._lines: Sequence[PartLine] = ()
        self._current = 0
        self._top = 0
        self._tell_move = on_move

    @property
    def current(self) -> int:
        """The index of the current part."""
        return self._current

    @property
    def caret(self) -> Offset:
        """The current line: screen readers follow it."""
        return self.content_region.offset + Offset(1, self._current - self._top)

    def get_content_height(self, *_: object) -> int:
        """One line a part."""
        return max(1, len(self._lines))

    def show(self, lines: Sequence[PartLine], current: int | None = None) -> None:
        """Show parts; only lines that changed are repainted."""
        before, self._lines = self._lines, tuple(lines)
        if current is not None:
            self._current = current
        self._current = max(0, min(self._current, len(lines) - 1))
        if len(before) != len(lines):
            self.refresh(layout=True)
        else:
            for index, (old, new) in enumerate(zip(before, lines, strict=True)):
                if old != new:
                    self.refresh_lines(index - self._top)
        self._reveal()

    def select(self, index: int) -> None:
        """Make another part current."""
        if index != self._current and 0 <= index < len(self._lines):
            self.refresh_lines(self._current - self._top)
            self._current = index
            self.refresh_lines(index - self._top)
            self._reveal()
            self._tell_move(index)

    def on_resize(self) -> None:
        self._reveal()

    def _reveal(self) -> None:
        room = self.size.height
        if room <= 0:
            return
        top = max(0, min(self._top, len(self._lines) - room))
        top = min(max(top, self._current - room + 1), self._current)
        if top != self._top:
            self._top = top
            self.refresh()

    def on_focus(self) -> None:
        self.refresh_lines(self._current - self._top)

    def on_blur(self) -> None:
        self.refresh_lines(self._current - self._top)

    def runs_at(self, y: int) -> Sequence[Run]:
        """One part."""
        index = self._top + y
        if index >= len(self._lines):
            return ()
        line = self._lines[index]
        here = index == self._current
        text = fit(f"{'>' if here else ' '} {line.label}", max(0, self.size.width - _COUNT_CELLS))
        style = ("focused" if self.has_focus else "header") if here else "normal"
        return ((text, style), (fit(line.note, _COUNT_CELLS - 1, right=True), style))

    def press(self, event: events.Key) -> bool:
        """Move, or ask for an action on the current part."""
        key = event.key
        typed = half_width(event.character or "")
        if key in ("up", "down"):
            self.select(self._current + (1 if key == "down" else -1))
        elif key in ("home", "end", "pageup", "pagedown"):
            self.select(0 if key in ("home", "pageup") else len(self._lines) - 1)
        elif (action := self._ACTIONS.get(key) or self._ACTIONS.get(typed)) is not None:
            self.post_message(self.Asked(action))
        else:
            return False
        return True

    def paste(self, text: str) -> None:
        """A list takes no text."""
