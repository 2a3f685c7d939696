"""Quoting a figure of the tables in prose: the picker, what it inserts, and what is shown of it."""

import pytest

from schema.checks import run
from tests import figures
from tests.tui.driven_wizard import assert_golden, go, picture, running, wizard
from tests.tui.screen_text import screen_text
from tests.tui.test_prose_page import FIRST, writing
from tests.tui.typed_ahead import all_done, type_ahead
from tui.app import WizardApp
from tui.pages.prose_page import ProsePage
from tui.screens.figure_picker import FigurePicker

RECEIVED = "{requests.received.total}"


def page_of(app: WizardApp) -> ProsePage:
    page = wizard(app).page
    assert isinstance(page, ProsePage)
    return page


async def test_the_picker_by_figures() -> None:
    async with writing() as (app, _page):
        await type_ahead(app, "ctrl+g")
        await assert_golden(app, "quote")
        await type_ahead(app, *"新收自然人")
        await assert_golden(app, "quote-found")
        await type_ahead(app, *"鑫")
        assert "没有这样的数字" in screen_text(app)
        await type_ahead(app, "enter")
        assert isinstance(app.screen, FigurePicker)


async def test_the_figure_chosen_is_quoted_where_the_caret_stands() -> None:
    async with writing(figures.session({FIRST: "受理件。"})) as (app, page):
        await type_ahead(app, "right", "right", "ctrl+g", *"新收", "enter")
        assert page.editor.text == f"受理{RECEIVED}件。"
        assert app.screen.focused is page.editor
        await type_ahead(app, "甲")
        assert page.editor.text == f"受理{RECEIVED}甲件。"
        await type_ahead(app, "ctrl+z", "ctrl+z")
        assert page.editor.text == "受理件。"


async def test_keys_typed_ahead_go_through_the_picker() -> None:
    async with writing(figures.session({FIRST: ""})) as (app, page):
        await type_ahead(
            app, *"受理", "ctrl+g", *"新收", "down", "down", "up", "enter", *"件", "ctrl+g", *"3511", "enter", "。"
        )
        assert page.editor.text == "受理{requests.received.natural_person}件{requests.received.total}。"


@pytest.mark.parametrize(
    "keys", [["pagedown", "pageup"], ["down"] * 30 + ["up"] * 31, ["pagedown"] * 30 + ["pageup"] * 31]
)
async def test_moving_stays_in_the_list(keys: list[str]) -> None:
    async with writing(figures.session({FIRST: ""})) as (app, page):
        await type_ahead(app, "ctrl+g")
        before = screen_text(app)
        await type_ahead(app, *keys)
        assert screen_text(app) == before
        await type_ahead(app, "pagedown", "enter")
        assert page.editor.text == "{requests.received.legal_service}"


async def test_esc_quotes_nothing() -> None:
    async with writing() as (app, page):
        before = page.editor.text
        await type_ahead(app, "ctrl+g", *"新收", "escape")
        assert page.editor.text == before and app.screen.focused is page.editor


async def test_a_pasted_text_is_looked_for() -> None:
    async with writing(figures.session({FIRST: ""})) as (app, page):
        await type_ahead(app, "ctrl+g")
        screen = app.screen
        assert isinstance(screen, FigurePicker)
        assert screen.focused is not None
        screen.query_one("FigureBox").paste("现行有效\n")  # type: ignore[attr-defined]
        await type_ahead(app, "enter")
        assert page.editor.text == "{disclosure.regulations.in_force}"


async def test_a_report_that_may_only_be_read_quotes_nothing() -> None:
    session = figures.session()
    session.read_only = "别人正在填写。"
    async with writing(session) as (app, page):
        before = page.editor.text
        await type_ahead(app, "ctrl+g")
        assert page.editor.text == before and not isinstance(app.screen, FigurePicker)
        assert "别人正在填写" in screen_text(app)
        assert "pick_figure" not in dict(page.menu())


async def test_the_menu_quotes_too() -> None:
    async with writing(figures.session({FIRST: ""})) as (app, page):
        await type_ahead(app, "escape", "escape")
        assert "插入表中数字" in screen_text(app)
        await type_ahead(app, "1")
        await all_done(app)
        await type_ahead(app, *"新收", "enter")
        assert page.editor.text == RECEIVED


async def test_nothing_is_quoted_among_figures() -> None:
    async with running(figures.session()) as app:
        await go(app, "other")
        await type_ahead(app, "end", "enter", "ctrl+g")
        assert not isinstance(app.screen, FigurePicker)
        assert "先打开一部分正文" in screen_text(app)
        assert "pick_figure" not in dict(page_of(app).menu())


async def test_what_is_quoted_is_shown_and_counts_as_it_is_read() -> None:
    async with writing(figures.session({FIRST: f"受理{RECEIVED}件。"})) as (app, page):
        await type_ahead(app, "right")
        page._to_tell.end()
        shown = await picture(app)
        assert f"{RECEIVED} = 3511 ✓" in shown
        assert "（一）主动公开                                                            8字" in shown
        assert "---- （一）主动公开 ---- 8字" in shown


async def test_a_place_that_does_not_exist_is_shown_at_once_when_typing_rests() -> None:
    async with writing(figures.session({FIRST: ""})) as (app, page):
        await type_ahead(app, *"受理{requests.recieved.total}件")
        page._to_tell.end()
        assert "{requests.recieved.total} ≠ 没有这个位置" in await picture(app)
        page._to_store.end()
        assert "placeholder-unknown" in [finding.code for finding in run(app.session.report)]
        await type_ahead(app, "home", "f6")
        assert page.editor.cursor_location == (0, 2)
        assert "不是表中的位置" in await picture(app)


@pytest.mark.parametrize(
    "text", ["{\x1b[31m\u202e}", "{" + "甲" * 200 + "}", "{}", "{", "}}{{", "{requests.received.total"]
)
async def test_odd_braces_are_shown_safely(text: str) -> None:
    async with writing(figures.session({FIRST: text})) as (app, page):
        await type_ahead(app, "end", "left")
        page._to_tell.end()
        await picture(app)
        await type_ahead(app, "f1")
        await picture(app)
