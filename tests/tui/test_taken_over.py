"""A report taken over by somebody else while it is filled in: nothing typed is lost, nothing more is changed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import events

from schema.form import Place
from schema.report_file import load
from tests import figures
from tests.tui.drafts.journalled import FIRST, RECEIVED
from tests.tui.driven_wizard import go, message, wizard
from tests.tui.screen_text import screen_text
from tests.tui.typed_ahead import all_done, type_ahead
from tui.app import WizardApp
from tui.drafts.lock import take_over
from tui.messages import Message
from tui.opened import Opened
from tui.opening import open_report
from tui.opening_words import TAKEN_OVER
from tui.pages.cover_page import CoverPage
from tui.pages.prose_page import ProsePage
from tui.screens.dialogs import Dialog

NAME, KIND = "agency.name", "agency.kind"
FRESH = Message("")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The whole report, not yet final, in a folder of its own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = tmp_path / "reports"
    folder.mkdir()
    path = folder / "report.toml"
    report = figures.report()
    report.set_text("status", "draft")
    path.write_text(figures.text_of(report), encoding="utf-8")
    return path


class Taken:
    """The wizard on a report, which somebody takes over."""

    def __init__(self, app: WizardApp, file: Path) -> None:
        self.app = app
        self.file = file

    def take(self) -> None:
        """Let somebody take it over unheard."""
        take_over(self.file)

    @property
    def page(self) -> ProsePage:
        """The page in front, one of prose."""
        page = wizard(self.app).page
        assert isinstance(page, ProsePage)
        return page

    async def write(self, *keys: str) -> None:
        """Type into the first headed part, at its beginning."""
        await go(self.app, "overview")
        await type_ahead(self.app, "down", "enter", *keys)

    async def notice(self) -> None:
        """Let the loss come to light at a change that is made."""
        self.take()
        self.app.session.edit(RECEIVED, "4711")
        await all_done(self.app)
        assert self.app.session.read_only == TAKEN_OVER and TAKEN_OVER in message(self.app)

    async def save_as(self, name: str) -> Path:
        """Save under another name, by the menu."""
        await type_ahead(self.app, "escape")
        while not isinstance(self.app.screen, Dialog):
            await type_ahead(self.app, "escape")
        await type_ahead(self.app, "end", "enter", *["backspace"] * 60, *f"{name}.toml", "enter")
        path = self.file.with_name(f"{name}.toml")
        assert path.exists(), screen_text(self.app)
        return path


@asynccontextmanager
async def filling_in(file: Path) -> AsyncIterator[Taken]:
    """The wizard at its first page."""
    opened = open_report(file)
    assert isinstance(opened, Opened)
    app = WizardApp(opened.session, opened)
    async with app.run_test(size=(80, 24)) as pilot:
        await all_done(app)
        await pilot.pause()
        yield Taken(app, file)
    opened.close()


async def test_prose_that_was_typed_before_stays_and_is_saved_elsewhere(file: Path) -> None:
    async with filling_in(file) as it:
        await it.write(*"甲乙")
        it.take()
        it.page.commit()
        await all_done(it.app)
        written = it.app.session.text(FIRST)
        assert written.startswith("甲乙") and it.page.editor.text == written and TAKEN_OVER in message(it.app)
        await type_ahead(it.app, "enter", "丙", "backspace", "delete", *["ctrl+z"] * 4, "ctrl+y")
        assert it.page.editor.text == it.app.session.text(FIRST) == written and it.page.typed() == {}
        report = load(await it.save_as("另存")).report
        assert report is not None and report.text(FIRST) == written
        await type_ahead(it.app, "enter", "丁")
        it.page.commit()
        assert it.app.session.text(FIRST) == "甲乙丁" + written[2:], "another file may be changed"


async def test_prose_that_nobody_had_put_into_the_report_is_put_there(file: Path) -> None:
    async with filling_in(file) as it:
        await it.write(*"甲乙")
        written = it.page.editor.text
        it.take()
        it.app.session.before_writing()
        await all_done(it.app)
        assert it.page.editor.text == written and it.app.session.text(FIRST) == written
        assert it.app.session.read_only == TAKEN_OVER == message(it.app)


async def test_an_undo_in_which_it_comes_to_light_leaves_what_the_screen_shows(file: Path) -> None:
    async with filling_in(file) as it:
        await it.write()
        before = it.page.editor.text
        for character in "甲乙丙":
            await type_ahead(it.app, character, "left", "right")
            it.page.commit()
        await type_ahead(it.app, *["ctrl+z"] * 3)
        assert it.page.editor.text == before
        it.take()
        it.page.commit()
        await all_done(it.app)
        shown = it.page.editor.text
        assert shown == it.app.session.text(FIRST) == "甲乙" + before and it.page.typed() == {}
        assert TAKEN_OVER in message(it.app)
        report = load(await it.save_as("另存")).report
        assert report is not None and report.text(FIRST) == shown


REFUSED: dict[str, tuple[str, list[str], list[str]]] = {
    "letters in prose": ("overview", ["down", "enter"], ["a", "甲", "enter", "space", "backspace", "delete"]),
    "undo in prose": ("overview", ["down", "enter"], ["ctrl+z", "ctrl+y"]),
    "parts": ("overview", ["down"], ["f2", "delete", "+", "[", "]", "ctrl+z", "ctrl+y"]),
    "figures": ("requests", [], ["7", "enter", "f2", "f3", "f4", "delete", "backspace", "ctrl+z", "ctrl+y"]),
    "a figure of 六": ("other", ["end", "enter"], ["7", "f2", "f3", "f4", "delete"]),
    "a field": ("cover", ["down"], ["a", "甲", "backspace", "ctrl+z", "ctrl+y", "f3", "f4"]),
    "定稿": ("cover", [], ["right", "left", "2", "space"]),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_every_key_that_would_change_something_says_why_not(file: Path, name: str) -> None:
    step, way, keys = REFUSED[name]
    async with filling_in(file) as it:
        await go(it.app, step)
        await type_ahead(it.app, *way)
        await it.notice()
        report, shown = it.app.session.report.copy(), wizard(it.app).page
        for key in keys:
            wizard(it.app).say((), FRESH)
            await type_ahead(it.app, key)
            assert TAKEN_OVER in message(it.app), key
            assert not isinstance(it.app.screen, Dialog), key
            assert it.app.session.report == report and shown.typed() == {}, key
        it.app.post_message(events.Paste("77"))
        await all_done(it.app)
        assert it.app.session.report == report and shown.typed() == {}


async def test_a_choice_that_may_not_be_made_is_not_shown(file: Path) -> None:
    async with filling_in(file) as it:
        page = wizard(it.app).page
        assert isinstance(page, CoverPage)
        page.go_to(KIND)
        await it.notice()
        before = screen_text(it.app)
        await type_ahead(it.app, "right", "left", "left")
        assert screen_text(it.app) == before.replace(" 请注意", " 只读")


@pytest.mark.parametrize(("place", "step", "keys"), [(NAME, "cover", ["甲"]), (RECEIVED, "requests", ["7"])])
async def test_what_is_being_typed_is_taken_into_the_report(
    file: Path, place: Place, step: str, keys: list[str]
) -> None:
    async with filling_in(file) as it:
        await go(it.app, step)
        wizard(it.app).page.go_to(place)
        await type_ahead(it.app, *keys)
        text = wizard(it.app).page.typed()[place]
        it.take()
        it.app.session.before_writing()
        await all_done(it.app)
        assert it.app.session.text(place) == text
        report = load(await it.save_as("另存")).report
        assert report is not None and report.text(place) == text


QUESTIONS = {
    "rename": ("overview", ["down", "f2"], ["新", "enter"]),
    "remove": ("overview", ["down", "delete"], ["down", "enter"]),
    "add": ("overview", ["down", "+"], ["新", "enter"]),
}


@pytest.mark.parametrize("name", QUESTIONS)
async def test_what_was_asked_before_is_not_done_any_more(file: Path, name: str) -> None:
    step, asking, answer = QUESTIONS[name]
    async with filling_in(file) as it:
        await go(it.app, step)
        await type_ahead(it.app, *asking)
        assert isinstance(it.app.screen, Dialog)
        await it.notice()
        report = it.app.session.report.copy()
        wizard(it.app).say((), FRESH)
        await type_ahead(it.app, *answer)
        assert not isinstance(it.app.screen, Dialog)
        assert it.app.session.report == report and TAKEN_OVER in message(it.app)


@pytest.mark.parametrize("action", ["undo", "redo", "table('fill_zeros')", "table('key_totals')"])
async def test_what_the_menu_offered_before_is_not_done_any_more(file: Path, action: str) -> None:
    async with filling_in(file) as it:
        await go(it.app, "requests")
        await it.notice()
        report = it.app.session.report.copy()
        wizard(it.app).say((), FRESH)
        await wizard(it.app)._menu_chosen(action)
        assert it.app.session.report == report and TAKEN_OVER in message(it.app)
        assert not isinstance(it.app.screen, Dialog)
