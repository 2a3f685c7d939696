"""The screen that compares states of a report place by place."""

import os
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

import pytest
from rich.cells import cell_len
from textual.geometry import Offset
from textual.pilot import Pilot

from schema.form import Place
from schema.report import Part, Report
from schema.unsafe import find_unsafe
from tests import figures
from tests.tui.driven_wizard import GOLDENS
from tests.tui.screen_text import screen_lines, screen_text
from tests.tui.typed_ahead import all_done, key, type_ahead
from tui.drafts.comparison import differences, three_way
from tui.screens.comparison import ComparisonScreen, draft_screen, three_way_screen
from tui.screens.dialogs import Dialog
from tui.terminal.application import TerminalApp
from tui.terminal.key_order import KeyTarget
from tui.widgets.comparison_drawing import Column, Compared, brief, brief_name, changed_stretch
from tui.widgets.comparison_list import ComparisonList
from tui.widgets.line_widget import Run

NATURAL, COMPANY = "requests.received.natural_person", "requests.received.company"
PART = "overview.parts.1.text"
SIDES = (Column("mine", "我的"), Column("theirs", "外面的"))


class ScreenApp(TerminalApp[None]):
    """One comparison over an empty screen, and its answers."""

    def __init__(self, screen: ComparisonScreen) -> None:
        super().__init__()
        self.compared = screen
        self.answers: list[Mapping[Place, str] | None] = []

    def on_mount(self) -> None:
        self.push_screen(self.compared, self.answers.append)


@asynccontextmanager
async def comparing(
    screen: ComparisonScreen, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[ScreenApp, Pilot[None]]]:
    app = ScreenApp(screen)
    async with app.run_test(size=size) as pilot:
        await all_done(app)
        await pilot.pause()
        yield app, pilot


async def picture(app: ScreenApp) -> str:
    """The screen, the selected place's values in view."""
    app.compared.list._to_detail.end()
    await Pilot(app).pause()
    text = screen_text(app)
    assert not find_unsafe(text)
    width, height = app.size
    assert [cell_len(line) for line in screen_lines(app)] == [width] * height
    return text + "\n"


async def assert_golden(app: ScreenApp, name: str) -> None:
    """The screen is the one that was looked at."""
    file, text = GOLDENS / f"{name}.txt", await picture(app)
    if os.environ.get("UPDATE_GOLDENS") == "1":
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def changed(texts: dict[str, str]) -> Report:
    report = figures.report()
    for place, text in texts.items():
        report.set_text(place, text)
    return report


def three() -> ComparisonScreen:
    """Figures, prose, parts and a choice changed on one side or both."""
    base = figures.report()
    mine = changed(
        {
            NATURAL: "3403",
            "requests.denied.state_secret.natural_person": "39",
            PART: base.text(PART).replace("3511", "3512") + "\n另有1件撤回。",
            "status": "final",
            "report.preamble": "",
        }
    )
    theirs = changed({NATURAL: "3410", COMPANY: "100", PART: base.text(PART).replace("3511", "3520")})
    theirs.parts["problems"].append(Part("下一步", "继续努力。"))
    return three_way_screen("逐项比较 report.toml", three_way(base, mine, theirs))


def many(count: int = 250, values: tuple[str, ...] = ("1", "2")) -> list[Compared]:
    return [Compared(f"p{n}", f"三·（二）部分公开·第{n}格", values, "只有我改了", "mine") for n in range(count)]


def test_the_list_takes_its_keys_by_calls() -> None:
    assert isinstance(ComparisonList([], SIDES), KeyTarget)


async def test_three_way() -> None:
    async with comparing(three()) as (app, _):
        await assert_golden(app, "compare-figure")
        assert screen_lines(app)[2].startswith("两边都改了 2处")
        await type_ahead(app, "home")
        selected = app.compared.list.selected
        assert selected is not None and selected.place == PART
        await type_ahead(app, "right", "down", "left", "end")
        await assert_golden(app, "compare-chosen")


