"""F7 to F12: a terminal that goes, a program that is told to go, one that is stopped, one that nobody reads."""

import itertools
import os
import signal
import sys
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
from tests.faults.terminal import (
    DEAF,
    DOWN,
    ENTER,
    F1,
    MAIN,
    MARKER,
    REDRAW,
    RESTORED,
    TAB,
    Terminal,
    plain_attributes,
    resize,
    shown_by,
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


# F7, F8


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


# F9


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
            told = took < _DEAF_SECONDS and spent < _PROCESSOR_SECONDS
            tally.hold("I3", told, f"{name}: gone after {took:.2f} s, {spent:.2f} s of processor, {terminal.status}")
            judge(tally, work, before, name)
    return tally


# F10


def stopped() -> Iterator[Job]:
    """Stopped and continued, from outside."""
    yield _stopped


_SHELL = """
import os, signal, sys
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
job = os.fork()
if job == 0:
    os.setpgid(0, 0)
    os.tcsetpgrp(0, os.getpid())
    signal.signal(signal.SIGTTOU, signal.SIG_DFL)
    os.execv(sys.executable, [sys.executable, "-c", PROGRAM, *sys.argv[1:]])
signal.signal(signal.SIGUSR1, lambda *_: (os.tcsetpgrp(0, job), os.kill(job, signal.SIGCONT)))
while True:
    _, status = os.waitpid(job, os.WUNTRACED)
    if not os.WIFSTOPPED(status):
        os._exit(os.waitstatus_to_exitcode(status) & 255)
    os.tcsetpgrp(0, os.getpid())
"""
"""A shell with one job, which it continues in the foreground when it gets SIGUSR1."""


def _stopped() -> Tally:
    tally = Tally()
    for size in ((80, 24), (100, 30), (132, 43)):
        with clerk.folder(WHOLE) as work:
            path = work / NAME
            before = path.read_bytes()
            shell = [sys.executable, "-c", f"PROGRAM = {MAIN!r}\n{_SHELL}", "edit", str(path)]
            with Terminal(command=shell) as terminal:
                committed(terminal)
                tally.run()
                _stop_and_continue(tally, terminal, size)
                os.kill(_job(terminal), signal.SIGTERM)
                terminal.ended(5)
                judge(tally, work, before, f"stopped, {size}")
    # Where there is no shell that could continue it, nothing may stop it.
    with clerk.folder(WHOLE) as work, Terminal("edit", work / NAME) as terminal:
        committed(terminal)
        tally.run()
        terminal.kill(signal.SIGTSTP)
        with tally.told("I5", "stopped without a shell"):
            terminal.send("66" + TAB)
            terminal.wait_for("66", 5)
    return tally


def _stop_and_continue(tally: Tally, terminal: Terminal, size: tuple[int, int]) -> None:
    job = _job(terminal)
    terminal.mark()
    os.kill(job, signal.SIGTSTP)
    with tally.told("I5", f"stopped, {size}"):
        terminal.wait_for(lambda: state_of(job) == "T", 3)
        terminal.drain(0.1)
        missing = [each for each in RESTORED if each not in terminal.recent]
        assert not missing, f"not restored: {missing}"
        assert terminal.attributes() == plain_attributes(), "the terminal's modes differ"
    terminal.resize(*size)
    terminal.mark()
    terminal.kill(signal.SIGUSR1)
    with tally.told("I5", f"continued, {size}"):
        terminal.wait_for(lambda: VALUE in visible_text(terminal.recent), 5)
        terminal.drain(0.3)
        assert b"\x1b[?1049h" in terminal.recent, "not in the alternate screen"
        assert VALUE in terminal.screen(*size)
    with tally.told("I5", f"typed after it, {size}"):
        terminal.send("66" + TAB)
        terminal.wait_for(lambda: "66" in terminal.screen(*size), 5)


def _job(terminal: Terminal) -> int:
    return int(Path(f"/proc/{terminal.pid}/task/{terminal.pid}/children").read_text().split()[0])


def state_of(pid: int) -> str:
    """A process's state, such as ``S`` or ``T``."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


# F11


def unread() -> Iterator[Job]:
    """Nobody reads what the program writes."""
    yield from (partial(_unread, end) for end in ("read again", "hung up", "killed"))


_CELLS = 120
"""More frames than the terminal's queue and the writer's hold."""


def _unread(end: str) -> Tally:
    tally = Tally()
    with clerk.folder(WHOLE) as work, Terminal("edit", work / NAME) as terminal:
        before = (work / NAME).read_bytes()
        committed(terminal)
        tally.run()
        keys = [TAB.join(str(9000 + 10 * index + digit) for digit in range(6)) for index in range(_CELLS // 6)]
        grown = [_journal_size(work)]
        stalled = time.monotonic()
        for block in keys:
            # One block of cells and a repaint of all: a screen of bytes that nobody reads.
            _push(terminal, REDRAW * 4 + block + TAB)
            until = time.monotonic() + 0.6
            while _journal_size(work) == grown[-1] and time.monotonic() < until:
                time.sleep(0.01)
            grown.append(_journal_size(work))
            if time.monotonic() - stalled > 12:
                break
        times = sum(later > earlier for earlier, later in itertools.pairwise(grown))
        tally.hold("I2", times >= len(grown) - 2, f"{end}: the journal grew {times} times in {len(grown) - 1} blocks")
        if end == "read again":
            terminal.mark()
            with tally.told("I5", end):
                terminal.drain(0.5)
                assert "三" in terminal.screen()
            terminal.kill(signal.SIGTERM)
        elif end == "hung up":
            terminal.hang_up()
        else:
            terminal.kill(signal.SIGKILL)
        if end != "read again":
            began = time.monotonic()
            while terminal.alive and time.monotonic() - began < 5:
                time.sleep(0.005)
            tally.hold("I3", time.monotonic() - began < _SECONDS, f"{end}: gone after {time.monotonic() - began:.2f} s")
        else:
            terminal.ended(5)
        judge(tally, work, before, end)
    return tally


def _push(terminal: Terminal, keys: str) -> None:
    """Write keys without reading what comes."""
    data = keys.encode()
    until = time.monotonic() + 5
    while data and time.monotonic() < until:
        try:
            data = data[os.write(terminal.descriptor, data) :]
        except BlockingIOError:
            time.sleep(0.01)


def _journal_size(work: Path) -> int:
    return sum(path.stat().st_size for path in work.glob(f".{NAME}.draft*"))


# F12


def resized() -> Iterator[Job]:
    """Sizes in quick succession, impossible ones among them."""
    yield _resized


_SIZES = ((1, 1), (0, 0), (500, 24), (80, 1), (2, 50), (79, 23), (80, 24), (132, 60), (0, 24), (80, 0), (65535, 1))
_RESIZES = 2_000


def _resized() -> Tally:
    tally = Tally()
    with clerk.folder(WHOLE) as work, Terminal("edit", work / NAME) as terminal:
        before = (work / NAME).read_bytes()
        committed(terminal)
        for index in range(_RESIZES):
            columns, rows = _SIZES[index % len(_SIZES)] if index % 3 else (40 + index % 90, 10 + index % 40)
            if columns * rows > 40_000:
                columns = 500
            resize(terminal.descriptor, columns, rows)
            tally.run()
            terminal.read(0.001)
        with tally.told("I5", "after the storm"):
            terminal.drain(0.5)
            assert terminal.alive, f"ended with {terminal.status}: {visible_text(terminal.output)[-500:]}"
            terminal.resize(100, 30)
            terminal.drain(0.5)
            terminal.mark()
            terminal.resize(80, 24)
            terminal.wait_for(lambda: VALUE in visible_text(terminal.recent), 5)
            terminal.drain(0.3)
            painted = terminal.recent
            assert shown_by(painted) == terminal.screen(), "the last frame is not what a full repaint shows"
        terminal.send("77" + TAB)
        terminal.drain(0.2)
        terminal.kill(signal.SIGTERM)
        terminal.ended(5)
        judge(tally, work, before, "resized")
    return tally
