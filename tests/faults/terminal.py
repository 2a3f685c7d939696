"""The real program on a pseudo-terminal that can be hung up, stalled and looked at."""

import fcntl
import os
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Self

from tests.benchmarks.pty_program import PtyProgram, visible_text
from tests.program import MAIN, ROOT, TITLES
from tests.tui.terminal.emulator import Emulator

MARKER = "封面："

UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
TAB, ENTER, ESCAPE, SAVE, REDRAW, UNDO = "\t", "\r", "\x1b", "\x13", "\x0c", "\x1a"
NEXT, BACK, LEAVE, F1 = "\x1b[19~", "\x1b[18~", "\x1b[21~", "\x1bOP"
RESTORED = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?2004l")
"""Leaves the alternate screen, shows the cursor, takes pastes as typed: in any order."""

DEAF = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)"

# What the frame writer sends besides frames: modes, questions, titles, the pointer's shape.
_OTHER = re.compile(r"\x1b(?:\[[?>=][0-9;]*[A-Za-z$]+|\][^\x07\x1b]*(?:\x07|\x1b\\)|[78=>]|\[[0-9;]*[cnpqrtu])")
_TICK = os.sysconf("SC_CLK_TCK")


class Terminal(PtyProgram):
    """One `nianbao` command on a terminal of its own, used as a context manager.

    Args:
        arguments: The command line's.
        before: Python that the process runs first.
        environment: Added to this process's.
        command: Another program, such as `ssh`.
        size: Columns and rows.
    """

    def __init__(
        self,
        *arguments: str | Path,
        before: str = "pass",
        environment: dict[str, str] | None = None,
        command: list[str] | None = None,
        size: tuple[int, int] = (80, 24),
    ) -> None:
        own = [sys.executable, "-c", f"{before}\n{MAIN}", *map(str, arguments)]
        variables = {"PYTHONPATH": str(ROOT), "ESCDELAY": "20", "PYTHONDONTWRITEBYTECODE": "1", **(environment or {})}
        super().__init__(command or own, variables, size)
        self._seen = 0

    def __enter__(self) -> Self:
        super().__enter__()
        os.set_blocking(self._master, False)
        return self

    # Keys

    def send(self, keys: str | bytes) -> None:
        """Write keys, however slowly they are taken; what the program writes meanwhile is read."""
        data = memoryview(keys.encode() if isinstance(keys, str) else keys)
        while data:
            readable, writable, _ = select.select([self._master], [self._master], [], 10)
            if readable:
                self.read(0)
            if writable:
                with suppress(BlockingIOError):
                    data = data[os.write(self._master, data) :]
            elif not readable:
                raise TimeoutError("the program takes no keys")

    def go(self, step: int) -> None:
        """Turn pages from the cover to a step, counted from it."""
        for index in range(1, step + 1):
            self.mark()
            self.send(NEXT)
            self.wait_for(TITLES[index])

    # What it writes

    def drain(self, quiet: float = 0.0) -> None:
        """Read what has been written, until nothing more comes for `quiet` seconds."""
        while self.read(quiet):
            pass

    def mark(self) -> None:
        """From here on is looked for what is waited for."""
        self.drain()
        self._seen = len(self.output)

    @property
    def recent(self) -> bytes:
        """What was written since the mark."""
        return bytes(self.output[self._seen :])

    def wait_for(self, text: str | Callable[[], object], timeout: float = 15.0) -> None:
        """Wait until a text is written after the mark or stands on the screen, or until a function says yes."""
        end = time.monotonic() + timeout
        look = time.monotonic() + 0.3
        while True:
            self.read(0.02)
            if (text() if callable(text) else text in visible_text(self.recent)) or (
                not callable(text) and time.monotonic() > look and self.alive and text in self.screen()
            ):
                return
            if time.monotonic() > look:
                look = time.monotonic() + 1.0
            if time.monotonic() > end:
                screen = self.screen() if self.alive else visible_text(self.output)[-800:]
                raise TimeoutError(f"{text!r} did not come in {timeout} s: {screen}")

    def screen(self, width: int = 80, height: int = 24) -> str:
        """What the program shows when it is asked to paint everything anew."""
        self.drain(0.05)
        start = len(self.output)
        self.send(REDRAW)
        self.read(1.0)
        self.drain(0.05)
        return shown_by(bytes(self.output[start:]), width, height)

    # The terminal

    @property
    def descriptor(self) -> int:
        """The terminal's side."""
        return self._master

    def attributes(self) -> list[object]:
        """The terminal's modes."""
        return termios.tcgetattr(self._master)

    def hang_up(self) -> None:
        """Close the terminal's side."""
        os.close(self._master)
        self._master = os.open(os.devnull, os.O_RDWR)

    def usable(self) -> str:
        """What is not as a terminal should be when a program has ended; empty if all is."""
        self.drain(0.05)
        tail = bytes(self.output[-4000:])
        missing = [sequence for sequence in RESTORED if sequence not in tail]
        modes = "" if self.attributes() == plain_attributes() else "modes differ"
        return f"{missing or ''}{modes}"

    # The process

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def ended(self, timeout: float = 10.0) -> float:
        """Seconds until the process is gone; what it writes meanwhile is read. Infinite if it stays."""
        began = time.monotonic()
        while self.alive:
            self.read(0.005)
            if time.monotonic() - began > timeout:
                return float("inf")
        took = time.monotonic() - began
        self.drain()
        return took

    @property
    def status(self) -> int | None:
        """The exit status, negative for a signal."""
        return self._process.poll()

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send the process a signal."""
        os.kill(self.pid, number)

    def processor_time(self) -> float:
        """Seconds of processor time used so far; of a process that has ended, all it used."""
        try:
            fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        except FileNotFoundError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / _TICK


def shown_by(output: bytes, width: int = 80, height: int = 24) -> str:
    """The screen after a full repaint."""
    emulator = Emulator(width, height)
    emulator.feed(_OTHER.sub("", output.decode(errors="replace")))
    return "\n".join("".join(text for text, _ in row).rstrip() for row in emulator.rows)


def plain_attributes() -> list[object]:
    """The modes of a terminal that no program has touched."""
    master, slave = os.openpty()
    try:
        return termios.tcgetattr(master)
    finally:
        os.close(slave)
        os.close(master)


def resize(descriptor: int, columns: int, rows: int) -> None:
    """Change a terminal's size."""
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
