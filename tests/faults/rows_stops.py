"""F10 to F12: a program that is stopped, a terminal that nobody reads, one that is resized without end."""

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
from tests.faults.clerk import NAME
from tests.faults.counting import Tally
from tests.faults.jobs import Job
from tests.faults.rows_terminal import VALUE, WHOLE, committed, judge
from tests.faults.terminal import REDRAW, RESTORED, TAB, Terminal, plain_attributes, resize, shown_by
from tests.program import MAIN


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


def unread() -> Iterator[Job]:
    """Nobody reads what the program writes."""
    yield from (partial(_unread, end) for end in ("read again", "hung up", "killed"))


_SECONDS = 1.0
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
    # What is about to take a draft's place may be gone before it is looked at.
    drafts = [path for path in work.glob(f".{NAME}.draft*") if path.suffix != ".new"]
    return sum(path.stat().st_size for path in drafts)


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
