"""Faults at one system call after another."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

WRITING = ("open", "write", "fsync", "fdatasync", "replace", "rename")
"""What can fail when a file is written."""
ALL = (*WRITING, "link", "unlink", "close", "fchmod")


class KilledError(BaseException):
    """The process is gone: nothing that it would still do happens."""


class SystemCalls:
    """What a process asks of the system; the n-th call, and perhaps all after it, fail or never happen.

    With `short` the first that fails, if it writes, writes a half.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...] = ALL) -> None:
        self.count = 0
        self.failing: range | None = None
        self.number = errno.ENOSPC
        self.short = False
        self.killed_at = 0
        self.paused = False
        self._monkeypatch = monkeypatch
        self._names = names

    @contextmanager
    def injected(self) -> Iterator[None]:
        """While they may fail."""
        with self._monkeypatch.context() as patch:
            for name in self._names:
                patch.setattr(os, name, self._wrapped(name, getattr(os, name)))
            yield

    @contextmanager
    def pause(self) -> Iterator[None]:
        """While the test itself looks at what there is."""
        self.paused = True
        try:
            yield
        finally:
            self.paused = False

    def _wrapped(self, name: str, real: Any) -> Any:
        if name in ("fsync", "fdatasync"):
            # No test cuts the power; waiting for the disk takes most of the time.
            real = os.fstat

        def call(*args: Any, **options: Any) -> Any:
            if self.paused:
                return real(*args, **options)
            self.count += 1
            if self.killed_at and self.count >= self.killed_at:
                raise KilledError
            if self.failing is not None and self.count in self.failing:
                if self.short and name == "write" and self.count == self.failing.start:
                    return real(args[0], bytes(args[1])[: len(args[1]) // 2])
                raise OSError(self.number, os.strerror(self.number))
            return real(*args, **options)

        return call
