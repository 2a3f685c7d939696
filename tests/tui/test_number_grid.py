"""The grid of figures: what it draws, what keys and pastes do to it, and what it tells."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

import pytest
from rich.cells import cell_len
from rich.style import Style
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.strip import Strip

from render.line_breaking import text_width
from schema.cells import read_number
from schema.form import Kind
from schema.unsafe import find_unsafe, shown
from tests import figures
from tests.tui.test_wizard_screen import go, picture
from tests.tui.test_wizard_screen import running as running_wizard
from tests.tui.typed_ahead import type_ahead
from tui import hints
from tui.pages.table_page import balance_runs
from tui.session import Session
from tui.terminal.application import TerminalApp
from tui.terminal.key_order import KeyTarget
from tui.widgets.grid_drawing import difference_text, figure_text
from tui.widgets.grid_model import GridModel
from tui.widgets.line_widget import Run
from tui.widgets.number_grid import NumberGrid

RECEIVED = "requests.received"
NATURAL, COMPANY = f"{RECEIVED}.natural_person", f"{RECEIVED}.company"
HOSTILE = "\x1b[31m\u202e\u200b\x07甲"


class DrawnGrid(NumberGrid):
    """A grid that notes which of its lines are drawn, and checks each."""

    drawn: list[int]

    def render_line(self, y: int) -> Strip:
        self.drawn.append(y)
        strip = super().render_line(y)
        assert not find_unsafe(strip.text) and "\n" not in strip.text
        assert all(isinstance(segment.style, Style) for segment in strip)
        assert strip.cell_length == cell_len(strip.text) == self.size.width
        return strip


class GridApp(TerminalApp[None]):
    """One grid and what it told, in order."""

    def __init__(self, session: Session, table: str, keyed: bool) -> None:
        super().__init__()
        self.session = session
        session.set_keyed(figures.EDITION.table(table), keyed)
        self.model = GridModel(session, figures.EDITION.table(table))
        self.heard: list[object] = []
        self.passed: list[bool] = []
        self.pasted: list[NumberGrid.Pasted] = []
        self.grid = DrawnGrid(
            on_commit=lambda place: self.heard.append(("commit", place)),
            on_move=lambda slot: self.heard.append(("move", slot.place)),
            on_type=lambda slot, text: self.heard.append(("type", text)),
        )
        self.grid.drawn = []

    def compose(self) -> ComposeResult:
        yield self.grid

    def on_mount(self) -> None:
        self.grid.show(self.model)
        self.grid.focus()

    def on_number_grid_passed(self, message: NumberGrid.Passed) -> None:
        self.passed.append(message.forward)

    def on_number_grid_pasted(self, message: NumberGrid.Pasted) -> None:
        self.pasted.append(message)

    def line(self, label: str) -> str:
        return next(
            text for text in (self.grid.render_line(y).text for y in range(self.grid.size.height)) if label in text
        )


@asynccontextmanager
async def running(
    session: Session | None = None, table: str = "requests", *, keyed: bool = False, size: tuple[int, int] = (80, 26)
) -> AsyncIterator[tuple[GridApp, Pilot[None]]]:
    app = GridApp(session or figures.session(), table, keyed)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app.heard.clear()
        app.grid.drawn.clear()
        yield app, pilot


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


async def test_a_block_that_cannot_be_read_says_so() -> None:
    async with running() as (app, pilot):
        app.grid.paste("一、本年新收\t1\t2\n二、上年结转\t3\n")
        await pilot.pause()
        (pasted,) = app.pasted
        assert pasted.landing.unread and not pasted.landing.texts


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


async def test_every_figure_is_reached_by_tab_alone() -> None:
    async with running() as (app, _pilot):
        await type_ahead(app, *[key for number in range(144) for key in (*str(number), "tab")])
        assert [app.session.text(cell.place) for cell in app.model.table.cells] == [str(each) for each in range(144)]


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


async def test_going_to_a_place_commits_what_was_typed() -> None:
    async with running() as (app, _pilot):
        await type_ahead(app, "7")
        assert app.grid.go_to("requests.carried_out.other")
        assert app.session.text(NATURAL) == "7"
        assert not app.grid.go_to("agency.name")
        assert app.model.slot.place == "requests.carried_out.other"


async def test_a_pasted_figure_goes_into_the_edit_and_a_block_waits() -> None:
    async with running() as (app, pilot):
        app.grid.paste("１，２９５\r\n")
        assert app.grid.editing
        await type_ahead(app, "tab")
        assert app.session.text(NATURAL) == "1295"
        await type_ahead(app, "7")
        app.grid.paste(figures.tsv(figures.without_totals()))
        await pilot.pause()
        assert app.session.text(COMPANY) == "7", "what was being typed is kept"
        assert len(app.pasted) == 1 and app.session.text(NATURAL) == "1295"
        app.grid.paste("   \n")
        await pilot.pause()
        assert len(app.pasted) == 1


async def test_a_hostile_paste_into_an_edit_leaves_only_what_can_be_seen() -> None:
    async with running() as (app, _pilot):
        app.grid.paste("7\x1b[31m\u202e\u200b\x07")
        await type_ahead(app, "tab")
        assert app.session.text(NATURAL) == "7"
        assert " 7 " in app.line("本年新收")


async def test_hostile_figures_of_a_file_are_drawn_as_names() -> None:
    async with running(figures.session({NATURAL: HOSTILE})) as (app, _pilot):
        assert "!‹U+0~" in app.line("本年新收")
        await type_ahead(app, "f2", "left", "left", "right", "end")
        assert "‹U+" in app.line("本年新收") or "甲" in app.line("本年新收")
        await type_ahead(app, "tab")
        assert app.session.text(NATURAL) == HOSTILE


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


def test_a_figure_without_room_is_said_in_full_under_the_page_and_by_f1() -> None:
    session = figures.session({NATURAL: "1234567"})
    assert text_of(hints.place_runs(session, NATURAL)).endswith("现为1234567")
    assert "现为" not in text_of(hints.place_runs(session, COMPANY))
    explained = hints.help_text(session, NATURAL)
    assert "总计：1234676" in explained and "差额：+1231165" in explained
    assert "现为" not in hints.help_text(session, "disputes.litigation.direct.upheld")
    fees = figures.session({"disclosure.fees": "12345678901.2345"})
    assert text_of(hints.place_runs(fees, "disclosure.fees")).endswith("现为12345678901.2345")


@pytest.mark.parametrize("text", ["123456789012", "办公厅政府信", "９" * 20, "甲\u202e乙丙丁"])
def test_what_has_no_room_is_said_whole_beside_the_longest_labels(text: str) -> None:
    edition = figures.session().report.edition
    places = [place for place in edition.cells if text_width(hints.cell_name(edition.cells[place])) > 60]
    assert len(places) > 20
    for place in places:
        said = text_of(hints.place_runs(figures.session({place: text}), place))
        assert said.endswith(f"　现为{shown(read_number(text, Kind.COUNT).text)}"), said
        assert text_width(said) <= 80


def test_a_long_text_is_visibly_cut_under_the_page_and_said_whole_by_f1() -> None:
    text = "办公厅政府信息公开" * 9
    session = figures.session({NATURAL: text})
    said = text_of(hints.place_runs(session, NATURAL))
    assert said.endswith("办公厅政府信息公开.. F1看全文") and text_width(said) <= 80
    assert text in hints.help_text(session, NATURAL)


def text_of(runs: Iterable[Run]) -> str:
    return "".join(text for text, _style in runs)


@pytest.mark.parametrize("difference", [-3390, 1231165, 5])
def test_differences_stand_apart(difference: int) -> None:
    session = figures.session({NATURAL: str(3402 + difference), COMPANY: "101"})
    drawn = text_of(balance_runs(GridModel(session, figures.EDITION.table("requests"))))
    shown = {-3390: "-3390", 1231165: "######", 5: "错+5"}[difference]
    assert drawn.split()[1:3] == [shown, "错+2"]


async def test_the_page_says_that_there_is_no_further_figure() -> None:
    async with running_wizard(figures.session()) as app:
        await go(app, "disputes")
        await type_ahead(app, "pagedown", "3", "enter", "4")
        assert "已到最后一格，F8下一节" in await picture(app)
        assert app.session.text(f"{LAST}.upheld") == "3"
