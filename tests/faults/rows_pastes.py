"""F14: pastes of every shape and size."""

import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from schema.report import Report
from schema.unsafe import cleaned, find_unsafe
from tests import figures
from tests.faults import clerk
from tests.faults.clerk import NAME, Scenario
from tests.faults.counting import Tally
from tests.faults.jobs import Job
from tests.faults.pace import patience
from tests.faults.rows_keys import FIELDS, left
from tests.faults.rows_terminal import WHOLE
from tests.faults.terminal import ENTER, ESCAPE, MARKER, REDRAW, UNDO, Terminal
from tests.program import TITLES

_SECONDS = 2.0
"""Of processor: the clock also counts what else this machine does."""
_MILLION = 1_000_000


def pasted() -> Iterator[Job]:
    """A million characters, blocks of figures, and what hides in pastes."""
    yield from (partial(_million, field) for field in FIELDS)
    yield _blocks
    yield _prose_pastes


def _bracketed(text: str) -> str:
    return f"\x1b[200~{text}\x1b[201~"


def _million(field: str) -> Tally:
    """In every kind of field: over in two seconds, all of it there or all of it refused."""
    tally = Tally()
    step, begin = FIELDS[field]
    texts = {"digits": "1234567890" * (_MILLION // 10), "汉字": "政府信息公开工作年度报告" * (_MILLION // 12)}
    for name, text in texts.items():
        with clerk.folder(WHOLE) as work, Terminal("edit", work / NAME) as terminal:
            where = f"a million {name} into {field}"
            terminal.wait_for(MARKER)
            terminal.go(step)
            terminal.send(begin)
            terminal.drain(0.3)
            tally.run()
            terminal.mark()
            used = terminal.processor_time()
            terminal.send(_bracketed(text))
            with tally.told("I5", where):
                # The question comes behind the paste, so its answer does too.
                terminal.send(REDRAW)
                terminal.wait_for(lambda: b"\x1b[H " in terminal.recent, 15)
                took = terminal.processor_time() - used
                assert terminal.alive, "ended"
                assert took < _SECONDS * patience(), f"{took:.2f} s of processor"
            terminal.kill(signal.SIGTERM)
            terminal.ended(5)
            report = left(work)
            intro = report.text("overview.intro")
            exact = (
                intro == "" or intro == text or intro.removesuffix(text) != intro or intro.removeprefix(text) != intro
            )
            same = report.cells == figures.report().cells and (field != "prose" or exact)
            tally.hold("I1", same, f"{where}: neither refused nor whole: {len(intro)}")
    return tally


_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_SHAPES = {
    "tabs and line feeds": figures.tsv(figures.without_totals()),
    "CR LF": figures.tsv(figures.without_totals()).replace("\n", "\r\n"),
    "CR": figures.tsv(figures.without_totals()).replace("\n", "\r"),
    "full-width digits": figures.tsv(figures.without_totals()).translate(
        str.maketrans("0123456789", "０１２３４５６７８９")
    ),
    "thousands separators": figures.tsv([[f"{int(text):,}" for text in row] for row in figures.without_totals()]),
    "with totals": figures.tsv(figures.REQUESTS),
}


def _without(table: str) -> Report:
    report = figures.report()
    for cell in figures.EDITION.table(table).cells:
        report.set_text(cell.place, "")
    return report


def _blank_table(work: Path) -> None:
    (work / NAME).write_text(figures.text_of(_without("requests")), encoding="utf-8")


def _blocks() -> Tally:
    """A preview with its counts, then all of it in one step of undo; what is ragged or no figure is said."""
    tally = Tally()
    scenario = Scenario("a table without figures", _blank_table, ())
    whole, blank = figures.report(), _without("requests")
    for name, text in _SHAPES.items():
        with clerk.folder(scenario) as work, Terminal("edit", work / NAME) as terminal:
            terminal.wait_for(MARKER)
            terminal.go(3)
            tally.run()
            terminal.send(_bracketed(text))
            with tally.told("I3", name):
                terminal.wait_for("放入144格", 5)
                terminal.send(ENTER)
                terminal.wait_for("1175", 5)
            terminal.kill(signal.SIGTERM)
            terminal.ended(5)
            tally.hold("I2", left(work) == whole, f"{name}: not as pasted")
    odd = {
        "ragged": "1\t2\n3\n4\t5\t6\n",
        "not a figure": "1\t甲\n2\t/\n",
        "an ESC inside": "1\t2\x1b[31m\n3\t4\n",
        "an end of paste inside": "1\t2\x1b[201~9\n",
        "too wide": "\t".join(str(digit) for digit in range(12)) + "\n",
        "too long": "1\n" * 40,
        "nothing": "",
        "blanks": " \t \n \n",
    }
    for name, text in odd.items():
        with clerk.folder(scenario) as work, Terminal("edit", work / NAME) as terminal:
            terminal.wait_for(MARKER)
            terminal.go(3)
            tally.run()
            terminal.send(_bracketed(text))
            terminal.drain(0.3)
            before = terminal.screen()
            tally.hold("I5", terminal.alive, f"{name}: ended")
            asks = "+- " in before
            terminal.send(ESCAPE if asks else "")
            terminal.drain(0.2)
            terminal.kill(signal.SIGTERM)
            terminal.ended(5)
            # Behind an end of the paste comes what is typed.
            kept = left(work).cells == blank.cells or name == "an end of paste inside"
            tally.hold("I1", kept, f"{name}: pasted, though refused: {before}")
    with clerk.folder(scenario) as work, Terminal("edit", work / NAME) as terminal:
        terminal.wait_for(MARKER)
        terminal.go(3)
        tally.run()
        terminal.send(_bracketed(_SHAPES["CR LF"]))
        with tally.told("I3", "undone"):
            terminal.wait_for("放入144格", 5)
            terminal.send(ENTER)
            terminal.wait_for("1175", 5)
            terminal.send(UNDO)
            terminal.wait_for(lambda: "1175" not in terminal.screen(), 5)
        terminal.kill(signal.SIGTERM)
        terminal.ended(5)
        tally.hold("I2", left(work) == blank, "one undo does not take all of it back")
    return tally


def _prose_pastes() -> Tally:
    """Into prose: all characters in their order, without what no text may hold."""
    tally = Tally()
    texts = {
        "lines": "第一行\n第二行\n\n第四行",
        "CR LF": "第一行\r\n第二行",
        "an ESC inside": "甲\x1b乙\x1b丙",
        "unseen characters": "甲\u202e乙\u200b丙\ufeff丁\u00ad戊",
        "a tab": "甲\t乙",
        "many": "政府信息公开。" * 5_000,
    }
    for name, text in texts.items():
        with clerk.folder(WHOLE) as work, Terminal("edit", work / NAME) as terminal:
            terminal.wait_for(MARKER)
            terminal.go(1)
            terminal.send(ENTER)
            terminal.drain(0.1)
            tally.run()
            terminal.send(_bracketed(text))
            terminal.drain(0.2)
            terminal.send("\x1b[19~")
            with tally.told("I5", name):
                terminal.wait_for(TITLES[2], 5)
            terminal.kill(signal.SIGTERM)
            terminal.ended(5)
            intro = left(work).text("overview.intro")
            wanted = cleaned(text)
            tally.hold("I2", wanted in intro, f"{name}: {intro[:80]!r} lacks {wanted[:80]!r}")
            tally.hold("I1", not find_unsafe(intro), f"{name}: {intro[:80]!r}")
    return tally
