"""The signals that end the program, obeyed at once and in order: last words, the terminal, the end."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from types import FrameType
from typing import Any

from schema.unsafe import shown
from tui.terminal.device import is_in_foreground, open_without_waiting, write_over

SIGNALS = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, signal.SIGPIPE)


class _PutOff:
    """What is put off at the moment."""

    depth = 0
    ending: Callable[[], object] | None = None


@contextmanager
def put_off() -> Iterator[None]:
    """Obey a signal only after this, which must be short: for what `last_words` must not find half done.

    For the main thread, as signals are handled there.
    """
    _PutOff.depth += 1
    try:
        yield
    finally:
        _PutOff.depth -= 1
        if not _PutOff.depth and (ending := _PutOff.ending) is not None:
            _PutOff.ending = None
            ending()


class Endings:
    """Ends the process with status 0 on a hang-up or a signal, even while the event loop is busy or blocked.

    Stock Textual lets the signal kill it: nothing is written any more, and the terminal stays as it is. An event loop's
    own handlers wait for the loop, which may be waiting for the terminal that has gone (textual #6692).

    Args:
        last_words: Puts what is not yet safe where it is safe, and says so in one line, "" for none. It may be called
            between any two steps of the program; what it raises is dropped.
        restore: Gives the terminal back without ever waiting for it.
    """

    def __init__(self, last_words: Callable[[], str], restore: Callable[[], None]) -> None:
        self._last_words = last_words
        self._restore = restore
        self._before: dict[signal.Signals, Any] = {}

    def install(self) -> None:
        """Obey the signals from now on, those too that were ignored at the start (`nohup`)."""
        for number in SIGNALS:
            self._before[number] = signal.signal(number, self._end)

    def remove(self) -> None:
        """Leave the signals to whoever had them before."""
        for number, handler in self._before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        self._before.clear()

    def _end(self, number: int, frame: FrameType | None) -> None:
        if _PutOff.depth:
            _PutOff.ending = partial(self._end, number, frame)
            return
        # Once is enough, and nothing may stop a process that tidies up.
        for number in (*SIGNALS, signal.SIGTSTP, signal.SIGTTOU, signal.SIGTTIN):
            signal.signal(number, signal.SIG_IGN)
        words = ""
        try:
            with suppress(BaseException):
                words = self._last_words()
            with suppress(BaseException):
                self._restore()
            with suppress(BaseException):
                say(words)
        finally:
            os._exit(0)


def say(line: str) -> None:
    """Write one line to the terminal, as far as it takes it without being waited for.

    A shell that has put us into the background has the terminal: then to standard error, if that is another file.
    """
    if line and is_in_foreground(0):
        write_over(open_without_waiting(1), f"{shown(line)}\n")
    elif line and not (os.isatty(0) and os.isatty(2)):
        # Not by Python's own file, which may just be writing.
        os.write(2, f"{shown(line)}\n".encode(sys.stderr.encoding, errors="backslashreplace"))
