"""How far the checking of many files is: one line on a terminal, drawn over itself; nothing anywhere else."""

import os
import sys
import time
from contextlib import suppress

_EVERY = 0.2
"""Seconds between two drawings: a slow line must not be kept busy with them."""
_BAR = 20
_CLEAR = "\r\x1b[K"


class Progress:
    """The line of progress on standard error, where that is a terminal that can draw it.

    Args:
        total: How many files there are; 0 where no line is wanted.
    """

    def __init__(self, total: int) -> None:
        self._total = total
        self._drawn = ""
        self._next = 0.0
        self._shows = total > 0 and _can_draw()

    def at(self, done: int, doubtful: int) -> None:
        """Show how many files are done and how many of them have errors or queries, if it is time to."""
        if not self._shows or (now := time.monotonic()) < self._next:
            return
        self._next = now + _EVERY
        line = self._line(done, doubtful)
        if line != self._drawn:
            _write(f"{_CLEAR}{line}")
            self._drawn = line

    def clear(self) -> None:
        """Take the line away, before anything else is written to the terminal."""
        if self._drawn:
            _write(_CLEAR)
            self._drawn = ""

    def _line(self, done: int, doubtful: int) -> str:
        """The widest line that leaves the terminal's last column free: a line never wraps."""
        columns = _columns()
        filled = _BAR * done // self._total
        bar = f"[{'#' * filled}{'.' * (_BAR - filled)}] "
        count = f"{done}/{self._total}"
        told = f"　有错误或疑问的{doubtful}" if doubtful else ""
        for line in (f"正在校验 {bar}{count}{told}", f"正在校验 {count}{told}", f"正在校验 {count}", count):
            if _width(line) < columns and _encodable(line):
                return line
        return ""


def _width(line: str) -> int:
    """The columns of a line; all that is not ASCII in it is two wide."""
    return len(line) + sum(not char.isascii() for char in line)


def _can_draw() -> bool:
    try:
        return (
            sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM", "") not in ("", "dumb", "unknown")
        )
    except ValueError:
        return False


def _columns() -> int:
    with suppress(OSError, ValueError):
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    return 80


def _encodable(line: str) -> bool:
    try:
        line.encode(sys.stderr.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def _write(text: str) -> None:
    with suppress(OSError, ValueError):
        sys.stderr.write(text)
        sys.stderr.flush()
