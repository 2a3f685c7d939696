"""What the journal takes: the time of a committed cell, and room on the disk."""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from schema.editions import edition_2021
from schema.report import Part, new_report
from schema.report_file import Loaded
from tests.benchmarks.pty_program import PtyProgram
from tests.benchmarks.reporting import Row, undisturbed
from tests.benchmarks.wizard import FRAMES, IMPORTED, TAB, environment, go_to, sample_copy, wizard
from tui.drafts.journal import Journal
from tui.session import Session

_LINE = b"\n" + b"x" * 150 + b"\n"
"""As long as what the journal appends for a cell."""

_WITHOUT_JOURNAL = """
import sys
from tui.cli import main
from tui.opened import Opened
Opened._still_keeps = lambda self: False
sys.exit(main(sys.argv[1:]))
"""

_PARTS, _CHARACTERS, _COMMITTED = 6, 834, 200


def timed_rows(cells: int) -> Iterator[Row]:
    """A committed cell, on the disk before it is painted, against one without the journal and one bare fdatasync."""
    kept: list[float] = []
    bare: list[float] = []
    synced: list[float] = []
    with sample_copy() as path, sample_copy() as other, wizard(path) as ours, _without_journal(other) as without:
        for program in (ours, without):
            _go_to_figures(program)
        with (path.parent / "appended").open("ab", buffering=0) as file:
            for number in range(cells):
                figure = str(1000 + number)
                kept.append(_commit(ours, figure))
                bare.append(_commit(without, figure))
                synced.append(_append(file.fileno()))
        assert list(path.parent.glob(".*.draft-*")) and not list(other.parent.glob(".*.draft-*"))
    with_journal, floor = (1e3 * value for value in (undisturbed(kept), undisturbed(bare) + undisturbed(synced)))
    yield Row("cell committed and journalled, to paint, low quartile", with_journal, "ms", None, floor)
    yield Row("  more than without a journal and a bare fdatasync", with_journal - floor, "ms", 1.0)


def _without_journal(path: Path) -> PtyProgram:
    return PtyProgram([sys.executable, "-c", _WITHOUT_JOURNAL, "edit", str(path)], environment(path))


def _go_to_figures(program: PtyProgram) -> None:
    go_to(program, "三")
    # The first commit makes the journal.
    _commit(program, "7")
    program.idle_bytes(IMPORTED)


def _commit(program: PtyProgram, figure: str) -> float:
    program.press(figure, FRAMES)
    return program.press(TAB, FRAMES).seconds


def _append(descriptor: int) -> float:
    start = time.perf_counter()
    os.write(descriptor, _LINE)
    os.fdatasync(descriptor)
    return time.perf_counter() - start


def counted_rows() -> Iterator[Row]:
    """The journal at its largest in an hour in which a whole report is typed, and the report that is saved then."""
    # Nothing here waits for the disk: only sizes are looked at.
    unsynced = patch.multiple(os, fsync=_do_nothing, fdatasync=_do_nothing)
    with tempfile.TemporaryDirectory(prefix="nianbao-") as folder, unsynced:
        path = Path(folder, "report.toml")
        session = Session(Loaded(path, b""), new_report(edition_2021.EDITION))
        journal = Journal(session)
        session.observers.append(journal)
        largest = max(journal.file.stat().st_size for _ in _typing(session) if journal.file is not None)
        session.save()
        size = path.stat().st_size
    yield Row("journal of an hour's typing, at its largest", largest, "B", 4, size, exact=True)


def _do_nothing(_descriptor: int) -> None:
    pass


def _typing(session: Session) -> Iterator[None]:
    """Six parts of prose, each committed every 200 characters, then every figure, one in three corrected once."""
    session.set_parts("overview", [Part(f"第{number + 1}部分") for number in range(_PARTS)])
    for part in range(_PARTS):
        prose = "".join(f"第{part + 1}部分的第{number}句话，讲公开工作。" for number in range(60))[:_CHARACTERS]
        for length in (*range(_COMMITTED, _CHARACTERS, _COMMITTED), _CHARACTERS):
            session.edit(f"overview.parts.{part}.text", prose[:length])
            yield
    for number, place in enumerate(session.report.edition.cells):
        for figure in (number + 7, number) if number % 3 == 0 else (number,):
            session.edit(place, str(figure))
            yield
