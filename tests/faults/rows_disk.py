"""F1, F4: disks that are full or broken."""

import re
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from schema.report_file import load
from tests.faults import clerk, scenarios
from tests.faults.attached import Attached
from tests.faults.clerk import NAME, Rehearsal, Scenario
from tests.faults.command import is_chinese
from tests.faults.counting import Tally
from tests.faults.jobs import Job
from tests.faults.rows_terminal import CELL, VALUE, WHOLE, committed
from tests.faults.terminal import SAVE, TAB, Terminal
from tests.faults.traced import FILE_CALLS, Ended, run_traced

_TAKES_SPACE = ("write", "pwrite64", "fsync", "fdatasync", "rename", "link", "mkdir", "ftruncate")
_TOUCHES_DISK = (*_TAKES_SPACE, "openat", "close", "read", "pread64", "unlink", "fchmod")

_WORDS = {"ENOSPC": "磁盘已满", "EDQUOT": "磁盘配额已满", "EIO": "出错"}

# Once, five times running, and from then on: what comes after finds space again.
_SPANS = {"once": "{0}", "for a while": "{0}..{1}", "from then on": "{0}+"}
_WHILE = 5


def disk_full() -> Iterator[Job]:
    """No space, at each call that takes some."""
    for number in range(len(scenarios.FAILING)):
        for span in _SPANS:
            yield partial(_failing, number, "ENOSPC", span)
        yield partial(_failing, number, "EDQUOT", "once")
    yield _full_and_emptied


def disk_broken() -> Iterator[Job]:
    """Errors of input and output, at each call."""
    for number in range(len(scenarios.FAILING)):
        yield partial(_failing, number, "EIO", "once")
        yield partial(_failing, number, "EIO", "from then on")


def _failing(number: int, error: str, span: str) -> Tally:
    """Fail every call of a scenario, one after the other."""
    scenario = scenarios.FAILING[number]
    tally = Tally()
    rehearsed = clerk.rehearse(scenario)
    calls = (*FILE_CALLS, "read")
    with clerk.folder(scenario) as work:
        whole = run_traced(partial(clerk.play_on, scenario, work), calls)
    if whole.status or whole.shared.said:
        tally.hold("I3", False, f"{scenario.name}: {whole.shared.said}")
        return tally
    for call, numbers in _targets(whole, error, span).items():
        for at in numbers:
            when = _SPANS[span].format(at, at + _WHILE - 1)
            with clerk.folder(scenario) as work:
                inject = f"{call}:error={error}:when={when}"
                ended = run_traced(partial(clerk.play_on, scenario, work), calls, inject)
                tally.run()
                _judge(tally, scenario, rehearsed, work, ended, error, f"{scenario.name}, {call} {when} {error}")
    return tally


def _targets(whole: Ended, error: str, span: str) -> dict[str, list[int]]:
    """The calls that can fail in this way, by their numbers from 1."""
    names = _TOUCHES_DISK if error == "EIO" else _TAKES_SPACE
    targets = {call: list(range(1, count + 1)) for call, count in whole.calls.items() if call in names}
    if error != "EIO" and span == "once":
        # A full disk does not keep a file from being opened that is there.
        opens = [line for line in whole.log.split("\n") if re.match(r"\d+ +openat\(", line)]
        targets["openat"] = [index + 1 for index, line in enumerate(opens) if "O_CREAT" in line]
    return targets


def _judge(
    tally: Tally, scenario: Scenario, rehearsed: Rehearsal, work: Path, ended: Ended, error: str, where: str
) -> None:
    told = [line.split("\t", 2) for line in ended.shared.said.splitlines() if line.count("\t")]
    if not tally.hold("I3", ended.status == 0, f"{where}: {ended.shared.said[-700:]}"):
        return
    words = ended.shared.said
    honest = not words or (is_chinese(words) and _WORDS[error] in words)
    tally.hold("I3", honest, f"{where}: {words!r}")
    path = work / scenario.file
    now = path.read_bytes() if path.exists() else b""
    last = len(scenario.steps) - 1
    refused = words.startswith("refused")
    failed = {int(each[0]) for each in told if each[1] == "error"} if not refused else set()
    tally.hold("I1", now in rehearsed.files, f"{where}: {len(now)} bytes")
    said_saved = not refused and last not in failed
    if said_saved:
        tally.hold("I3", now == rehearsed.files[-1], f"{where}: said to be saved, and is not")
    problem = any(each[1] == "problem" and int(each[0]) >= last - 1 for each in told) if not refused else False
    session = clerk.opened(path, scenario)
    expected = rehearsed.reports[0] if refused else rehearsed.reports[-1]
    if problem and not said_saved:
        tally.hold("I3", True)
    else:
        found = expected in clerk.offered(session) or (refused and session.session.report == expected)
        tally.hold("I2", found, lambda: f"{where}: {clerk.described(session, expected)}; told {words!r}")
    clerk.recover(session)
    session.session.save()
    session.close()
    left = clerk.unexpected(work)
    tally.hold("I4", not left and not clerk.remembered(), f"{where}: {left} {clerk.remembered()}")


_FILLED = ("fsync", "fsync,fdatasync", "rename")


def _full_and_emptied() -> Tally:
    """The wizard on a terminal: a disk that fills up and has space again, while one report is open."""
    tally = Tally()
    for call in _FILLED:
        with clerk.folder(WHOLE) as work, Terminal("edit", work / NAME) as terminal:
            before = (work / NAME).read_bytes()
            committed(terminal)
            tally.run()
            with Attached(terminal.pid, call.split(","), f"{call}:error=ENOSPC"):
                terminal.mark()
                with tally.told("I3", f"{call}: told"):
                    # The journal takes the first, saving the others.
                    terminal.send("77" + TAB + ("" if "fdatasync" in call else SAVE))
                    terminal.wait_for("磁盘已满", 5)
                tally.hold("I1", (work / NAME).read_bytes() == before, f"{call}: the file was changed")
                with tally.told("I5", f"{call}: edited on"):
                    terminal.send("78" + TAB)
                    terminal.wait_for("78", 5)
            terminal.mark()
            with tally.told("I3", f"{call}: saved when there is space again"):
                terminal.send(SAVE)
                terminal.wait_for("已保存 ", 5)
            report = load(work / NAME).report
            saved = report is not None and report.text(CELL) == VALUE and "78" in (work / NAME).read_text("utf-8")
            tally.hold("I2", saved, f"{call}: not everything saved")
            terminal.kill(signal.SIGTERM)
            terminal.ended()
            tally.hold("I4", not (left := clerk.unexpected(work)), f"{call}: {left}")
    return tally
