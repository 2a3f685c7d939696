"""The wizard on a terminal, opened on a copy of a sample report, and the keys it is driven with."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from schema.form import Place, Table
from schema.report import Report
from schema.report_file import load
from tests.benchmarks.pty_program import PtyProgram
from tests.benchmarks.stock_apps import PARAGRAPH
from tui.terminal.application import FULL_REPAINT

SAMPLES = Path(__file__).parents[2] / "sample_reports"
SAMPLE = SAMPLES / "suqian-2023.toml"
"""Every cell filled, no error."""

MARKER = "F8下节"
"""Stands in the last line of the first frame."""

NEXT, BACK, CHECK, SAVE = "\x1b[19~", "\x1b[18~", "\x1b[20~", "\x13"
UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
PAGE_DOWN, END, TAB, BACK_TAB, ENTER = "\x1b[6~", "\x1b[F", "\t", "\x1b[Z", "\r"

_QUOTES = '"""'

STEPS = ("cover", "一", "二", "三", "四", "五", "六", "check", "preview")

# Longer than any delay that the wizard makes before it shows something.
SETTLED = 0.6

# In so many seconds the wizard has imported what its first frame did not need.
IMPORTED = 3.0

# As long as a frame may come after the first of its key.
FRAMES = 0.03


@contextmanager
def sample_copy(source: Path = SAMPLE) -> Iterator[Path]:
    """A copy of a sample in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
        yield Path(shutil.copy(source, folder))


@contextmanager
def long_prose() -> Iterator[Path]:
    """A report whose section 一 begins with one paragraph of 3,000 characters."""
    with sample_copy() as path:
        before, intro, after = path.read_text().partition('intro = """\n')
        path.write_text(f"{before}{intro}{PARAGRAPH}{after[after.index(chr(10) + _QUOTES) :]}")
        report = load(path).report
        assert report is not None and report.text("overview.intro") == PARAGRAPH
        yield path


def wizard(path: Path) -> PtyProgram:
    """The wizard, not yet started; its first frame holds `MARKER`."""
    return PtyProgram([sys.executable, "-m", "tui.cli", "edit", str(path)], environment(path))


def environment(path: Path) -> dict[str, str]:
    """What the wizard is started with: a user of whom nothing is remembered."""
    return {FULL_REPAINT: "0", "XDG_STATE_HOME": str(path.parent / "state")}


@contextmanager
def opened(path: Path, step: str = "cover") -> Iterator[PtyProgram]:
    """The wizard on a step, with everything painted."""
    with wizard(path) as program:
        go_to(program, step)
        yield program


def go_to(program: PtyProgram, step: str) -> None:
    """Wait for the first frame, and turn pages to a step."""
    program.first_paint(MARKER)
    program.read_until_quiet(SETTLED)
    for _ in range(STEPS.index(step)):
        program.press(NEXT, quiet=SETTLED)


def typed_rows(report: Report, table: Table) -> list[list[Place]]:
    """The places that are typed, row by row as the grid shows them; totals only where the source's are keyed."""
    keyed = any(cell.place in report.cells for cell in table.keyed_cells)
    rows = []
    for row in table.rows:
        columns = [*row.columns, row.total] if keyed and row.total is not None else row.columns
        rows.append([table.cell_place(row, column) for column in columns])
    return rows


def burst(report: Report, table: Table, keys: int) -> tuple[str, dict[Place, str]]:
    """Keys for a table, and what stands in it when they are typed at its first figure.

    Two digits into each cell; every fifth is ended by Enter, which goes down, the others by Tab.
    """
    rows = typed_rows(report, table)
    expected = {place: report.text(place) for row in rows for place in row}
    typed = ""
    y = x = number = 0
    while len(typed) + 3 <= keys:
        figure = str(10 + number * 7 % 90)
        expected[rows[y][x]] = figure
        down = number % 5 == 4
        typed += figure + (ENTER if down else TAB)
        number += 1
        if down:
            y += 1
        else:
            y, x = (y, x + 1) if x + 1 < len(rows[y]) else (y + 1, 0)
    return typed + TAB * (keys - len(typed)), expected


def wrong_cells(path: Path, expected: dict[Place, str]) -> int:
    """How many figures of a saved table are not what was typed."""
    report = load(path).report
    assert report is not None
    return sum(report.text(place) != text for place, text in expected.items())


def modified(path: Path) -> int:
    """Changes when the file is replaced."""
    return path.stat().st_ino
