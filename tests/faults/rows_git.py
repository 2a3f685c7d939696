"""F16: git underfoot."""

import os
import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests import figures
from tests.faults import clerk
from tests.faults.clerk import NAME
from tests.faults.command import is_chinese, said
from tests.faults.counting import Tally
from tests.faults.jobs import Job
from tests.faults.rows_outside import asked_when_saving, state_of_file
from tests.faults.rows_terminal import CELL, VALUE, WHOLE, committed
from tests.faults.terminal import Terminal


def git_underfoot() -> Iterator[Job]:
    """A checkout, a rebase, a merge and its conflict, a stash, while the report is open."""
    yield from (partial(_git_underfoot, name) for name in _GIT)


def _git(work: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"]
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_EDITOR": "true"}
    result = subprocess.run(
        ["git", *identity, *arguments], cwd=work, capture_output=True, text=True, timeout=30, env=environment
    )
    # A merge says by 1 that it met a conflict.
    if result.returncode not in (0, 1):
        raise RuntimeError(f"git {arguments}: {result.stderr}")


_GIT = {
    "checkout": (("checkout", "-q", "other"),),
    "merge": (("merge", "-q", "other"),),
    "rebase": (("rebase", "-q", "other"),),
    "reset": (("reset", "-q", "--hard", "HEAD~1"),),
    "conflict": (("merge", "-q", "rival"),),
    "conflict in a rebase": (("rebase", "-q", "rival"),),
    "removed": (("rm", "-q", "-f", NAME),),
}


def _history(work: Path) -> None:
    """Two commits, a branch that changed another field, and one that changed the same."""
    path = work / NAME
    base = figures.report()

    def commit(**texts: str) -> None:
        made = base.copy()
        for place, text in texts.items():
            made.set_text(place.replace("__", "."), text)
        path.write_text(figures.text_of(made), encoding="utf-8")
        _git(work, "add", NAME)
        _git(work, "commit", "-q", "-m", "报告", "--allow-empty")

    _git(work, "init", "-q")
    _git(work, "symbolic-ref", "HEAD", "refs/heads/main")
    commit(agency__phone="0527-1")
    _git(work, "checkout", "-q", "-b", "other")
    commit(agency__phone="0527-1", agency__office="外面改的办公室")
    _git(work, "checkout", "-q", "main")
    _git(work, "checkout", "-q", "-b", "rival")
    commit(agency__phone="0527-3")
    _git(work, "checkout", "-q", "main")
    commit(agency__phone="0527-2")


def _git_underfoot(name: str) -> Tally:
    tally = Tally()
    with clerk.folder(WHOLE) as work:
        _history(work)
        path = work / NAME
        with Terminal("edit", path) as terminal:
            committed(terminal)
            for command in _GIT[name]:
                _git(work, *command)
            before = state_of_file(path)
            tally.run()
            with tally.told("I3", name):
                asked = asked_when_saving(terminal)
                if "conflict" in name:
                    line = path.read_text(encoding="utf-8").split("\n").index("<<<<<<< " + _ours(path)) + 1
                    assert "冲突" in asked and f"第{line}行" in asked, asked
            tally.hold("I1", state_of_file(path) == before, f"{name}: what git wrote was changed")
            terminal.kill()
            terminal.ended()
        if "conflict" in name:
            checked = said("check", path)
            told = "file-conflict" in checked.output and f"{NAME}:{line}:" in checked.output
            tally.hold("I3", told and is_chinese(checked.output), f"{name}: {checked.output[:300]}")
            refused = clerk.tried(path)
            told = isinstance(refused, str) and "冲突" in refused and f"{NAME}:{line}:" in refused
            tally.hold("I3", told, f"{name}: {refused}")
            with_mine = [each for each in work.glob(f".{NAME}.draft*") if VALUE.encode() in each.read_bytes()]
            tally.hold("I2", with_mine, f"{name}: no draft")
        elif path.exists():
            session = clerk.opened(path, WHOLE)
            offers = [report.text(CELL) for report in clerk.offered(session)]
            tally.hold("I2", VALUE in offers, f"{name}: {offers}")
            session.close()
    return tally


def _ours(path: Path) -> str:
    """How git names our side in the file."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return next(line for line in lines if line.startswith("<<<<<<< ")).removeprefix("<<<<<<< ")
