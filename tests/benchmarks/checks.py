"""What all checks of a report take, last year's read and laid beside it, against reading both files."""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from schema.canonical import canonical
from schema.checks import findings_of
from schema.checks.registry import Context
from schema.previous import find_previous
from schema.report import Report
from schema.report_file import load
from tests.benchmarks.in_process import by_turns
from tests.benchmarks.reporting import Row
from tests.benchmarks.wizard import SAMPLE
from tui.session import Session


def rows(rounds: int) -> Iterator[Row]:
    """Every measurement of this module."""
    with two_years() as (this, last):
        yield _all_checks(this, last, rounds)
        yield _found(this, rounds)
        yield _keystroke(this, rounds)


@contextmanager
def two_years() -> Iterator[tuple[Path, Path]]:
    """A full report and that of the year before, in one folder: as good a copy as a hurried clerk would make."""
    report = load(SAMPLE).report
    assert report is not None and report.year is not None
    with TemporaryDirectory() as folder:
        this, last = (Path(folder, f"{year}.toml") for year in (report.year, report.year - 1))
        this.write_bytes(SAMPLE.read_bytes())
        last.write_text(canonical(_year_before(report)), encoding="utf-8")
        yield this, last


def _year_before(report: Report) -> Report:
    before = report.copy()
    before.set_text("report.year", str((report.year or 0) - 1))
    for place in report.edition.cells:
        before.set_text(place, str(int(report.number(place).value or 0) * 9 // 10))
    return before


def _all_checks(this: Path, last: Path, rounds: int) -> Row:
    report, previous = load(this).report, load(last).report
    assert report is not None

    def floor() -> None:
        for path in (this, last):
            tomllib.loads(path.read_bytes().decode())

    ours, bare = by_turns(5 * rounds, lambda: findings_of(Context(report, previous)), floor)
    return Row("all checks of a report, last year included", ours, "ms", 4.0, bare)


def _found(this: Path, rounds: int) -> Row:
    """Looking for last year's file and reading it, against reading a file."""
    report = load(this).report
    assert report is not None
    ours, floor = by_turns(5 * rounds, lambda: find_previous(this, report), lambda: load(this))
    return Row("last year's file, found beside and read", ours, "ms", None, floor)


def _keystroke(this: Path, rounds: int) -> Row:
    """Checks of figures after one was changed, with and without last year's."""
    loaded = load(this)
    found = find_previous(this, Session(loaded).report)
    assert found is not None
    sessions = [Session(loaded), Session(loaded)]
    sessions[0].set_previous(found.report, None)
    cell = next(iter(sessions[0].report.edition.balanced_table.cells)).place
    figures = iter(range(10**9))

    def keystroke(session: Session) -> None:
        session.edit(cell, str(next(figures)))
        session.table_findings()

    ours, floor = by_turns(100 * rounds, lambda: keystroke(sessions[0]), lambda: keystroke(sessions[1]))
    return Row("sums and cell checks beside last year, and without", ours, "ms", None, floor)
