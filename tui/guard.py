"""The lock of a report for as long as it is open: had again where it has merely gone, and moved with the report."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from schema.atomic_file import SaveError
from tui import opening_words as words
from tui.drafts.lock import Held, Lock, NoLock, acquire


class Guard:
    """Keeps others from filling in the same report, as far as they can be kept.

    Args:
        path: The report's file.
        lock: What came of locking it.
        tell: Called with why there is no lock any more, in Chinese.
    """

    def __init__(self, path: Path, lock: Lock | Held | NoLock, tell: Callable[[str], object]) -> None:
        self.reason = lock.reason if isinstance(lock, NoLock) else ""
        """Why nobody is warned that the report is filled in here, in Chinese; empty where they are."""
        self.lost = False
        """Whether somebody else has taken the report over."""
        self._path = path
        self._lock = lock if isinstance(lock, Lock) else None
        self._next: Lock | NoLock | None = None
        self._tell = tell

    @property
    def locked(self) -> bool:
        """Whether there was a lock, when somebody last looked."""
        return self._lock is not None

    def stands(self) -> bool:
        """Whether nobody else has the report; a lock that has merely gone, as by `git clean`, is had again."""
        if self.lost or self._lock is None or self._lock.still_ours():
            return not self.lost
        lock = acquire(self._path)
        if isinstance(lock, Held):
            self.lost = True
            self.release()
        elif isinstance(lock, Lock) or lock.reason != self.reason:
            self._hold(lock)
        return not self.lost

    def _hold(self, lock: Lock | NoLock) -> None:
        if isinstance(lock, Lock):
            self.release()
            self._lock, self.reason = lock, ""
        else:
            # The lock before may be found again, as in a folder that is moved away and back.
            self.reason = lock.reason
            self._tell(lock.reason)

    @contextmanager
    def moving_to(self, path: Path) -> Iterator[None]:
        """Hold another file's name while the report is written there. Raises SaveError where somebody else holds it."""
        if os.path.realpath(path) == os.path.realpath(self._path) and self.stands():
            yield
            return
        lock = acquire(path)
        if isinstance(lock, Held):
            raise SaveError(words.not_saved_there(lock))
        self._next = lock
        try:
            yield
        finally:
            # It is still there where nothing was written.
            left, self._next = self._next, None
            if isinstance(left, Lock):
                left.release()

    def move(self, path: Path) -> bool:
        """Guard the file that was written by now; whether it is another one."""
        self._path = path
        lock, self._next = self._next, None
        if lock is None:
            return False
        self.release()
        self.lost = False
        self._hold(lock)
        return True

    def release(self) -> None:
        """Let go of the report."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None
