"""Runs a function in a child of this process under strace, which can fail or kill it at any system call."""

import mmap
import os
import re
import shutil
import signal
import struct
import subprocess
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE_CALLS = (
    *("openat", "write", "pwrite64", "fsync", "fdatasync", "close", "ftruncate", "fchmod", "fchown", "flock"),
    *("rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "mkdir", "mkdirat", "pread64"),
)
"""What a program does to files, reading aside."""

_STRACE = shutil.which("strace")
_CALL = re.compile(r"^\d+ +(\w+)\(", re.MULTILINE)
_HEAD = struct.Struct("iii")
_TIME_LIMIT = 30.0


class Shared:
    """Memory that a child writes and its parent reads: no system call is needed, and none can fail."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, 1 << 16)

    def progress(self, committed: int, saved: int) -> None:
        """Note how many steps and saves are complete."""
        _HEAD.pack_into(self._memory, 0, committed, saved, _HEAD.unpack_from(self._memory)[2])

    def say(self, text: str) -> None:
        """Note one more line."""
        committed, saved, length = _HEAD.unpack_from(self._memory)
        data = (text + "\n").encode(errors="backslashreplace")[: len(self._memory) - _HEAD.size - length]
        start = _HEAD.size + length
        self._memory[start : start + len(data)] = data
        _HEAD.pack_into(self._memory, 0, committed, saved, length + len(data))

    @property
    def committed(self) -> int:
        return int(_HEAD.unpack_from(self._memory)[0])

    @property
    def saved(self) -> int:
        return int(_HEAD.unpack_from(self._memory)[1])

    @property
    def said(self) -> str:
        length = _HEAD.unpack_from(self._memory)[2]
        return self._memory[_HEAD.size : _HEAD.size + length].decode(errors="replace")


class Ended(NamedTuple):
    """How a traced child ended."""

    status: int
    """Its exit code; negative the signal that ended it."""
    shared: Shared
    log: str
    """What strace wrote."""

    @property
    def calls(self) -> Counter[str]:
        """How often each call was made."""
        return Counter(_CALL.findall(self.log))


@cache
def missing() -> str:
    """Why strace cannot be used here; empty if it can."""
    if _STRACE is None:
        return "strace is not installed"
    try:
        ended = run_traced(lambda shared: shared.progress(1, 0), ("close",))
    except (OSError, RuntimeError) as error:
        return f"strace cannot attach to a process here: {error}"
    return "" if ended.shared.committed else "strace does not let its child go on here"


def run_traced(
    action: Callable[[Shared], object], calls: Iterable[str] = FILE_CALLS, inject: str = "", *, strings: bool = False
) -> Ended:
    """Run `action` in a child, from the first call on under strace.

    Args:
        action: What it raises is said in the shared memory, and the child then exits with 3.
        calls: Which system calls are traced.
        inject: One of strace's injections without its keyword, such as ``write:error=ENOSPC:when=3``.
        strings: Log all that is written, in hexadecimal.
    """
    shared = Shared()
    child = os.fork()
    if child == 0:
        _be_child(action, shared)
    os.waitpid(child, os.WUNTRACED)
    with tempfile.TemporaryDirectory(prefix="strace-") as folder:
        log = Path(folder, "log")
        options = ["-e", "trace=" + ",".join(f"?{call}" for call in calls), "-e", "signal=none"]
        if inject:
            options += ["-e", f"inject={inject}"]
        if strings:
            options += ["-xx", "-s", str(1 << 20)]
        tracer = subprocess.Popen(
            [_STRACE or "strace", "-f", "-qq", "-o", str(log), *options, "-p", str(child)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        try:
            _wait_until_traced(child, tracer)
            os.kill(child, signal.SIGCONT)
            status = _wait(child)
        except BaseException:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            tracer.kill()
            raise
        finally:
            tracer.communicate(timeout=_TIME_LIMIT)
        return Ended(status, shared, log.read_text(errors="replace"))


def _be_child(action: Callable[[Shared], object], shared: Shared) -> None:
    code = 3
    try:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor in range(3):
            os.dup2(nowhere, descriptor)
        os.close(nowhere)
        os.kill(os.getpid(), signal.SIGSTOP)
        action(shared)
        code = 0
    except BaseException:
        shared.say(traceback.format_exc())
    finally:
        os._exit(code)


def _wait_until_traced(child: int, tracer: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _TIME_LIMIT
    while "TracerPid:\t0\n" in Path(f"/proc/{child}/status").read_text():
        if tracer.poll() is not None:
            assert tracer.stderr is not None
            raise RuntimeError(tracer.stderr.read().decode(errors="replace").strip()[-300:])
        if time.monotonic() > end:
            raise RuntimeError("strace did not attach")
        time.sleep(0.0005)


def _wait(child: int) -> int:
    end = time.monotonic() + _TIME_LIMIT
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > end:
            raise RuntimeError("the child did not end")
        time.sleep(0.0005)
