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

# Long enough for one key's frames on a busy machine.
QUIET = 0.12

BURST = 200


def count_keys(program: PtyProgram, keys: Sequence[str], quiet: float = QUIET) -> list[int]:
    """The bytes that each key is answered with."""
    return [len(program.press(key, quiet).data) for key in keys]


def digits_and_commits(program: PtyProgram) -> tuple[list[int], list[int]]:
    """Bytes of each digit, and of each Tab that commits a figure: with totals, balance, hints and states repainted."""
    digits: list[int] = []
    commits: list[int] = []
    for number in range(12):
        digits += count_keys(program, str(13 + number * 7))
        commits += count_keys(program, [TAB], SETTLED)
    return digits, commits


def moves(program: PtyProgram) -> list[int]:
    """Bytes of each move from cell to cell, up, down and sideways."""
    return count_keys(program, [RIGHT, RIGHT, DOWN, DOWN, LEFT, UP, DOWN, DOWN, RIGHT, DOWN, DOWN, UP])


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
        digits, commits = digits_and_commits(program)
        yield Row("digit in 三, most bytes", max(digits), "B", 160, exact=True)
        yield Row("Tab that commits, with totals and balance, most bytes", max(commits), "B", 160, exact=True)
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
