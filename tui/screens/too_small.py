"""The one line that stands where the terminal is too small for the wizard."""

from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import Screen

from tui.widgets.line_widget import TextLine

SMALLEST = Size(80, 24)
"""Columns and lines of the smallest terminal that the wizard is laid out for."""


def is_too_small(size: Size) -> bool:
    """Whether the wizard does not fit a terminal."""
    return size.width < SMALLEST.width or size.height < SMALLEST.height


class TooSmallScreen(Screen[None]):
    """Says how large the window has to be; what was being typed waits behind it."""

    DEFAULT_CSS = """
    TooSmallScreen { background: ansi_default; }
    """

    def compose(self) -> ComposeResult:
        """The line."""
        yield TextLine((("窗口太小，请放大到80列24行。", "header"),))
