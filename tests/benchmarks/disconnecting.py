"""Over a real ssh, and when the line is cut."""

import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from select import select
from statistics import median

from tests.benchmarks import stock_apps
from tests.benchmarks.pty_program import PtyProgram
from tests.benchmarks.reporting import Row, undisturbed
from tests.benchmarks.wizard import FRAMES, IMPORTED, MARKER, SETTLED, TAB, environment, go_to, sample_copy, wizard
from tests.faults import ssh
from tests.faults.terminal import DEAF, Terminal
from tests.program import MAIN, ROOT
from tui.drafts.draft_file import find_drafts

_KEYS = 60
_SECONDS = 3.0
_PLACE, _FIGURE = "requests.received.natural_person", "1234"

_PAINTED = "key over ssh to painted cell, lower quartile"
_GONE = "ssh client killed to process gone, journal complete"


def rows(rounds: int) -> Iterator[Row]:
    """Every measurement of this module."""
    if reason := ssh.missing():
        yield from (Row(what, 0, "ms", skipped=reason) for what in (_PAINTED, _GONE))
    else:
        with ssh.Server() as server:
            yield _keys_over_ssh(server, rounds)
            yield _killed_client(server, rounds)
    yield _end_of_input(rounds)


def _over_ssh(server: ssh.Server, path: Path) -> PtyProgram:
    variables = {**environment(path), "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    assigned = (f"{name}={value}" for name, value in variables.items())
    return PtyProgram(server.client("env", *assigned, sys.executable, "-m", "tui.cli", "edit", str(path)))


def _keys_over_ssh(server: ssh.Server, rounds: int) -> Row:
    """The same keys in turn over ssh and through a terminal here."""
    times: tuple[list[float], list[float]] = [], []
    keys = [key for number in range(_KEYS // 3) for key in (*str(10 + number * 7 % 90), TAB)]
    for _ in range(rounds):
        with (
            sample_copy() as path,
            sample_copy() as other,
            _over_ssh(server, path) as far,
            wizard(other) as near,
        ):
            for program in (far, near):
                go_to(program, "三")
                program.idle_bytes(IMPORTED)
            for key in keys:
                for program, taken in zip((far, near), times, strict=True):
                    taken.append(program.press(key, FRAMES, shows=key if key != TAB else "").seconds)
    far_times, near_times = (1e3 * undisturbed(taken) for taken in times)
    return Row(_PAINTED, far_times, "ms", 1.3, near_times)


def _killed_client(server: ssh.Server, rounds: int) -> Row:
    """The longest of some rounds, each with a cell committed and another being typed."""
    longest = 0.0
    for _ in range(rounds):
        with sample_copy() as path, _over_ssh(server, path) as program:
            go_to(program, "三")
            program.press(_FIGURE + TAB + "5", quiet=SETTLED)
            pid = int(json.loads(path.with_name(f".{path.name}.lock").read_text())["pid"])
            process = os.pidfd_open(pid)
            killed = time.perf_counter()
            os.kill(program.pid, signal.SIGKILL)
            gone = _ended(process, 10.0)
            longest = max(longest, time.perf_counter() - killed if gone else float("inf"))
            drafts = find_drafts(path)
            if not drafts or drafts[0].texts.get(_PLACE) != _FIGURE:
                longest = float("inf")
    return Row(_GONE, longest, "s", 1.0)


def _ended(process: int, patience: float) -> bool:
    """Wait for the end of a process, of any parent's, and let go of its descriptor."""
    try:
        return bool(select([process], [], [], patience)[0])
    finally:
        os.close(process)


def _end_of_input(rounds: int) -> Row:
    """Processor time used from the end of the input on, by processes that SIGHUP does not reach; ours at its most.

    Stock Textual's is what it uses in three seconds; it would go on.
    """
    ours, floor = 0.0, []
    stock = f"{DEAF}; from tests.benchmarks.stock_apps import InputApp; InputApp().run()"
    for _ in range(rounds):
        with Terminal(command=[sys.executable, "-c", stock]) as terminal:
            terminal.first_paint(stock_apps.MARKER)
            floor.append(_used_after_hang_up(terminal)[0])
        with sample_copy() as path:
            command = [sys.executable, "-c", f"{DEAF}\n{MAIN}", "edit", str(path)]
            with Terminal(command=command, environment=environment(path)) as terminal:
                terminal.first_paint(MARKER)
                used, gone = _used_after_hang_up(terminal)
                ours = max(ours, used if gone else float("inf"))
    return Row("end of input without a signal: CPU until gone", ours, "s", 0.1, median(floor), absolute=True)


def _used_after_hang_up(terminal: Terminal) -> tuple[float, bool]:
    """Seconds of processor time of all threads, in at most three seconds; and whether the process has ended then."""
    terminal.drain(SETTLED)
    time.sleep(IMPORTED)
    before = _processor_time(terminal.pid)
    terminal.hang_up()
    # The process is not waited for before its time was read.
    gone = _ended(os.pidfd_open(terminal.pid), _SECONDS)
    return _processor_time(terminal.pid) - before, gone


def _processor_time(pid: int) -> float:
    """Seconds that a process has used, in all its threads, also after its end until it is waited for."""
    # How Linux numbers the clocks of other processes (CPUCLOCK_SCHED); `time.pthread_getcpuclockid` knows threads only.
    return time.clock_gettime(~pid << 3 | 2)
