"""The new file takes the place of the old one, with its mode and owner."""

import errno
import os
import stat
from pathlib import Path

import pytest

from schema.atomic_file import write_atomically
from tests.schema.atomic_file.contents import NEW, names_in


def test_the_content_is_replaced_and_nothing_else_is_left(file: Path) -> None:
    inode = file.stat().st_ino
    saved = write_atomically(file, NEW)
    assert (saved.path, saved.confirmed) == (file, True)
    assert file.read_bytes() == NEW
    assert file.stat().st_ino != inode
    assert names_in(file.parent) == ["报告.toml"]


def test_an_empty_file_can_be_written(file: Path) -> None:
    write_atomically(file, b"")
    assert file.read_bytes() == b""


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o664])
def test_the_mode_is_kept(file: Path, mode: int) -> None:
    file.chmod(mode)
    write_atomically(file, NEW)
    assert stat.S_IMODE(file.stat().st_mode) == mode


def test_owner_and_group_of_the_old_file_are_asked_for(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []

    def refuse(descriptor: int, owner: int, group: int) -> None:
        asked.append((owner, group))
        raise PermissionError(errno.EPERM, "")

    status = file.stat()
    real = os.fstat

    def another(descriptor: int) -> os.stat_result:
        values = list(real(descriptor))
        values[stat.ST_UID], values[stat.ST_GID] = status.st_uid + 1, status.st_gid + 1
        return os.stat_result(values)

    monkeypatch.setattr(os, "fchown", refuse)
    monkeypatch.setattr(os, "fstat", another)
    write_atomically(file, NEW)
    assert asked == [(-1, status.st_gid), (status.st_uid, -1)]
    assert file.read_bytes() == NEW


def test_writing_in_small_pieces_writes_all(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:100]))
    write_atomically(file, NEW)
    assert file.read_bytes() == NEW


def test_file_and_folder_are_forced_to_the_disk_in_order(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    sync, replace = os.fsync, os.replace

    def spy_sync(descriptor: int) -> None:
        order.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        sync(descriptor)

    def spy_replace(source: Path, target: Path) -> None:
        order.append("replace")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", spy_sync)
    monkeypatch.setattr(os, "replace", spy_replace)
    write_atomically(file, NEW)
    assert order == ["file", "replace", "folder"]
