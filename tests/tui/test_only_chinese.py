"""Nothing of Textual's own reaches the screen: no palette, no notification, no English."""

import re
import string

import pytest

from tests import figures
from tests.tui.painted import painted, settled, terminal_text, wizard_of
from tests.tui.test_wide_terminal import turn_to
from tests.tui.typed_ahead import type_ahead
from tui.screens.dialogs import Dialog

pytestmark = pytest.mark.usefixtures("working_folder")

KEYS = [
    *(f"ctrl+{letter}" for letter in string.ascii_lowercase if letter not in "sczq"),
    *("f1", "f2", "f3", "f4", "f5", "f6", "f9", "f11", "f12", "shift+f1", "ctrl+backslash", "ctrl+shift+p", "ctrl+at"),
    *("insert", "ctrl+left", "ctrl+delete", "ctrl+end", "shift+home", "shift+insert", "question_mark"),
]
# Names of keys, of programs, and of the page that is written.
WORDS = {"F", "Tab", "Shift", "Enter", "Esc", "Del", "Home", "End", "PgUp", "PgDn", "Ctrl", "S", "Z", "Y", "G", "L"}
WORDS |= {"Excel", "Word", "report", "html", "a"}


@pytest.mark.parametrize("step", ["cover", "requests", "problems", "check", "preview"])
async def test_whatever_key_is_pressed(step: str) -> None:
    app = wizard_of(figures.session())
    async with painted(app):
        await turn_to(app, step)
        words: set[str] = set()
        for number, key in enumerate(KEYS):
            await type_ahead(app, key)
            if isinstance(app.screen, Dialog) or number % 10 == 0:
                await settled(app)
                words |= set(re.findall("[A-Za-z]+", terminal_text(app)))
            while isinstance(app.screen, Dialog):
                await type_ahead(app, "escape")
            assert not app._notifications
            assert len(app.screen_stack) == 1
        assert words <= WORDS, words - WORDS
