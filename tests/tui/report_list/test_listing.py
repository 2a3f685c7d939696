"""The list of reports of a folder: what it shows, opening, and leaving."""

import asyncio
import shutil
from pathlib import Path

import pytest

from tests.tui.report_list.listed import all_read, draft, listing, write
from tests.tui.screen_text import screen_lines, screen_text
from tests.tui.typed_ahead import type_ahead
from tui.listing import ListingApp
from tui.screens.report_list import Opening
from tui.terminal.key_order import KeyTarget
from tui.widgets.report_table import ReportTable


def table_of(app: ListingApp) -> ReportTable:
    return app.screen_stack[0].query_one(ReportTable)


def test_the_table_takes_its_keys_by_calls() -> None:
    assert isinstance(ReportTable(""), KeyTarget)


async def test_reports_by_year_and_name_with_what_is_wrong(folder: Path) -> None:
    async with listing(folder) as (app, _):
        lines = [line.rstrip() for line in screen_lines(app)]
        assert lines[1:7] == [
            "  文件               机关                         年度  状态  完成度  错误  疑问",
            "> 坏.toml            打不开：第2行：等号后面的值不合写法（第10列）：status =。..",
            "  2021.toml          某县人民政府                 2021  定稿    100%     0     0",
            "  a.toml             甲县人民政府                 2023  草稿    100%     0     0",
            "  石门乡.toml        靖远县石门乡人民政府         2023  草稿    100%     1     0",
            "",
        ]
        assert lines[22].startswith(" 坏.toml 第2行：")
        assert lines[23] == " Enter打开  n新建  F1说明  q退出"


async def test_the_file_opened_before_is_selected(folder: Path) -> None:
    async with listing(folder, folder / "a.toml") as (app, _):
        assert any(line.startswith("> a.toml") for line in screen_lines(app))
        assert screen_lines(app)[22].strip() == "a.toml  甲县人民政府"


async def test_opening_a_report_exits_with_it(folder: Path) -> None:
    async with listing(folder) as (app, _):
        await type_ahead(app, "end", "up", "enter")
        assert app.return_value == Opening(folder / "a.toml")


async def test_a_file_that_cannot_be_read_says_why(folder: Path) -> None:
    async with listing(folder) as (app, _):
        await type_ahead(app, "enter")
        assert "| 坏.toml" in screen_text(app) and "第2行：" in screen_text(app)
        await type_ahead(app, "escape", "down", "enter")
        assert app.return_value == Opening(folder / "2021.toml")


@pytest.mark.parametrize("leaving", ["q", "Q", "ｑ", "f10"])
async def test_leaving(folder: Path, leaving: str) -> None:
    async with listing(folder) as (app, _):
        await type_ahead(app, "f1", "escape", leaving)
        assert app.return_value is None and not app.is_running


async def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    async with listing(tmp_path) as (app, _):
        assert "还没有报告" in screen_text(app)
        await type_ahead(app, "down", "end", "enter", "pagedown", "q")
        assert app.return_value is None and not app.is_running


async def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    async with listing(tmp_path / "没有") as (app, _):
        assert "没有这个文件" in screen_lines(app)[22]


async def test_many_reports_can_be_moved_through_while_they_are_read(tmp_path: Path) -> None:
    source = write(tmp_path, "r000.toml", draft("2023", "甲县人民政府"))
    for number in range(1, 100):
        shutil.copy(source, tmp_path / f"r{number:03}.toml")
    app = ListingApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        while len(table_of(app).rows) < 3:
            await asyncio.sleep(0)
        selected = table_of(app).selected
        await type_ahead(app, "down", "up")
        assert selected is not None and selected.path == source
        assert len(table_of(app).rows) < 100
        await all_read(app, pilot)
        assert len(table_of(app).rows) == 100 and table_of(app).selected == selected
        await type_ahead(app, "pagedown")
        assert [line[:2] for line in screen_lines(app)].count("> ") == 1
        await type_ahead(app, "end")
        assert screen_lines(app)[21].startswith("> r099.toml")
        await type_ahead(app, "home")
        assert screen_lines(app)[2].startswith("> r000.toml")
