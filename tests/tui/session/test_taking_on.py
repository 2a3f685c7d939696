"""What others wrote is taken on; a session that may only read."""

from pathlib import Path

import pytest

from schema.atomic_file import SaveError
from schema.report_file import load
from tests.tui.session.sessions import RECEIVED, REQUESTS, Heard, opened
from tui.session import Session


def test_another_report_is_taken_on_as_one_step_of_undo(file: Path) -> None:
    session = opened(file)
    before = session.report.copy()
    other = before.copy()
    other.set_text(RECEIVED, "7")
    other.parts["overview"] = other.parts["overview"][1:]
    other.set_text("overview.intro", "新的开头。")
    heard = Heard(session)
    assert session.change_to(other)
    assert not session.change_to(other)
    assert session.report == other
    assert heard.events == ["changed"]
    session.undo()
    assert session.report == before
    session.redo()
    assert session.report == other


def test_what_the_file_holds_now_is_gone_on_from(file: Path) -> None:
    session = opened(file)
    session.edit(RECEIVED, "7")
    mine = session.report.copy()
    file.write_bytes(session.staged())
    theirs = load(file)
    assert theirs.report is not None
    heard = Heard(session)
    session.rebase(theirs, mine)
    assert heard.events == ["rebased"]
    assert not session.dirty
    assert not session.save().written


def test_a_session_that_may_only_read_refuses_every_change(file: Path) -> None:
    session = Session(load(file), read_only="另一个人正在填。")
    before = session.report.copy()
    changed = before.copy()
    changed.set_text(RECEIVED, "7")
    assert not session.edit(RECEIVED, "7")
    assert not session.set_parts("overview", [])
    assert not session.change_to(changed)
    assert session.undo() is None
    session.set_keyed(REQUESTS, True)
    assert session.report == before
    assert not session.save().written, "there is nothing to save"
    session.save_as(copy := file.with_name("copy.toml"))
    assert load(copy).report == before
    assert session.edit(RECEIVED, "7")


def test_what_may_not_be_saved_is_told_only_where_there_is_something(file: Path) -> None:
    session = opened(file)
    session.edit(RECEIVED, "7")
    session.read_only = "另一个人正在填。"
    with pytest.raises(SaveError, match=r"^未保存：另一个人正在填。$"):
        session.save()
