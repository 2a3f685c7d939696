"""A report is filled in by one at a time; whoever comes second may read it."""

from pathlib import Path

import pytest

from schema.report import new_report
from tests import figures
from tests.tui.drafts.journalled import RECEIVED, names
from tests.tui.drafts.starter import Holder
from tests.tui.opening.opened_reports import abandon, leave, lock_of, opened
from tui.drafts.draft_file import find_drafts
from tui.opened import Opened
from tui.opening import open_report


def test_a_report_is_locked_until_it_is_closed(file: Path) -> None:
    it = opened(file)
    assert it.is_plain_sailing
    assert names(file.parent) == [".report.toml.lock", "report.toml"]
    assert it.session.edit(RECEIVED, "77")
    abandon(it)
    assert names(file.parent) == ["report.toml"]


def test_somebody_else_s_report_can_only_be_read(file: Path) -> None:
    with Holder(file) as holder:
        it = opened(file)
        assert it.held is not None and it.held.owner is not None and it.held.owner.pid == holder.process.pid
        assert it.session.read_only == f"{it.held.owner.described}打开，正在填这份报告，这里只能看。"
        assert not it.session.edit(RECEIVED, "77") and it.session.text(RECEIVED) == "3402"
        assert it.journal is None and not it.notices and not it.drafts
        it.close()
        assert holder.still_holds() and names(file.parent) == [".report.toml.lock", "report.toml"]


def test_their_draft_is_not_touched_while_they_fill_in(file: Path) -> None:
    leave(file, {RECEIVED: "77"})
    with Holder(file):
        it = opened(file)
        assert not it.drafts and it.keep({}) == ""
    assert len(find_drafts(file)) == 1


def test_a_lock_that_cannot_be_read_is_somebody_s(file: Path) -> None:
    lock_of(file).write_text("{", encoding="utf-8")
    assert opened(file).session.read_only == "有人打开，正在填这份报告，这里只能看。"


def test_a_report_taken_over_can_be_filled_in_and_its_draft_recovered(file: Path) -> None:
    leave(file, {RECEIVED: "77"})
    with Holder(file) as holder:
        it = opened(file, taking_over=True)
        assert holder.process.wait() != 0
    assert not it.session.read_only
    (draft,) = it.drafts
    assert it.recovered(draft).text(RECEIVED) == "77"
    it.close()


@pytest.mark.parametrize("taking_over", [False, True])
def test_what_somebody_else_has_saved_meanwhile_is_opened_and_not_the_new_report(
    tmp_path: Path, taking_over: bool
) -> None:
    path = tmp_path / "new.toml"
    path.write_text(figures.text_of(figures.report()), encoding="utf-8")
    it = open_report(path, new_report(figures.EDITION), taking_over=taking_over)
    assert isinstance(it, Opened) and not it.session.is_new and it.session.text(RECEIVED) == "3402"
