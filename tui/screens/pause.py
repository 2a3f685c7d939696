"""Doing something when the user pauses."""

from collections.abc import Callable
from time import monotonic

from textual.message_pump import MessagePump
from textual.timer import Timer

_SLACK = 0.005


class Pause:
    """Calls back once when `begin` has not been called again for some seconds.

    `begin` may be called at every key: a Textual timer is a task, and to stop one and start another each time would be
    felt in the time a key takes.
    """

    def __init__(self, owner: MessagePump, seconds: float, callback: Callable[[], object]) -> None:
        self._owner = owner
        self._seconds = seconds
        self._callback = callback
        self._due: float | None = None
        self._timer: Timer | None = None

    def begin(self) -> None:
        """Wait from now on."""
        self._due = monotonic() + self._seconds
        if self._timer is None:
            self._timer = self._owner.set_timer(self._seconds, self._look)

    def cancel(self) -> None:
        """Call back no more until `begin`."""
        self._due = None

    def end(self) -> None:
        """Call back now if it is waited for."""
        if self._due is not None:
            self._due = None
            self._callback()

    def _look(self) -> None:
        self._timer = None
        left = 0.0 if self._due is None else self._due - monotonic()
        if left > _SLACK:
            self._timer = self._owner.set_timer(left, self._look)
        else:
            self.end()
