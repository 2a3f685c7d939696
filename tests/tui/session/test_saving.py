"""What is written when, and what is not overwritten."""

from pathlib import Path

import pytest

from schema.report_file import Loaded, load
from tests import figures
from tests.tui.session.sessions import RECEIVED, opened
from tui.saving import OutsideChangeError
from tui.session import Session


def test_a_new_file_is_canonical(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    session = Session(Loaded(path, b""), figures.report())
    assert session.is_new and session.dirty
    outcome = session.save()
    assert (outcome.written, session.dirty, session.is_new) == (True, False, False)
    assert path.read_text(encoding="utf-8") == figures.text_of(figures.report())


def test_an_empty_new_report_is_written_too(tmp_path: Path) -> None:
    session = Session(Loaded(tmp_path / "new.toml", b""), figures.blank_session().report)
    assert session.save().written
    assert load(tmp_path / "new.toml").report == session.report


def test_what_did_not_change_is_not_written(file: Path) -> None:
    before = file.stat()
    session = opened(file)
    session.edit(RECEIVED, "1")
    session.undo()
    assert not session.dirty
    assert not session.save().written
    after = file.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_change_is_one_line_of_a_file_that_its_author_has_touched(file: Path) -> None:
    own = file.read_text(encoding="utf-8").replace("carried_out ", "# 与登记簿核过\ncarried_out ")
    own = own.replace("[ 1175,   12,", "[1175, 12,")
    file.write_text(own, encoding="utf-8")
    session = opened(file)
    session.edit("requests.carried_out.other", "7")
    session.save()
    before, after = own.splitlines(), file.read_text(encoding="utf-8").splitlines()
    assert len(before) == len(after)
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 1 and changed[0].startswith("carried_out")


def test_a_change_outside_is_never_overwritten_unasked(file: Path) -> None:
    session = opened(file)
    session.edit(RECEIVED, "3403")
    theirs = file.read_text(encoding="utf-8").replace("[ 1175,", "[ 1176,")
    file.write_text(theirs, encoding="utf-8")
    with pytest.raises(OutsideChangeError):
        session.save()
    assert file.read_text(encoding="utf-8") == theirs and session.dirty
    assert session.save(over=theirs.encode()).written
    assert load(file).report == session.report


def test_a_file_that_appeared_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    session = Session(Loaded(path, b""), figures.report())
    path.write_text("theirs")
    with pytest.raises(OutsideChangeError):
        session.save()
    assert path.read_text() == "theirs"


def test_a_file_that_vanished_is_asked_about_or_written_again(file: Path) -> None:
    session = opened(file)
    file.unlink()
    with pytest.raises(OutsideChangeError):
        session.save()
    assert not file.exists()
    assert session.save(over=b"").written
    assert load(file).report == session.report


def test_an_empty_file_in_the_place_of_the_report_is_overwritten_when_the_user_says_so(file: Path) -> None:
    session = opened(file)
    file.write_bytes(b"")
    with pytest.raises(OutsideChangeError):
        session.save()
    assert session.save(over=b"").written
    assert load(file).report == session.report


def test_what_is_staged_is_worked_out_once_a_change(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = opened(file)
    session.edit(RECEIVED, "3403")
    first = session.staged()
    assert session.staged() is first
    session.edit(RECEIVED, "3402")
    assert session.staged() == file.read_bytes() != first
