"""Keys that reach the application all at once, as after a stall of the line."""

import asyncio
from contextlib import suppress
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
    await all_done(app)


async def all_done(app: TerminalApp[Any]) -> None:
    """Wait until every key sent is finished, the last one too if it paints nothing, or ends the application."""
    while app.is_running:
        with suppress(TimeoutError):
            await asyncio.wait_for(app.key_order.join(), 0.1)
            break