async def test_a_draft() -> None:
    after = changed({NATURAL: "12a", PART: "全写新的。", "agency.name": ""})
    async with comparing(draft_screen("看差别 report.toml", differences(figures.report(), after))) as (app, _):
        await assert_golden(app, "compare-draft")
        await type_ahead(app, "down", "1", "f8")
        assert app.answers == [{"agency.name": "draft", PART: "file", NATURAL: "draft"}]


async def test_it_is_not_finished_before_every_conflict_is_decided() -> None:
    async with comparing(three()) as (app, _):
        await type_ahead(app, "end", "f8")
        assert "还有2处没有选，选好再按F8" in screen_lines(app)[0]
        selected = app.compared.list.selected
        assert selected is not None and selected.place == PART and app.answers == []
        await type_ahead(app, "space", "ctrl+s")
        selected = app.compared.list.selected
        assert selected is not None and selected.place == NATURAL
        assert "还有1处没有选" in screen_lines(app)[0]
        await type_ahead(app, "２")
        assert "都选好了，按F8完成" in screen_lines(app)[0]
        await type_ahead(app, "ctrl+s")
        assert app.answers == [
            {
                PART: "mine",
                NATURAL: "theirs",
                "problems": "theirs",
                COMPANY: "theirs",
                "status": "mine",
                "report.preamble": "mine",
                "requests.denied.state_secret.natural_person": "mine",
            }
        ]


@pytest.mark.parametrize(
    ("keys", "sides"),
    [
        (["a"], ["mine"] * 3),
        (["ｂ"], ["theirs"] * 3),
        (["B", "left"], ["mine", "theirs", "theirs"]),
        (["space", "space"], ["mine", "mine", "mine"]),
        (["enter", "space", "enter"], ["theirs", "mine", "mine"]),
        (["down", "　", "end", "right"], ["mine", "theirs", "theirs"]),
        (["１", "tab", "2", "shift+tab", "2"], ["theirs", "theirs", "mine"]),
    ],
)
async def test_choosing(keys: Sequence[str], sides: list[str]) -> None:
    async with comparing(ComparisonScreen("比较", many(3), SIDES)) as (app, _):
        await type_ahead(app, *keys, "f8")
        assert app.answers == [dict(zip(("p0", "p1", "p2"), sides, strict=True))]


@pytest.mark.parametrize("name", ["escape", "f10", "ctrl+q", "ctrl+c"])
async def test_backing_out_changes_nothing(name: str) -> None:
    async with comparing(three()) as (app, _):
        await type_ahead(app, "b", name, name)
        assert app.answers == [None]


async def test_the_whole_of_a_value_can_be_read() -> None:
    long = "全年工作情况。" * 200
    item = Compared(PART, "一·第2部分", (long + "一末", long + "二末"), side="mine")
    async with comparing(ComparisonScreen("比较", [item], SIDES)) as (app, _):
        text = await picture(app)
        assert "..年工作情况。全年工作情况。全年工作情况。[一]末" in text and "[二]末" in text
        await type_ahead(app, "f1")
        assert isinstance(app.screen, Dialog) and "全年工作情况。全年工作情况。" in screen_text(app)
        await type_ahead(app, "end")
        assert "二末" in screen_text(app)
        await type_ahead(app, "escape")
        assert [type(screen) for screen in app.screen_stack[1:]] == [ComparisonScreen] and app.answers == []


async def test_every_one_of_many_can_be_reached_and_seen() -> None:
    async with comparing(ComparisonScreen("比较", many(), SIDES), (80, 24)) as (app, _):
        for number in range(250):
            (marked,) = [line for line in screen_lines(app) if line.startswith("> ")]
            assert f"第{number}格" in marked
            assert app.compared.list.caret == Offset(0, screen_lines(app).index(marked))
            await type_ahead(app, "down")
        for _page in range(30):
            await type_ahead(app, "pageup")
            assert sum(line.startswith("> ") for line in screen_lines(app)) == 1
        assert screen_lines(app)[2].startswith("只有我改了 250处")
        assert "第1/250处　只有我改了" in await picture(app)


