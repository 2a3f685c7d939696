"""Whether processes still run, which their first one may have left behind."""

import time
from collections.abc import Iterable
from pathlib import Path


def running(pid: int) -> bool:
    """Whether a process runs; one whose parent has gone may stay as a zombie where nobody inherits it."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def gone(pids: Iterable[int]) -> bool:
    """Whether all of some processes end, soon."""
    left = list(pids)
    deadline = time.monotonic() + 10
    while left := [pid for pid in left if running(pid)]:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True
