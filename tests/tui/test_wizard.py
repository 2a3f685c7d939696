"""Opening a report in the wizard, and what is saved when an error of the program's own ends it."""

import errno
import os
import re
import shutil
from collections.abc import Callable
from functools import partialmethod
from pathlib import Path

import pytest

from schema import canonical
from schema.atomic_file import SaveError, write_atomically
from schema.report_file import load
from schema.unsafe import find_unsafe
from tests import figures
from tests.benchmarks.pty_program import PtyProgram, visible_text
from tests.tui.command_line import ROOT, SAMPLES, command
from tui import rescue as rescuing
from tui.app import WizardApp
from tui.cli import main
from tui.commands import terminal
from tui.drafts.draft_file import find_drafts
from tui.drafts.journal_file import JournalFile
from tui.wizard import run_wizard

NATURAL = "requests.received.natural_person"


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's state folder, which is not there yet."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "nianbao"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A report in a folder of its own."""
    folder = tmp_path / "reports"
    folder.mkdir()
    return Path(shutil.copy(SAMPLES / "suqian-2023.toml", folder / "report.toml"))


@pytest.fixture
def boom(monkeypatch: pytest.MonkeyPatch, state: Path) -> Callable[[bool], None]:
    """Lets the wizard, which has no terminal, fail inside; with an unsaved change or without."""

    def fail(app: WizardApp, change: bool) -> None:
        if change:
            app.session.edit(NATURAL, "77")
        raise RuntimeError("boom")

    def set_up(change: bool) -> None:
        monkeypatch.setattr(WizardApp, "after_first_paint", lambda app: fail(app, change))
        monkeypatch.setattr(WizardApp, "run", partialmethod(WizardApp.run, headless=True, size=(80, 24)))
        monkeypatch.setattr(terminal, "prepare_environment", lambda: None)
        monkeypatch.setattr(terminal, "require_terminal", lambda: None)

    return set_up


@pytest.fixture
def no_journal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets every attempt at a journal meet a full disk."""

    def full(*_: object) -> JournalFile:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr(JournalFile, "make", full)


def rescued(folder: Path) -> list[Path]:
    """The rescue files of a folder."""
    return sorted(folder.glob("*-未保存-*.toml"))


def assert_chinese_only(told: str, *names: Path) -> None:
    """Nothing of Python's, and no English besides the names of files."""
    assert not find_unsafe(told)
    for name in names:
        told = told.replace(str(name), "")
    assert not re.search("[A-Za-z]", told)


@pytest.mark.usefixtures("no_journal")
def test_what_is_not_saved_is_written_beside_the_file(
    file: Path, state: Path, boom: Callable[[bool], None], capfd: pytest.CaptureFixture[str]
) -> None:
    before = file.read_bytes()
    boom(True)
    assert main(["edit", str(file)]) == 70
    (rescue,) = rescued(file.parent)
    report = load(rescue).report
    assert report is not None and report.text(NATURAL) == "77"
    assert file.read_bytes() == before
    out, err = capfd.readouterr()
    (log,) = state.glob("*.log")
    assert err.splitlines()[:2] == ["没有保存的内容已另存到", str(rescue)]
    assert "程序内部出错，已保存的文件没有改动。" in err
    assert_chinese_only(out + err, rescue, log)
    assert "RuntimeError: boom" in log.read_text(encoding="utf-8")


def test_what_the_journal_holds_need_not_be_rescued(
    file: Path, state: Path, boom: Callable[[bool], None], capfd: pytest.CaptureFixture[str]
) -> None:
    before = file.read_bytes()
    boom(True)
    assert main(["edit", str(file)]) == 70
    out, err = capfd.readouterr()
    assert err.splitlines()[0] == "没有保存的内容都在恢复草稿里，下次打开这份报告时可以恢复。"
    (log,) = state.glob("*.log")
    assert_chinese_only(out + err, log)
    assert file.read_bytes() == before
    (draft,) = find_drafts(file)
    report = load(file).report
    assert report is not None and draft.applied(report)[0].text(NATURAL) == "77"
    assert not rescued(file.parent)


