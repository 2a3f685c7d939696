"""A file is only ever the old or the new one, whatever fails."""

import errno
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from schema.atomic_file import SaveError, reason_of, write_atomically
from tests.schema.atomic_file.contents import NEW, OLD, names_in
from tests.schema.conftest import REPOSITORY


def fail(monkeypatch: pytest.MonkeyPatch, call: str, code: int, *, when: int = 1) -> None:
    """Let the n-th call of an operating system function fail."""
    real = getattr(os, call)
    calls = 0

    def failing(*arguments: object, **more: object) -> object:
        nonlocal calls
        calls += 1
        if calls == when:
            raise OSError(code, os.strerror(code))
        return real(*arguments, **more)

    monkeypatch.setattr(os, call, failing)


@pytest.mark.parametrize(
    ("call", "code", "words"),
    [
        ("open", errno.EACCES, "没有写入的权限"),
        ("open", errno.EROFS, "只读"),
        ("fchmod", errno.EPERM, "没有写入的权限"),
        ("write", errno.ENOSPC, "磁盘已满"),
        ("write", errno.EDQUOT, "磁盘配额已满"),
        ("write", errno.EIO, "磁盘读写出错"),
        ("fsync", errno.EIO, "磁盘读写出错"),
        ("fsync", errno.ENOSPC, "磁盘已满"),
        ("pread", errno.EIO, "磁盘读写出错"),
        ("replace", errno.EACCES, "没有写入的权限"),
        ("replace", errno.EBUSY, f"系统错误{errno.EBUSY}"),
    ],
)
def test_a_failure_before_the_end_leaves_the_old_file(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, words: str
) -> None:
    with monkeypatch.context() as patch:
        fail(patch, call, code)
        with pytest.raises(SaveError) as caught:
            write_atomically(file, NEW)
    assert str(caught.value).startswith("未保存：")
    assert words in str(caught.value)
    assert file.read_bytes() == OLD
    assert names_in(file.parent) == ["报告.toml"]


def test_a_failing_close_leaves_the_old_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.close

    def failing(descriptor: int) -> None:
        real(descriptor)
        raise OSError(errno.EIO, "")

    with monkeypatch.context() as patch:
        patch.setattr(os, "close", failing)
        with pytest.raises(SaveError, match="磁盘读写出错"):
            write_atomically(file, NEW)
    assert file.read_bytes() == OLD
    assert names_in(file.parent) == ["报告.toml"]


def test_a_disk_that_fills_up_half_way_leaves_the_old_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    written = 0

    def filling(descriptor: int, data: memoryview) -> int:
        nonlocal written
        if written >= 1000:
            raise OSError(errno.ENOSPC, "")
        written += 500
        return real(descriptor, data[:500])

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", filling)
        with pytest.raises(SaveError, match="磁盘已满"):
            write_atomically(file, NEW)
    assert file.read_bytes() == OLD
    assert names_in(file.parent) == ["报告.toml"]


def test_what_reads_back_differently_is_an_error(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "pread", lambda descriptor, length, offset: NEW[:-1])
        with pytest.raises(SaveError, match="磁盘读写出错"):
            write_atomically(file, NEW)
    assert file.read_bytes() == OLD
    assert names_in(file.parent) == ["报告.toml"]


@pytest.mark.parametrize(("call", "when"), [("fsync", 2), ("open", 2)])
def test_a_folder_that_cannot_be_confirmed_is_told_but_the_file_is_new(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: str, when: int
) -> None:
    fail(monkeypatch, call, errno.EIO, when=when)
    assert write_atomically(file, NEW).confirmed is False
    assert file.read_bytes() == NEW
    assert names_in(file.parent) == ["报告.toml"]


def test_a_file_size_limit_leaves_the_old_file(file: Path) -> None:
    program = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from schema.atomic_file import SaveError, write_atomically\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "try:\n"
        "    write_atomically(Path(sys.argv[1]), b'x' * 5000)\n"
        "except SaveError as error:\n"
        "    sys.stdout.buffer.write(str(error).encode())\n"
    )
    done = subprocess.run([sys.executable, "-c", program, file], cwd=REPOSITORY, capture_output=True, check=True)
    assert "文件大小超过系统限制" in done.stdout.decode()
    assert file.read_bytes() == OLD
    assert names_in(file.parent) == ["报告.toml"]


def test_a_file_that_is_not_ours_to_write_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    with pytest.raises(SaveError, match="没有写入的权限"):
        write_atomically(file, NEW)
    assert file.read_bytes() == OLD


def test_an_interruption_leaves_no_temporary_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(descriptor: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", interrupt)
        with pytest.raises(KeyboardInterrupt):
            write_atomically(file, NEW)
    assert file.read_bytes() == OLD
    assert names_in(file.parent) == ["报告.toml"]


@pytest.mark.parametrize("code", [*errno.errorcode, None])
def test_every_reason_is_chinese_and_ends_as_a_sentence(code: int | None) -> None:
    reason = reason_of(OSError(code, "English") if code is not None else OSError())
    assert re.search("[\u4e00-\u9fff]", reason)
    assert not re.search("[A-Za-z]", reason)
    assert reason.endswith("。")
