"""Keys typed ahead: everything arrives in one piece, as TCP delivers it after a stall, and lands where it was meant."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Input, TextArea

from tests.tui.terminal.demo import Cells, Demo, ProseEditor, Question
from tui.terminal.application import TerminalApp

LEFT, BACK = ["left"], ["backspace"]
FORM_KEYS = [*"ab", *LEFT * 2, "X", "tab", *"cd", *BACK * 3, "e", "tab", *"fg", "home", "Y", "tab"]
FORM_KEYS += [*"政府", *LEFT * 2, *"公开", "enter", "新", "up", "end", "Z"]
FORM_VALUES = ["Xab", "e", "Yfg", "公开Z\n新政府"]


def type_ahead(app: App[Any], keys: Sequence[str]) -> None:
    """Put keys into the application's queue at once, before it can handle the first."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


class StockForm(App[None]):
    """Three fields and an editor of stock Textual."""

    def compose(self) -> ComposeResult:
        for number in range(3):
            yield Input(id=f"field{number}", select_on_focus=False)
        yield TextArea(id="prose", tab_behavior="focus")

    def values(self) -> list[str]:
        return [*(field.value for field in self.query(Input)), self.query_one(TextArea).text]


class OrderedForm(StockForm, TerminalApp[None]):
    """The same fields on our application."""


async def test_stock_textual_still_reorders_keys_typed_ahead() -> None:
    app = StockForm()
    async with app.run_test() as pilot:
        type_ahead(app, FORM_KEYS)
        await pilot.pause()
        assert app.values() != FORM_VALUES, "textual #6605 is fixed: KeyOrder is no longer needed"


async def test_stock_fields_get_their_keys_in_order() -> None:
    app = OrderedForm()
    async with app.run_test():
        type_ahead(app, FORM_KEYS)
        await app.key_order.join()
        assert app.values() == FORM_VALUES


@pytest.fixture
async def demo() -> Any:
    app = Demo()
    async with app.run_test():
        yield app


async def test_digits_stay_in_their_cells(demo: Demo) -> None:
    type_ahead(demo, ["1", "2", "tab", "3", "4", "tab", "5", "6", "tab"])
    await demo.key_order.join()
    assert demo.query_one("#cells", Cells).texts[0] == ["12", "34", "56", ""]


async def test_two_hundred_keys_in_one_piece_make_no_wrong_cell(demo: Demo) -> None:
    cells = demo.query_one("#cells", Cells)
    number = [str(10000 + index) for index in range(12)]
    type_ahead(demo, [key for text in number[:-1] for key in [*text, "tab"]] + list(number[-1]))
    type_ahead(demo, ["left", "left"] * 32 + ["backspace"] * 5 + list("70000") + ["enter", "tab"] * 30)
    await demo.key_order.join()
    assert cells.texts[0][0] == "70000"
    assert [text for row in cells.texts for text in row][1:] == number[1:]
    assert demo.focused is not cells, "Tab in the last cell leaves the grid"


async def test_turning_the_page_takes_the_next_digits_along(demo: Demo) -> None:
    type_ahead(demo, ["1", "f4", "2", "3", "tab", "4", "f3", "5"])
    await demo.key_order.join()
    assert demo.query_one(ContentSwitcher).current == "first"
    assert demo.query_one("#cells", Cells).texts[0] == ["15", "", "", ""]
    assert demo.query_one("#more", Cells).texts[0] == ["23", "4", "", ""]


async def test_a_question_gets_the_keys_after_the_one_that_asked_it(demo: Demo) -> None:
    type_ahead(demo, ["1", "f2", "是", "x", "enter", "2", "tab", "3", "f2", "y"])
    await demo.key_order.join()
    assert isinstance(demo.screen, Question)
    assert demo.screen.query_one("AnswerField").text == "y"  # type: ignore[attr-defined]
    assert demo.screen_stack[0].query_one("#cells", Cells).texts[0] == ["12", "3", "", ""]
    answer = demo.screen_stack[0].query_one("#answer")
    assert str(answer.render()) == "答：是x"


async def test_an_editor_runs_typed_and_bound_keys_in_order(demo: Demo) -> None:
    prose = demo.query_one("#prose", ProseEditor)
    demo.action_page("second")
    prose.text = ""
    prose.focus()
    type_ahead(demo, ["政", "府", "left", "left", "公", "开", "enter", "新", "up", "end", "Z"])
    await demo.key_order.join()
    assert prose.text == "公开Z\n新政府"


async def test_a_paste_stands_between_the_keys_around_it(demo: Demo) -> None:
    type_ahead(demo, ["1", "tab"])
    demo.post_message(events.Paste("345"))
    type_ahead(demo, ["6", "tab", "7"])
    await demo.key_order.join()
    assert demo.query_one("#cells", Cells).texts[0] == ["1", "3456", "7", ""]


async def test_a_paste_into_an_editor_is_inserted_once(demo: Demo) -> None:
    prose = demo.query_one("#prose", ProseEditor)
    demo.action_page("second")
    prose.text = ""
    prose.focus()
    type_ahead(demo, ["甲"])
    demo.post_message(events.Paste("乙\r\n丙"))
    type_ahead(demo, ["丁"])
    await demo.key_order.join()
    assert prose.text == "甲乙\n丙丁"


class Slow(Widget, can_focus=True):
    """Takes keys by a call, tells its parent by a message, and waits in the middle."""

    class Full(Message):
        """Two keys have arrived."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self.keys = ""
        self.changes = 0

    async def press(self, event: events.Key) -> bool:
        await asyncio.sleep(0.01)
        if event.character is None:
            return False
        self.keys += event.character
        if len(self.keys) == 2:
            self.post_message(self.Full())
        return True

    def paste(self, text: str) -> None:
        self.keys += text


class Relay(TerminalApp[None]):
    """Moves on to the next field when a message says that one is full, after a wait."""

    BINDINGS = [Binding("f5", "wait")]  # noqa: RUF012

    def compose(self) -> ComposeResult:
        for name in ("first", "second", "third"):
            yield Slow(name)

    async def on_slow_full(self) -> None:
        await asyncio.sleep(0.02)
        self.screen.focus_next()

    async def action_wait(self) -> None:
        await asyncio.sleep(0.02)
        self.query_one("#third").focus()


async def test_a_change_of_focus_by_message_is_waited_for() -> None:
    app = Relay()
    async with app.run_test():
        type_ahead(app, list("abcde"))
        await app.key_order.join()
        assert [slow.keys for slow in app.query(Slow)] == ["ab", "cd", "e"]


async def test_a_binding_that_waits_and_asks_for_the_focus_is_waited_for() -> None:
    app = Relay()
    async with app.run_test():
        type_ahead(app, ["a", "f5", "b"])
        await app.key_order.join()
        assert [slow.keys for slow in app.query(Slow)] == ["a", "", "b"]


async def test_keys_typed_by_a_pilot_are_handled_before_it_returns() -> None:
    app = OrderedForm()
    async with app.run_test() as pilot:
        await pilot.press(*FORM_KEYS)
        assert app.values() == FORM_VALUES


async def test_a_key_while_the_terminal_seemed_out_of_focus_reaches_the_widget(demo: Demo) -> None:
    demo.post_message(events.AppBlur())
    type_ahead(demo, ["1"])
    await demo.key_order.join()
    assert demo.query_one("#cells", Cells).texts[0][0] == "1"
