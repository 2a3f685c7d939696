"""The wizard at 80×24, driven by keys, and what it shows.

Set UPDATE_GOLDENS=1 to write the pictures anew; then look at what changed.
"""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from rich.cells import cell_len
from textual.pilot import Pilot

from schema.report_file import load
from schema.unsafe import find_unsafe
from tests.tui.command_line import SAMPLES
from tests.tui.screen_text import screen_lines, screen_text
from tests.tui.typed_ahead import all_done, type_ahead
from tui.app import WizardApp
from tui.screens.dialogs import Dialog
from tui.screens.wizard_screen import WizardScreen
from tui.session import Session

GOLDENS = Path(__file__).parent / "goldens"
STEPS = ("cover", "overview", "disclosure", "requests", "disputes", "problems", "other", "check", "preview")
NATURAL = "requests.received.natural_person"


@asynccontextmanager
async def piloted(session: Session) -> AsyncIterator[tuple[WizardApp, Pilot[int]]]:
    """The wizard with its first page shown, and its pilot."""
    app = WizardApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await all_done(app)
        await pilot.pause()
        yield app, pilot


@asynccontextmanager
async def running(session: Session) -> AsyncIterator[WizardApp]:
    """The wizard with its first page shown."""
    async with piloted(session) as (app, _pilot):
        yield app


@asynccontextmanager
async def sample(name: str, folder: Path) -> AsyncIterator[WizardApp]:
    """The wizard on a copy of a sample report."""
    async with running(Session(load(Path(shutil.copy(SAMPLES / f"{name}.toml", folder))))) as app:
        yield app


def wizard(app: WizardApp) -> WizardScreen:
    """The wizard's screen, whatever dialog is over it."""
    screen = app.screen_stack[0]
    assert isinstance(screen, WizardScreen)
    return screen


async def go(app: WizardApp, step: str) -> None:
    """Show a page; a question on the way is left."""
    for _ in range(STEPS.index(step)):
        await type_ahead(app, "f8")
        if isinstance(app.screen, Dialog):
            await type_ahead(app, "escape")


async def picture(app: WizardApp) -> str:
    """The screen, with everything said that waits for the keys to rest."""
    await Pilot(app).pause()
    screen = wizard(app)
    screen._repairs._to_search.end()
    screen._telling.end_pause()
    screen._standing._to_show_status.end()
    await Pilot(app).pause()
    text = screen_text(app)
    assert not find_unsafe(text)
    assert [cell_len(line) for line in screen_lines(app)] == [80] * 24
    return text + "\n"


async def assert_golden(app: WizardApp, name: str) -> None:
    """The screen is the one that was looked at."""
    file, text = GOLDENS / f"{name}.txt", await picture(app)
    if os.environ.get("UPDATE_GOLDENS") == "1":
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def message(app: WizardApp) -> str:
    """The lines under the page."""
    return "".join(line.strip() for line in screen_lines(app)[-3:-1])
