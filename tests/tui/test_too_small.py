"""The wizard in a terminal that is too small for it."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from schema.report_file import load
from tests.tui.command_line import SAMPLES
from tests.tui.screen_text import screen_text
from tests.tui.typed_ahead import type_ahead
from tui.app import WizardApp
from tui.screens.dialogs import ChoiceDialog
from tui.screens.too_small import TooSmallScreen
from tui.session import Session


@pytest.fixture
async def small(tmp_path: Path) -> AsyncIterator[tuple[WizardApp, Pilot[int]]]:
    """The wizard with a change that is not saved, at 80×23 since."""
    file = Path(shutil.copy(SAMPLES / "suqian-2023.toml", tmp_path))
    app = WizardApp(Session(load(file)))
    async with app.run_test(size=(80, 24)) as pilot:
        app.session.edit("agency.phone", "0527-00000000")
        await pilot.resize_terminal(80, 23)
        await pilot.pause()
        yield app, pilot


async def test_one_line_says_how_large_it_has_to_be(small: tuple[WizardApp, Pilot[int]]) -> None:
    app, pilot = small
    assert screen_text(app).split() == ["窗口太小，请放大到80列24行。Ctrl+S保存，F10退出。"]
    await pilot.resize_terminal(80, 24)
    await pilot.pause()
    assert not isinstance(app.screen, TooSmallScreen)
    assert "[封面]" in screen_text(app)


@pytest.mark.parametrize("key", ["f10", "ctrl+q", "ctrl+c"])
async def test_one_can_leave(small: tuple[WizardApp, Pilot[int]], key: str) -> None:
    app, pilot = small
    await pilot.press(key)
    await pilot.pause()
    assert isinstance(app.screen, ChoiceDialog)
    await type_ahead(app, "down", "enter")
    assert app.return_value == 0
    assert app.session.dirty


async def test_one_can_save(small: tuple[WizardApp, Pilot[int]]) -> None:
    app, pilot = small
    await pilot.press("ctrl+s")
    await pilot.pause()
    assert not app.session.dirty
