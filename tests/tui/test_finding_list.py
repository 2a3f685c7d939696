"""The list of findings: groups, places, keys, and what it asks its page to do."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.pilot import Pilot

from schema.editions import EDITIONS
from schema.findings import COVER, Finding, Severity
from schema.form import Place
from schema.unsafe import find_unsafe
from tests.schema.checked_reports import findings
from tests.tui.screen_text import screen_lines, screen_text
from tests.tui.typed_ahead import key, type_ahead
from tui.terminal.application import TerminalApp
from tui.terminal.key_order import KeyTarget
from tui.widgets.finding_list import FindingList

EDITION = EDITIONS[2021]
NEW, CARRIED = "requests.received.natural_person", "requests.carried_in.natural_person"
BALANCE = Finding(
    "requests-balance",
    Severity.ERROR,
    (NEW, CARRIED),
    "自然人列不平：一+二=30，三+四=12，相差18",
    "核对这一列。",
    section="requests",
)
NAME = Finding("agency-name", Severity.ERROR, ("agency.name",), "机关全称没有填", section=COVER)
QUERY = Finding("overview-short", Severity.QUERY, ("overview.intro",), "总体情况不足50字", section="overview")
ACCEPTED = QUERY._replace(code="late", message="公布日期晚于1月31日", accepted=True, entry=3)
HINT = Finding("file-order", Severity.HINT, (), "键的次序与表样不同", "用 nianbao fmt 整理。")
ALL = [NAME, QUERY, ACCEPTED, BALANCE, HINT]


class ListApp(TerminalApp[None]):
    """One list, and what it asked for."""

    def __init__(self, shown: Sequence[Finding]) -> None:
        super().__init__()
        self.found = shown
        self.list = FindingList()
        self.heard: list[tuple[Finding, Place | None]] = []
        self.asked: list[Finding] = []

    def compose(self) -> ComposeResult:
        yield self.list

    def on_mount(self) -> None:
        self.list.show(self.found, EDITION, {3: "等候审计（办公室，2026-02-03）"})

    def on_finding_list_reason_asked(self, message: FindingList.ReasonAsked) -> None:
        self.asked.append(message.finding)

    def on_finding_list_chosen(self, message: FindingList.Chosen) -> None:
        self.heard.append((message.finding, message.place))


@asynccontextmanager
async def listing(
    shown: Sequence[Finding], size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[ListApp, Pilot[None]]]:
    app = ListApp(shown)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, pilot


def test_the_list_takes_its_keys_by_calls() -> None:
    assert isinstance(FindingList(), KeyTarget)


async def test_findings_stand_under_their_severity() -> None:
    async with listing(ALL) as (app, _):
        assert screen_lines(app)[23].rstrip() == "Enter 到：机关全称"
        assert screen_text(app).rstrip().split("\n")[:13] == [
            "错误 2",
            "> 封面 机关全称没有填",
            "  三   自然人列不平：一+二=30，三+四=12，相差18",
            "       核对这一列。",
            "疑问 1",
            "  一   总体情况不足50字",
            "已说明的疑问 1",
            "  一   公布日期晚于1月31日",
            "       理由：等候审计（办公室，2026-02-03）",
            "提示 1",
            "  文件 键的次序与表样不同",
            "       用 nianbao fmt 整理。",
            "",
        ]


@pytest.mark.parametrize("name", ["a", "A", "ａ"])
async def test_a_reason_is_asked_for_the_selected_finding(name: str) -> None:
    async with listing(ALL) as (app, _):
        await type_ahead(app, "down", "down", name)
        assert app.asked == [QUERY]


async def test_the_cursor_goes_on_when_its_query_is_accepted() -> None:
    other = QUERY._replace(code="carried-out-large", message="结转过半")
    async with listing([QUERY, other, HINT]) as (app, pilot):
        app.list.show([QUERY._replace(accepted=True, entry=3), other, HINT], EDITION)
        await pilot.pause()
        assert app.list.selected == other


async def test_of_two_queries_at_one_place_the_selected_one_stays_so() -> None:
    first = QUERY._replace(message="收到30件", values=("30", "12"), offset=5)
    second = first._replace(message="收到40件", values=("40", "12"), offset=25)
    third = second._replace(offset=45)
    async with listing([first, second, third]) as (app, pilot):
        await type_ahead(app, "down")
        app.list.show([first, second, third, HINT], EDITION)
        assert app.list.selected == second
        app.list.show([first._replace(offset=6), second._replace(offset=26), third._replace(offset=46)], EDITION)
        assert app.list.selected is not None and app.list.selected.offset == 26
        app.list.show([first._replace(values=("31", "12")), second._replace(values=("40", "13"))], EDITION)
        await pilot.pause()
        assert app.list.selected is not None and app.list.selected.offset == 25


async def test_nothing_found() -> None:
    async with listing([]) as (app, _):
        assert screen_text(app).rstrip() == "没有发现问题"
        assert not app.list.press(key("enter")) and not app.list.press(key("down"))
        assert app.list.selected is None and app.list.place is None and app.list.caret == Offset(0, 0)


@pytest.mark.parametrize(
    ("keys", "selected"),
    [
        (["down"], BALANCE),
        (["down", "down", "down"], ACCEPTED),
        (["tab", "tab", "shift+tab"], BALANCE),
        (["up"], NAME),
        (["end"], HINT),
        (["end", "down"], HINT),
        (["end", "home"], NAME),
        (["pagedown"], HINT),
        (["pagedown", "pageup"], NAME),
    ],
)
async def test_selecting(keys: list[str], selected: Finding) -> None:
    async with listing(ALL) as (app, _):
        await type_ahead(app, *keys)
        assert app.list.selected == selected
        marked = [line for line in screen_lines(app) if line.startswith("> ")]
        assert len(marked) == 1 and selected.message in marked[0]
        assert app.list.caret == Offset(0, screen_lines(app).index(marked[0]))


async def test_going_through_the_places_of_a_finding() -> None:
    async with listing([BALANCE]) as (app, _):
        assert (
            screen_lines(app)[23].rstrip()
            == "Enter 到：三·一、本年新收政府信息公开申请数量·自然人（第1处，共2处，左右键换）"
        )
        await type_ahead(app, "enter", "right", "enter", "right", "enter", "left", "enter")
        assert app.heard == [(BALANCE, place) for place in (NEW, CARRIED, NEW, CARRIED)]


async def test_a_finding_about_no_place() -> None:
    async with listing([HINT]) as (app, _):
        await type_ahead(app, "right", "enter")
        assert app.heard == [(HINT, None)]
        assert screen_lines(app)[23].strip() == ""


async def test_keys_typed_ahead_go_to_the_finding_they_were_meant_for() -> None:
    async with listing(ALL) as (app, _):
        await type_ahead(app, "down", "right", "enter", "down", "enter", "end", "enter", "home", "enter")
        assert app.heard == [(BALANCE, CARRIED), (QUERY, "overview.intro"), (HINT, None), (NAME, "agency.name")]


async def test_other_keys_are_left_to_the_page() -> None:
    async with listing(ALL) as (app, _):
        assert [app.list.press(key(name)) for name in ("f1", "f6", "escape", "b", "1")] == [False] * 5


async def test_the_selected_finding_stays_when_the_list_is_shown_anew() -> None:
    async with listing(ALL) as (app, pilot):
        await type_ahead(app, "down", "right")
        changed = BALANCE._replace(message="自然人列不平：一+二=31，三+四=12，相差19")
        app.list.show([QUERY, NAME, changed], EDITION)
        await pilot.pause()
        assert app.list.selected == changed and app.list.place == CARRIED
        assert any(line.startswith("> 三   自然人列不平：一+二=31") for line in screen_lines(app))


async def test_the_next_finding_is_selected_when_one_is_gone() -> None:
    async with listing(ALL) as (app, pilot):
        await type_ahead(app, "down")
        app.list.show([NAME, QUERY, HINT], EDITION)
        await pilot.pause()
        assert app.list.selected == QUERY
        app.list.show([NAME], EDITION)
        assert app.list.selected == NAME
        app.list.show([], EDITION)
        assert app.list.selected is None


async def test_every_finding_can_be_reached_and_seen() -> None:
    found = [
        BALANCE._replace(code=f"code-{number}", message=f"第{number}条：" + "自然人列不平，" * (number % 13))
        for number in range(60)
    ]
    async with listing(found, (80, 12)) as (app, _):
        for number in range(60):
            assert app.list.selected == found[number]
            assert sum(line.startswith(f"> 三   第{number}条：") for line in screen_lines(app)) == 1
            await type_ahead(app, "down")
        for _page in range(60):
            await type_ahead(app, "pageup")
            assert sum(line.startswith("> ") for line in screen_lines(app)) == 1
        assert app.list.selected == found[0]
        assert screen_lines(app)[0].startswith("错误 60")


async def test_pages_pass_over_a_finding_taller_than_the_window() -> None:
    tall = BALANCE._replace(message="不平。" * 400)
    async with listing([NAME, tall, QUERY], (40, 6)) as (app, _):
        await type_ahead(app, "pagedown")
        assert app.list.selected == tall
        await type_ahead(app, "pagedown")
        assert app.list.selected == QUERY
        await type_ahead(app, "pageup", "pageup")
        assert app.list.selected == NAME


async def test_real_findings_of_an_unbalanced_report() -> None:
    found = findings(2021, {NEW: "30", "agency.name": "", "report.year": "20"})
    async with listing(found) as (app, _):
        text = screen_text(app)
        assert all(finding.section != "" for finding in found)
        assert "> 封面" in text and "  三   " in text


async def test_hostile_text_is_named_within_the_width() -> None:
    hostile = "甲\x1b[31m乙\u202e丙\u200b丁\x07戊\t己\r庚\x9b2J辛\u2028壬\u3164末" * 3
    found = [BALANCE._replace(message=hostile, suggestion=hostile, where=(hostile,), section="x\u202e")]
    async with listing(found, (60, 12)) as (app, _):
        assert all(cell_len(line) == 60 and not find_unsafe(line) for line in screen_lines(app))
        assert "‹U+202E›" in screen_text(app)


@pytest.mark.parametrize("size", [(10, 3), (3, 1), (1, 1)])
async def test_a_tiny_window_does_not_crash(size: tuple[int, int]) -> None:
    async with listing(ALL, size) as (app, pilot):
        await type_ahead(app, "down", "right", "pagedown", "enter")
        assert app.heard
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert any(line.startswith("> ") for line in screen_lines(app))
