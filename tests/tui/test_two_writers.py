"""Somebody else writes the report's file between any two system calls of a save: neither loses anything unasked."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from schema.report_file import Loaded, load
from tests import figures
from tui.saving import OutsideChangeError
from tui.session import Session

RECEIVED = "requests.received.natural_person"
Writer = Callable[[Path], Callable[[], bytes | None]]
"""Opens a file; what it returns writes it, and says what it wrote, None where it found that it had better ask."""

_THEIRS = "别人的内容".encode()


def _in_place(path: Path) -> Callable[[], bytes]:
    def write() -> bytes:
        path.write_bytes(_THEIRS)
        return _THEIRS

    return write


def _by_another_file(path: Path) -> Callable[[], bytes]:
    def write() -> bytes:
        other = path.with_name("other")
        other.write_bytes(_THEIRS)
        other.replace(path)
        return _THEIRS

    return write


def _like_us(path: Path) -> Callable[[], bytes | None]:
    session = Session(load(path)) if path.exists() else Session(Loaded(path, b""), figures.report())
    session.edit("agency.name", "另一个机关")

    def write() -> bytes | None:
        return None if _save(session) else session.loaded.data

    return write


WRITERS: list[Writer] = [_in_place, _by_another_file, _like_us]


class Between:
    """Runs something in front of the n-th system call of this process, and lists those made until then and after."""

    def __init__(self, number: int, act: Callable[[], bytes | None]) -> None:
        self._number = number
        self._act = act
        self.calls: list[str] = []
        self.happened = False
        self.result: bytes | None = None

    def __enter__(self) -> "Between":
        sys.setprofile(self._profile)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)

    def _profile(self, frame: FrameType, event: str, argument: Any) -> None:
        module = getattr(argument, "__module__", None) or type(getattr(argument, "__self__", None)).__module__
        if event != "c_call" or module not in {"posix", "fcntl", "io", "_io"}:
            return
        if len(self.calls) == self._number:
            sys.setprofile(None)
            self.result = self._act()
            self.happened = True
            sys.setprofile(self._profile)
        self.calls.append(argument.__name__)


def _save(session: Session) -> bytes | None:
    """What somebody else had put into the file, where that kept us from saving."""
    try:
        session.save()
    except OutsideChangeError as change:
        return change.data
    return None


@pytest.mark.parametrize("writer", WRITERS)
def test_no_change_to_a_file_is_overwritten_unasked(tmp_path: Path, writer: Writer) -> None:
    path, number = tmp_path / "report.toml", 0
    while True:
        path.write_text(figures.text_of(figures.report()), encoding="utf-8")
        session = Session(load(path))
        session.edit(RECEIVED, "3403")
        with Between(number, writer(path)) as between:
            found = _save(session)
        if not between.happened:
            break
        held = path.read_bytes()
        if between.result is None:
            assert found is None and held == session.loaded.data
        elif held != between.result:
            # No system compares and replaces in one call: what remains is the reading, and no waiting for the disk.
            rest = between.calls[number:]
            assert set(rest[: rest.index("replace")]) <= {"fstat", "read", "__exit__"}
        else:
            assert found in (None, held)
        number += 1
    assert number > 20


@pytest.mark.parametrize("writer", WRITERS)
def test_no_file_that_appears_is_overwritten_unasked(tmp_path: Path, writer: Writer) -> None:
    folder, number = tmp_path / "new", 0
    path = folder / "report.toml"
    while True:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        session = Session(Loaded(path, b""), figures.report())
        with Between(number, writer(path)) as between:
            found = _save(session)
        if not between.happened:
            break
        held = path.read_bytes()
        assert held == (session.loaded.data if between.result is None else between.result)
        assert found in (None, held) and list(folder.iterdir()) == [path]
        number += 1
    assert number > 20
