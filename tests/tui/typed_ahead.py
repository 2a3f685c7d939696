"""Keys that reach the application all at once, as after a stall of the line."""

from typing import Any

from textual import events
from textual.keys import _character_to_key

from tui.terminal.application import TerminalApp

_CONTROL = {"enter": "\r", "tab": "\t", "escape": "\x1b", "space": " ", "backspace": "\x7f"}


def key(name: str) -> events.Key:
    """The event of a key of Textual's name, or of a character."""
    if len(name) == 1:
        return events.Key(_character_to_key(name), name)
    return events.Key(name, _CONTROL.get(name))


async def type_ahead(app: TerminalApp[Any], *keys: str) -> None:
    """Send keys without waiting between them."""
    for name in keys:
        app.post_message(key(name))
    await app.key_order.join()
