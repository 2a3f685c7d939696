"""Where no lock can be had the clerk is told why."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.drafts.locks import lock_path, locked, written
from tests.tui.drafts.starter import ROOT, Holder
from tui.drafts.lock import NoLock, acquire, take_over


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("missing/a.toml", "文件夹不存在"),
        ("file/a.toml", "文件夹不存在"),
        ("a\0b", "不许用的字符"),
        ("/".join(["x" * 200] * 30), "路径太长"),
    ],
)
def test_where_no_lock_can_be_the_clerk_is_told_why(tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "file").touch()
    for start in (acquire, take_over):
        result = start(tmp_path / name)
        assert isinstance(result, NoLock)
        assert why in result.reason
        assert result.reason.startswith("没有上锁：")
        assert "先问清楚" in result.reason


@pytest.mark.parametrize(
    ("code", "why"),
    [(errno.ENOSPC, "磁盘已满"), (errno.EDQUOT, "配额"), (errno.EIO, "读写出错"), (errno.EROFS, "只读")],
)
@pytest.mark.parametrize("call", ["write", "link"])
def test_a_fault_leaves_nothing_behind(
    report: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, why: str
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise OSError(code, "")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, failing)
        result = acquire(report)
    assert isinstance(result, NoLock)
    assert why in result.reason
    assert list(report.parent.iterdir()) == []
    locked(acquire(report))


def test_a_write_cut_short_is_a_full_disk(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:5]))
        result = acquire(report)
    assert isinstance(result, NoLock)
    assert "磁盘已满" in result.reason
    assert list(report.parent.iterdir()) == []


# Permissions do not bind root: this process gives up its capabilities first.
_UNPRIVILEGED = """
import ctypes, sys
from pathlib import Path
ctypes.CDLL(None).capset((ctypes.c_uint32 * 2)(0x20080522), (ctypes.c_uint32 * 6)())
from tui.drafts.lock import acquire, take_over
start = {"acquire": acquire, "take_over": take_over}[sys.argv[1]]
result = start(Path(sys.argv[2]))
print(type(result).__name__, getattr(result, "reason", getattr(result, "owner", "")))
"""


def unprivileged(start: str, report: Path) -> str:
    command = [sys.executable, "-c", _UNPRIVILEGED, start, str(report)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True).stdout


def test_in_a_folder_closed_to_us_the_clerk_is_told(report: Path) -> None:
    report.touch()
    report.parent.chmod(0o555)
    assert unprivileged("acquire", report).startswith("NoLock 没有上锁：报告所在的文件夹没有写入的权限。")
    report.parent.chmod(0o444)
    assert unprivileged("acquire", report).startswith("NoLock 没有上锁：报告所在的文件夹没有写入的权限。")
    report.parent.chmod(0o755)


def test_in_a_folder_closed_to_us_a_lock_is_seen_all_the_same(report: Path) -> None:
    written(report, user="张三", host="office-2")
    report.parent.chmod(0o555)
    assert unprivileged("acquire", report).startswith("Held Owner(user='张三'")
    assert unprivileged("take_over", report).startswith("NoLock")
    written(report, user="张三", pid=2**31 - 1)
    assert unprivileged("acquire", report).startswith("NoLock")
    report.parent.chmod(0o755)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
@pytest.mark.parametrize("start", ["acquire", "take_over"])
def test_where_everybody_may_remove_only_their_own_the_clerk_is_told_whose_the_lock_is(
    report: Path, start: str
) -> None:
    written(report, pid=2**31 - 1) if start == "acquire" else written(report, host="office-2")
    os.chown(lock_path(report), 12345, 12345)
    os.chown(report.parent, 23456, 23456)
    report.parent.chmod(0o1777)
    told = unprivileged(start, report)
    assert told.startswith("NoLock 没有上锁：锁文件 .某局2024.toml.lock 是用户12345的，这个文件夹里只有用户12345和")
    assert "没有写入的权限" not in told
    assert list(report.parent.iterdir()) == [lock_path(report)]
    report.parent.chmod(0o777)
    assert unprivileged(start, report).strip() == "Lock"


def test_nobody_is_asked_to_end_for_a_lock_that_cannot_be_had(report: Path) -> None:
    with Holder(report) as holder:
        report.parent.chmod(0o555)
        assert unprivileged("take_over", report).startswith("NoLock")
        report.parent.chmod(0o755)
        assert holder.still_holds()


def test_a_lock_closed_to_us_is_held_by_somebody(report: Path) -> None:
    written(report)
    lock_path(report).chmod(0)
    assert unprivileged("acquire", report).strip() == "Held None"
    assert unprivileged("take_over", report).strip() == "Lock"
