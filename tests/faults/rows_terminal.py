"""F7 to F9: a terminal that goes, a program that is told to go."""

import signal
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.benchmarks.pty_program import visible_text
from tests.faults import clerk
from tests.faults.clerk import NAME, Scenario
from tests.faults.command import is_chinese
from tests.faults.counting import Tally
from tests.faults.jobs import Job
from tests.faults.pace import patience
from tests.faults.terminal import (
    DEAF,
    DOWN,
    ENTER,
    F1,
    MARKER,
    TAB,
    Terminal,
)

WHOLE = Scenario("a whole report", clerk.whole, ())
CELL, VALUE = "requests.granted.natural_person", "1176"
_SECONDS = 1.0
_DEAF_SECONDS = 2.0
_PROCESSOR_SECONDS = 0.1

STATES = {
    "a page shown": "",
    "a cell being typed": "55",
    "a cell being corrected": ENTER,
    "the help open": F1,
    "prose being typed": "\x1b[18~\x1b[18~" + ENTER + "正在写的一段话",
}
"""Where the clerk is, by the keys that lead there from 三 with a cell committed."""


def committed(terminal: Terminal, keys: str = "") -> None:
    """Open 三, commit one cell, and go on with other keys."""
    terminal.wait_for(MARKER)
    terminal.go(3)
    terminal.send(DOWN + DOWN + VALUE + TAB)
    terminal.wait_for(VALUE)
    terminal.send(keys)
    terminal.drain(0.15)


def judge(tally: Tally, work: Path, before: bytes, where: str) -> None:
    """What a session that was ended has left: the file as it was, and a draft with the committed cell."""
    path = work / NAME
    tally.hold("I1", path.read_bytes() == before, f"{where}: the file was changed")
    session = clerk.opened(path, WHOLE)
    offers = [report.text(CELL) for report in clerk.offered(session)]
    held = "" if session.held is None else "still locked"
    tally.hold("I2", VALUE in offers and not held, f"{where}: offers {offers} {held}")
    clerk.recover(session)
    session.session.save()
    session.close()
    left = clerk.unexpected(work)
    tally.hold("I4", not left and not clerk.remembered(), f"{where}: {left} {clerk.remembered()}")


def hung_up() -> Iterator[Job]:
    """The terminal is closed."""
    yield _hung_up


def _hung_up() -> Tally:
    tally = Tally()
    for name, keys in STATES.items():
        with clerk.folder(WHOLE) as work, Terminal("edit", work / NAME) as terminal:
            before = (work / NAME).read_bytes()
            committed(terminal, keys)
            tally.run()
            terminal.hang_up()
            took = terminal.ended(5)
            told = took < _SECONDS and terminal.status == 0
            tally.hold("I3", told, f"{name}: gone after {took:.2f} s with {terminal.status}")
            judge(tally, work, before, name)
    return tally


def signalled() -> Iterator[Job]:
    """Told to end by each signal, wherever the clerk is."""
    for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, signal.SIGPIPE):
        yield partial(_signalled, number)


def _signalled(number: int) -> Tally:
    tally = Tally()
    for state, keys in STATES.items():
        name = f"{signal.Signals(number).name}, {state}"
        with clerk.folder(WHOLE) as work, Terminal("edit", work / NAME) as terminal:
            before = (work / NAME).read_bytes()
            committed(terminal, keys)
            tally.run()
            terminal.mark()
            terminal.kill(number)
            took = terminal.ended(5)
            words = visible_text(terminal.recent)
            told = took < _SECONDS and terminal.status == 0 and is_chinese(words)
            tally.hold("I3", told, f"{name}: gone after {took:.2f} s with {terminal.status}: {words[-300:]!r}")
            tally.hold("I5", not terminal.usable(), f"{name}: {terminal.usable()}")
            judge(tally, work, before, name)
    return tally


def gone_unsaid() -> Iterator[Job]:
    """The terminal is gone, and no signal says so."""
    yield _gone_unsaid


def _gone_unsaid() -> Tally:
    tally = Tally()
    for name, keys in STATES.items():
        with clerk.folder(WHOLE) as work, Terminal("edit", work / NAME, before=DEAF) as terminal:
            before = (work / NAME).read_bytes()
            committed(terminal, keys)
            tally.run()
            used = terminal.processor_time()
            terminal.hang_up()
            last = used
            end = time.monotonic() + 5
            began = time.monotonic()
            while terminal.alive and time.monotonic() < end:
                last = max(last, terminal.processor_time())
                time.sleep(0.002)
            took = time.monotonic() - began
            spent = last - used
            told = took < _DEAF_SECONDS and spent < _PROCESSOR_SECONDS * patience()
            tally.hold("I3", told, f"{name}: gone after {took:.2f} s, {spent:.2f} s of processor, {terminal.status}")
            judge(tally, work, before, name)
    return tally
