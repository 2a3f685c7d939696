"""What a grid draws: figures without room, hostile figures, the caret, and no line more than changed."""

import pytest
from rich.cells import cell_len

from tests import figures
from tests.tui.number_grid.grid_app import NATURAL, running
from tests.tui.typed_ahead import type_ahead
from tui.widgets.grid_drawing import difference_text, figure_text

HOSTILE = "\x1b[31m\u202e\u200b\x07甲"


@pytest.mark.parametrize(
    ("text", "width", "drawn"),
    [
        *[("123456", 6, "123456"), ("1234567", 6, "######"), ("-1234567", 6, "######"), ("7", 3, "  7")],
        *[("+1231165", 6, "######"), ("59237.2449", 8, "########"), ("１２３４", 6, "######")],
        *[("12a45678", 6, "12a45~"), ("甲乙丙丁", 6, " 甲乙~"), ("=", 1, "="), ("\x1b[31m", 6, "‹U+00~")],
    ],
)
def test_a_figure_without_room_is_never_drawn_as_another(text: str, width: int, drawn: str) -> None:
    assert figure_text(text, width) == drawn


@pytest.mark.parametrize(
    ("difference", "drawn"), [("+5", "   错+5"), ("-339", " 错-339"), ("-3390", "  -3390"), ("+123456", " ######")]
)
def test_a_difference_never_touches_the_figure_before_it(difference: str, drawn: str) -> None:
    assert difference_text(difference, 7) == drawn


async def test_large_figures_and_totals_are_not_shown_cut() -> None:
    async with running() as (app, _pilot):
        await type_ahead(app, *"1234567", "down")
        assert app.line("本年新收").split()[1:4] == ["######", "99", "0"]
        assert app.line("本年新收").rstrip().endswith(" =#####")
        await type_ahead(app, "up", "f2")
        assert " ~4567 " in app.line("本年新收")
        await type_ahead(app, "home")
        assert " 1234~ " in app.line("本年新收")


async def test_a_digit_repaints_its_row_its_total_and_nothing_else() -> None:
    async with running() as (app, pilot):
        await type_ahead(app, "7")
        await pilot.pause()
        app.grid.drawn.clear()
        await type_ahead(app, "8")
        await pilot.pause()
        assert set(app.grid.drawn) == {1}
        app.grid.drawn.clear()
        await type_ahead(app, "tab")
        await pilot.pause()
        assert set(app.grid.drawn) <= {1, 24}


async def test_the_view_follows_the_cursor_by_half_a_page() -> None:
    async with running(size=(80, 16)) as (app, pilot):
        await type_ahead(app, *["down"] * 30)
        await pilot.pause()
        assert ">四、结转下年度" in app.line("四、结转下年度")
        await type_ahead(app, *["up"] * 30)
        await pilot.pause()
        assert ">一、本年新收" in app.line("一、本年新收")
        await pilot.resize_terminal(80, 4)
        await type_ahead(app, "pagedown", "pagedown")
        await pilot.pause()
        assert ">" in app.line(app.model.lines[app.model.row].label)


async def test_the_caret_is_in_the_current_cell() -> None:
    async with running() as (app, _pilot):
        assert app.grid.caret == (30, 1)
        await type_ahead(app, "right", "down")
        assert app.grid.caret == (37, 2)
        await type_ahead(app, "f2", "left")
        assert app.grid.caret == (36, 2)


async def test_hostile_figures_of_a_file_are_drawn_as_names() -> None:
    async with running(figures.session({NATURAL: HOSTILE})) as (app, _pilot):
        assert "!‹U+0~" in app.line("本年新收")
        await type_ahead(app, "f2", "left", "left", "right", "end")
        assert "‹U+" in app.line("本年新收") or "甲" in app.line("本年新收")
        await type_ahead(app, "tab")
        assert app.session.text(NATURAL) == HOSTILE


@pytest.mark.parametrize(
    ("keys", "seen"),
    [("办公", "办公"), ("办公厅", "~公厅"), ("办公厅政府信", "~府信"), ("办公厅1", "~厅1"), ("1办公厅", "~公厅")],
)
async def test_characters_that_scroll_away_while_typed_leave_a_sign(keys: str, seen: str) -> None:
    async with running() as (app, _pilot):
        await type_ahead(app, *keys)
        line, caret = app.line("本年新收"), app.grid.caret
        assert line.split("99")[0].rstrip().endswith(seen)
        assert caret is not None and cell_len(line.split("99")[0].rstrip()) == caret.x
        await type_ahead(app, "home")
        hidden = cell_len(keys) > 5
        assert ("~" in app.line("本年新收")) == hidden
        assert app.line("本年新收").split("99")[0].rstrip().endswith("~" if hidden else keys)
