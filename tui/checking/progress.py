"""How far the checking of many files is: one line on a terminal, drawn over itself; nothing anywhere else."""

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO

from tui.commands.streams import data, finish, narrate

_EVERY = 0.2
"""Seconds between two drawings: a slow line must not be kept busy with them."""
_BAR = 20
_CLEAR = "\r\x1b[K"


class Progress:
    """The line of progress on standard error, where that is a terminal that can draw it, and what is told above it.

    What stands above it on the terminal is written together with it, a few times a second: it is never away.

    Args:
        total: How many files there are; 0 where no line is wanted.
        narrate: Tells the user lines where there is no line of progress.
        lines: Whether what is put on standard output ends its lines; otherwise there is no line below it.
    """

    def __init__(self, total: int, narrate: Callable[[str], None] = narrate, *, lines: bool = True) -> None:
        self._total = total
        self._narrate = narrate
        self._drawn = ""
        self._above = ""
        self._next = 0.0
        self._shares = _is_terminal(sys.stdout) and _is_terminal(sys.stderr) and _same(sys.stdout, sys.stderr)
        self._shows = total > 0 and _can_draw() and (lines or not self._shares)

    def at(self, done: int, doubtful: int) -> None:
        """Show how many files are done and how many of them have errors or queries, if it is time to."""
        if not self._shows or (now := time.monotonic()) < self._next:
            return
        self._next = now + _EVERY
        line = self._line(done, doubtful)
        if line != self._drawn or self._above:
            self._write(f"{line}\r")
            self._drawn = line

    def tell(self, text: str) -> None:
        """Tell the user lines."""
        if self._shows:
            self._above += f"{text}\n"
        else:
            self._narrate(text)

    def put(self, text: str) -> None:
        """Write a result to standard output. Raises OutputError."""
        if self._shows and self._shares:
            self._above += text
        else:
            data(text)

    def clear(self) -> None:
        """Take the line away, before anything else is written to the terminal."""
        if self._drawn or self._above:
            self._drawn = ""
            self._write("")

    def _write(self, line: str) -> None:
        """Write over the line what is to stand above it, and the line below that."""
        text, self._above = f"{_CLEAR}{self._above}{line}", ""
        if self._shares:
            data(text)
            finish()
            return
        with suppress(OSError, ValueError):
            sys.stderr.write(text)
            sys.stderr.flush()

    def _line(self, done: int, doubtful: int) -> str:
        """The widest line that leaves the terminal's last column free: a line never wraps."""
        from render.line_breaking import text_width

        columns = _columns()
        filled = _BAR * done // self._total
        bar = f"[{'#' * filled}{'.' * (_BAR - filled)}] "
        count = f"{done}/{self._total}"
        told = f"　有错误或疑问的{doubtful}" if doubtful else ""
        for line in (f"正在校验 {bar}{count}{told}", f"正在校验 {count}{told}", f"正在校验 {count}", count):
            if text_width(line) < columns and _encodable(line):
                return line
        return ""


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def _same(one: TextIO, other: TextIO) -> bool:
    try:
        return os.path.sameopenfile(one.fileno(), other.fileno())
    except (OSError, ValueError):
        return False


def _can_draw() -> bool:
    return _is_terminal(sys.stderr) and os.environ.get("TERM", "") not in ("", "dumb", "unknown")


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
