"""Output that nobody waits for."""

import asyncio
import os
import select
import time
from collections.abc import Callable
from contextlib import suppress

from tui.terminal.device import CANCEL, LEAVE, write_over

_PATIENCE = 0.3
"""Seconds that a terminal gets at the end to read what was written before."""


class Writer:
    """Writes to the terminal from the event loop, keeping what the terminal does not take yet.

    Stock Textual hands frames to a thread through a queue of 30. When a terminal stops reading, or is gone, the queue
    fills up and blocks the event loop, and with it every key, for ever (textual #6692).

    Args:
        fileno: A descriptor on which writing never waits; closed by `close`.
        drained: Called when all that was kept has been taken.
        gone: Called when the terminal is found to be gone.
    """

    def __init__(self, fileno: int, drained: Callable[[], None], gone: Callable[[], None]) -> None:
        self._fileno = fileno
        self._drained = drained
        self._gone = gone
        self._loop = asyncio.get_running_loop()
        self._kept = b""
        self._resting = False
        self._waiting = False

    @property
    def resting(self) -> bool:
        """Whether somebody else has the terminal."""
        return self._resting

    @property
    def behind(self) -> bool:
        """Whether the terminal has not taken all that was written, or rests."""
        return self._resting or bool(self._kept)

    def write(self, text: str) -> None:
        """Write now, or as soon as the terminal takes it."""
        self.write_bytes(text.encode(errors="replace"))

    def write_bytes(self, data: bytes) -> None:
        """Write text that is encoded already."""
        if self._resting:
            return
        if self._kept:
            self._kept += data
        else:
            self._kept = self._untaken(data)
            if self._kept:
                self._wait(True)

    def rest(self) -> None:
        """Give the terminal to somebody else: what it has not taken is dropped, and so is what is written meanwhile."""
        self._drop()
        self._resting = True
        write_over(self._fileno, CANCEL + LEAVE)

    def resume(self) -> None:
        """Take the terminal back."""
        self._resting = False

    def abandon(self) -> None:
        """Leave the terminal as a shell expects it; may be called at any time, but nothing may follow it."""
        write_over(self._fileno, CANCEL + LEAVE)

    def close(self) -> None:
        """Let the terminal take the rest, if it does so soon, and close the descriptor."""
        end = time.monotonic() + _PATIENCE
        poll = select.poll()
        poll.register(self._fileno, select.POLLOUT)
        while self._kept and poll.poll(max(0.0, end - time.monotonic()) * 1000):
            self._kept = self._untaken(self._kept)
        if self._kept:
            self.abandon()
        self._drop()
        os.close(self._fileno)

    def _untaken(self, data: bytes) -> bytes:
        """What the terminal does not take of some bytes."""
        try:
            while data:
                data = data[os.write(self._fileno, data) :]
        except BlockingIOError:
            return data
        except OSError:
            self._gone()
        return b""

    def _wait(self, wanted: bool) -> None:
        if wanted != self._waiting:
            self._waiting = wanted
            if wanted:
                self._loop.add_writer(self._fileno, self._go_on)
            else:
                self._loop.remove_writer(self._fileno)

    def _go_on(self) -> None:
        self._kept = self._untaken(self._kept)
        if not self._kept:
            self._wait(False)
            self._drained()

    def _drop(self) -> None:
        self._kept = b""
        with suppress(OSError, ValueError):
            self._wait(False)
