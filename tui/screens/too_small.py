"""The one line that stands where the terminal is too small for the wizard."""

from typing import ClassVar, Protocol

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.screen import Screen

from tui.widgets.line_widget import TextLine

SMALLEST = Size(80, 24)
"""Columns and lines of the smallest terminal that the wizard is laid out for."""


def is_too_small(size: Size) -> bool:
    """Whether the wizard does not fit a terminal."""
    return size.width < SMALLEST.width or size.height < SMALLEST.height


class Behind(Protocol):
    """What can still be asked of the wizard behind the line."""

    async def action_save(self) -> None:
        """Write the file."""

    async def action_leave(self) -> None:
        """End the wizard."""


class TooSmallScreen(Screen[None]):
    """Says how large the window has to be; what was being typed waits behind it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "behind('save')", show=False),
        Binding("f10,ctrl+q,ctrl+c", "behind('leave')", show=False),
    ]
    DEFAULT_CSS = """
    TooSmallScreen { background: ansi_default; }
    """

    def __init__(self, behind: Behind) -> None:
        super().__init__()
        self._behind = behind

    def compose(self) -> ComposeResult:
        """The line."""
        yield TextLine((("窗口太小，请放大到80列24行。Ctrl+S保存，F10退出。", "header"),))

    async def action_behind(self, action: str) -> None:
        """Show the wizard again, small as it is, and let it act: what it asks has to be seen."""
        self.app.pop_screen()
        await (self._behind.action_save() if action == "save" else self._behind.action_leave())
