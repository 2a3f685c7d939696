"""strace attached to a program that already runs on a terminal, and detached again: faults that come and go."""

import os
import re
import signal
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Self

_CALL = re.compile(r"^\d+ +(\w+)\(", re.MULTILINE)
_PATIENCE = 10.0


class Attached:
    """strace on a process and all its threads, used as a context manager; the process goes on without it afterwards.

    Args:
        pid: The process.
        calls: Which system calls are traced.
        inject: One of strace's injections without its keyword.
        paths: Only calls that touch these files.
    """

    def __init__(self, pid: int, calls: Iterable[str], inject: str = "", paths: Iterable[Path] = ()) -> None:
        self._pid = pid
        self._options = ["-e", "trace=" + ",".join(f"?{call}" for call in calls), "-e", "signal=none"]
        self._options += ["-e", f"inject={inject}"] if inject else []
        self._options += [word for path in paths for word in ("-P", str(path))]

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="strace-")
        self._log = Path(self._folder.name, "log")
        self._strace = subprocess.Popen(
            ["strace", "-f", "-qq", "-o", str(self._log), *self._options, "-p", str(self._pid)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        end = time.monotonic() + _PATIENCE
        while not self._holds_all():
            if self._strace.poll() is not None or time.monotonic() > end:
                raise RuntimeError("strace did not attach")
            time.sleep(0.002)
        return self

    def _holds_all(self) -> bool:
        """Whether every thread is traced."""
        tasks = Path(f"/proc/{self._pid}/task")
        return all("TracerPid:\t0\n" not in (task / "status").read_text() for task in tasks.iterdir())

    def __exit__(self, *_: object) -> None:
        if self._strace.poll() is None:
            os.kill(self._strace.pid, signal.SIGTERM)
        self._strace.wait(_PATIENCE)
        self.log = self._log.read_text(errors="replace")
        self._folder.cleanup()

    @property
    def calls(self) -> Counter[str]:
        """How often each call was made; known at the end."""
        return Counter(_CALL.findall(self.log))
