"""Runs a program on a terminal of its own and measures it: first paint, response to a key, bytes, memory."""

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Self

_ESCAPES = re.compile(rb"\x1b(?:\][^\x07\x1b]*(?:\x07|\x1b\\)|\[[0-?]*[ -/]*[@-~]|[@-Z\\^_])")


class Response(NamedTuple):
    """What a program wrote in answer to a key."""

    seconds: float
    """From the write of the key to the first bytes of the answer that show what was waited for; NaN if none did."""
    data: bytes


def visible_text(output: bytes | bytearray) -> str:
    """Terminal output without its escape sequences, in the order it was written."""
    return _ESCAPES.sub(b"", output).decode(errors="replace")


class PtyProgram:
    """A program on a pseudo-terminal, used as a context manager; killed with its process group at the end.

    Args:
        command: Program and arguments.
        environment: Added to the environment of this process.
        size: Columns and rows.
    """

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str] | None = None, size: tuple[int, int] = (80, 24)
    ) -> None:
        self.output = bytearray()
        self._command = list(command)
        self._environment = {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **(environment or {})}
        self._size = size

    def __enter__(self) -> Self:
        self._master, slave = os.openpty()
        self.resize(*self._size)
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            self._command, env=self._environment, close_fds=True, preexec_fn=lambda: os.login_tty(slave)
        )
        os.close(slave)
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._master)

    @property
    def pid(self) -> int:
        return self._process.pid

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the terminal; the program gets SIGWINCH."""
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, timeout: float) -> bytes:
        """The next bytes the program writes; b"" if there are none in time or it has ended."""
        if not select.select([self._master], [], [], timeout)[0]:
            return b""
        try:
            data = os.read(self._master, 65536)
        except OSError:  # the terminal's other side is closed
            return b""
        self.output += data
        return data

    def read_until_quiet(self, quiet: float = 0.3, limit: float = 20.0) -> bytes:
        """Everything the program writes until it has been silent for `quiet` seconds."""
        end = time.perf_counter() + limit
        output = bytearray()
        while time.perf_counter() < end:
            data = self.read(quiet)
            if not data:
                break
            output += data
        return bytes(output)

    def read_until_end(self, limit: float = 60.0) -> int:
        """The exit code of the program once it has written everything; negative for a signal."""
        end = time.perf_counter() + limit
        while self.read(0.1) or self._process.poll() is None:
            if time.perf_counter() > end:
                raise TimeoutError(f"{self._command} has not ended in {limit} s: {visible_text(self.output)!r}")
        return self._process.returncode

    def first_paint(self, marker: str, limit: float = 20.0) -> float:
        """Seconds from the start of the program until `marker` stands in its output."""
        while marker not in visible_text(self.output):
            if time.perf_counter() - self.started > limit or not (self.read(limit) or self._process.poll() is None):
                raise TimeoutError(f"{marker!r} was not painted in {limit} s: {visible_text(self.output)!r}")
        return time.perf_counter() - self.started

    def press(self, keys: str | bytes, quiet: float = 0.03, limit: float = 5.0, shows: str = "") -> Response:
        """Write keys in one piece and read the answer until the program has been silent for `quiet` seconds.

        The time is taken when `shows` stands in the answer.
        """
        sent = time.perf_counter()
        os.write(self._master, keys.encode() if isinstance(keys, str) else keys)
        answer = self.read(limit)
        while answer and shows not in visible_text(answer):
            more = self.read(limit)
            if not more:
                return Response(float("nan"), answer)
            answer += more
        seconds = time.perf_counter() - sent
        if not answer:
            if self._process.poll() is not None:
                raise ProcessLookupError(f"{self._command} has ended: {visible_text(self.output)[-2000:]}")
            return Response(float("nan"), b"")
        return Response(seconds, answer + self.read_until_quiet(quiet, limit))

    def idle_bytes(self, seconds: float) -> int:
        """How much the program writes in `seconds` without a key."""
        end = time.perf_counter() + seconds
        count = 0
        while (left := end - time.perf_counter()) > 0:
            count += len(self.read(left))
        return count

    def memory(self) -> tuple[int, int]:
        """Resident memory of the program and its share of it (RSS and PSS), in KiB, with the program held still."""
        os.kill(self.pid, signal.SIGSTOP)
        try:
            lines = Path(f"/proc/{self.pid}/smaps_rollup").read_text().splitlines()
        finally:
            os.kill(self.pid, signal.SIGCONT)
        sizes = {name: int(value.split()[0]) for name, _, value in (line.partition(":") for line in lines[1:])}
        return sizes["Rss"], sizes["Pss"]
