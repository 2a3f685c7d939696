"""A disk that can be full."""

import errno
from collections.abc import Callable

import pytest

from tui.drafts.journal_file import JournalFile


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Fills the disk for journals, or makes room on it again."""
    make = JournalFile.make

    def refused(*_: object) -> JournalFile:
        raise OSError(errno.ENOSPC, "")

    return lambda is_full: monkeypatch.setattr(JournalFile, "make", refused if is_full else make)
