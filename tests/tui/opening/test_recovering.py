"""Drafts that earlier sessions left are offered and recovered."""

import os
from collections.abc import Callable
from pathlib import Path

from schema.report import new_report
from tests import figures
from tests.tui.drafts.journalled import DENIED, FIRST, RECEIVED, beside, names
from tests.tui.opening.opened_reports import COMPANY, abandon, leave, opened
from tui.drafts.draft_file import find_drafts
from tui.opened import Opened
from tui.opening import open_report
from tui.opening_words import KEPT


def leave_new(path: Path, texts: dict[str, str]) -> None:
    """Fill in something of a report that is never saved."""
    new = open_report(path, new_report(figures.EDITION, dict(figures.COVER)))
    assert isinstance(new, Opened)
    new.session.edit_many(texts)
    assert new.keep({}) == KEPT


def test_a_draft_is_offered_and_recovered_as_one_step(file: Path) -> None:
    leave(file, {RECEIVED: "77", COMPANY: "88"}, {FIRST: "没写完", DENIED: "12"})
    it = opened(file)
    (draft,) = it.drafts
    assert not it.notices and it.session.text(RECEIVED) == "3402"
    it.recover(draft)
    texts = {place: it.session.text(place) for place in (RECEIVED, COMPANY, FIRST, DENIED)}
    assert texts == {RECEIVED: "77", COMPANY: "88", FIRST: "没写完", DENIED: "0"}
    assert it.drafts == [] and it.stored_at
    (own,) = find_drafts(file)
    assert own.owner.pid == os.getpid() and own.applied(it.session.base) == (it.session.report, [])
    assert it.session.undo() is not None and it.session.report == it.session.base
    assert it.session.redo() is not None
    it.session.save()
    assert find_drafts(file) == []
    it.close()
    assert names(file.parent) == ["report.toml"]


def test_a_recovered_draft_is_still_there_where_the_next_one_is_not_answered(file: Path) -> None:
    leave(file, {RECEIVED: "77", COMPANY: "88"})
    leave(file, {RECEIVED: "78", DENIED: "9"})
    it = opened(file)
    first, second = it.drafts
    it.recover(first)
    assert it.drafts == [second] and it.close() == KEPT
    held = [draft.texts for draft in find_drafts(file)]
    assert all(dict(draft.texts) in held for draft in (first, second))


def test_a_draft_tells_where_the_last_change_was(file: Path) -> None:
    it = opened(file)
    it.at(COMPANY)
    changes: list[tuple[Callable[[], bool], str]] = [
        (lambda: it.session.edit(FIRST, "新写的"), FIRST),
        (lambda: it.session.set_parts("problems", []), "problems.intro"),
        (lambda: it.session.edit_many({RECEIVED: "77", DENIED: "88"}), "problems.intro"),
        (lambda: it.session.undo() is not None, "problems.intro"),
    ]
    for change, place in changes:
        assert change()
        (draft,) = find_drafts(file)
        assert draft.cursor == place and it.session.report.has(place)
    it.keep({"other.intro": "没写完"})
    (draft,) = find_drafts(file)
    assert draft.cursor == "other.intro"


def test_part_of_a_draft_is_taken(file: Path) -> None:
    leave(file, {RECEIVED: "77", COMPANY: "88"})
    it = opened(file)
    (draft,) = it.drafts
    chosen = it.session.report.copy()
    chosen.set_text(COMPANY, "88")
    it.recover(draft, chosen)
    assert (it.session.text(RECEIVED), it.session.text(COMPANY)) == ("3402", "88")
    (own,) = find_drafts(file)
    assert dict(own.texts) == {COMPANY: "88"}


def test_where_the_journal_cannot_be_written_a_recovered_draft_stays(file: Path, full: Callable[[bool], None]) -> None:
    leave(file, {RECEIVED: "77"})
    before = beside(file).read_bytes()
    it = opened(file)
    told: list[str] = []
    it.tell = told.append
    full(True)
    it.recover(it.drafts[0])
    assert it.drafts == [] and beside(file).read_bytes() == before
    assert told == ["恢复草稿写不进去：磁盘已满。请腾出空间，或尽快保存。"] and it.stored_at == ""
    full(False)
    it.session.edit(COMPANY, "88")
    assert len(told) == 1 and it.stored_at
    (own,) = find_drafts(file)
    assert own.applied(it.session.base)[0] == it.session.report
    abandon(it)
    assert names(file.parent) == ["report.toml"]


def test_the_newer_of_two_drafts_comes_first_and_the_older_adds_only_its_own(file: Path) -> None:
    leave(file, {RECEIVED: "77", COMPANY: "88"})
    leave(file, {RECEIVED: "78"})
    assert len(find_drafts(file)) == 2
    it = opened(file)
    newer, older = it.drafts
    assert [dict(each.texts) for each in (newer, older)] == [{RECEIVED: "78"}, {RECEIVED: "77", COMPANY: "88"}] or (
        newer.when == older.when
    )
    first, second = sorted(it.drafts, key=lambda draft: len(draft.texts))
    it.recover(first)
    assert it.drafts == [second]
    assert it.recovered(second).text(COMPANY) == "88"
    it.recover(second)
    assert (it.session.text(RECEIVED), it.session.text(COMPANY)) == ("77", "88")
    assert it.session.undo() and it.session.text(RECEIVED) == "78"
    assert it.drafts == [] and len(find_drafts(file)) == 1
    abandon(it)
    assert names(file.parent) == ["report.toml"]


def test_a_second_draft_that_adds_nothing_is_not_asked_about(file: Path) -> None:
    leave(file, {RECEIVED: "77"})
    leave(file, {RECEIVED: "77", COMPANY: "88"})
    it = opened(file)
    larger = max(it.drafts, key=lambda draft: len(draft.texts))
    it.recover(larger)
    assert it.drafts == []


def test_a_new_report_that_was_never_saved_is_found_by_its_draft(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    leave_new(path, {RECEIVED: "77"})
    assert not path.exists() and names(tmp_path) == [beside(path).name]
    it = opened(path)
    (draft,) = it.drafts
    assert it.session.is_new and draft.base == ""
    it.recover(draft)
    assert (it.session.text(RECEIVED), it.session.text("agency.name")) == ("77", figures.COVER["agency.name"])
    it.session.save()
    it.close()
    assert names(tmp_path) == ["new.toml"]


def test_beginning_the_same_new_report_again_offers_the_draft(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    leave_new(path, {RECEIVED: "77"})
    again = open_report(path, new_report(figures.EDITION, {"agency.name": "另一个机关"}))
    assert isinstance(again, Opened)
    again.recover(again.drafts[0])
    assert again.session.text("agency.name") == figures.COVER["agency.name"]
