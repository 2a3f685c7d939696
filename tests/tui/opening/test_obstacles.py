"""What is said of the file, and of what stands in the way of saving it."""

import errno
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from schema.report import new_report
from tests import figures
from tests.tui.command_line import ROOT
from tests.tui.drafts.journalled import RECEIVED
from tests.tui.opening.opened_reports import opened
from tui.opened import Opened
from tui.opening import open_report

# The file


def test_keys_that_we_do_not_know_are_told_and_kept(file: Path) -> None:
    text = file.read_text(encoding="utf-8").replace("[disclosure]", "[disclosure]\nlater = 1  # 以后的", 1)
    file.write_text(text + "\n[later]\nvalue = 1\n", encoding="utf-8")
    it = opened(file)
    (notice,) = it.notices
    first = text[: text.index("later = 1")].count("\n") + 1
    assert notice.startswith("文件里有2处本程序不认识的内容（第") and f"{first}行" in notice and "原样保留" in notice
    assert it.session.edit(RECEIVED, "77")
    it.session.save()
    after = file.read_text(encoding="utf-8")
    assert "\nlater = 1  # 以后的" in after and after.endswith("\n[later]\nvalue = 1\n")
    assert len(set(after.splitlines()) ^ set((text + "\n[later]\nvalue = 1\n").splitlines())) == 2
    it.close()


@pytest.mark.parametrize(
    "windows",
    [lambda data: b"\xef\xbb\xbf" + data, lambda data: data.replace(b"\n", b"\r\n")],
    ids=["BOM", "CRLF"],
)
def test_windows_files_are_remarked_on_and_stay_as_they_are(file: Path, windows: Callable[[bytes], bytes]) -> None:
    data = windows(file.read_bytes())
    file.write_bytes(data)
    it = opened(file)
    assert "Windows" in it.remark and not it.notices and not it.is_plain_sailing
    it.session.edit(RECEIVED, "77")
    it.session.save()
    changed = [
        (old, new) for old, new in zip(data.split(b"\n"), file.read_bytes().split(b"\n"), strict=True) if old != new
    ]
    assert len(changed) == 1 and b"3402" in changed[0][0] and b"77" in changed[0][1]
    assert changed[0][0].endswith(b"\r") == changed[0][1].endswith(b"\r")


# What stands in the way of saving


_UNPRIVILEGED = """
import ctypes, sys
from pathlib import Path
ctypes.CDLL(None).capset((ctypes.c_uint32 * 2)(0x20080522), (ctypes.c_uint32 * 6)())
from tui.opening import open_report
it = open_report(Path(sys.argv[1]))
it.session.edit("requests.received.natural_person", "77")
print(*it.notices, it.journal.elsewhere, bool(it.journal.problem), bool(it.stored_at), sep="\\n")
"""


@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_may_not_be_written_is_told_at_once(file: Path, state: Path, what: str) -> None:
    target = file if what == "file" else file.parent
    target.chmod(0o444 if what == "file" else 0o555)
    try:
        done = subprocess.run(
            [sys.executable, "-c", _UNPRIVILEGED, str(file)],
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
    finally:
        target.chmod(0o755)
    assert done.returncode == 0, done.stderr
    *notices, elsewhere, problem, stored = done.stdout.splitlines()
    if what == "file":
        (notice,) = notices
        assert notice.startswith("这个文件只许看，不许改，保存不了。") and elsewhere == "False"
    else:
        notice, unlocked = notices
        assert notice.startswith("这个文件夹不许写，保存不了。") and unlocked.startswith("没有上锁：")
        assert elsewhere == "True" and len(list(state.rglob("*.draft"))) == 1
    assert "另存为" in notice and (problem, stored) == ("False", "True")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    new = open_report(tmp_path / "none" / "report.toml", new_report(figures.EDITION))
    assert isinstance(new, Opened)
    assert new.notices[0].startswith("文件夹不存在，保存不了。")


class Space(NamedTuple):
    """What the system says of a disk, as far as it is asked."""

    f_bavail: int
    f_frsize: int
    f_blocks: int


def test_a_disk_nearly_full_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "statvfs", lambda _folder: Space(10, 4096, 1000))
    assert opened(file).notices == ["磁盘快满了，只剩40千字节，可能保存不了。请先腾出空间。"]


@pytest.mark.parametrize("space", [(300, 4096, 1000), (0, 4096, 0), None], ids=["enough", "not counted", "unknown"])
def test_a_disk_with_room_is_not(
    file: Path, monkeypatch: pytest.MonkeyPatch, space: tuple[int, int, int] | None
) -> None:
    def statvfs(_folder: Path) -> object:
        if space is None:
            raise OSError(errno.ENOSYS, "")
        return Space(*space)

    monkeypatch.setattr(os, "statvfs", statvfs)
    assert opened(file).is_plain_sailing


def test_a_limit_to_the_size_of_files_is_told(file: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, hard))
    try:
        (notice,) = opened(file).notices
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert notice.startswith("系统限制每个文件不超过50千字节，可能保存不了。")
