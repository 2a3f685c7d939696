"""Saving elsewhere takes the lock and the journal along, and nobody else's name."""

from pathlib import Path

import pytest

from schema.atomic_file import SaveError
from schema.report import new_report
from tests import figures
from tests.tui.drafts.journalled import RECEIVED, beside, names
from tests.tui.drafts.starter import Holder
from tests.tui.opening.opened_reports import abandon, lock_of, opened
from tui.drafts.draft_file import find_drafts
from tui.opened import Opened
from tui.opening import open_report


def test_a_copy_of_what_somebody_else_fills_in_is_ours(file: Path) -> None:
    with Holder(file) as holder:
        it = opened(file)
        copy = file.with_name("copy.toml")
        it.session.save_as(copy)
        assert lock_of(copy).exists() and it.held is None
        assert it.session.edit(RECEIVED, "77")
        assert beside(copy).exists() and not beside(file).exists()
        assert holder.still_holds()
        abandon(it)
        assert holder.still_holds()
    assert not lock_of(copy).exists() and not beside(copy).exists()


def test_another_s_name_is_not_saved_to(file: Path) -> None:
    """Their new report has no file yet."""
    theirs = open_report(file.with_name("b.toml"), new_report(figures.EDITION))
    assert isinstance(theirs, Opened)
    theirs.session.edit(RECEIVED, "55")
    before = names(file.parent)
    it = opened(file)
    with pytest.raises(SaveError, match=r"未保存：这个文件名有人在用，.*打开，正在填这份报告。请换一个文件名。"):
        it.session.save_as(file.with_name("b.toml"))
    assert names(file.parent) == sorted([*before, ".report.toml.lock"]) and it.session.loaded.path == file
    assert it.session.edit(RECEIVED, "77") and beside(file).exists()


def test_a_copy_that_cannot_be_written_leaves_no_lock(file: Path) -> None:
    it = opened(file)
    copy = file.with_name("copy.toml")
    copy.touch()
    with pytest.raises(SaveError):
        it.session.save_as(copy)
    assert lock_of(file).exists() and not lock_of(copy).exists()


def test_a_copy_that_cannot_be_locked_is_told(file: Path) -> None:
    it = opened(file)
    told: list[str] = []
    it.tell = told.append
    copy = file.with_name("copy.toml")
    lock_of(copy).mkdir()
    it.session.save_as(copy)
    assert told == [it.unlocked] and told[0].startswith("没有上锁：")
    assert not lock_of(file).exists() and it.session.edit(RECEIVED, "77") and beside(copy).exists()


def test_a_new_report_saved_under_its_own_name_stays_locked(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    it = open_report(path, new_report(figures.EDITION))
    assert isinstance(it, Opened)
    it.session.save_as(tmp_path / "." / "new.toml")
    assert lock_of(path).exists() and it.session.edit(RECEIVED, "77") and beside(path).exists()


def test_saving_elsewhere_takes_lock_and_journal_along(file: Path) -> None:
    it = opened(file)
    it.session.edit(RECEIVED, "77")
    copy = file.with_name("copy.toml")
    it.session.save_as(copy)
    assert names(file.parent) == [".copy.toml.lock", "copy.toml", "report.toml"]
    it.session.edit(RECEIVED, "78")
    assert [draft.applied(it.session.base)[0].text(RECEIVED) for draft in find_drafts(copy)] == ["78"]
    abandon(it)
    assert names(file.parent) == ["copy.toml", "report.toml"]
