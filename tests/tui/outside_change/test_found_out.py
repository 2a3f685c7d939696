"""A change outside is found out by the file's content, and told."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from schema.report_file import load
from tests.tui.driven_wizard import NATURAL, message, running
from tests.tui.outside_change.changing import COMPANY, edited, in_front, on_disk, rewrite, text_with
from tests.tui.screen_text import screen_text
from tests.tui.typed_ahead import type_ahead
from tui.screens.wizard_screen import WizardScreen
from tui.session import Session


def with_the_same_time(file: Path, text: str) -> None:
    before = file.stat()
    file.write_text(text, encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def with_another_inode(file: Path, text: str) -> None:
    new = file.with_name("new")
    new.write_text(text, encoding="utf-8")
    new.replace(file)


WAYS = [rewrite, with_the_same_time, with_another_inode]


@pytest.mark.parametrize("way", WAYS)
async def test_another_content_is_asked_about_whatever_the_file_looks_like(
    file: Path, way: Callable[[Path, str], None]
) -> None:
    theirs = text_with({COMPANY: "98"})
    assert len(theirs.encode()) == file.stat().st_size
    async with running(Session(load(file))) as app:
        await edited(app)
        way(file, theirs)
        await type_ahead(app, "ctrl+s")
        assert "打开以后，别的程序改动了这个文件。" in screen_text(app)
        for keys in (["escape"], ["ctrl+s", "5"], ["ctrl+s", "end", "enter"]):
            await type_ahead(app, *keys)
            assert in_front(app) is WizardScreen and file.read_text(encoding="utf-8") == theirs
        assert app.session.dirty and app.session.text(NATURAL) == "3403"


@pytest.mark.parametrize("way", WAYS)
async def test_the_same_content_is_not_asked_about(file: Path, way: Callable[[Path, str], None]) -> None:
    async with running(Session(load(file))) as app:
        await edited(app)
        way(file, file.read_text(encoding="utf-8"))
        os.utime(file, (1, 1))
        await type_ahead(app, "ctrl+s")
        assert "已保存 report.toml" in message(app)
    assert on_disk(file).text(NATURAL) == "3403"


async def test_the_very_same_change_is_not_asked_about(file: Path) -> None:
    async with running(Session(load(file))) as app:
        await edited(app)
        theirs = text_with({NATURAL: "3403"}).replace("3403", "3403 ", 1) + "# 我也改了\n"
        rewrite(file, theirs)
        await type_ahead(app, "ctrl+s")
        assert "没有改动，文件没有重写。" in message(app) and not app.session.dirty
    assert file.read_text(encoding="utf-8") == theirs


async def test_a_change_outside_is_told_although_nothing_was_changed_here(file: Path) -> None:
    theirs = text_with({COMPANY: "98"})
    async with running(Session(load(file))) as app:
        rewrite(file, theirs)
        await type_ahead(app, "ctrl+s")
        assert "与我的内容相比有1处不同：1处只有外面改了。" in screen_text(app)
        await type_ahead(app, "enter", "f8")
        assert app.session.text(COMPANY) == "98" and not app.session.dirty
    assert file.read_text(encoding="utf-8") == theirs
