"""Many processes that lock one report at once, and processes killed between any two steps."""

import errno
import fcntl
import json
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import pytest

from tests.tui.drafts.starter import ROOT
from tui.drafts.lock import Held, Lock, acquire
from tui.drafts.owner import Owner

STARTERS = 4
ROUNDS = 80
_STALE = Owner("a", os.uname().nodename, 2**31 - 1, 7, "", "")


def _left(path: Path, number: int) -> None:
    """In turn: a stale lock, an empty one, none."""
    if number % 3 == 0:
        path.write_text(json.dumps(_STALE.to_json()))
    elif number % 3 == 1:
        path.touch()
        os.utime(path, (0, 0))


def _refuse_links(*_: object, **__: object) -> None:
    raise OSError(errno.EPERM, "")


def _dawdling(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same, at times after a while in which others can do several steps."""

    def late(*arguments: object, **named: object) -> object:
        time.sleep(random.random() ** 9 * 0.03)
        return function(*arguments, **named)

    return late


def _start_again_and_again(report: Path, links: bool, barrier: Barrier, results: "Queue[tuple[int, str]]") -> None:
    if not links:
        os.link = _refuse_links
    fcntl.flock = _dawdling(fcntl.flock)
    for call in ("open", "link", "unlink", "replace"):
        setattr(os, call, _dawdling(getattr(os, call)))
    path = report.with_name(f".{report.name}.lock")
    for number in range(ROUNDS):
        if barrier.wait() == 0:
            _left(path, number)
        barrier.wait()
        result = acquire(report)
        barrier.wait()
        if isinstance(result, Lock):
            results.put((number, "lost" if not result.still_ours() else "won"))
            result.release()
        else:
            results.put((number, type(result).__name__))


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_of_many_who_start_at_once_one_wins(tmp_path: Path, links: bool) -> None:
    context = multiprocessing.get_context("spawn")
    barrier, results = context.Barrier(STARTERS, timeout=60), context.Queue()
    starters = [
        context.Process(target=_start_again_and_again, args=(tmp_path / "a.toml", links, barrier, results))
        for _ in range(STARTERS)
    ]
    for starter in starters:
        starter.start()
    try:
        rounds: dict[int, list[str]] = {}
        for _ in range(STARTERS * ROUNDS):
            number, word = results.get(timeout=60)
            rounds.setdefault(number, []).append(word)
    except BaseException:
        for starter in starters:
            starter.kill()
        raise
    for starter in starters:
        starter.join()
    assert {tuple(sorted(words)) for words in rounds.values()} == {("Held",) * (STARTERS - 1) + ("won",)}
    assert list(tmp_path.iterdir()) == []


# Counts what it does to files from its start on, and kills itself before the n-th; past the last it says so.
_KILLED = """
import os, signal, sys
report, fatal, links, start = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "True", sys.argv[4]
steps = 0
def step(*_):
    global steps
    steps += 1
    if steps == fatal:
        os.kill(os.getpid(), signal.SIGKILL)
def counted(name, function):
    def call(*arguments, **named):
        step()
        if name == "link" and not links:
            raise OSError(1, "")
        return function(*arguments, **named)
    return call
for name in ("open", "write", "fchmod", "link", "unlink", "replace", "close", "rename"):
    setattr(os, name, counted(name, getattr(os, name)))
fcntl.flock = counted("flock", fcntl.flock)
lock = {"acquire": acquire, "take_over": take_over}[start](report)
lock.release()
print("survived", type(lock).__name__)
"""
_IMPORTS = "import fcntl; from pathlib import Path; from tui.drafts.lock import acquire, take_over\n"


def _killed_at(report: Path, number: int, links: bool, start: str) -> bool:
    command = [sys.executable, "-c", _IMPORTS + _KILLED, str(report), str(number), str(links), start]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8")
    assert done.returncode == -signal.SIGKILL or done.stdout == "survived Lock\n", done.stderr
    return done.returncode != 0


@pytest.mark.parametrize("start", ["acquire", "take_over"])
@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_no_kill_leaves_a_lock_that_nobody_clears(tmp_path: Path, links: bool, start: str) -> None:
    report = tmp_path / "a.toml"
    path = tmp_path / ".a.toml.lock"
    owner = _STALE if start == "acquire" else _STALE._replace(host="office-2")
    number = 1
    while True:
        path.write_text(json.dumps(owner.to_json()))
        killed = _killed_at(report, number, links, start)
        if path.exists() and not path.read_bytes():
            # Some seconds later.
            os.utime(path, (0, 0))
        result = acquire(report)
        if isinstance(result, Held):
            # Not replaced yet: the lock of the other host is as it was.
            assert start == "take_over"
            assert result.owner == owner
            path.unlink()
            result = acquire(report)
        assert isinstance(result, Lock), number
        result.release()
        assert list(tmp_path.iterdir()) == [], number
        if not killed:
            break
        number += 1
    assert number > 10
