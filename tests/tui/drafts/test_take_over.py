import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.drafts.locks import locked
from tests.tui.drafts.starter import Holder
from tui.drafts import processes
from tui.drafts.lock import Held, acquire, successor, take_over
from tui.drafts.lock_file import LockFile
from tui.drafts.owner import Owner
from tui.drafts.processes import start_time

AGES = 60.0
"""Seconds that no test takes."""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return tmp_path / "a.toml"


def test_a_free_report_is_simply_locked(report: Path) -> None:
    locked(take_over(report))


def test_a_living_owner_ends_when_asked(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.drafts.lock._LAST_WORDS", AGES)
    with Holder(report) as holder:
        held = acquire(report)
        assert isinstance(held, Held)
        assert held.owner is not None
        assert held.owner[:5] == holder.owner[:5]
        began = time.monotonic()
        lock = locked(take_over(report))
        assert time.monotonic() - began < AGES / 2, "its end is waited for, and nothing more"
        assert holder.process.poll() == -signal.SIGHUP
        assert [entry.name for entry in report.parent.iterdir()] == [lock.path.name]


def test_an_owner_that_releases_its_lock_in_ending_is_followed(report: Path) -> None:
    release = "signal.signal(signal.SIGHUP, lambda *_: (lock.release(), sys.exit(3)))"
    with Holder(report, release) as holder:
        locked(take_over(report))
        assert holder.process.wait() == 3


def test_an_owner_that_will_not_end_sees_its_lock_gone(report: Path) -> None:
    with Holder(report, "signal.signal(signal.SIGHUP, signal.SIG_IGN)") as holder:
        assert holder.still_holds()
        began = time.monotonic()
        lock = locked(take_over(report))
        assert 2 <= time.monotonic() - began < 12
        assert not holder.still_holds()
        assert holder.process.poll() is None
        held = acquire(report)
        assert isinstance(held, Held)
        assert held.owner is not None
        assert held.owner.pid == os.getpid()
    assert lock.still_ours()


def test_a_stopped_owner_ends_when_asked(report: Path) -> None:
    with Holder(report, "signal.signal(signal.SIGHUP, lambda *_: sys.exit(4))") as holder:
        holder.process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, holder.process.pid, os.WSTOPPED | os.WNOWAIT)
        locked(take_over(report))
        assert holder.process.wait() == 4


def test_an_owner_killed_is_cleared_away_without_asking(report: Path) -> None:
    with Holder(report) as holder:
        holder.process.kill()
        holder.process.wait()
        locked(acquire(report))


class Bystander:
    """A process that the lock names, rightly or not."""

    def __init__(self) -> None:
        code = "import signal; signal.signal(signal.SIGHUP, signal.SIG_DFL); print('on', flush=True); input()"
        self.process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self.process.stdout is not None
        self.process.stdout.readline()
        self.owner = Owner.here()._replace(pid=self.process.pid, started=start_time(self.process.pid))

    def __enter__(self) -> "Bystander":
        return self

    def __exit__(self, *_: object) -> None:
        # Ended by the end of its input, not by a signal that came earlier.
        self.process.communicate()
        assert self.process.returncode == 1


def leave(report: Path, owner: Owner) -> Path:
    path = report.with_name(f".{report.name}.lock")
    lock = LockFile.make(path, owner)
    assert lock.link(path)
    lock.close()
    return path


def test_a_process_that_the_lock_rightly_names_is_asked_to_end(report: Path) -> None:
    bystander = Bystander()
    leave(report, bystander.owner)
    locked(take_over(report))
    bystander.process.communicate()
    assert bystander.process.returncode == -signal.SIGHUP


def in_the_same_folder(report: Path) -> Path:
    return report.with_name("b.toml")


def of_the_same_name(report: Path) -> Path:
    folder = report.with_name("folder")
    folder.mkdir()
    return folder / report.name


@pytest.mark.parametrize("other", [in_the_same_folder, of_the_same_name])
def test_a_lock_of_another_report_that_was_moved_here_ends_nobody(report: Path, other: Callable[[Path], Path]) -> None:
    with Bystander() as bystander:
        leave(other(report), bystander.owner).rename(report.with_name(f".{report.name}.lock"))
        held = acquire(report)
        assert isinstance(held, Held)
        assert held.owner == bystander.owner
        locked(take_over(report))
        assert bystander.process.poll() is None


