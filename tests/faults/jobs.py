"""A part of a row of the matrix, which a process of its own can do."""

import os
import signal
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.faults.counting import Tally

_TIME_LIMIT = 300
"""Seconds for one part of a row."""

Job = Callable[[], Tally]
"""Brings about some faults and counts; can be pickled."""


@dataclass(frozen=True)
class Row:
    """One row of the matrix.

    Args:
        id: ``F1`` and on.
        fault: Its name.
        does: In one line, what is done and what is expected.
        jobs: Its parts.
        unit: What is counted as a run.
        lacks: Why the row cannot be tried here; empty if it can.
    """

    id: str
    fault: str
    does: str
    jobs: Callable[[], Iterable[Job]]
    unit: str = "runs"
    lacks: Callable[[], str] = lambda: ""


def done(job: Job, times: bool) -> Tally:
    """One part of a row, with a time limit."""
    signal.signal(signal.SIGALRM, _late)
    signal.alarm(_TIME_LIMIT)
    began = time.monotonic()
    tally = Tally()
    state = os.environ.get("XDG_STATE_HOME")
    try:
        tally = job()
    except Exception as error:
        where = traceback.format_exc().strip().splitlines()
        tally.hold("I3", False, f"{job}: {type(error).__name__}: {error}\n" + "\n".join(where[-12:]))
    finally:
        signal.alarm(0)
        if state is not None:
            os.environ["XDG_STATE_HOME"] = state
    if times:
        print(
            f"      {time.monotonic() - began:6.1f} s  {getattr(job, 'func', job).__name__} {getattr(job, 'args', '')}"
        )
    return tally


def _late(*_: object) -> None:
    raise TimeoutError(f"not done in {_TIME_LIMIT} s")
