"""Speaking with the terminal itself: raw mode, questions and answers."""

import os
import re
import select
import signal
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

PATIENCE = 0.5
"""Seconds without a byte after which the terminal is taken to have said all it will."""

INTERRUPT = b"\x03"

_LONGEST_ANSWER = 3.0
_MOST_BYTES = 4096
_ASK_ATTRIBUTES = b"\x1b[c"
_ATTRIBUTES = re.compile(rb"\x1b\[\?[0-9;]*c")
_ENDINGS = (signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT)


@contextmanager
def raw(source: int, target: int, goodbye: bytes = b"") -> Iterator[None]:
    """Let every key through as the bytes it sends, without echo; afterwards the terminal is as it was.

    However it ends, by an exception or by a signal, `goodbye` is written to `target`, and what was sent but not read is
    dropped, lest a late answer is typed into the shell. Ctrl+C arrives as a byte: it is for the caller to heed.
    """
    before = termios.tcgetattr(source)

    def restore() -> None:
        with suppress(OSError):
            if goodbye and select.select([], [target], [], 0)[1]:
                os.write(target, goodbye)
        with suppress(termios.error):
            termios.tcflush(source, termios.TCIFLUSH)
            termios.tcsetattr(source, termios.TCSANOW, before)

    def end(number: int, _frame: FrameType | None) -> None:
        restore()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    handlers = [(number, signal.signal(number, end)) for number in _ENDINGS]
    try:
        termios.tcsetattr(source, termios.TCSANOW, _raw_attributes(before))
        yield
    finally:
        restore()
        for number, handler in handlers:
            signal.signal(number, handler)


def _raw_attributes(before: list[int | list[bytes | int]]) -> list[int | list[bytes | int]]:
    """Input as it comes; output stays as it was, so that lines can be printed."""
    after = list(before)
    after[0] = _without(after[0], termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    after[3] = _without(after[3], termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    characters = after[6]
    assert isinstance(characters, list)
    characters = list(characters)
    characters[termios.VMIN], characters[termios.VTIME] = 1, 0
    after[6] = characters
    return after


def _without(flags: int | list[bytes | int], unwanted: int) -> int:
    assert isinstance(flags, int)
    return flags & ~unwanted


def ask(source: int, target: int, question: bytes) -> bytes:
    """What a terminal in raw mode sends in answer to a question; nothing if it does not answer at all.

    Behind the question the terminal's attributes are asked for, which nearly every terminal tells: with them the answer
    is complete. Without them it is when nothing more came for `PATIENCE`. Raises KeyboardInterrupt on Ctrl+C.
    """
    os.write(target, question + _ASK_ATTRIBUTES)
    answer = b""
    end = time.monotonic() + _LONGEST_ANSWER
    while not _ATTRIBUTES.search(answer) and len(answer) < _MOST_BYTES and time.monotonic() < end:
        data = read(source, PATIENCE)
        if not data:
            break
        if INTERRUPT in data:
            raise KeyboardInterrupt
        answer += data
    return answer


def read(source: int, seconds: float) -> bytes | None:
    """Bytes that come within a time; none where nothing comes, None where nothing can come any more."""
    if not select.select([source], [], [], seconds)[0]:
        return b""
    try:
        return os.read(source, 4096) or None
    except OSError:
        return None
