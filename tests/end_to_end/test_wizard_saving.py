"""What saving does to the file: one line for one cell, nothing for nothing, and never over somebody else's work."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from schema.report_file import load
from tests import figures
from tests.benchmarks.pty_program import PtyProgram, visible_text
from tests.end_to_end.wizard import Wizard, written
from tests.program import ROOT

pytestmark = pytest.mark.usefixtures("tmux")

NAME = "report.toml"


def change_one_cell(wizard: Wizard) -> None:
    """1175 of 予以公开 becomes 1176."""
    wizard.go("requests")
    wizard.press("Down", "Down")
    wizard.type("1176\t")
    wizard.wait_for(lambda: wizard.row("(一)予以公开")[0] == "1176")


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "core.quotePath=false"]
    return subprocess.run(
        ["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, text=True, timeout=30
    ).stdout


def samples() -> list[Path]:
    return sorted((ROOT / "sample_reports").glob("*-20[12]?.toml"))


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize("own", [False, True], ids=["canonical", "with its author's comments and spacing"])
def test_one_cell_is_one_line_of_git_diff(tmp_path: Path, own: bool) -> None:
    text = figures.text_of(figures.report(keyed=True))
    if own:
        text = text.replace("carried_in  ", "# 与台账核过\ncarried_in  ").replace("[ 3402,   99,", "[3402,99,")
        text = text.replace("licensing           =", "licensing=")
    file = written(tmp_path, text)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", NAME)
    git(tmp_path, "commit", "-qm", "报告")
    with Wizard(tmp_path, "edit", NAME) as wizard:
        change_one_cell(wizard)
        wizard.save()
        wizard.leave()
    assert git(tmp_path, "diff", "--numstat") == f"1\t1\t{NAME}\n"
    added = [line for line in git(tmp_path, "diff", "-U0").splitlines() if line.startswith("+")][1:]
    assert [line.split()[0] for line in added] == ["+granted"]
    assert git(tmp_path, "status", "--short") == f" M {NAME}\n"
    report = load(file).report
    assert report is not None and report.text("requests.granted.natural_person") == "1176"


@pytest.mark.parametrize("sample", samples(), ids=lambda path: path.stem)
def test_opening_and_saving_without_a_change_writes_nothing(tmp_path: Path, sample: Path) -> None:
    file = Path(shutil.copy(sample, tmp_path / NAME))
    before = file.stat()
    with Wizard(tmp_path, "edit", NAME) as wizard:
        wizard.go("requests")
        wizard.press("C-s")
        wizard.wait_for("没有改动，文件没有重写。")
        # A change and its undoing are no change.
        wizard.press("PPage", "PPage", "Home")
        wizard.type("77\t")
        wizard.wait_for(lambda: "已暂存" in wizard.line(0))
        wizard.press("C-z")
        wizard.wait_for(lambda: "已保存" in wizard.line(0))
        wizard.press("C-s")
        wizard.wait_for("没有改动，文件没有重写。")
        wizard.leave()
    after = file.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert file.read_bytes() == sample.read_bytes()


def test_a_change_outside_is_asked_about(tmp_path: Path) -> None:
    file = written(tmp_path, figures.text_of(figures.report()))
    with Wizard(tmp_path, "edit", NAME) as wizard:
        change_one_cell(wizard)
        theirs = figures.report()
        theirs.set_text("agency.name", "外面改的")
        file.write_text(figures.text_of(theirs), encoding="utf-8")
        for answer in (("Escape",), ("5",)):
            wizard.press("C-s")
            wizard.wait_for("文件已被改动")
            wizard.press(*answer)
            wizard.wait_for(lambda: not wizard.asks())
            assert file.read_text(encoding="utf-8") == figures.text_of(theirs)
        wizard.press("C-s")
        wizard.wait_for("文件已被改动")
        wizard.press("4")
        wizard.wait_for("写文件名")
        wizard.press("Enter")
        wizard.wait_for("\n 已保存 report-另存.toml")
        wizard.leave()
    assert file.read_text(encoding="utf-8") == figures.text_of(theirs)
    mine = load(tmp_path / "report-另存.toml").report
    assert mine is not None and mine.text("requests.granted.natural_person") == "1176"


def test_mine_is_kept_when_the_user_says_so(tmp_path: Path) -> None:
    file = written(tmp_path, figures.text_of(figures.report()))
    with Wizard(tmp_path, "edit", NAME) as wizard:
        change_one_cell(wizard)
        file.write_text("theirs", encoding="utf-8")
        wizard.press("C-s")
        wizard.wait_for("文件已被改动")
        wizard.press("2")
        wizard.wait_for("\n 已保存 ")
        wizard.leave()
    mine = load(file).report
    assert mine is not None and mine.text("requests.granted.natural_person") == "1176"


@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_may_not_be_written_is_told_and_saved_elsewhere(tmp_path: Path, what: str) -> None:
    locked, free = tmp_path / "locked", tmp_path / "free"
    for folder in (locked, free):
        folder.mkdir()
    file = written(locked, figures.text_of(figures.report()))
    if what == "file":
        file.chmod(0o444)
    else:
        locked.chmod(0o555)
    try:
        with Wizard(tmp_path, "edit", f"locked/{NAME}", unprivileged=True) as wizard:
            wizard.wait_for("保存不了")
            wizard.press("Enter")
            wizard.wait_for(lambda: not wizard.asks())
            change_one_cell(wizard)
            wizard.press("C-s")
            wizard.wait_for("没有写入的权限")
            assert "另存为" in wizard.capture()
            wizard.press("Escape")
            wizard.wait_for("另存为")
            wizard.press("End", "Enter")
            wizard.wait_for("写文件名")
            wizard.type(f"../free/{NAME}\r")
            wizard.wait_for("\n 已保存 ")
            wizard.leave()
    finally:
        locked.chmod(0o755)
    assert file.read_text(encoding="utf-8") == figures.text_of(figures.report())
    assert [path.name for path in locked.iterdir()] == [NAME]
    copy = load(free / NAME).report
    assert copy is not None and copy.text("requests.granted.natural_person") == "1176"


def test_saving_as_never_overwrites(tmp_path: Path) -> None:
    written(tmp_path, figures.text_of(figures.report()))
    other = written(tmp_path, "theirs", "other.toml")
    with Wizard(tmp_path, "edit", NAME) as wizard:
        wizard.press("Escape")
        wizard.wait_for("菜单")
        wizard.press("End", "Enter")
        wizard.wait_for("写文件名")
        wizard.type("other.toml\r")
        wizard.wait_for("已有这个文件，不会盖掉它。")
        wizard.press("Escape")
        wizard.wait_for(lambda: not wizard.asks())
        wizard.leave()
    assert other.read_text() == "theirs"


def test_a_new_report_over_an_existing_file_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path, "theirs")
    with PtyProgram([sys.executable, "-m", "tui.cli", "new", str(file)]) as program:
        program.first_paint("已经有这个文件，不能新建")
    assert file.read_text() == "theirs"


def test_a_file_that_came_while_a_new_report_was_filled_in_is_asked_about(tmp_path: Path) -> None:
    with Wizard(tmp_path, "new", NAME) as wizard:
        file = written(tmp_path, "theirs")
        wizard.press("C-s")
        wizard.wait_for("文件已被改动")
        wizard.press("Escape")
        wizard.wait_for(lambda: not wizard.asks())
    assert file.read_text() == "theirs"


def test_leaving_asks_about_what_is_not_saved(tmp_path: Path) -> None:
    file = written(tmp_path, figures.text_of(figures.report()))
    with Wizard(tmp_path, "edit", NAME) as wizard:
        change_one_cell(wizard)
        wizard.press("F10")
        wizard.wait_for("有改动还没有保存到文件")
        wizard.press("3")
        wizard.wait_for(lambda: not wizard.asks())
        wizard.press("F10")
        wizard.wait_for("有改动还没有保存到文件")
        wizard.press("2")
        wizard.wait_for(wizard.ended)
    assert file.read_text(encoding="utf-8") == figures.text_of(figures.report())
    with Wizard(tmp_path, "edit", NAME) as wizard:
        change_one_cell(wizard)
        wizard.press("F10")
        wizard.wait_for("有改动还没有保存到文件")
        wizard.press("1")
        wizard.wait_for(wizard.ended)
    report = load(file).report
    assert report is not None and report.text("requests.granted.natural_person") == "1176"


def test_a_file_that_is_no_report_is_refused_with_its_lines(tmp_path: Path) -> None:
    file = written(tmp_path, figures.text_of(figures.report()).replace("licensing  ", "licensing = ", 1))
    before = file.read_bytes()
    with PtyProgram([sys.executable, "-m", "tui.cli", "edit", str(file)]) as program:
        program.first_paint("先照上面的提示改正文件")
        told = visible_text(bytes(program.output))
    assert "report.toml:" in told and "file-not-toml" in told
    assert file.read_bytes() == before
