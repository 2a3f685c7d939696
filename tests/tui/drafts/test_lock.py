"""Who holds a report, which locks are cleared, and how a lock is made and released."""

import errno
import fcntl
import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.tui.drafts.locks import lock_path, locked, written
from tui.drafts.lock import Held, acquire, take_over
from tui.drafts.owner import Owner


@pytest.fixture
def unlinkable(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[None]:
    def refused(*_: object, **__: object) -> None:
        raise OSError(request.param, "")

    if request.param:
        monkeypatch.setattr(os, "link", refused)
    yield


# 0: the file system of the tests, which has hard links.
every_system = pytest.mark.parametrize(
    "unlinkable", [0, errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS], indirect=True, ids=lambda code: f"link-{code}"
)


@every_system
@pytest.mark.usefixtures("unlinkable")
def test_a_lock_says_who_holds_the_report(report: Path) -> None:
    lock = locked(acquire(report))
    assert lock.path == lock_path(report)
    owner = Owner.from_json(json.loads(lock.path.read_bytes()))
    assert owner is not None
    assert owner[:5] == Owner.here()[:5]
    assert acquire(report) == Held(owner)
    assert [entry.name for entry in report.parent.iterdir()] == [lock.path.name]
    lock.release()
    assert not lock.still_ours()
    assert list(report.parent.iterdir()) == []
    locked(acquire(report)).release()
    lock.release()


@every_system
@pytest.mark.usefixtures("unlinkable")
@pytest.mark.parametrize(
    "changes",
    [{"pid": 2**31 - 1}, {"boot": "another"}, {"started": 1}, {"pid": 1, "started": 7}],
    ids=["dead", "other boot", "number reused", "number reused by another user"],
)
def test_a_lock_left_behind_is_cleared(report: Path, changes: dict[str, object]) -> None:
    written(report, **changes)
    lock = locked(acquire(report))
    assert b"another" not in lock.path.read_bytes()
    lock.release()
    assert list(report.parent.iterdir()) == []


@pytest.mark.parametrize("since", ["1970-01-01T00:00:00+00:00", "2999-01-01T00:00:00+00:00"])
def test_no_clock_clears_a_lock(report: Path, since: str) -> None:
    owner = written(report, since=since)
    os.utime(lock_path(report), (0, 0))
    assert acquire(report) == Held(owner)


def test_a_lock_of_another_host_stands_until_the_user_asks(report: Path) -> None:
    owner = written(report, host="office-2", pid=2**31 - 1)
    assert acquire(report) == Held(owner)
    assert acquire(report) == Held(owner)
    lock = locked(take_over(report))
    assert [entry.name for entry in report.parent.iterdir()] == [lock.path.name]


def test_evidence_of_an_end_does_not_outweigh_a_lock_that_is_held(report: Path) -> None:
    # As from within a container: of the same host's name, but with numbers of its own.
    owner = written(report, pid=2**31 - 1)
    holder = "import fcntl, sys; f = open(sys.argv[1]); fcntl.flock(f, fcntl.LOCK_EX); print('on', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", holder, lock_path(report)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        child.stdout.readline()
        assert acquire(report) == Held(owner)
    locked(acquire(report))


@every_system
@pytest.mark.usefixtures("unlinkable")
def test_a_lock_of_ours_is_held_as_long_as_we_live(report: Path) -> None:
    lock = locked(acquire(report))
    with lock.path.open("rb") as file, pytest.raises(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    lock.release()


def test_what_is_only_just_being_made_stays(report: Path) -> None:
    making = report.with_name(f".{report.name}.lock.{'a' * 16}")
    with making.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        locked(acquire(report))
    assert making.exists()


def test_a_lock_is_handed_on_before_it_has_its_name(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    for name in ("write", "dup", "close", "fsync", "fdatasync", "link"):
        real = getattr(os, name)

        def call(*args: object, name: str = name, real: Callable[..., object] = real, **named: object) -> object:
            calls.append(name)
            return real(*args, **named)

        monkeypatch.setattr(os, name, call)
    lock = locked(acquire(report))
    assert calls == ["write", "dup", "close", "link"]
    # Closing the second handle has not let go of the file.
    with lock.path.open("rb") as file, pytest.raises(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_release_removes_only_our_own_lock(report: Path) -> None:
    lock = locked(acquire(report))
    lock.path.unlink()
    assert not lock.still_ours()
    written(report, host="office-2")
    assert not lock.still_ours()
    lock.release()
    assert lock_path(report).exists()


def test_a_lock_whose_folder_is_gone_is_released_quietly(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    lock = locked(acquire(folder / "a.toml"))
    folder.rename(tmp_path / "moved")
    assert not lock.still_ours()
    lock.release()


def test_the_lock_is_beside_the_file_and_not_beside_the_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.toml").touch()
    (tmp_path / "b.toml").symlink_to("real/a.toml")
    lock = locked(acquire(tmp_path / "b.toml"))
    assert lock.path == tmp_path / "real" / ".a.toml.lock"
    assert isinstance(acquire(tmp_path / "real" / "a.toml"), Held)


@pytest.mark.parametrize("mask", [0, 0o022, 0o077, 0o777])
def test_everybody_may_read_who_holds_a_report(report: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        lock = locked(acquire(report))
    finally:
        os.umask(before)
    assert stat.S_IMODE(lock.path.stat().st_mode) == 0o644


@pytest.mark.parametrize("name", ["a" * 255, "局" * 85, "-rf", ".toml", "a\nb", " ", os.fsdecode(b"\xc4\xea.toml")])
def test_every_name_a_report_can_have_can_be_locked(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    lock = locked(acquire(tmp_path / name))
    assert isinstance(acquire(tmp_path / name), Held)
    lock.release()
    assert [entry.name for entry in tmp_path.iterdir()] == [name]
