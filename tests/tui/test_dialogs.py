"""Dialogs over a form: what they ask, what they answer, and keys typed ahead through them."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest
from rich.cells import cell_len
from textual import events, work
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.pilot import Pilot

from schema.unsafe import find_unsafe
from tests.tui.screen_text import screen_lines, screen_text
from tests.tui.typed_ahead import all_done, type_ahead
from tui.screens.dialogs import AskDialog, Choice, ChoiceDialog, Dialog, TextDialog
from tui.terminal.application import TerminalApp
from tui.terminal.key_order import KeyTarget
from tui.widgets.dialog_box import AskBox, ChoiceBox, DialogBox
from tui.widgets.line_widget import LineWidget, Run

HOSTILE = "甲\x1b[31m乙\u202e丙\u200b丁\x07戊\t己\r庚\x9b2J辛\u2028壬\u3164末"
RECOVER = (
    "恢复草稿",
    ["上次没有存盘的内容：《中华人民共和国政府信息公开条例》，“公开为常态、不公开为例外”——主动公开188条，全县共收到。"],
    [Choice("restore", "恢复"), Choice("discard", "放弃"), Choice("compare", "看差别")],
)


class Behind(LineWidget, can_focus=True):
    """Lines of text that note the keys they get; F2 to F4 open dialogs."""

    typed = ""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def runs_at(self, y: int) -> Sequence[Run]:
        return ((f"第{y:02}行" * 13, "normal"),)

    async def press(self, event: events.Key) -> bool:
        app = self.app
        assert isinstance(app, DialogApp)
        self.heard.append(event.key)
        if event.key in app.dialogs:
            await app.push_screen(app.dialogs[event.key](), app.answers.append)
        elif event.character:
            self.typed += event.character
        return True

    def paste(self, text: str) -> None:
        self.typed += text


class DialogApp(TerminalApp[None]):
    """A page that asks."""

    def __init__(self) -> None:
        super().__init__()
        self.behind = Behind()
        self.answers: list[str | None] = []
        self.dialogs: dict[str, Any] = {
            "f2": lambda: ChoiceDialog(*RECOVER),
            "f3": lambda: AskDialog("新建报告", ["文件名是什么？"], "2021.toml"),
            "f4": lambda: TextDialog("帮助", "\n".join(f"说明{number}" for number in range(60))),
        }

    def compose(self) -> ComposeResult:
        yield self.behind

    @work
    async def ask_in_a_worker(self) -> None:
        self.answers.append(await self.push_screen_wait(ChoiceDialog(*RECOVER)))


@asynccontextmanager
async def asking(dialog: Dialog | None = None) -> AsyncIterator[tuple[DialogApp, Pilot[None]]]:
    app = DialogApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        if dialog is not None:
            await app.push_screen(dialog, app.answers.append)
            await pilot.pause()
        yield app, pilot


@pytest.mark.parametrize("box", [DialogBox, ChoiceBox, AskBox])
def test_boxes_take_their_keys_by_calls(box: type) -> None:
    assert issubclass(box, KeyTarget)


async def test_a_choice_over_the_page() -> None:
    async with asking(ChoiceDialog(*RECOVER)) as (app, _):
        assert screen_text(app).splitlines()[7:16] == [
            "第07行" * 13 + "",
            "第+- 恢复草稿 ---------------------------------------------------------------+",
            "第| 上次没有存盘的内容：《中华人民共和国政府信息公开条例》，“公开为常态、不  |",
            "第| 公开为例外”——主动公开188条，全县共收到。                                 |",
            "第|                                                                          |",
            "第| > 1 恢复                                                                 |",
            "第|   2 放弃                                                                 |",
            "第|   3 看差别                                                               |",
            "第+- 上下选择  Enter 或 1-3 选定  Esc 取消 ----------------------------------+",
        ]
        assert app.focused is not None and app.focused.has_focus
        assert isinstance(app.focused, ChoiceBox) and app.focused.caret == Offset(4, 12)


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (["enter"], "restore"),
        (["down", "enter"], "discard"),
        (["right", "tab", "enter"], "compare"),
        (["up", "enter"], "compare"),
        (["left", "left", "enter"], "discard"),
        (["shift+tab", "down", "enter"], "restore"),
        (["end", "enter"], "compare"),
        (["end", "home", "enter"], "restore"),
        (["2"], "discard"),
        (["３"], "compare"),
        (["4", "0", "x", "enter"], "restore"),
        (["escape"], None),
        (["down", "escape"], None),
    ],
)
async def test_choosing(keys: list[str], answer: str | None) -> None:
    async with asking() as (app, _):
        await type_ahead(app, "f2", *keys, "后")
        assert app.answers == [answer]
        assert app.behind.typed == "后"


async def test_a_choice_awaited_in_a_worker() -> None:
    async with asking() as (app, pilot):
        app.ask_in_a_worker()
        while not isinstance(app.focused, ChoiceBox):
            await pilot.pause()
        await type_ahead(app, "2")
        await app.workers.wait_for_complete()
        assert app.answers == ["discard"]


async def test_keys_typed_ahead_through_dialog_after_dialog() -> None:
    async with asking() as (app, _):
        await type_ahead(
            app, "a", "f3", *"石门乡", "left", "X", "enter", "b", "f2", "2", "f4", "escape", "c", "f3", "escape", "d"
        )
        assert app.answers == ["石门X乡", "discard", None, None]
        assert app.behind.typed == "abcd"
        assert len(app.screen_stack) == 1


async def test_one_enter_too_many_goes_to_the_page_behind() -> None:
    async with asking() as (app, _):
        await type_ahead(app, "f2", "enter", "enter")
        assert app.answers == ["restore"]
        assert app.behind.typed == "\r"


@pytest.mark.parametrize("key", ["ctrl+s", "ctrl+z", "ctrl+y", "ctrl+q", "ctrl+c", *(f"f{n}" for n in range(3, 11))])
@pytest.mark.parametrize(
    ("dialog", "told"),
    [
        (lambda: ChoiceDialog(*RECOVER), "先回答这里的问题"),
        (lambda: AskDialog("问", ["?"], "甲"), "先回答这里的问题"),
        (lambda: TextDialog("帮助", "说明"), "先按Esc关闭这里"),
    ],
)
async def test_a_key_of_the_page_behind_is_refused_in_words(key: str, dialog: Any, told: str) -> None:
    async with asking(dialog()) as (app, pilot):
        before = screen_text(app)
        await type_ahead(app, key)
        await pilot.pause()
        assert told in screen_text(app)
        assert app.answers == [] and app.behind.typed == ""
        await type_ahead(app, "home")
        await pilot.pause()
        assert told not in screen_text(app)
        assert screen_text(app) == before


@pytest.mark.parametrize("key", ["ctrl+s", "f8", "f10", "ctrl+z", "7"])
async def test_a_question_that_nobody_asked_for_gives_way_to_the_keys_of_the_page(key: str) -> None:
    dialog = ChoiceDialog("来源有合计吗？", ["?"], [Choice("no", "没有"), Choice("yes", "有")], unasked=True)
    async with asking(dialog) as (app, _):
        await type_ahead(app, key)
        assert app.answers == [None]
        assert app.behind.heard == [key]


async def test_typing_replaces_what_is_offered_and_the_box_says_so() -> None:
    async with asking(AskDialog("改标题", [], "甲")) as (app, _):
        assert "直接打字会换掉原来的；按右方向键可以接着改。" in screen_text(app)
    async with asking(AskDialog("改标题", [])) as (app, _):
        assert "直接打字" not in screen_text(app)


async def test_typing_replaces_what_is_offered() -> None:
    async with asking() as (app, _):
        await type_ahead(app, "f3", "新", "enter", "f3", "enter", "f3", "end", "x", "enter", "f3", "backspace", "enter")
        assert app.answers == ["新", "2021.toml", "2021.tomlx", ""]


async def test_pasted_text_becomes_one_clean_line() -> None:
    async with asking(AskDialog("问", ["?"])) as (app, _):
        app.post_message(events.Paste("石门\x1b[31m乡\n人民\u202e政府\r\n"))
        await all_done(app)
        await type_ahead(app, "enter")
        assert app.answers == ["石门乡人民政府"]


async def test_the_caret_stands_where_the_next_character_goes() -> None:
    async with asking(AskDialog("问", ["?"])) as (app, _):
        box = app.focused
        assert isinstance(box, AskBox)
        await type_ahead(app, *"汉字a", "left")
        lines = screen_lines(app)
        at = next(y for y, line in enumerate(lines) if "> 汉字a" in line)
        assert box.caret == Offset(cell_len(lines[at].partition("汉字a")[0]) + 4, at)


async def test_a_long_line_scrolls_under_the_caret() -> None:
    async with asking(AskDialog("问", ["?"])) as (app, _):
        await type_ahead(app, *"机关" * 40, *"末尾")
        row = next(line for line in screen_lines(app) if "| > " in line)
        assert row.rstrip().endswith("末尾   |") and cell_len(row) == 80


async def test_what_will_not_do_is_said_and_kept() -> None:
    dialog = AskDialog("新建", ["年度？"], problem_of=lambda text: "" if text.isdecimal() else "请写四位数字的年度")
    async with asking(dialog) as (app, _):
        await type_ahead(app, "x", "enter")
        assert "> x" in screen_text(app) and "请写四位数字的年度" in screen_text(app)
        await type_ahead(app, "backspace", "2")
        assert "请写四位数字的年度" not in screen_text(app)
        await type_ahead(app, "x", "enter", "escape")
        assert app.answers == [None]


async def test_help_is_read_page_by_page() -> None:
    async with asking() as (app, _):
        await type_ahead(app, "f4")
        assert screen_lines(app)[1].count("说明0 ") and "1-22/60行" in screen_lines(app)[23]
        await type_ahead(app, "pagedown", "down")
        assert screen_lines(app)[1].count("说明22 ") and "23-44/60行" in screen_lines(app)[23]
        await type_ahead(app, "　", "end", "up")
        assert "38-59/60行" in screen_lines(app)[23]
        await type_ahead(app, "home", "up", "pageup")
        assert "1-22/60行" in screen_lines(app)[23]


@pytest.mark.parametrize("closing", ["escape", "enter", "f1"])
async def test_help_closes(closing: str) -> None:
    async with asking() as (app, _):
        await type_ahead(app, "f4", "x", closing, "y")
        assert app.answers == [None] and app.behind.typed == "y"


async def test_the_choices_stay_in_view_under_a_long_text() -> None:
    long = [f"差别{number}" for number in range(100)]
    async with asking(ChoiceDialog("看差别", long, RECOVER[2])) as (app, _):
        assert "| 差别0 " in screen_text(app) and "> 1 恢复" in screen_text(app) and "3 看差别" in screen_text(app)
        await type_ahead(app, "pagedown", "pagedown", "3")
        assert app.answers == ["compare"]


async def test_more_choices_than_lines_scroll_with_the_selection() -> None:
    choices = [Choice(str(number), f"第{number}项") for number in range(1, 41)]
    async with asking(ChoiceDialog("选", ["哪一项？"], choices)) as (app, _):
        assert "哪一项？" in screen_text(app)
        await type_ahead(app, "up")
        assert "第40项" in screen_text(app)
        await type_ahead(app, "enter")
        assert app.answers == ["40"]


@pytest.mark.parametrize(
    "dialog",
    [
        lambda: ChoiceDialog(HOSTILE, [HOSTILE, HOSTILE * 9], [Choice("a", HOSTILE * 3)]),
        lambda: AskDialog(HOSTILE, [HOSTILE], HOSTILE, lambda _text: HOSTILE),
        lambda: TextDialog(HOSTILE * 9, HOSTILE),
    ],
)
async def test_hostile_text_is_named_and_keeps_the_frame(dialog: Any) -> None:
    async with asking(dialog()) as (app, _):
        await type_ahead(app, "x")
        lines = screen_lines(app)
        assert all(cell_len(line) == 80 and not find_unsafe(line) for line in lines)
        box = [line for line in lines if "|" in line]
        assert "‹U+202E›" in "".join(box)
        assert len({cell_len(line.rpartition("|")[0]) for line in box}) == 1


@pytest.mark.parametrize("size", [(20, 5), (8, 2), (1, 1)])
async def test_a_tiny_window_neither_crashes_nor_traps(size: tuple[int, int]) -> None:
    app = DialogApp()
    async with app.run_test(size=size):
        await type_ahead(app, "f2", "down", "escape", "f3", "x", "enter", "f4", "pagedown", "escape")
        assert app.answers == [None, "x", None]


async def test_a_resized_window_breaks_the_text_anew() -> None:
    async with asking(TextDialog("帮助", "字" * 200)) as (app, pilot):
        await pilot.resize_terminal(40, 24)
        await pilot.pause()
        box = [line for line in screen_lines(app) if "|" in line]
        assert len(box) == 12 and all(cell_len(line) == 40 for line in box)
