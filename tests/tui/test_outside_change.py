"""The report's file changed by others while it is open; nothing is overwritten unasked."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from schema.report import Part, Report
from schema.report_file import load
from tests import figures
from tests.tui.command_line import SAMPLES
from tests.tui.painted import misplaced, painted, settled, wizard_of
from tests.tui.screen_text import screen_lines, screen_text
from tests.tui.test_saver import message
from tests.tui.test_wizard_screen import NATURAL, assert_golden, go, running
from tests.tui.typed_ahead import type_ahead
from tui import saving
from tui.app import WizardApp
from tui.screens.comparison import ComparisonScreen
from tui.screens.dialogs import Dialog
from tui.screens.wizard_screen import WizardScreen
from tui.session import Session

COMPANY = "requests.received.company"
GIT = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "report.toml"
    path.write_text(figures.text_of(figures.report()), encoding="utf-8")
    return path


def text_with(texts: dict[str, str]) -> str:
    """The file of the report of the figures with other texts."""
    report = figures.report()
    for place, text in texts.items():
        report.set_text(place, text)
    return figures.text_of(report)


def on_disk(file: Path) -> Report:
    report = load(file).report
    assert report is not None
    return report


def git(folder: Path, *arguments: str, fails: bool = False) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"]
    done = subprocess.run(["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, timeout=30)
    assert bool(done.returncode) is fails, done.stderr


def repository(file: Path, theirs: str) -> None:
    """The file in a repository whose branch `theirs` holds another text."""
    ours = file.read_text(encoding="utf-8")
    git(file.parent, "init", "-q")
    git(file.parent, "add", file.name)
    git(file.parent, "commit", "-qm", "报告")
    git(file.parent, "checkout", "-qb", "theirs")
    file.write_text(theirs, encoding="utf-8")
    git(file.parent, "commit", "-qam", "外面")
    git(file.parent, "checkout", "-q", "main")
    assert file.read_text(encoding="utf-8") == ours


async def edited(app: WizardApp) -> None:
    """3402 became 3403 on the page in front."""
    await go(app, "requests")
    await type_ahead(app, *"3403", "tab")
    assert app.session.text(NATURAL) == "3403"


def in_front(app: WizardApp) -> type[object]:
    return type(app.screen)


# Found out by content


def rewrite(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


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


# Mine or theirs


async def test_mine_is_kept_over_a_file_with_other_comments(file: Path) -> None:
    async with running(Session(load(file))) as app:
        await edited(app)
        rewrite(file, file.read_text(encoding="utf-8") + "# 外面加的注释\n")
        await type_ahead(app, "ctrl+s")
        assert "1处只有我改了。外面只改了注释或排版。" in screen_text(app)
        await type_ahead(app, "2")
        assert "已保存 report.toml" in message(app)
    assert on_disk(file).text(NATURAL) == "3403" and "外面加的注释" not in file.read_text(encoding="utf-8")


async def test_comparing_keeps_comments_that_others_wrote(file: Path) -> None:
    async with running(Session(load(file))) as app:
        await edited(app)
        rewrite(file, file.read_text(encoding="utf-8") + "# 外面加的注释\n")
        await type_ahead(app, "ctrl+s", "1", "f8")
        assert "已保存 report.toml" in message(app)
    assert on_disk(file).text(NATURAL) == "3403" and "外面加的注释" in file.read_text(encoding="utf-8")


async def test_theirs_is_taken_on_and_mine_comes_back_by_undo(file: Path) -> None:
    async with running(Session(load(file))) as app:
        await edited(app)
        rewrite(file, text_with({NATURAL: "3410", COMPANY: "98"}))
        await type_ahead(app, "ctrl+s", "3")
        assert "已换成文件里现在的内容。要找回您的改动，按Ctrl+Z。" in message(app)
        assert " 3410     98 " in screen_text(app) and not app.session.dirty
        await type_ahead(app, "ctrl+z")
        assert " 3403     99 " in screen_text(app) and app.session.dirty
        assert on_disk(file).text(NATURAL) == "3410"
        await type_ahead(app, "ctrl+s")
        assert "已保存 report.toml" in message(app)
    assert on_disk(file).text(NATURAL) == "3403" and on_disk(file).text(COMPANY) == "99"


@pytest.mark.parametrize("step", ["cover", "overview", "disputes", "problems", "other", "check", "preview"])
async def test_every_page_shows_what_was_taken_on(file: Path, step: str) -> None:
    texts = {"agency.name": "外面局", "overview.parts.0.text": "外面写的。", "other.intro": "外面写的。"}
    theirs = figures.report()
    for place, text in texts.items():
        theirs.set_text(place, text)
    theirs.parts["problems"] = [Part("外面的", "外面写的。")]
    async with running(Session(load(file))) as app:
        await go(app, step)
        await type_ahead(app, "end", "up")
        app.session.edit("agency.office", "我的机构")
        rewrite(file, figures.text_of(theirs))
        await type_ahead(app, "ctrl+s", "3")
        assert app.session.report == theirs
        shown = {"cover": "外面局", "problems": "外面的", "overview": "主动公开", "preview": "外面局"}
        assert shown.get(step, "") in screen_text(app)
        await type_ahead(app, "f7", "f8", "ctrl+z", "ctrl+s")
    assert on_disk(file).text("agency.office") == "我的机构" and len(on_disk(file).parts["problems"]) == 2


# Place by place


@GIT
async def test_a_branch_checked_out_meanwhile_is_merged_place_by_place(file: Path) -> None:
    theirs = text_with({NATURAL: "3410", COMPANY: "98", "agency.name": "外面局"})
    repository(file, theirs)
    async with running(Session(load(file))) as app:
        app.session.edit("agency.office", "我的机构")
        await edited(app)
        git(file.parent, "checkout", "-q", "theirs")
        await type_ahead(app, "ctrl+s")
        await assert_golden(app, "outside-report")
        await type_ahead(app, "enter")
        assert in_front(app) is ComparisonScreen
        lines = [line.rstrip() for line in screen_lines(app)]
        assert lines[2] == "两边都改了 1处" and lines[4] == "只有外面改了 2处" and lines[7] == "只有我改了 1处"
        await type_ahead(app, "f8")
        assert file.read_text(encoding="utf-8") == theirs and in_front(app) is ComparisonScreen
        await type_ahead(app, "right", "f8")
        assert "已保存 report.toml" in message(app) and " 3410     98 " in screen_text(app)
        merged = on_disk(file)
        assert [merged.text(place) for place in (NATURAL, COMPANY, "agency.name", "agency.office")] == [
            "3410",
            "98",
            "外面局",
            "我的机构",
        ]
        await type_ahead(app, "ctrl+z")
        assert app.session.text(NATURAL) == "3403" and app.session.text(COMPANY) == "99"


@GIT
async def test_a_rebase_that_leaves_the_file_as_it_was_is_silent(file: Path) -> None:
    repository(file, text_with({COMPANY: "98"}))
    async with running(Session(load(file))) as app:
        await edited(app)
        git(file.parent, "checkout", "-q", "theirs")
        git(file.parent, "checkout", "-q", "main")
        await type_ahead(app, "ctrl+s")
        assert "已保存 report.toml" in message(app)


async def test_a_comparison_left_changes_nothing(file: Path) -> None:
    theirs = text_with({NATURAL: "3410"})
    async with running(Session(load(file))) as app:
        await edited(app)
        rewrite(file, theirs)
        await type_ahead(app, "ctrl+s", "1", "b", "escape")
        assert "没有保存，两边都没有动。" in message(app)
        assert app.session.text(NATURAL) == "3403" and in_front(app) is WizardScreen
    assert file.read_text(encoding="utf-8") == theirs


async def test_a_file_that_appeared_beside_a_new_report_can_be_compared(tmp_path: Path) -> None:
    session = figures.blank_session()
    session.loaded.path = tmp_path / "report.toml"
    rewrite(session.loaded.path, text_with({}))
    async with running(session) as app:
        app.session.edit("agency.name", "我的局")
        await type_ahead(app, "ctrl+s", "1", "1", "f8")
        assert "已保存 report.toml" in message(app)
    assert on_disk(tmp_path / "report.toml").text("agency.name") == "我的局"
    assert on_disk(tmp_path / "report.toml").text(NATURAL) == "3402"


async def test_no_column_is_moved_where_quotation_marks_are_wide(file: Path) -> None:
    app = wizard_of(Session(load(file)))
    async with painted(app, 2, 2):
        app.session.edit_many({"agency.name": "“甲”—①…", "overview.intro": "“一网通办”——①优化…" * 9})
        rewrite(file, text_with({"agency.name": "“乙”×②", "overview.intro": "“一网通办”——①优化…" * 8}))
        for keys in (["ctrl+s"], ["enter"], ["down", "2"], ["f1"], ["escape", "f8"]):
            await type_ahead(app, *keys)
            await settled(app)
            assert not misplaced(app)


# Between the question and the answer


async def test_what_was_not_asked_about_is_not_overwritten(file: Path) -> None:
    async with running(Session(load(file))) as app:
        await edited(app)
        rewrite(file, text_with({COMPANY: "98"}))
        await type_ahead(app, "ctrl+s")
        newer = text_with({COMPANY: "97"})
        rewrite(file, newer)
        await type_ahead(app, "2")
        assert isinstance(app.screen, Dialog) and file.read_text(encoding="utf-8") == newer
        file.unlink()
        await type_ahead(app, "2")
        assert "这个文件被删去或移走了" in screen_text(app) and not file.exists()
        rewrite(file, newer)
        await type_ahead(app, "1")
        assert isinstance(app.screen, Dialog) and file.read_text(encoding="utf-8") == newer
        await type_ahead(app, "2")
        assert "已保存 report.toml" in message(app)
    assert on_disk(file).text(NATURAL) == "3403" and on_disk(file).text(COMPANY) == "99"


async def test_a_change_during_the_comparison_is_compared_too(file: Path) -> None:
    async with running(Session(load(file))) as app:
        await edited(app)
        rewrite(file, text_with({COMPANY: "98"}))
        await type_ahead(app, "ctrl+s", "1")
        newer = text_with({COMPANY: "98", "agency.name": "又改了"})
        rewrite(file, newer)
        await type_ahead(app, "f8")
        assert isinstance(app.screen, Dialog) and file.read_text(encoding="utf-8") == newer
        await type_ahead(app, "1", "f8")
        assert "已保存 report.toml" in message(app)
    merged = on_disk(file)
    assert [merged.text(place) for place in (NATURAL, COMPANY, "agency.name")] == ["3403", "98", "又改了"]


# What is no report any more


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


# Leaving


async def test_saving_on_the_way_out_ends_when_the_merged_report_is_written(file: Path) -> None:
    async with running(Session(load(file))) as app:
        await edited(app)
        rewrite(file, text_with({COMPANY: "98"}))
        await type_ahead(app, "f10", "1", "1", "f8")
        assert not app.is_running
    assert on_disk(file).text(NATURAL) == "3403" and on_disk(file).text(COMPANY) == "98"


async def test_taking_theirs_does_not_end_while_mine_could_come_back(file: Path) -> None:
    async with running(Session(load(file))) as app:
        await edited(app)
        rewrite(file, text_with({COMPANY: "98"}))
        await type_ahead(app, "f10", "1", "3")
        assert app.is_running and in_front(app) is WizardScreen
        await type_ahead(app, "ctrl+z")
        assert app.session.text(NATURAL) == "3403"


async def test_a_sample_with_its_authors_remarks_keeps_them_in_a_merge(tmp_path: Path) -> None:
    file = Path(shutil.copy(SAMPLES / "suqian-2023.toml", tmp_path / "report.toml"))
    theirs = file.read_text(encoding="utf-8")
    async with running(Session(load(file))) as app:
        app.session.edit("agency.office", "我的机构")
        rewrite(file, "# 外面的话\n" + theirs)
        await type_ahead(app, "ctrl+s", "1", "f8")
        assert not app.session.dirty
    merged = file.read_text(encoding="utf-8")
    assert merged.startswith("# 外面的话\n") and merged.count("\n") == theirs.count("\n") + 1
