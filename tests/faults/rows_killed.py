"""F2: killed at any system call."""

import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.faults import clerk, scenarios
from tests.faults.clerk import Rehearsal, Scenario
from tests.faults.counting import Tally
from tests.faults.jobs import Job
from tests.faults.traced import Shared, run_traced


def killed_everywhere() -> Iterator[Job]:
    """SIGKILL at every call of every scenario."""
    for scenario in scenarios.KILLED:
        yield partial(_killed_at_every_call, scenarios.KILLED.index(scenario))


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


NAME = clerk.NAME
