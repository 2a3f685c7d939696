"""Saves that the disk has not confirmed."""

from pathlib import Path

import pytest

from schema import atomic_file
from schema.report_file import Loaded
from tests import figures
from tests.tui.session.sessions import RECEIVED, Heard, opened
from tui.session import Session


def test_what_the_disk_has_not_confirmed_is_written_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = opened(file)
    before = session.loaded
    heard = Heard(session)
    session.edit(RECEIVED, "3403")
    for _ in range(2):
        with monkeypatch.context() as failing:
            failing.setattr(atomic_file, "_sync_folder", lambda folder: False)
            assert session.save() == (True, False, "")
        assert session.unconfirmed and session.confirmed is before and not session.dirty
    inode = file.stat().st_ino
    assert session.save() == (True, True, "")
    assert not session.unconfirmed and file.stat().st_ino != inode
    assert not session.save().written
    assert heard.events == ["changed", "saved, perhaps", "saved, perhaps", "saved"]


@pytest.mark.parametrize("elsewhere", [False, True])
def test_of_a_new_file_that_is_not_confirmed_the_disk_may_hold_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch, elsewhere: bool
) -> None:
    monkeypatch.setattr(atomic_file, "_sync_folder", lambda folder: False)
    new = file.with_name("new.toml")
    session = opened(file) if elsewhere else Session(Loaded(new, b""), figures.report())
    assert not (session.save_as(new) if elsewhere else session.save()).confirmed
    assert session.unconfirmed and (session.confirmed.path, session.confirmed.data) == (new, b"")


def test_a_file_that_was_gone_and_is_not_confirmed_may_be_gone_again(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened(file)
    file.unlink()
    with monkeypatch.context() as failing:
        failing.setattr(atomic_file, "_sync_folder", lambda folder: False)
        assert not session.save(over=b"").confirmed
    assert session.unconfirmed and not session.confirmed.data
    assert session.save().confirmed and not session.unconfirmed
