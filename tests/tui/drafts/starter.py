"""Processes of their own that lock a report."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Self

from tui.drafts.owner import Owner
from tui.drafts.processes import start_time

ROOT = Path(__file__).parents[3]

_HOLD = """
import signal, sys
from pathlib import Path
from tui.drafts.lock import acquire
{first}
lock = acquire(Path(sys.argv[1]))
print(type(lock).__name__, flush=True)
for line in sys.stdin:
    print(lock.still_ours(), flush=True)
"""


class Holder:
    """A process that holds a report until the block ends.

    Args:
        report: What it holds.
        first: What it does before.
    """

    def __init__(self, report: Path, first: str = "") -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", _HOLD.format(first=first), report],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            encoding="utf-8",
        )
        assert self._line() == "Lock"

    @property
    def owner(self) -> Owner:
        """Who it is; since when we cannot know."""
        return Owner.here()._replace(pid=self.process.pid, started=start_time(self.process.pid))

    def still_holds(self) -> bool:
        """What the process itself sees."""
        assert self.process.stdin is not None
        self.process.stdin.write("?\n")
        self.process.stdin.flush()
        return self._line() == "True"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()