@pytest.mark.parametrize(
    "wrong",
    [
        lambda owner: {"started": owner.started + 1},
        lambda owner: {"started": 0},
        lambda owner: {"boot": "another"},
        lambda owner: {"boot": ""},
        lambda owner: {"host": "office-2"},
    ],
    ids=["start", "no start", "boot", "no boot", "host"],
)
def test_a_process_that_is_not_surely_the_one_named_is_left_alone(report: Path, wrong: object) -> None:
    with Bystander() as bystander:
        leave(report, bystander.owner._replace(**wrong(bystander.owner)))  # type: ignore[operator]
        locked(take_over(report))
        assert bystander.process.poll() is None


def test_nobody_can_name_a_process_of_another_user(report: Path) -> None:
    if os.getuid() != 0:
        pytest.skip("only root can give a file away")
    with Bystander() as bystander:
        os.chown(leave(report, bystander.owner), 1234, 1234)
        locked(take_over(report))
        assert bystander.process.poll() is None


def test_a_number_that_passes_to_another_process_meanwhile_is_left_alone(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Bystander() as bystander:
        leave(report, bystander.owner)
        later = processes._Status("S", bystander.owner.started + 1)
        monkeypatch.setattr("tui.drafts.owner.is_running", lambda pid, started: True)
        monkeypatch.setattr(processes, "_status", lambda pid: later)
        locked(take_over(report))
        assert bystander.process.poll() is None


def test_our_own_lock_can_be_taken_over_without_our_end(report: Path) -> None:
    first = locked(acquire(report))
    second = locked(take_over(report))
    assert not first.still_ours()
    first.release()
    assert second.still_ours()


def test_without_handles_of_processes_nobody_is_asked(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "pidfd_open")
    with Bystander() as bystander:
        leave(report, bystander.owner)
        locked(take_over(report))
        assert bystander.process.poll() is None


def test_who_comes_first_after_an_owner_s_end_is_not_replaced(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While we wait for the owner to end, it releases the report and a third one locks it."""
    with Holder(report) as holder:

        def ended(*_: object) -> None:
            holder.process.kill()
            holder.process.wait()
            third.append(Holder(report))

        third: list[Holder] = []
        monkeypatch.setattr("tui.drafts.lock.hang_up", ended)
        result = take_over(report)
        with third[0]:
            assert isinstance(result, Held)
            assert result.owner is not None
            assert result.owner.pid == third[0].process.pid
            assert third[0].still_holds()


def test_who_takes_a_report_over_is_seen_while_they_wait_and_by_nobody_later(report: Path) -> None:
    assert successor(report) is None
    with Holder(report):
        assert successor(report) is None, "who has it is no successor"
    code = """
import pathlib, sys
from tui.drafts.lock_file import LockFile
from tui.drafts.owner import Owner
from tui.drafts.places import beside
made = LockFile.make(beside(pathlib.Path(sys.argv[1]), ".lock"), Owner.here())
print("on", flush=True)
input()
"""
    with subprocess.Popen(
        [sys.executable, "-c", code, str(report)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None and other.stdout.readline() == b"on\n"
        seen = successor(report)
        assert seen is not None and seen.pid == other.pid
        other.kill()
    assert len(list(report.parent.glob(".*.lock.*"))) == 1
    assert successor(report) is None


def test_no_successor_is_seen_in_what_only_has_the_name_of_a_lock_in_the_making(report: Path) -> None:
    name = f".{report.name}.lock.{'0' * 16}"
    report.with_name(name).mkdir()
    report.with_name(f"{name[:-1]}1").symlink_to("/dev/zero")
    report.with_name(f"{name[:-1]}2").write_text("{" * 9000)
    os.mkfifo(report.with_name(f"{name[:-1]}3"))
    assert successor(report) is None
    assert successor(report.parent / "gone" / "甲.toml") is None
    assert successor(Path("a\0b")) is None
