"""A file that must be new never takes the place of another."""

import os
import stat
from pathlib import Path

import pytest

from schema.atomic_file import ExistsError, SaveError, write_atomically
from tests.schema.atomic_file.contents import NEW, OLD, names_in


@pytest.mark.usefixtures("umask")
def test_a_new_file_has_the_mode_that_the_mask_leaves(tmp_path: Path) -> None:
    path = tmp_path / "新.toml"
    write_atomically(path, NEW)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.umask(0o027) == 0o027


def test_the_mask_of_the_process_is_never_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is every thread's: a file made meanwhile by another would get the wrong mode."""

    def touched(mask: int) -> int:
        raise AssertionError(mask)

    monkeypatch.setattr(os, "umask", touched)
    for _ in ("new", "replaced"):
        write_atomically(tmp_path / "新.toml", NEW)


@pytest.mark.usefixtures("umask", "file_system")
def test_a_file_that_must_be_new_is_made(tmp_path: Path) -> None:
    path = tmp_path / "新.toml"
    assert write_atomically(path, NEW, must_be_new=True).confirmed
    assert path.read_bytes() == NEW
    assert path.stat().st_nlink == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert names_in(tmp_path) == ["新.toml"]


def test_a_file_that_must_be_new_never_takes_the_place_of_one(file: Path) -> None:
    with pytest.raises(SaveError, match="已有这个文件"):
        write_atomically(file, NEW, must_be_new=True)
    assert file.read_bytes() == OLD
    assert names_in(file.parent) == ["报告.toml"]


@pytest.mark.usefixtures("file_system")
def test_a_file_that_appears_while_another_is_written_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "新.toml"
    real = os.pread

    def appearing(descriptor: int, length: int, offset: int) -> bytes:
        path.write_bytes(OLD)
        return real(descriptor, length, offset)

    monkeypatch.setattr(os, "pread", appearing)
    with pytest.raises(SaveError, match="已有这个文件"):
        write_atomically(path, NEW, must_be_new=True)
    assert path.read_bytes() == OLD
    assert names_in(tmp_path) == ["新.toml"]


def test_only_a_file_in_the_way_of_a_new_one_is_told_apart(file: Path) -> None:
    with pytest.raises(ExistsError):
        write_atomically(file, NEW, must_be_new=True)
    with pytest.raises(SaveError) as caught:
        write_atomically(file.parent / "没有" / "报告.toml", NEW, must_be_new=True)
    assert not isinstance(caught.value, ExistsError)
