"""What stock Textual still does; a failure here means that a workaround of ours can go."""

import json
import os
import subprocess
import sys

import pytest
from textual.app import App, ComposeResult
from textual.filter import Monochrome
from textual.widgets import Input, Static

from tui.terminal.environment import SETTINGS


def keys_parsed(sequence: str) -> list[str]:
    """The keys that Textual, without our settings, reads in a terminal's input."""
    code = (
        "import json, sys\n"
        "from textual._xterm_parser import XTermParser\n"
        "events = list(XTermParser().feed(json.loads(sys.argv[1])))\n"
        "print(json.dumps([event.character for event in events]))"
    )
    environment = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    command = [sys.executable, "-c", code, json.dumps(sequence)]
    result: list[str] = json.loads(subprocess.check_output(command, env=environment))
    return result


def committed(text: str) -> str:
    """What an input method's commit looks like under the Kitty keyboard protocol."""
    return f"\x1b[0;;{':'.join(str(ord(character)) for character in text)}u"


def test_the_kitty_protocol_still_garbles_five_characters() -> None:
    assert "".join(keys_parsed(committed("政府"))) == "政府"
    assert "".join(keys_parsed(committed("政府信息公开"))) != "政府信息公开"


class Field(App[None]):
    """A field in the fourth row."""

    def compose(self) -> ComposeResult:
        yield Static("一\n二\n三")
        yield Input()


async def test_the_cursor_still_stands_elsewhere_on_the_first_focus() -> None:
    app = Field()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.focused is app.query_one(Input)
        assert app.cursor_position != app.query_one(Input).cursor_screen_offset, "textual #6082 is fixed"


def test_colours_left_to_the_terminal_still_turn_black_where_none_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Field()
    app.theme = "ansi-dark"
    assert any(isinstance(each, Monochrome) for each in app.get_line_filters()), "leave_default_colors can go"