def test_where_everything_is_saved_nothing_is_rescued(
    file: Path, boom: Callable[[bool], None], capfd: pytest.CaptureFixture[str]
) -> None:
    boom(False)
    with pytest.raises(RuntimeError, match="boom"):
        run_wizard(file)
    assert [path.name for path in file.parent.iterdir()] == ["report.toml"]
    assert capfd.readouterr().err == ""


@pytest.mark.usefixtures("no_journal")
def test_a_new_report_is_rescued_too(tmp_path: Path, boom: Callable[[bool], None]) -> None:
    boom(True)
    with pytest.raises(RuntimeError, match="boom"):
        run_wizard(tmp_path / f"{'县' * 80}.toml", figures.blank_session().report)
    (rescue,) = rescued(tmp_path)
    report = load(rescue).report
    assert report is not None and report.text(NATURAL) == "77"


@pytest.mark.usefixtures("no_journal")
def test_a_folder_that_takes_no_file_is_no_loss(
    file: Path,
    state: Path,
    boom: Callable[[bool], None],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    def refused(path: Path, data: bytes, *, must_be_new: bool) -> object:
        if path.parent == file.parent:
            raise SaveError("未保存：文件系统只读。")
        return write_atomically(path, data, must_be_new=must_be_new)

    boom(True)
    monkeypatch.setattr(rescuing, "write_atomically", refused)
    with pytest.raises(RuntimeError, match="boom"):
        run_wizard(file)
    (rescue,) = rescued(state)
    report = load(rescue).report
    assert report is not None and report.text(NATURAL) == "77"
    assert capfd.readouterr().err.splitlines() == ["没有保存的内容已另存到", str(rescue)]


def test_what_cannot_be_written_anywhere_is_said(
    file: Path, state: Path, boom: Callable[[bool], None], capfd: pytest.CaptureFixture[str]
) -> None:
    boom(True)
    state.parent.write_text("no folder")
    name = file.parent / "gone" / "report.toml"
    with pytest.raises(RuntimeError, match="boom"):
        run_wizard(name, figures.blank_session().report)
    err = capfd.readouterr().err
    assert err == "没有保存的内容也没能另存到别处。未保存：文件夹不存在。请先建好文件夹。\n"


@pytest.mark.usefixtures("no_journal")
def test_a_second_error_does_not_hide_the_first(
    file: Path,
    boom: Callable[[bool], None],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    def broken(*_: object) -> str:
        raise IndexError("another")

    boom(True)
    monkeypatch.setattr(canonical, "canonical", broken)
    with pytest.raises(RuntimeError, match="boom"):
        run_wizard(file)
    assert "没能另存到别处" in capfd.readouterr().err


def test_the_terminal_is_restored_before_anything_is_told(file: Path, tmp_path: Path) -> None:
    code = (
        "import tui.app\n"
        "def fail(app):\n"
        f"    app.session.edit({NATURAL!r}, '77')\n"
        "    raise RuntimeError('boom')\n"
        "tui.app.WizardApp.after_first_paint = fail"
    )
    environment = {"PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(tmp_path)}
    with PtyProgram(command("edit", file, code=code), environment) as program:
        program.first_paint("请把这个记录交给维护人员")
        program.read_until_quiet()
        _, left, told = bytes(program.output).rpartition(b"\x1b[?1049l")
    assert left and "没有保存的内容都在恢复草稿里" in visible_text(told)
    assert "Traceback" not in visible_text(program.output) and "boom" not in visible_text(program.output)
    assert len(find_drafts(file)) == 1


# Opening


@pytest.mark.timeout(20)
def test_pipes_and_devices_are_not_opened(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    for path in (tmp_path / "pipe.toml", Path(os.devnull)):
        assert run_wizard(path) == 2
        assert capsys.readouterr().err == f"{path}：这不是普通文件，是管道、套接字或设备。请写报告的文件名。\n"


def test_a_file_that_is_no_report_is_refused_with_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "report.toml"
    path.write_text("edition = 2021\nstatus = \n", encoding="utf-8")
    assert run_wizard(path) == 2
    err = capsys.readouterr().err
    assert f"{path}:2: 错误 file-not-toml" in err and "先照上面的提示改正文件" in err
