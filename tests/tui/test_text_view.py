"""Text to read: scrolling, where one is, and text that must not reach the terminal."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.pilot import Pilot

from schema.unsafe import find_unsafe
from tests.tui.screen_text import screen_lines, screen_text
from tests.tui.typed_ahead import key, type_ahead
from tui.terminal.application import TerminalApp
from tui.terminal.key_order import KeyTarget
from tui.widgets.text_view import TextView

LINES = [f"第{number}行" for number in range(1, 121)]
TABLE = "┌────┬────┐\n│一、│  30│\n└────┴────┘\n"


class ViewApp(TerminalApp[None]):
    """One view, and how often it was scrolled."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.view = TextView(text)
        self.scrolled = 0

    def compose(self) -> ComposeResult:
        yield self.view

    def on_text_view_scrolled(self) -> None:
        self.scrolled += 1


@asynccontextmanager
async def viewing(text: str, size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[ViewApp, Pilot[None]]]:
    app = ViewApp(text)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, pilot


def test_a_view_takes_its_keys_by_calls() -> None:
    assert isinstance(TextView(), KeyTarget)


@pytest.mark.parametrize(
    ("keys", "position"),
    [
        ([], 1),
        (["up", "pageup", "home", "left"], 1),
        (["down"], 2),
        (["down", "down", "up"], 2),
        (["pagedown"], 24),
        (["space", "　"], 47),
        (["pagedown", "pagedown", "pageup"], 24),
        (["end"], 97),
        (["end", "down", "pagedown"], 97),
        (["end", "up"], 96),
        (["end", "home"], 1),
    ],
)
async def test_scrolling(keys: list[str], position: int) -> None:
    async with viewing("\n".join(LINES)) as (app, _):
        await type_ahead(app, *keys)
        assert app.view.position == f"第{position}/120行"
        assert screen_text(app).split("\n") == LINES[position - 1 : position + 23]


async def test_scrolling_is_told_where_it_happened() -> None:
    async with viewing("\n".join(LINES)) as (app, _):
        before = app.scrolled
        await type_ahead(app, "up", "x", "end", "end")
        assert app.scrolled == before + 1


async def test_the_same_text_stays_where_it_was_and_another_starts_at_the_top() -> None:
    async with viewing("\n".join(LINES)) as (app, pilot):
        await type_ahead(app, "pagedown")
        app.view.show(LINES)
        assert app.view.position == "第24/120行"
        app.view.show(LINES[:50])
        await pilot.pause()
        assert app.view.position == "第1/50行"
        assert screen_lines(app)[0].startswith("第1行")


async def test_a_larger_window_shows_no_more_blank_lines_than_it_must() -> None:
    async with viewing("\n".join(LINES)) as (app, pilot):
        await type_ahead(app, "end")
        await pilot.resize_terminal(80, 100)
        await pilot.pause()
        assert app.view.position == "第21/120行"
        assert screen_lines(app)[99].startswith("第120行")


async def test_a_short_text_does_not_scroll() -> None:
    async with viewing(TABLE) as (app, _):
        await type_ahead(app, "pagedown", "end", "right")
        assert app.view.position == "第1/3行"
        assert screen_text(app).rstrip() == TABLE.rstrip()


async def test_an_empty_text() -> None:
    async with viewing("") as (app, _):
        await type_ahead(app, "down", "end", "right")
        assert app.view.position == "第0/0行"


async def test_a_line_wider_than_the_view_is_scrolled_sideways() -> None:
    async with viewing("一二三四五六七八九十甲乙丙丁\nabcdefghijklmnopqrstuvwxyz", (20, 5)) as (app, _):
        assert screen_lines(app)[:2] == ["一二三四五六七八九十", "abcdefghijklmnopqrst"]
        await type_ahead(app, "right", "right")
        assert screen_lines(app)[:2] == ["五六七八九十甲乙丙丁", "ijklmnopqrstuvwxyz  "]
        await type_ahead(app, "left", "left")
        assert screen_lines(app)[:2] == ["一二三四五六七八九十", "abcdefghijklmnopqrst"]


async def test_half_a_wide_character_at_the_left_is_a_blank() -> None:
    async with viewing("abc一二三四五六七八九十\n" + "1" * 40, (20, 5)) as (app, _):
        await type_ahead(app, "right")
        assert screen_lines(app)[0] == " 四五六七八九十     "
        assert app.view.caret == Offset(0, 0)


async def test_other_keys_are_left_to_the_page() -> None:
    async with viewing(TABLE) as (app, _):
        assert [app.view.press(key(name)) for name in ("f1", "enter", "escape", "x", "tab")] == [False] * 5


async def test_hostile_text_is_named() -> None:
    async with viewing("甲\x1b[31m乙\u202e丙\u200b丁\x07戊\t己\r庚\x9b2J辛\u2028壬\u3164末\n" * 3, (30, 4)) as (app, _):
        for _step in range(12):
            await type_ahead(app, "right")
            assert all(cell_len(line) == 30 and not find_unsafe(line) for line in screen_lines(app))
        assert "末" in screen_text(app)
