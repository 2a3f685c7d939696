"""F2: killed at any system call."""

import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from schema.report_file import load
from tests import figures
from tests.benchmarks.pty_program import visible_text
from tests.faults import clerk, rows_terminal, scenarios
from tests.faults.attached import Attached
from tests.faults.clerk import NAME, Rehearsal, Scenario
from tests.faults.counting import Tally
from tests.faults.jobs import Job
from tests.faults.rows_terminal import CELL, VALUE
from tests.faults.terminal import DOWN, MARKER, SAVE, TAB, Terminal
from tests.faults.traced import Shared, run_traced
from tui.drafts.draft_file import find_drafts


def killed_everywhere() -> Iterator[Job]:
    """SIGKILL at every call of every scenario."""
    for scenario in scenarios.KILLED:
        yield partial(_killed_at_every_call, scenarios.KILLED.index(scenario))
    yield from (partial(_wizard_killed, start) for start in range(2))


def _killed_at_every_call(number: int) -> Tally:
    scenario = scenarios.KILLED[number]
    tally = Tally()
    rehearsed = clerk.rehearse(scenario)
    with clerk.folder(scenario) as work:
        whole = run_traced(partial(clerk.play, scenario, work))
        if whole.status:
            tally.hold("I3", False, f"{scenario.name}: {whole.shared.said}")
            return tally
    for call, count in whole.calls.items():
        for at in range(1, count + 1):
            with clerk.folder(scenario) as work:
                ended = run_traced(partial(clerk.play, scenario, work), inject=f"{call}:signal=SIGKILL:when={at}")
                if ended.status == -signal.SIGKILL:
                    tally.run()
                    judge(tally, scenario, rehearsed, work, ended.shared, f"{scenario.name}, {call} {at}")
    return tally


def judge(tally: Tally, scenario: Scenario, rehearsed: Rehearsal, work: Path, shared: Shared, where: str) -> None:
    """Look at what a killed session left, as the file and as the next session sees it."""
    path = work / scenario.file
    now = path.read_bytes() if path.exists() else b""
    index = next((index for index, data in enumerate(rehearsed.files) if data == now), -1)
    complete = index in (shared.saved, shared.saved + 1)
    tally.hold("I1", complete, f"{where}: {len(now)} bytes, version {index} after {shared.saved} saves")
    session = clerk.opened(path, scenario)
    expected = rehearsed.reports[shared.committed : shared.committed + 2]
    found = [report for report in clerk.offered(session) if report in expected]
    tally.hold("I2", found, lambda: f"{where}: step {shared.committed}; {clerk.described(session, expected[0])}")
    clerk.recover(session)
    session.session.save()
    session.close()
    left = clerk.unexpected(work, (NAME, "real"))
    tally.hold("I4", not left and not clerk.remembered(), f"{where}: {left} {clerk.remembered()}")


_WIZARD_CALLS = ("fsync", "fdatasync", "rename", "link", "linkat", "unlink", "fchmod")


def _wizard_killed(start: int) -> Tally:
    """The whole wizard on a terminal, killed at every sync, rename and removal of typing a cell and saving."""
    tally = Tally()
    wanted = figures.report()
    wanted.set_text(CELL, VALUE)
    wholes = {figures.text_of(figures.report()).encode(): 0, figures.text_of(wanted).encode(): 1}
    places: list[tuple[str, int]] = [("", 0)]
    while places:
        call, at = places.pop()
        inject = f"{call}:signal=SIGKILL:when={at}" if call else ""
        with clerk.folder(rows_terminal.WHOLE) as work, Terminal("edit", work / NAME) as terminal:
            where = f"the wizard, {call} {at}"
            terminal.wait_for(MARKER)
            terminal.go(3)
            with Attached(terminal.pid, _WIZARD_CALLS, inject) as attached:
                terminal.send(DOWN + DOWN + VALUE + TAB)
                # Which the wizard says when the journal is on the disk.
                typed = _stands_or_ends(terminal, "已暂存")
                terminal.mark()
                if typed:
                    terminal.send(SAVE)
                    _stands_or_ends(terminal, "已保存 ")
            if not call:
                every = [(name, index + 1) for name, count in sorted(attached.calls.items()) for index in range(count)]
                places = every[start::2]
                continue
            if terminal.alive:
                terminal.kill()
            terminal.ended()
            tally.run()
            now = (work / NAME).read_bytes()
            tally.hold("I1", now in wholes, f"{where}: {len(now)} bytes")
            unsaved = now not in wholes or (wholes[now] == 0 and typed)
            # Killed after the draft was there, and before the terminal said so.
            asked = unsaved or _is_offered(work / NAME)
            with Terminal("edit", work / NAME) as again, tally.told("I2", where):
                again.wait_for("有没保存的内容" if asked else MARKER, 10)
                if asked:
                    again.send("1")
                    again.wait_for(VALUE, 10)
                again.mark()
                again.send(SAVE)
                again.wait_for(f"已保存 {NAME}" if asked else "没有改动，文件没有重写。", 10)
                again.kill(signal.SIGTERM)
                again.ended()
            tally.hold("I4", not (left := clerk.unexpected(work)), f"{where}: {left}")
    return tally


def _is_offered(path: Path) -> bool:
    """Whether there is a draft of more than a report's file holds."""
    report = load(path).report
    assert report is not None
    return any(not draft.refusal and draft.applied(report)[0] != report for draft in find_drafts(path))


def _stands_or_ends(terminal: Terminal, text: str) -> bool:
    """Whether a text came to stand before the process ended."""
    terminal.wait_for(lambda: text in visible_text(terminal.recent) or not terminal.alive, 10)
    return terminal.alive or text in visible_text(terminal.recent)
