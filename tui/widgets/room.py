"""Room for East Asian Ambiguous characters in texts that show them as themselves on every terminal."""

from collections.abc import Callable

from textual.widget import Widget

from render.line_breaking import char_width
from tui.terminal.ambiguous_width import ProbingApp


def spaced(text: str, room: int) -> str:
    """The text with a blank behind each ambiguous character if `room`, the cells to leave for it, is 2."""
    if room == 1 or text.isascii():
        return text
    return "".join(f"{char} " if is_spaced(char) else char for char in text)


def is_spaced(char: str) -> bool:
    """Whether a character takes two cells only on some terminals."""
    return char_width(char, 2) != char_width(char)


def follow_room(widget: Widget, take: Callable[[int], object]) -> None:
    """Tell a mounted widget the room to leave, now and when the terminal has answered; 1 or 2 cells."""
    app = widget.app
    if isinstance(app, ProbingApp):
        take(app.room_for_ambiguous)
        app.room_changed.subscribe(widget, take, immediate=True)
