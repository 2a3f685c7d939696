"""What is timed inside this process, after every import."""

import os
import secrets
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from render.document import build
from render.html import to_html
from render.text import to_text
from schema.report_file import load
from tests.benchmarks.reporting import Row
from tests.benchmarks.wizard import SAMPLE, sample_copy
from tui.session import Session
from tui.widgets.grid_model import GridModel


def rows(rounds: int) -> Iterator[Row]:
    """Every measurement of this module."""
    yield _keystroke(rounds)
    yield _open(rounds)
    yield from _save(rounds)
    yield from _render(rounds)


def by_turns(rounds: int, *calls: Callable[[], object], before: Callable[[], object] = lambda: None) -> list[float]:
    """The median time of each of several calls made in turn, in ms; `before` runs, untimed, before each."""
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds):
        for call, taken in zip(calls, times, strict=True):
            before()
            start = time.perf_counter()
            call()
            taken.append(1e3 * (time.perf_counter() - start))
    return [median(taken) for taken in times]


def _session(path: Path) -> Session:
    return Session(load(path))


def _keystroke(rounds: int) -> Row:
    """Sums of the table on the screen and its balance, as the grid computes them; all sums and checks of figures."""
    session = _session(SAMPLE)
    model = GridModel(session, session.report.edition.table("requests"))
    cell = next(iter(model.table.cells)).place
    figures = iter(range(10**9))

    def keystroke() -> None:
        session.edit(cell, str(next(figures)))
        model.recompute()
        session.table_findings()

    (taken,) = by_turns(200 * rounds, keystroke)
    return Row("one keystroke: edit, all sums and cell checks", taken, "ms", 0.1)


def _open(rounds: int) -> Row:
    ours, floor = by_turns(5 * rounds, lambda: load(SAMPLE), lambda: tomllib.loads(SAMPLE.read_bytes().decode()))
    return Row("open a report", ours, "ms", 1.3, floor)


def _save(rounds: int) -> Iterator[Row]:
    """Save after one changed figure: with the bytes worked out while the typist paused, and without."""
    with sample_copy() as path:
        data = path.read_bytes()
        times: dict[str, list[float]] = {"bare": [], "staged": [], "cold": []}
        for number in range(rounds):
            times["bare"].append(_timed(lambda: _bare_save(path, data)))
            for at, name in enumerate(("staged", "cold")):
                session = _session(path)
                session.edit("disclosure.licensing", str(2 * number + at))
                if name == "staged":
                    session.stage_ahead()
                times[name].append(_timed(session.save))
    floor = median(times["bare"])
    yield Row("save, worked out while idle", median(times["staged"]), "ms", 2.5, floor)
    yield Row("save at once", median(times["cold"]), "ms", None, floor)


def _timed(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return 1e3 * (time.perf_counter() - start)


def _bare_save(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{secrets.token_hex(8)}")
    with temporary.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def _render(rounds: int) -> Iterator[Row]:
    """From the report to text and to a page."""
    loaded = load(SAMPLE)
    report = loaded.report
    assert report is not None
    digest = loaded.digest
    text, page = by_turns(
        5 * rounds,
        lambda: to_text(build(report)),
        lambda: to_html(build(report), source_hash=digest, edition=report.edition.number),
    )
    yield Row("render to text", text, "ms", 1.0)
    yield Row("render to HTML", page, "ms", 1.0)
