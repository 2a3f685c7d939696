"""What is timed on a terminal, ours and the stock floor by turns."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from statistics import median, quantiles

from tests.benchmarks import stock_apps
from tests.benchmarks.counts import go_to_prose_end, open_prose
from tests.benchmarks.pty_program import PtyProgram
from tests.benchmarks.reporting import Row
from tests.benchmarks.wizard import (
    CHECK,
    DOWN,
    FRAMES,
    IMPORTED,
    MARKER,
    NEXT,
    SAMPLE,
    SAVE,
    SETTLED,
    STEPS,
    TAB,
    long_prose,
    opened,
    sample_copy,
    wizard,
)

KEYS = 200

# After so many keys the typist pauses, and the wizard does what it leaves for then.
_KEYS_BETWEEN_PAUSES = 20


def stock(name: str) -> PtyProgram:
    """A stock application, not yet started."""
    return PtyProgram([sys.executable, "-m", "tests.benchmarks.stock_apps", name])


def start_rows(rounds: int) -> Iterator[Row]:
    """Start to first paint, and memory at that moment."""
    ours, floor = _Starts(), _Starts()
    with sample_copy() as path:
        for _ in range(rounds):
            floor.take(stock("input"), stock_apps.MARKER)
            ours.take(wizard(path), MARKER)
    yield Row("start of `nianbao edit` to first paint", 1e3 * median(ours.times), "ms", 1.0, 1e3 * median(floor.times))
    yield Row("memory at first paint, RSS", median(ours.resident), "MB", 1.0, median(floor.resident))
    yield Row("memory at first paint, PSS", median(ours.shares), "MB", None, median(floor.shares))
    with sample_copy() as path, opened(path) as program:
        program.idle_bytes(IMPORTED)
        loaded = program.memory()
        _use_everything(program)
        used = program.memory()
    for what, (resident, share), goal in (
        ("report loaded, all imported", loaded, 1.5),
        ("every page, a check, a save", used, None),
    ):
        yield Row(f"memory, {what}, RSS", resident / 1024, "MB", goal, median(floor.resident))
        yield Row(f"memory, {what}, PSS", share / 1024, "MB", None, median(floor.shares))


class _Starts:
    def __init__(self) -> None:
        self.times: list[float] = []
        self.resident: list[float] = []
        self.shares: list[float] = []

    def take(self, program: PtyProgram, marker: str) -> None:
        with program:
            self.times.append(program.first_paint(marker))
            resident, share = program.memory()
        self.resident.append(resident / 1024)
        self.shares.append(share / 1024)


def _use_everything(program: PtyProgram) -> None:
    """Visit every step, change a figure and save it."""
    for step in STEPS[1:]:
        program.press(NEXT, quiet=SETTLED)
        if step == "三":
            program.press("5", quiet=SETTLED)
            program.press(TAB, quiet=SETTLED)
    program.press(SAVE, quiet=SETTLED)
    program.press(CHECK, quiet=SETTLED)


def grid_key_rows(rounds: int) -> Iterator[Row]:
    """A key in section 三 to its painted cell, with every total, the balance and the checks; two digits, then Tab."""
    ours: list[float] = []
    floor: list[float] = []
    keys = [key for number in range(KEYS) for key in (*str(10 + number * 7 % 90), TAB)][:KEYS]
    for _ in range(rounds):
        with stock("cell") as program:
            program.first_paint(stock_apps.MARKER)
            program.read_until_quiet(SETTLED)
            floor += _latencies(program, [key if key != TAB else "x" for key in keys])
        with sample_copy() as path, opened(path, "三") as program:
            ours += _latencies(program, keys)
    yield _row("key in the grid to painted cell, median", ours, floor, 1.25)
    yield _row("key in the grid to painted cell, p99", ours, floor, 3.0, 99)


def _latencies(program: PtyProgram, keys: Sequence[str]) -> list[float]:
    times = []
    for number, key in enumerate(keys):
        if number % _KEYS_BETWEEN_PAUSES == _KEYS_BETWEEN_PAUSES - 1:
            program.read_until_quiet(SETTLED)
        times.append(program.press(key, FRAMES, shows=key if key != TAB else "").seconds)
    return times


def prose_key_rows(rounds: int, keys: int) -> Iterator[Row]:
    """A character in one paragraph of 3,000, at its beginning and at its end."""
    times: dict[tuple[str, str], list[float]] = {}
    sizes: dict[tuple[str, str], list[float]] = {}
    for _ in range(rounds):
        for who, start in (("stock", _stock_prose), ("ours", _our_prose)):
            with start() as program:
                _prose(program, keys, times.setdefault((who, "middle"), []), sizes.setdefault((who, "middle"), []))
                go_to_prose_end(program)
                _prose(program, keys, times.setdefault((who, "end"), []), sizes.setdefault((who, "end"), []))
    for where, name in (("end", "at the end"), ("middle", "in the 8th row")):
        ours, floor = ("ours", where), ("stock", where)
        yield _row(f"character {name} of 3,000, median", times[ours], times[floor], 0.4)
        yield Row(f"character {name} of 3,000, median bytes", median(sizes[ours]), "B", None, median(sizes[floor]))


@contextmanager
def _stock_prose() -> Iterator[PtyProgram]:
    with stock("textarea") as program:
        program.first_paint(stock_apps.MARKER)
        program.read_until_quiet(SETTLED)
        program.press(DOWN * 7, quiet=SETTLED)
        yield program


@contextmanager
def _our_prose() -> Iterator[PtyProgram]:
    with long_prose() as path, opened(path) as program:
        open_prose(program)
        program.press(DOWN * 7, quiet=SETTLED)
        yield program


def _prose(program: PtyProgram, keys: int, times: list[float], sizes: list[float]) -> None:
    for number in range(keys):
        response = program.press("政府信息公开"[number % 6], FRAMES)
        times.append(response.seconds)
        sizes.append(len(response.data))


def _row(what: str, ours: list[float], floor: list[float], goal: float, percentile: int = 50) -> Row:
    def value(times: list[float]) -> float:
        return 1e3 * (median(times) if percentile == 50 else quantiles(times, n=100)[percentile - 1])

    return Row(what, value(ours), "ms", goal, value(floor))


def check_rows(rounds: int) -> Iterator[Row]:
    """The whole process of `nianbao check`."""
    ours, floor = [], []
    for _ in range(rounds):
        floor.append(_seconds([sys.executable, "-c", "import pydantic"]))
        ours.append(_seconds([sys.executable, "-m", "tui.cli", "check", str(SAMPLE)]))
    yield Row("`nianbao check FILE`", 1e3 * median(ours), "ms", 1.5, 1e3 * median(floor))


def _seconds(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start
