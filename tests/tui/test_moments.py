"""What is being typed is at every moment in the report or with the page: a signal may come between any two steps."""

import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from schema.form import Place
from tests import figures
from tests.tui.driven_wizard import go, running, wizard
from tests.tui.typed_ahead import key, type_ahead
from tui.app import WizardApp
from tui.pages.cover_page import CoverPage
from tui.pages.prose_page import ProsePage
from tui.pages.table_page import TablePage

OURS = tuple(str(Path(__file__).parents[2] / folder) for folder in ("tui", "schema"))
FIRST = "overview.parts.0.text"
NAME, KIND, OFFICE, PUBLISHED = "agency.name", "agency.kind", "agency.office", "report.published"
NATURAL = "requests.received.natural_person"


@asynccontextmanager
async def page_of(step: str, *keys: str) -> AsyncIterator[tuple[WizardApp, Any]]:
    """The wizard with a page in front, after some keys."""
    async with running(figures.session()) as app:
        await go(app, step)
        await type_ahead(app, *keys)
        yield app, wizard(app).page


def moments_without(app: WizardApp, act: Callable[[], object], place: Place, *texts: str) -> list[str]:
    """Where, while something is done, none of the texts is at its place, or a place is said to have another's text."""
    lost: list[str] = []
    seen = 0

    def at_step(frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal seen
        if not frame.f_code.co_filename.startswith(OURS):
            return None
        frame.f_trace_opcodes = True
        if event != "call":
            seen += 1
            typed, report = wizard(app).page.typed(), app.session.report
            kept = typed.get(place, report.text(place)) in texts or report.text(place) in texts
            if not kept or typed.keys() - {place}:
                lost.append(f"{frame.f_code.co_qualname}:{frame.f_lineno} {typed}")
        return at_step

    sys.settrace(at_step)
    try:
        act()
    finally:
        sys.settrace(None)
    assert seen > 100
    return lost


async def test_prose_that_is_stored() -> None:
    async with page_of("overview", "down", "enter", *"甲乙") as (app, page):
        assert isinstance(page, ProsePage)
        text = page.editor.text
        assert app.session.text(FIRST) != text
        assert moments_without(app, page.commit, FIRST, text) == []
        assert app.session.text(FIRST) == text and page.typed() == {}


async def test_prose_that_undo_has_brought_back() -> None:
    async with page_of("overview", "down", "enter", "甲") as (app, page):
        page.commit()
        await type_ahead(app, "ctrl+z")
        text = page.editor.text
        assert app.session.text(FIRST) == "甲" + text
        assert moments_without(app, page.commit, FIRST, text) == []
        assert app.session.text(FIRST) == text


@pytest.mark.parametrize("by", [1, -1])
async def test_prose_that_is_left_for_the_next_part(by: int) -> None:
    async with page_of("overview", "down", "enter", *"甲乙") as (app, page):
        text = page.editor.text
        assert moments_without(app, lambda: page.action_next_item(by), FIRST, text) == []
        assert app.session.text(FIRST) == text


@pytest.mark.parametrize("leaving", ["enter", "up"])
async def test_a_field_that_is_left(leaving: str) -> None:
    async with page_of("cover") as (app, page):
        assert isinstance(page, CoverPage)
        page.go_to(NAME)
        await type_ahead(app, *"甲乙")
        text = page.form.typed[NAME]
        assert moments_without(app, lambda: page.form.press(key(leaving)), NAME, text) == []
        assert app.session.text(NAME) == text and page.form.place != NAME and page.typed() == {}


async def test_a_date_that_is_put_half_width() -> None:
    async with page_of("cover") as (app, page):
        page.go_to(PUBLISHED)
        await type_ahead(app, *["backspace"] * 10, *"２０２４-01-02")
        both = "２０２４-01-02", "2024-01-02"
        assert page.typed() == {PUBLISHED: both[0]}
        assert moments_without(app, page.commit, PUBLISHED, *both) == []
        assert app.session.text(PUBLISHED) == both[1] and page.typed() == {}


async def test_a_choice() -> None:
    async with page_of("cover") as (app, page):
        page.go_to(KIND)
        before = app.session.text(KIND)
        assert moments_without(app, lambda: page.form.press(key("right")), KIND, before, "department") == []
        assert app.session.text(KIND) == "department"


async def test_a_field_that_the_whole_page_is_loaded_over() -> None:
    async with page_of("cover") as (app, page):
        page.go_to(OFFICE)
        assert moments_without(app, page.open, OFFICE, app.session.text(OFFICE)) == []


@pytest.mark.parametrize("leaving", ["enter", "tab", "down", "right"])
async def test_a_figure_that_is_left(leaving: str) -> None:
    async with page_of("requests", *"77") as (app, page):
        assert isinstance(page, TablePage)
        assert page.typed() == {NATURAL: "77"}
        assert moments_without(app, lambda: page.grid.press(key(leaving)), NATURAL, "77") == []
        assert app.session.text(NATURAL) == "77" and page.typed() == {}
