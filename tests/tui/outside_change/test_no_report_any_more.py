"""What is no report any more is told with its line and left alone."""

from pathlib import Path

import pytest

from schema.report_file import load
from tests.tui.driven_wizard import NATURAL, assert_golden, go, message, running
from tests.tui.outside_change.changing import (
    COMPANY,
    GIT,
    edited,
    git,
    in_front,
    on_disk,
    repository,
    rewrite,
    text_with,
)
from tests.tui.screen_text import screen_text
from tests.tui.typed_ahead import type_ahead
from tui import saving
from tui.screens.wizard_screen import WizardScreen
from tui.session import Session


@GIT
async def test_conflict_marks_are_named_with_their_line(file: Path) -> None:
    repository(file, text_with({NATURAL: "3410"}))
    async with running(Session(load(file))) as app:
        await go(app, "requests")
        await type_ahead(app, *"3402", "tab", *"98", "tab")
        rewrite(file, text_with({NATURAL: "3405"}))
        git(file.parent, "commit", "-qam", "主线")
        git(file.parent, "merge", "-q", "theirs", fails=True)
        conflict = file.read_text(encoding="utf-8")
        marked = conflict.split("\n").index("<<<<<<< HEAD") + 1
        await type_ahead(app, "ctrl+s")
        assert f"第{marked}行：文件里有合并冲突的标记" in screen_text(app)
        assert "逐项比较，每一处" not in screen_text(app) and "用外面的" not in screen_text(app)
        await assert_golden(app, "outside-conflict")
        await type_ahead(app, "escape")
        assert file.read_text(encoding="utf-8") == conflict
        git(file.parent, "checkout", "-q", "--theirs", file.name)
        await type_ahead(app, "ctrl+s", "1", "f8")
        assert "已保存 report.toml" in message(app)
    assert on_disk(file).text(NATURAL) == "3410" and on_disk(file).text(COMPANY) == "98"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"edition = 2021\nstatus = \n", "第2行：等号后面的值不合写法"),
        (b"", "文件现在是空的。"),
        ("edition = 2021\n# 年报".encode("gbk"), "第2行：文件不是UTF-8编码"),
        (b"edition = 2019\n", "文件现在按2019版格式，这里填的是2021版，两者不能逐项比较。"),
        (b"edition = 2030\n", "第1行：不认识的格式版本“2030”"),
        (b"edition = 2021\nstatus = 7\n[report]\nyear = []\n[agency]\nname = 1\noffice = 2\n", "还有1处。"),
        (b"#" * 1_000_001, "文件超过1,000,000字节"),
    ],
)
async def test_what_cannot_be_gone_on_with_is_told_with_its_line(file: Path, data: bytes, told: str) -> None:
    async with running(Session(load(file))) as app:
        await edited(app)
        file.write_bytes(data)
        await type_ahead(app, "ctrl+s")
        assert "".join(told.split()) in "".join(screen_text(app).replace("|", "").split())
        await type_ahead(app, "3")
        assert file.read_bytes() == data and in_front(app) is WizardScreen
        await type_ahead(app, "ctrl+s", "2")
        assert "已保存 report.toml" in message(app)
    assert on_disk(file).text(NATURAL) == "3403"


async def test_a_key_that_nobody_knows_is_no_hindrance(file: Path) -> None:
    async with running(Session(load(file))) as app:
        await edited(app)
        rewrite(file, text_with({COMPANY: "98"}).replace("edition = 2021", "edition = 2021\nremark = 1"))
        await type_ahead(app, "ctrl+s", "1", "f8")
        assert "已保存 report.toml" in message(app)
    assert "remark = 1" in file.read_text(encoding="utf-8") and on_disk(file).text(COMPANY) == "98"


async def test_a_file_that_is_gone_is_written_again_when_the_user_says_so(file: Path) -> None:
    async with running(Session(load(file))) as app:
        await edited(app)
        file.unlink()
        await type_ahead(app, "ctrl+s")
        await assert_golden(app, "outside-gone")
        await type_ahead(app, "3")
        assert not file.exists()
        await type_ahead(app, "ctrl+s", "1")
        assert "已保存 report.toml" in message(app)
    assert on_disk(file).text(NATURAL) == "3403"


async def test_a_folder_in_the_files_place_is_left_alone(file: Path) -> None:
    async with running(Session(load(file))) as app:
        await edited(app)
        file.unlink()
        file.mkdir()
        (file / "inside").touch()
        await type_ahead(app, "ctrl+s")
        await assert_golden(app, "outside-folder")
        assert "保留我的" not in screen_text(app)
        await type_ahead(app, "1", "enter")
        assert "已保存 report-另存.toml" in message(app)
    assert [each.name for each in file.iterdir()] == ["inside"]
    assert on_disk(file.with_name("report-另存.toml")).text(NATURAL) == "3403"


async def test_a_file_that_may_not_be_read_any_more_is_not_overwritten(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(path: Path, *, regular: bool) -> bytes:
        raise PermissionError(13, "")

    before = file.read_bytes()
    async with running(Session(load(file))) as app:
        await edited(app)
        monkeypatch.setattr(saving, "read_bytes", closed)
        await type_ahead(app, "ctrl+s")
        assert "没有读取的权限" in screen_text(app) and "保留我的" not in screen_text(app)
        await type_ahead(app, "2")
        assert in_front(app) is WizardScreen
    assert file.read_bytes() == before
