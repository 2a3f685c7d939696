"""The pages of prose: when what is typed reaches the report, and what undo makes of it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from schema.report_file import Loaded, load
from tests import figures
from tests.tui.driven_wizard import go, running, wizard
from tests.tui.screen_text import screen_text
from tests.tui.typed_ahead import type_ahead
from tui.app import WizardApp
from tui.pages.prose_page import ProsePage
from tui.session import Session

FIRST, SECOND = "overview.parts.0.text", "overview.parts.1.text"


@asynccontextmanager
async def writing(session: Session | None = None) -> AsyncIterator[tuple[WizardApp, ProsePage]]:
    """The wizard with the caret at the beginning of the first headed part."""
    async with running(session or figures.session()) as app:
        await go(app, "overview")
        await type_ahead(app, "down", "enter")
        page = wizard(app).page
        assert isinstance(page, ProsePage)
        yield app, page


async def type_and_rest(app: WizardApp, page: ProsePage, *keys: str) -> None:
    """Type, and pause for as long as it takes the page to store."""
    await type_ahead(app, *keys)
    page._to_store.end()


async def test_typing_is_stored_when_it_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.pages.prose_texts._IDLE_SECONDS", 0.01)
    async with writing() as (app, _page):
        stored = app.session.text(FIRST)
        await type_ahead(app, "甲")
        while app.session.text(FIRST) == stored:
            await type_ahead(app)
        assert app.session.text(FIRST) == "甲" + stored


async def test_what_undo_takes_back_after_a_rest_is_not_saved(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    async with writing(Session(Loaded(path, b""), figures.report())) as (app, page):
        before = app.session.text(FIRST)
        await type_and_rest(app, page, "甲", "乙")
        assert app.session.text(FIRST) == "甲乙" + before
        await type_ahead(app, "ctrl+z", "ctrl+s")
        assert page.editor.text == before
    saved = load(path).report
    assert saved is not None and saved.text(FIRST) == before


async def test_what_undo_takes_back_is_stored_when_it_rests() -> None:
    async with writing() as (app, page):
        before = app.session.text(FIRST)
        await type_and_rest(app, page, "甲")
        await type_and_rest(app, page, "ctrl+z")
        assert app.session.text(FIRST) == before
        await type_and_rest(app, page, "ctrl+y")
        assert app.session.text(FIRST) == page.editor.text == "甲" + before


async def test_the_length_follows_an_undo_before_any_rest() -> None:
    async with writing() as (app, _page):
        before = screen_text(app)
        await type_ahead(app, *"多写几字")
        assert screen_text(app) != before
        await type_ahead(app, "ctrl+z")
        assert screen_text(app) == before


async def test_undo_never_brings_back_what_it_took() -> None:
    """However often typing rested, each Ctrl+Z goes further back, past the part's opening too."""
    session = figures.session()
    session.edit("agency.phone", "0527-1")
    async with writing(session) as (app, page):
        before = session.text(FIRST)
        await type_and_rest(app, page, "甲")
        await type_ahead(app, "left", "right")
        await type_and_rest(app, page, "乙")
        lengths = []
        while session.text("agency.phone") == "0527-1":
            await type_and_rest(app, page, "ctrl+z")
            lengths.append(len(session.text(FIRST)))
        assert lengths == sorted(lengths, reverse=True)
        assert session.text(FIRST) == before


async def test_undo_of_one_part_does_not_reach_another_with_the_same_text() -> None:
    session = figures.session({FIRST: "", SECOND: "甲"})
    async with writing(session) as (app, page):
        await type_and_rest(app, page, "甲")
        await type_ahead(app, "tab", "delete", "escape")
        assert (session.text(FIRST), session.text(SECOND)) == ("甲", "")


async def test_redo_keeps_the_prose_being_typed() -> None:
    session = figures.session()
    session.edit("agency.phone", "0527-1")
    session.undo()
    async with writing(session) as (app, page):
        before = session.text(FIRST)
        await type_ahead(app, "甲", "乙", "ctrl+y")
        assert session.text(FIRST) == page.editor.text == "甲乙" + before
        assert "没有可以重做的改动" in screen_text(app)


async def test_redo_keeps_the_figure_being_typed() -> None:
    session = figures.session()
    session.edit("agency.phone", "0527-1")
    session.undo()
    async with running(session) as app:
        await go(app, "requests")
        await type_ahead(app, *"77", "ctrl+y")
        assert session.text("requests.received.natural_person") == "77"
        assert session.text("agency.phone") != "0527-1"
