"""What is told of a save that fails, and what stands after it."""

import errno
import os
from pathlib import Path

import pytest

from schema.atomic_file import SaveError
from schema.report import Report
from schema.report_file import Loaded, VerificationError, load
from tests.tui.session.sessions import RECEIVED, opened
from tui import saving
from tui import session as session_module
from tui.session import STATUS


def test_a_folder_that_may_not_be_written_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = opened(file)
    session.edit(RECEIVED, "3403")
    # Root may write anywhere: the refusal is made by hand.
    with monkeypatch.context() as refusing:
        refusing.setattr(os, "open", refused)
        with pytest.raises(SaveError, match="没有写入的权限"):
            session.save()
    assert session.dirty and session.save().written


REAL_OPEN = os.open


def refused(path: str | Path, flags: int, *mode: int) -> int:
    """No file may be made."""
    if flags & os.O_CREAT:
        raise PermissionError(errno.EACCES, "")
    return REAL_OPEN(path, flags, *mode)


def test_a_result_that_does_not_read_back_is_not_written(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(loaded: Loaded, report: Report) -> Loaded:
        raise VerificationError

    before = file.read_bytes()
    session = opened(file)
    session.edit(RECEIVED, "3403")
    monkeypatch.setattr(session_module, "staged_file", broken)
    with pytest.raises(VerificationError):
        session.save()
    assert file.read_bytes() == before and session.dirty


def test_a_failed_save_can_be_repeated(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = opened(file)
    session.edit(RECEIVED, "3403")
    with monkeypatch.context() as patch:
        patch.setattr(session_module, "write_atomically", full)
        with pytest.raises(SaveError):
            session.save()
    assert session.dirty and session.save().written
    assert load(file).report == session.report


def full(path: Path, data: bytes, **_: object) -> None:
    raise SaveError("未保存：磁盘已满。")


def test_a_failed_save_leaves_a_final_report_final_and_the_next_one_tells_of_the_draft(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened(file)
    session.finalise()
    session.edit(RECEIVED, "3403")
    with monkeypatch.context() as patch:
        patch.setattr(session_module, "write_atomically", full)
        with pytest.raises(SaveError):
            session.save()
    assert session.report.final and session.dirty
    assert session.save().back_to_draft
    assert not session.dirty and not session.report.final
    assert load(file).report == session.report
    assert session.undo() == STATUS and session.report.final and session.dirty


def test_a_file_that_cannot_be_compared_is_told_as_one_that_cannot_be_read(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(path: Path, *, regular: bool) -> bytes:
        raise PermissionError(errno.EACCES, "")

    session = opened(file)
    session.edit(RECEIVED, "3403")
    monkeypatch.setattr(saving, "read_bytes", unreadable)
    with pytest.raises(SaveError, match=r"^未保存：无法核对文件现在的内容。没有读取的权限。"):
        session.save()


def test_a_folder_that_may_not_be_looked_into_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: object, **__: object) -> os.stat_result:
        raise PermissionError(errno.EACCES, "")

    session = opened(file)
    monkeypatch.setattr(os, "stat", closed)
    monkeypatch.setattr(saving, "read_bytes", closed)
    with pytest.raises(SaveError, match="没有读取的权限"):
        session.save()


@pytest.mark.timeout(20)
def test_a_pipe_in_the_files_place_is_not_waited_for(file: Path) -> None:
    session = opened(file)
    session.edit(RECEIVED, "3403")
    file.unlink()
    os.mkfifo(file)
    with pytest.raises(SaveError, match="不是普通文件"):
        session.save()
