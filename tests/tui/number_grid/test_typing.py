"""What keys do to a figure, and where the cursor goes."""

import pytest
from textual.app import ComposeResult

from tests.tui.number_grid.grid_app import COMPANY, NATURAL, RECEIVED, running
from tests.tui.typed_ahead import type_ahead
from tui.terminal.application import TerminalApp
from tui.terminal.key_order import KeyTarget
from tui.widgets.number_grid import NumberGrid


async def test_a_grid_takes_its_keys_itself() -> None:
    async with running() as (app, _pilot):
        assert isinstance(app.grid, KeyTarget)
        assert app.grid.has_focus


async def test_typing_replaces_enter_goes_down_and_tab_right() -> None:
    async with running() as (app, _pilot):
        await type_ahead(app, *"12", "tab", *"34", "enter", *"5", "down")
        assert [app.session.text(place) for place in (NATURAL, COMPANY)] == ["12", "34"]
        assert app.session.text("requests.carried_in.company") == "5"
        assert app.model.slot.place == "requests.granted.company"
        assert app.heard == [
            *[("type", "1"), ("type", "12"), ("commit", NATURAL), ("move", COMPANY)],
            *[("type", "3"), ("type", "34"), ("commit", COMPANY), ("move", "requests.carried_in.company")],
            *[("type", "5"), ("commit", "requests.carried_in.company"), ("move", "requests.granted.company")],
        ]


@pytest.mark.parametrize("key", ["f2", "enter"])
async def test_editing_keeps_what_stands_there_and_has_a_caret(key: str) -> None:
    async with running() as (app, _pilot):
        await type_ahead(app, key, "left", "left", "9", "delete", "end", "backspace", "tab")
        assert app.session.text(NATURAL) == "349"
        await type_ahead(app, "left", key, "home", "1", "up")
        assert app.session.text(NATURAL) == "1349"


@pytest.mark.parametrize("key", ["right", "left", "up", "down", "pagedown", "shift+tab"])
async def test_a_figure_being_typed_is_in_the_session_before_the_cursor_moves_on(key: str) -> None:
    async with running() as (app, _pilot):
        await type_ahead(app, "right", "7", key)
        assert app.session.text(COMPANY) == "7"


async def test_escape_forgets_the_edit_and_is_then_left_to_the_screen() -> None:
    async with running() as (app, _pilot):
        await type_ahead(app, "7", "8")
        assert app.grid.editing
        assert app.grid.cancel() and not app.grid.cancel()
        assert app.session.text(NATURAL) == "3402" and not app.session.undo()


@pytest.mark.parametrize("key", ["delete", "backspace"])
async def test_delete_clears_and_a_blank_is_not_zero(key: str) -> None:
    async with running() as (app, _pilot):
        await type_ahead(app, key)
        assert app.session.text(NATURAL) == ""
        assert app.line("本年新收").split() == [">一、本年新收", ".", "99", "0", "4", "5", "1", "=", "."]


async def test_full_width_digits_and_text_that_is_no_figure() -> None:
    async with running() as (app, _pilot):
        await type_ahead(app, *"１２", "tab", *"12a", "tab", "-", "5", "tab")
        assert [app.session.text(f"{RECEIVED}.{key}") for key in ("natural_person", "company", "research")] == [
            *("12", "12a", "-5")
        ]
        assert app.line("本年新收").split()[1:4] == ["12", "!12a", "!-5"]


async def test_a_typed_blank_begins_nothing() -> None:
    async with running() as (app, _pilot):
        await type_ahead(app, " ", "　")
        assert not app.grid.editing and app.session.text(NATURAL) == "3402"


async def test_the_same_figure_again_is_no_change() -> None:
    async with running() as (app, _pilot):
        await type_ahead(app, *"3402", "tab")
        assert ("commit", NATURAL) not in app.heard and app.session.undo() is None


async def test_every_figure_is_reached_by_tab_alone() -> None:
    async with running() as (app, _pilot):
        await type_ahead(app, *[key for number in range(144) for key in (*str(number), "tab")])
        assert [app.session.text(cell.place) for cell in app.model.table.cells] == [str(each) for each in range(144)]


async def test_going_to_a_place_commits_what_was_typed() -> None:
    async with running() as (app, _pilot):
        await type_ahead(app, "7")
        assert app.grid.go_to("requests.carried_out.other")
        assert app.session.text(NATURAL) == "7"
        assert not app.grid.go_to("agency.name")
        assert app.model.slot.place == "requests.carried_out.other"


async def test_keyed_totals_are_typed_and_proven() -> None:
    async with running(keyed=True) as (app, _pilot):
        await type_ahead(app, "end", *"3511", "down")
        assert app.model.slot.place == "requests.carried_in.total"
        assert "= 3511" in app.line("本年新收")
        await type_ahead(app, *"97", "up")
        assert "!97" in app.line("上年结转").replace(" ", "")


async def test_nothing_is_done_before_a_table_is_shown() -> None:
    class EmptyApp(TerminalApp[None]):
        def compose(self) -> ComposeResult:
            yield NumberGrid()

        def on_mount(self) -> None:
            self.query_one(NumberGrid).focus()

    app = EmptyApp()
    async with app.run_test() as pilot:
        await type_ahead(app, "7", "tab", "enter")
        grid = app.query_one(NumberGrid)
        grid.paste("1\t2")
        await pilot.pause()
        assert grid.caret is None and not grid.editing
