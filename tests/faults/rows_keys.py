"""F13: what no keyboard sends."""

import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from schema.report import Report
from schema.unsafe import find_unsafe
from tests import figures
from tests.benchmarks.pty_program import visible_text
from tests.faults import clerk
from tests.faults.clerk import NAME
from tests.faults.counting import Tally
from tests.faults.jobs import Job
from tests.faults.rows_terminal import WHOLE
from tests.faults.terminal import DOWN, ENTER, MARKER, Terminal

FOREIGN = {
    "a byte that is never UTF-8": (b"\xff",),
    "GBK": ("政府信息公开".encode("gbk"),),
    "GB18030": ("年度报告㐀".encode("gb18030"),),
    "Big5": ("政府資訊".encode("big5"),),
    "too long a form": (b"\xc0\xaf",),
    "a surrogate": (b"\xed\xa0\x80",),
    "beyond Unicode": (b"\xf4\x90\x80\x80",),
}
"""Bytes that are not UTF-8, in the pieces in which they come."""
UNTYPED = {
    # What it is told apart by is the next key, which has its own effect to show.
    "half a character": (b"\xe6\x94", b"A"),
    "C1 controls": ("\x9b31m\x85\x90".encode(),),
    "NUL": (b"\0\0",),
    "half a sequence": (b"\x1b[", b""),
}
SPLIT = {
    "a character split": ("醴".encode()[:1], "醴".encode()[1:]),
    "every byte alone": tuple(bytes([byte]) for byte in "政府信息公开𠮷".encode()),
}

FIELDS = {
    "a grid": (3, ""),
    "a cell": (3, ENTER),
    "a line": (0, DOWN * 9),
    "prose": (1, ENTER),
}
"""Where it is typed: the step and the keys that begin typing."""


def foreign_bytes() -> Iterator[Job]:
    """Bytes that are not UTF-8, or no keys, in every kind of field."""
    yield from (partial(_foreign, field) for field in FIELDS)


def _foreign(field: str) -> Tally:
    tally = Tally()
    step, begin = FIELDS[field]
    with clerk.folder(WHOLE) as work:
        original = figures.report()
        for name, pieces in (FOREIGN | UNTYPED).items():
            with Terminal("edit", work / NAME) as terminal:
                where = f"{name} in {field}"
                terminal.wait_for(MARKER)
                terminal.go(step)
                terminal.send(begin)
                terminal.drain(0.05)
                tally.run()
                terminal.mark()
                for piece in pieces:
                    terminal.send(piece)
                    terminal.drain(0.1)
                if name in FOREIGN:
                    with tally.told("I3", where):
                        terminal.wait_for("UTF-8", 3)
                terminal.drain(0.1)
                tally.hold("I5", terminal.alive, f"{where}: ended: {visible_text(terminal.output)[-300:]}")
                terminal.kill(signal.SIGTERM)
                terminal.ended(5)
                report = left(work)
                same = report.cells == original.cells and not _unsafe_in(report)
                tally.hold("I1", same, f"{where}: a cell was changed, or something unsafe typed")
        if field in ("a line", "prose"):
            for name, pieces in SPLIT.items():
                with Terminal("edit", work / NAME) as terminal, tally.told("I2", f"{name} in {field}"):
                    tally.run()
                    terminal.wait_for(MARKER)
                    terminal.go(step)
                    terminal.send(begin)
                    terminal.drain(0.05)
                    for piece in pieces:
                        terminal.send(piece)
                        terminal.drain(0.02)
                    whole = b"".join(pieces).decode()
                    terminal.wait_for(lambda: whole in terminal.screen(), 5)  # noqa: B023
    return tally


def left(work: Path) -> Report:
    """What the ended session leaves, the draft given up afterwards."""
    session = clerk.opened(work / NAME, WHOLE)
    report = clerk.offered(session)[0]
    for draft in list(session.drafts):
        session.give_up(draft)
    session.close()
    return report


def _unsafe_in(report: Report) -> bool:
    texts = [*report.texts.values(), *(number.text for number in report.cells.values())]
    texts += [text for parts in report.parts.values() for part in parts for text in (part.heading, part.text)]
    return any(find_unsafe(text) or "\ufffd" in text for text in texts)
