"""Saving as another file."""

from pathlib import Path

import pytest

from schema.atomic_file import SaveError
from schema.report_file import Loaded, load
from tests import figures
from tests.tui.session.sessions import RECEIVED, opened
from tui.session import Session


def test_another_file_is_the_reports_from_then_on(file: Path) -> None:
    before, copy = file.read_bytes(), file.with_name("copy.toml")
    session = opened(file)
    session.edit(RECEIVED, "1")
    assert session.save_as(copy).written
    assert (session.loaded.path, session.dirty) == (copy, False)
    assert load(copy).report == session.report
    session.edit(RECEIVED, "2")
    session.save()
    assert load(copy).report == session.report
    assert file.read_bytes() == before


def test_a_copy_without_a_change_has_the_same_bytes(file: Path) -> None:
    session = opened(file)
    session.save_as(file.with_name("copy.toml"))
    assert session.loaded.path.read_bytes() == file.read_bytes()


def test_a_new_report_is_saved_as_another_file(tmp_path: Path) -> None:
    session = Session(Loaded(tmp_path / "new.toml", b""), figures.report())
    session.save_as(tmp_path / "copy.toml")
    assert not session.is_new
    assert [path.name for path in tmp_path.iterdir()] == ["copy.toml"]


def test_a_final_report_with_an_error_is_saved_as_a_draft_of_another_name(file: Path) -> None:
    session = opened(file)
    session.finalise()
    session.edit(RECEIVED, "3403")
    assert session.save_as(file.with_name("copy.toml")).back_to_draft
    saved = load(file.with_name("copy.toml")).report
    assert saved == session.report and saved is not None and not saved.final


def test_a_file_that_appeared_is_not_overwritten_and_the_report_stays_where_it_was(file: Path) -> None:
    session = opened(file)
    session.finalise()
    session.edit(RECEIVED, "3403")
    theirs = file.with_name("theirs.toml")
    theirs.write_text("theirs")
    with pytest.raises(SaveError, match="已有这个文件"):
        session.save_as(theirs)
    assert theirs.read_text() == "theirs"
    assert session.loaded.path == file and session.dirty and session.report.final
    assert session.save().back_to_draft
    assert load(file).report == session.report
