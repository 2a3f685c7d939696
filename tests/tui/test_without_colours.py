"""Screens without colours and with sixteen: the same words; what is current or selected is seen without one."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from rich.color import ColorSystem

from tests import figures
from tests.tui.driven_wizard import NATURAL, STEPS
from tests.tui.painted import Painted, misplaced, painted, settled, wizard_of
from tests.tui.test_wide_terminal import doubtful, turn_to
from tests.tui.typed_ahead import type_ahead
from tui.screens.dialogs import Dialog

pytestmark = pytest.mark.usefixtures("working_folder")

_COLOUR = re.compile(r"(?:^|;)(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;|$)")
Screen = list[list[tuple[str, str]]]


async def walk(app: Painted[Any]) -> AsyncIterator[tuple[str, Screen]]:
    """Every page and some of what its keys open."""
    for step in STEPS:
        await turn_to(app, step)
        for keys in ((), ("down",), ("enter",), ("right", "tab"), ("f1",), ("escape",), ("f6",)):
            await type_ahead(app, *keys)
            await settled(app)
            assert not misplaced(app)
            yield f"{step} {keys}", [list(row) for row in app.terminal.rows]
        while isinstance(app.screen, Dialog):
            await type_ahead(app, "escape")


async def screens(folder: Path, colors: ColorSystem) -> dict[str, Screen]:
    app = wizard_of(doubtful("suqian-2023", folder))
    writer = app._frame_writer
    assert writer is not None
    writer._colors = colors
    async with painted(app):
        return {name: screen async for name, screen in walk(app)}


def words(screen: Screen) -> str:
    return "\n".join("".join(text for text, _ in row).rstrip() for row in screen)


async def test_the_words_are_the_same_with_all_colours_with_sixteen_and_with_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured = await screens(tmp_path, ColorSystem.TRUECOLOR)
    sixteen = await screens(tmp_path, ColorSystem.STANDARD)
    monkeypatch.setenv("NO_COLOR", "1")
    colourless = await screens(tmp_path, ColorSystem.TRUECOLOR)
    for name, screen in coloured.items():
        assert words(sixteen[name]) == words(screen), name
        assert words(colourless[name]) == words(screen), name
    pens = {pen for screen in colourless.values() for row in screen for _, pen in row}
    assert not [pen for pen in pens if _COLOUR.search(pen)]
    assert any(_COLOUR.search(pen) for screen in sixteen.values() for row in screen for _, pen in row)
    assert not [pen for screen in sixteen.values() for row in screen for _, pen in row if "38;" in pen or "48;" in pen]


@pytest.fixture
def colourless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.mark.usefixtures("colourless")
@pytest.mark.parametrize("step", STEPS)
async def test_what_is_current_is_seen_without_colours(step: str) -> None:
    app = wizard_of(figures.session({NATURAL: "12a", "disclosure.licensing": "很多"}))
    async with painted(app):
        await turn_to(app, step)
        before = [list(row) for row in app.terminal.rows[3:19]]
        await type_ahead(app, "down")
        await settled(app)
        assert app.terminal.rows[3:19] != before


@pytest.mark.usefixtures("colourless")
async def test_a_selection_is_seen_without_colours_and_so_is_the_caret_in_it() -> None:
    app = wizard_of(figures.session())
    async with painted(app):
        await turn_to(app, "problems")
        await type_ahead(app, "down", "enter", "shift+right", "shift+right")
        await settled(app)
        x, y = app.terminal.x, app.terminal.y
        looks = [pen for _, pen in app.terminal.rows[y][x - 4 : x + 4]]
        assert looks == ["4"] * 4 + ["7"] * 2 + [""] * 2


@pytest.mark.usefixtures("colourless")
async def test_the_choice_in_a_dialog_is_seen_without_colours() -> None:
    app = wizard_of(figures.session())
    async with painted(app):
        await type_ahead(app, "escape")
        await settled(app)
        before = words(app.terminal.rows)
        await type_ahead(app, "down")
        await settled(app)
        assert words(app.terminal.rows) != before
