"""What a user sees, as plain text."""

from typing import Any

from textual._context import visible_screen_stack
from textual.app import App


def screen_text(app: App[Any]) -> str:
    """The screen's lines without blanks at their ends, a dialog over the screen behind it."""
    return "\n".join(line.rstrip() for line in screen_lines(app))


def screen_lines(app: App[Any]) -> list[str]:
    """The screen's lines, as wide as the terminal."""
    visible_screen_stack.set(app._background_screens)
    return [strip.text for strip in app.screen._compositor.render_strips()]
