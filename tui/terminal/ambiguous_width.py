"""How wide the terminal draws East Asian Ambiguous characters: it is asked, and the application draws accordingly."""

import os
from collections.abc import Callable
from typing import Any, ClassVar

from textual import events
from textual.app import App, ReturnType
from textual.binding import BindingType
from textual.signal import Signal

from tui.terminal.environment import ASCII_FRAMES
from tui.terminal.frame import FrameWriter

ASK_AMBIGUOUS_WIDTH = "\x1b[2H“\x1b[6n\x1b[3H①①\x1b[6n"
"""Writes an ambiguous character and asks where the cursor is; then two more.

Not in the first row: an answer from there looks like Shift+F3. As GBK the first takes the escape character into itself,
so that nobody answers, and the two are three 汉字.
"""

_WIDTH_ROW, _ENCODING_ROW = 1, 2
_IN_GBK = " 终端的字符编码不是UTF-8：请在终端的设置里改成UTF-8，再按Ctrl+L重画。"


class ProbingApp(App[ReturnType], inherit_bindings=False):
    """An application that asks its terminal at the start, and never waits for the answer."""

    BINDINGS: ClassVar[list[BindingType]] = []
    _frame_writer: FrameWriter | None = None

    def __init__(self, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.ambiguous_width: int | None = None
        """Columns this terminal gives to “ ” … — ① and frame characters, 1 or 2; None until it has answered."""
        self.encoding_suspect = False
        """Whether what the terminal answered makes sense only if it does not take its input for UTF-8."""
        self.room_for_ambiguous = 2 if os.environ.get(ASCII_FRAMES) == "1" else 1
        """Cells that a text should leave for each ambiguous character in order to show it as itself."""
        self.room_changed: Signal[int] = Signal(self, "room-for-ambiguous")
        """Published when `room_for_ambiguous` has changed."""

    def _on_mount(self) -> None:
        self.ask_terminal()

    def ask_terminal(self) -> None:
        """Ask; the next frame covers the characters, and a terminal that cannot answer says nothing."""
        self.encoding_suspect = False
        if self._driver is not None and not self.is_headless:
            self._driver.write(ASK_AMBIGUOUS_WIDTH)

    def _on_cursor_position(self, event: events.CursorPosition) -> None:
        if event.y == _ENCODING_ROW:
            if event.x in (2, 4):
                self._tell_driver(utf8=not self.encoding_suspect)
            else:
                self._suspect_encoding()
        elif event.y == _WIDTH_ROW and self.ambiguous_width is None:
            if event.x in (1, 2):
                self._learn_width(event.x)
            else:
                self._suspect_encoding()

    def _suspect_encoding(self) -> None:
        """Ask for UTF-8 in words that can be read on a terminal set to GBK, where all else is unreadable."""
        write: Callable[[bytes], None] | None = getattr(self._driver, "write_bytes", None)
        if not self.encoding_suspect and write is not None:
            write(f"\x1b[{self.size.height}H{_IN_GBK}\x1b[K".encode("gbk"))
        self.encoding_suspect = True
        self._tell_driver(utf8=False)

    def _tell_driver(self, utf8: bool) -> None:
        learn: Callable[[bool], None] | None = getattr(self._driver, "learn_encoding", None)
        if learn is not None:
            learn(utf8)

    def _learn_width(self, width: int) -> None:
        """Draw for a wide terminal, or a narrow one; who asked for `ASCII_FRAMES` may know better than it."""
        self.ambiguous_width = width
        wide = width == 2
        if wide and self.room_for_ambiguous == 1:
            self.room_for_ambiguous = 2
            self.room_changed.publish(2)
        writer = self._frame_writer
        if writer is not None and (wide or not writer.adapting):
            writer.trusted, writer.adapting = True, wide
            if wide:
                writer.invalidate()
                self.screen.refresh()
