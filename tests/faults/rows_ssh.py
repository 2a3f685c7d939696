"""F7 over a real ssh: the client is killed, the next login goes on."""

import json
import os
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from schema.report_file import load
from tests import figures
from tests.faults import clerk, ssh
from tests.faults.clerk import NAME, Scenario
from tests.faults.counting import Tally
from tests.faults.jobs import Job
from tests.faults.terminal import MARKER, SAVE, TAB, Terminal
from tests.program import MAIN, ROOT

_SECONDS = 1.0
ENDS = ("the client killed", "the wizard killed", "the connection's server killed")


def lost_connections() -> Iterator[Job]:
    """Half of 三 typed over ssh, then the connection or the wizard is lost."""
    yield from (partial(lost, end) for end in ENDS)


def _blank(work: Path) -> None:
    report = figures.report()
    for cell in figures.EDITION.table("requests").cells:
        report.set_text(cell.place, "")
    (work / NAME).write_text(figures.text_of(report), encoding="utf-8")


def lost(end: str) -> Tally:
    """Type half of 三, lose the session, log in again, recover, save."""
    tally = Tally()
    if reason := ssh.missing():
        return Tally(skipped=reason)
    with clerk.folder(Scenario("half of 三", _blank, ())) as work, ssh.Server() as server:
        path = work / NAME
        before = path.read_bytes()
        cells = figures.EDITION.table("requests").cells
        texts = [text for row in figures.without_totals() for text in row][: len(cells) // 2]
        with Terminal(command=_login(server, path)) as terminal:
            terminal.wait_for(MARKER)
            terminal.go(3)
            terminal.send(TAB.join(texts) + TAB + "4321")
            terminal.wait_for(lambda: "4321" in terminal.screen(), 15)
            wizard = int(json.loads((work / f".{NAME}.lock").read_text())["pid"])
            tally.run()
            lost_at = time.monotonic()
            if end == "the client killed":
                terminal.kill()
            else:
                os.kill(wizard if end == "the wizard killed" else _parent(wizard), 9)
            while _runs(wizard) and time.monotonic() - lost_at < 5:
                time.sleep(0.002)
            took = time.monotonic() - lost_at
            tally.hold("I3", took < _SECONDS, f"{end}: the wizard was gone after {took:.2f} s")
            tally.hold("I1", path.read_bytes() == before, f"{end}: the file was changed")
        with Terminal(command=_login(server, path)) as terminal:
            with tally.told("I2", f"{end}: offered"):
                terminal.wait_for("有没保存的内容", 10)
                terminal.mark()
                terminal.send("1")
                terminal.wait_for("恢复了", 10)
                terminal.mark()
                terminal.send(SAVE)
                terminal.wait_for("已保存", 10)
            with tally.told("I2", f"{end}: every committed cell is back"):
                saved = load(path).report
                assert saved is not None
                found = [saved.text(cell.place) for cell in cells[: len(texts)]]
                assert found == texts, found
            terminal.kill(15)
            terminal.ended()
        end_of_wait = time.monotonic() + 5
        while clerk.unexpected(work) and time.monotonic() < end_of_wait:
            time.sleep(0.01)
        tally.hold("I4", not clerk.unexpected(work), f"{end}: {clerk.unexpected(work)}")
    return tally


def _login(server: ssh.Server, path: Path) -> list[str]:
    variables = {"PYTHONPATH": str(ROOT), "ESCDELAY": "20", "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}
    variables["XDG_STATE_HOME"] = os.environ["XDG_STATE_HOME"]
    return server.client(
        "env", *(f"{name}={value}" for name, value in variables.items()), sys.executable, "-c", MAIN, "edit", str(path)
    )


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except FileNotFoundError:
        return False
