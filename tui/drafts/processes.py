"""What this system knows of its processes: evidence of who is alive, which no clock can be."""

import os
import select
import signal
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple


class _Status(NamedTuple):
    state: str
    started: int


def boot_id() -> str:
    """The name that the kernel gave to this very boot; empty where it tells none."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except (OSError, ValueError):
        return ""


def start_time(pid: int) -> int:
    """When a process began, in clock ticks since the boot; 0 where it is not known."""
    status = _status(pid)
    return 0 if status is None else status.started


def is_running(pid: int, started: int) -> bool:
    """Whether the process of a number that began at a time still runs.

    Args:
        pid: Its number, positive.
        started: When it began, in clock ticks since the boot; 0 takes any process of the number for it.
    """
    status = _status(pid)
    if status is not None:
        return status.state not in "ZX" and (not started or status.started == started)
    # There may be no /proc, or it may hide the processes of other users.
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def hang_up(pid: int, started: int, uid: int, patience: float) -> None:
    """Ask one very process by SIGHUP to end, and wait for that.

    Nothing is sent to ourselves, nor where the system cannot tell the process from a later one of the same number.

    Args:
        pid: Its number, positive.
        started: When it began, in clock ticks since the boot.
        uid: Whose it must be.
        patience: How long to wait, in seconds.
    """
    if pid == os.getpid() or not started:
        return
    try:
        handle = os.pidfd_open(pid)
    except (AttributeError, OSError, OverflowError):
        return
    try:
        # Looked at after the handle was opened: what the handle means can no longer change.
        status = _status(pid)
        if status is None or status.started != started or Path(f"/proc/{pid}").stat().st_uid != uid:
            return
        signal.pidfd_send_signal(handle, signal.SIGHUP)
        if status.state == "T":
            signal.pidfd_send_signal(handle, signal.SIGCONT)
        end = select.poll()
        end.register(handle, select.POLLIN)
        end.poll(patience * 1000)
    except OSError:
        return
    finally:
        os.close(handle)


def _status(pid: int) -> _Status | None:
    with suppress(OSError, ValueError, IndexError):
        # The second field is the program's name in parentheses; it may hold blanks and parentheses itself.
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
        return _Status(fields[0].decode("ascii"), int(fields[19]))
    return None
