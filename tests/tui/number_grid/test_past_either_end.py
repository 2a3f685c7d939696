"""A figure typed or pasted past the last one, or before the first, lands nowhere."""

import pytest

from tests import figures
from tests.tui.driven_wizard import go, picture
from tests.tui.driven_wizard import running as running_wizard
from tests.tui.number_grid.grid_app import running
from tests.tui.typed_ahead import type_ahead


async def test_tab_past_either_end_is_told() -> None:
    async with running(table="disputes") as (app, _pilot):
        await type_ahead(app, "shift+tab")
        assert app.passed == [False]
        await type_ahead(app, "pagedown", "end", "tab")
        assert app.passed == [False, True]
        assert app.model.slot.place == "disputes.litigation.after_reconsideration.pending"


LAST = "disputes.litigation.after_reconsideration"


@pytest.mark.parametrize(("key", "place"), [("enter", "upheld"), ("down", "upheld"), ("tab", "pending")])
async def test_a_figure_typed_past_the_last_one_lands_nowhere(key: str, place: str) -> None:
    async with running(table="disputes") as (app, pilot):
        await type_ahead(app, "pagedown", *(["end"] if key == "tab" else []), "3", key, "4", "5", "enter", "tab", "6")
        await pilot.pause()
        assert app.session.text(f"{LAST}.{place}") == "3" and not app.grid.editing
        assert app.model.slot.place == f"{LAST}.{place}" or key != "tab"
        assert app.passed and all(app.passed)


async def test_a_figure_typed_before_the_first_one_lands_nowhere() -> None:
    async with running(table="disputes") as (app, _pilot):
        await type_ahead(app, "3", "shift+tab", "4", "shift+tab", "5", "tab", "6", "tab")
        first = app.model.lines[0].slots
        assert [app.session.text(slot.place) for slot in first[:2]] == ["3", "6"]
        assert app.passed and not any(app.passed)


@pytest.mark.parametrize("key", ["left", "up", "home", "end", "f2", "delete", "pagedown"])
async def test_a_cursor_key_or_an_edit_ends_being_past_the_last_figure(key: str) -> None:
    async with running(table="disputes") as (app, _pilot):
        await type_ahead(app, "pagedown", "end", "3", "tab", key, "7", "tab")
        typed = [app.session.text(slot.place) for line in app.model.lines for slot in line.slots if slot.typed]
        assert any(text in ("7", "37") for text in typed)


async def test_a_figure_pasted_past_the_last_one_lands_nowhere() -> None:
    async with running(table="disputes") as (app, pilot):
        await type_ahead(app, "pagedown", "end", "3", "tab")
        app.grid.paste("9")
        await pilot.pause()
        assert not app.grid.editing and app.session.text(f"{LAST}.pending") == "3"
        assert app.passed == [True, True]


async def test_the_page_says_that_there_is_no_further_figure() -> None:
    async with running_wizard(figures.session()) as app:
        await go(app, "disputes")
        await type_ahead(app, "pagedown", "3", "enter", "4")
        assert "已到最后一格，F8下一节" in await picture(app)
        assert app.session.text(f"{LAST}.upheld") == "3"
