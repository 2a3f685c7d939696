"""What killed writers leave is swept, and nothing else."""

import fcntl
import os
import signal
from pathlib import Path

import pytest

from schema import atomic_file
from schema.atomic_file import write_atomically
from tests.schema.atomic_file.contents import NEW, OLD, names_in


@pytest.mark.parametrize("must_be_new", [False, True])
def test_what_a_killed_writer_left_is_swept(file: Path, monkeypatch: pytest.MonkeyPatch, must_be_new: bool) -> None:
    target = file.with_name("新报告.toml") if must_be_new else file
    process = os.fork()
    if not process:
        monkeypatch.setattr(os, "pread", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        write_atomically(target, NEW, must_be_new=must_be_new)
    os.waitpid(process, 0)
    assert len(names_in(file.parent)) == 2
    atomic_file.sweep(target)
    assert names_in(file.parent) == ["报告.toml"] and file.read_bytes() == OLD


def test_what_is_just_being_written_is_not_swept(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replaced = os.replace

    def swept_before(source: Path, target: Path) -> None:
        atomic_file.sweep(file)
        replaced(source, target)

    monkeypatch.setattr(os, "replace", swept_before)
    write_atomically(file, NEW)
    assert file.read_bytes() == NEW and names_in(file.parent) == ["报告.toml"]


def test_only_what_looks_like_a_writer_s_is_swept(file: Path) -> None:
    beside = [".报告.toml.lock", ".报告.toml.draft-0", ".报告.toml.00112233445566zz", ".报告.toml.0011223344556677.new"]
    for name in beside:
        file.with_name(name).write_bytes(b"")
    file.with_name(".报告.toml.0011223344556677").mkdir()
    file.with_name(".报告.toml.1111223344556677").symlink_to(file)
    before = names_in(file.parent)
    atomic_file.sweep(file)
    assert names_in(file.parent) == before


def test_what_another_user_s_writers_left_stays(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = file.with_name(".报告.toml.0011223344556677")
    left.write_bytes(NEW)
    user = left.stat().st_uid
    monkeypatch.setattr(os, "geteuid", lambda: user + 1)
    atomic_file.sweep(file)
    assert left.exists()
    # The administrator's writers give the new file to the owner of the old one.
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    atomic_file.sweep(file)
    assert not left.exists()


@pytest.mark.parametrize("length", [42, 43, 60])
def test_what_another_file_s_writers_left_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, length: int) -> None:
    one, other = (tmp_path / f"{'年' * length}{end}.toml" for end in "甲乙")
    left = {target: _left_beside(target, monkeypatch) for target in (one, other)}
    atomic_file.sweep(one)
    assert (left[one].exists(), left[other].exists()) == (False, True)


def _left_beside(target: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a writer leaves that is killed before its file is complete."""
    before = set(target.parent.iterdir())
    process = os.fork()
    if not process:
        monkeypatch.setattr(os, "fsync", lambda _: os._exit(0))
        write_atomically(target, NEW)
    os.waitpid(process, 0)
    (left,) = set(target.parent.iterdir()) - before
    return left


@pytest.mark.usefixtures("file_system")
@pytest.mark.parametrize("must_be_new", [False, True])
def test_a_new_file_swept_before_it_is_held_is_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, must_be_new: bool
) -> None:
    path = tmp_path / "新.toml"
    real = fcntl.flock
    times = 0

    def late(descriptor: int, operation: int) -> None:
        nonlocal times
        times += 1
        if times == 1:
            atomic_file.sweep(path)
        real(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", late)
    assert write_atomically(path, NEW, must_be_new=must_be_new).confirmed
    assert times == 3, "one is the sweeper's"
    assert path.read_bytes() == NEW and names_in(tmp_path) == ["新.toml"]
