"""What the clerk without a screen does while files fail and processes are killed."""

from pathlib import Path
from typing import TYPE_CHECKING

from schema.report import Report
from schema.report_file import load
from tests import figures
from tests.faults import clerk
from tests.faults.clerk import NAME, Scenario, edit, parts, recover, redo, save, undo

if TYPE_CHECKING:
    from tui.opened import Opened

_PROSE = "全年公开信息一千余条，答复及时。" * 12
_CELLS = ("requests.granted.natural_person", "requests.granted.company", "requests.received.natural_person")

FILLING = (
    edit(_CELLS[0], "1176"),
    edit(_CELLS[1], "13"),
    edit("overview.intro", _PROSE),
    edit(_CELLS[2], "3403"),
)


def _left_behind(work: Path) -> None:
    """A report, and the draft of a session that was killed."""
    clerk.whole(work)
    clerk.killed(Scenario("draft", clerk.nothing, FILLING), work)


def _changed_outside(opened: "Opened") -> None:
    """Somebody else changes the file; the clerk goes on from it with all of his own."""
    path = opened.session.loaded.path
    theirs = figures.report()
    theirs.set_text("agency.office", "外面改的")
    path.write_text(figures.text_of(theirs), encoding="utf-8")


def _rebase(opened: "Opened") -> None:
    loaded = load(opened.session.loaded.path)
    assert loaded.report is not None
    mine: Report = opened.session.report.copy()
    mine.set_text("agency.office", loaded.report.text("agency.office"))
    opened.session.rebase(loaded, mine)


MUCH = tuple(edit("problems.intro", f"第{number}稿。{_PROSE * 3}") for number in range(12))
"""More than a journal keeps without writing itself anew."""


def _save_as(opened: "Opened") -> None:
    opened.session.save_as(opened.session.loaded.path.with_name("copy.toml"))


KILLED = (
    Scenario("a report edited and saved", clerk.whole, (*FILLING, save)),
    Scenario("saved twice", clerk.whole, (*FILLING[:2], save, *FILLING[2:], save)),
    Scenario("a new report", clerk.nothing, (*FILLING[:2], save, FILLING[2]), new=figures.report),
    Scenario("comments kept", clerk.annotated, (FILLING[0], save)),
    Scenario("behind a symbolic link", clerk.linked, (*FILLING[:2], save)),
    Scenario(
        "parts, undo and redo",
        clerk.whole,
        (
            parts("overview", ("甲", "一。"), ("乙", "二。")),
            undo,
            redo,
            edit("overview.parts.1.text", "三。"),
            undo,
            save,
        ),
    ),
    Scenario("a draft recovered", _left_behind, (recover, edit(_CELLS[2], "3404"), save)),
    Scenario("a journal written anew", clerk.whole, (FILLING[0], *MUCH, FILLING[1])),
    Scenario("another's change taken in", clerk.whole, (FILLING[0], _rebase, FILLING[1], save)),
    Scenario("a folder that may not be written", clerk.whole, FILLING, unprivileged=True),
)
"""Killed at every system call that touches a file."""

SAVED_AS = Scenario("saved under another name", clerk.whole, (*FILLING[:2], _save_as))

FAILING = (
    Scenario("saved, edited on, saved again", clerk.whole, (*FILLING, save, edit(_CELLS[0], "1177"), save)),
    Scenario("a new report", clerk.nothing, (*FILLING[:2], save, FILLING[2], save), new=figures.report),
)
"""Met by failing system calls; the last step saves."""

__all__ = ["FAILING", "FILLING", "KILLED", "NAME", "SAVED_AS"]