async def test_a_step_repaints_two_lines_and_the_values_when_the_cursor_rests() -> None:
    async with comparing(ComparisonScreen("比较", many(values=("1", "长" * 300)), SIDES)) as (app, pilot):
        drawn: list[int] = []
        listed = app.compared.list
        draw = listed.runs_at

        def noted(y: int) -> Sequence[Run]:
            drawn.append(y)
            return draw(y)

        listed.runs_at = noted  # type: ignore[method-assign]
        await type_ahead(app, "down")
        assert sorted(set(drawn)) == [2, 3]
        drawn.clear()
        listed._to_detail.end()
        await pilot.pause()
        assert sorted(set(drawn)) == [*range(12, 22)]
        drawn.clear()
        await type_ahead(app, "space")
        assert drawn == [3]


async def test_pasted_text_chooses_nothing() -> None:
    async with comparing(ComparisonScreen("比较", many(2), SIDES)) as (app, _):
        app.compared.list.paste("b22")
        assert set(app.compared.list.choices.values()) == {"mine"}
        assert [app.compared.list.press(key(name)) for name in ("f1", "f8", "3", "c")] == [False] * 4


async def test_an_empty_list_is_finished_at_once() -> None:
    async with comparing(ComparisonScreen("比较", [], SIDES)) as (app, _):
        assert app.compared.list.caret == Offset(0, 1)
        await type_ahead(app, "down", "space", "f1", "f8")
        assert app.answers == [{}]


async def test_hostile_text_is_named_within_the_width() -> None:
    hostile = "甲\x1b[31m乙\u202e丙\u200b丁\x07戊\t己\r庚\x9b2J辛\u2028壬\u3164末"
    item = Compared(hostile, hostile * 3, (hostile, hostile * 40), hostile, "mine")
    async with comparing(ComparisonScreen(hostile, [item], SIDES)) as (app, _):
        assert "‹U+202E›" in await picture(app)
        await type_ahead(app, "f1")
        assert not find_unsafe(screen_text(app))


@pytest.mark.parametrize("size", [(20, 5), (3, 2), (1, 1)])
async def test_a_tiny_window_does_not_crash(size: tuple[int, int]) -> None:
    async with comparing(three(), size) as (app, pilot):
        await type_ahead(app, "down", "right", "pagedown", "space", "end")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert any(line.startswith("> ") for line in screen_lines(app))


@pytest.mark.parametrize(
    ("values", "stretch", "shown"),
    [
        (("3402", "3403"), (0, 0), ["3402", "3403"]),
        (("", "1"), (0, 0), ["（空）", "1"]),
        (("aa", "aaa"), (2, 0), ["aa", "aaa"]),
        (("全年收到12件申请", "全年收到132件申请"), (4, 3), ["..12件..", "..132件.."]),
        (("全年收到12件申请", "全年收到12件新申请"), (7, 2), ["..（无）", "..新申请"]),
        (("很长的一段话没有别的", "另一段同样很长的话说"), (0, 0), ["很长的..", "另一段.."]),
        (("一\n2", "一\n3"), (2, 0), ["一 2", "一 3"]),
    ],
)
def test_what_differs_is_in_view_in_a_few_cells(
    values: tuple[str, ...], stretch: tuple[int, int], shown: list[str]
) -> None:
    assert changed_stretch(values) == stretch
    assert [brief(value, stretch, 9) for value in values] == shown


def test_a_names_column_stays_in_view() -> None:
    name = "三·（三）不予公开·1.属于国家秘密·自然人"
    assert brief_name(name, 60) == name
    assert brief_name(name, 30) == "三·（三）不予公开·1...·自然人"
    assert cell_len(brief_name("长" * 50, 21)) <= 21
