"""What is counted exactly: bytes on the line, and figures that keys typed ahead put into the wrong cell."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from schema.form import Table
from schema.report_file import load
from tests.benchmarks.pty_program import PtyProgram
from tests.benchmarks.reporting import Row
from tests.benchmarks.wizard import (
    BACK_TAB,
    DOWN,
    END,
    ENTER,
    LEFT,
    NEXT,
    PAGE_DOWN,
    RIGHT,
    SAVE,
    SETTLED,
    STEPS,
    TAB,
    UP,
    burst,
    long_prose,
    modified,
    opened,
    sample_copy,
    wrong_cells,
)

# Long enough for one key's frames, and shorter than a pause in which more is shown.
QUIET = 0.05

BURST = 200


def count_keys(program: PtyProgram, keys: Sequence[str], quiet: float = QUIET) -> list[int]:
    """The bytes that each key is answered with."""
    return [len(program.press(key, quiet).data) for key in keys]


def digits(program: PtyProgram) -> list[int]:
    """Bytes of each key of a figure and of the Tab that commits it, with the totals and the balance repainted."""
    first = count_keys(program, [key for number in range(13, 97, 7) for key in (*str(number), TAB)])
    count_keys(program, [BACK_TAB] * 12)
    again = count_keys(program, [key for number in range(14, 98, 7) for key in (*str(number), TAB)])
    return _undelayed(first, again)


def moves(program: PtyProgram) -> list[int]:
    """Bytes of each move from cell to cell, up, down and sideways."""
    there_and_back = [RIGHT, RIGHT, DOWN, DOWN, LEFT, UP, DOWN, DOWN, LEFT, UP, UP, UP]
    return _undelayed(count_keys(program, there_and_back), count_keys(program, there_and_back))


def _undelayed(first: list[int], again: list[int]) -> list[int]:
    """What each key costs: on a machine that falls behind, what follows in a pause is once counted with it."""
    return [min(sizes) for sizes in zip(first, again, strict=True)]


def resting(program: PtyProgram) -> list[int]:
    """Bytes that follow when the cursor rests: the place's name and hint and, after a change, the steps' states."""
    sizes = []
    for key in ("7", TAB, DOWN, "8", TAB, DOWN):
        program.press(key)
        sizes.append(len(program.read_until_quiet(SETTLED)))
    return sizes


def switches(program: PtyProgram) -> dict[str, int]:
    """Bytes of a switch to each step, twice around: on the second round every page is there already."""
    return {
        f"{step}{' again' if again else ''}": count_keys(program, [NEXT], SETTLED)[0]
        for again in (False, True)
        for step in (*STEPS[1:], STEPS[0])
    }


def open_prose(program: PtyProgram) -> None:
    """From the cover of `long_prose` into its long paragraph."""
    program.press(NEXT, quiet=SETTLED)
    program.press(ENTER, quiet=SETTLED)


def go_to_prose_end(program: PtyProgram) -> None:
    """To the last character of a paragraph of 3,000."""
    program.press(PAGE_DOWN * 12, quiet=SETTLED)
    program.press(END, quiet=SETTLED)


def prose_keys(program: PtyProgram) -> list[int]:
    """Bytes of each character, beside those of a row that becomes full."""
    return count_keys(program, "政府信息公开工作年度报告")


def wrong_after_burst(program: PtyProgram, path: Path, keys: int = BURST) -> int:
    """Send keys in one chunk to section 三 and save; how many figures are wrong then."""
    report = load(path).report
    assert report is not None
    table: Table = report.edition.table("requests")
    typed, expected = burst(report, table, keys)
    assert len(typed) == keys
    program.press(typed, quiet=SETTLED)
    before = modified(path)
    program.press(SAVE, quiet=SETTLED)
    _wait(lambda: modified(path) != before)
    return wrong_cells(path, expected)


def _wait(condition: Callable[[], bool], limit: float = 10.0) -> None:
    end = time.perf_counter() + limit
    while not condition():
        if time.perf_counter() > end:
            raise TimeoutError
        os.sched_yield()


def rows(idle_seconds: float = 10.0) -> Iterator[Row]:
    """Every exact count, largest of its kind."""
    with sample_copy() as path, opened(path, "三") as program:
        yield Row("idle, bytes in 10 s", program.idle_bytes(idle_seconds), "B", 0, exact=True)
        yield Row("move in 三, most bytes", max(moves(program)), "B", 60, exact=True)
        yield Row("digit or commit in 三, with totals and balance, most", max(digits(program)), "B", 160, exact=True)
        yield Row("what follows when the cursor rests, most bytes", max(resting(program)), "B", exact=True)
    with sample_copy() as path, opened(path) as program:
        counted = switches(program)
        widest = max(counted, key=lambda step: counted[step])
        yield Row(f"section switch, most bytes (to {widest})", counted[widest], "B", 4000, exact=True)
    with long_prose() as path, opened(path) as program:
        open_prose(program)
        middle = prose_keys(program)
        go_to_prose_end(program)
        yield Row("character at the end of 3,000, most bytes", max(prose_keys(program)), "B", 100, exact=True)
        yield Row("character in the 1st row of 3,000, most bytes", max(middle), "B", exact=True)
    with sample_copy() as path, opened(path, "三") as program:
        wrong = wrong_after_burst(program, path)
        yield Row(f"{BURST} keys in one chunk, wrong cells", wrong, "cells", 0, exact=True)
