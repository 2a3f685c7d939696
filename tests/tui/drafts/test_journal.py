"""What is in the journal, and how large it grows."""

import os
from itertools import pairwise
from pathlib import Path

import pytest

from schema import atomic_file
from schema.editions import EDITIONS
from schema.report import Part, new_report
from schema.report_file import Loaded, load
from tests import figures
from tests.tui.drafts.journalled import DENIED, FIRST, PARTS, RECEIVED, beside, journalled, names, only_draft, recovered
from tui.drafts.draft_file import find_drafts
from tui.drafts.journal import Journal
from tui.drafts.owner import Owner
from tui.session import Session

# What is in it


def test_a_change_is_on_the_disk_when_it_has_been_made(file: Path) -> None:
    session, journal = journalled(file)
    assert journal.file is None and find_drafts(file) == []
    session.edit(RECEIVED, "7")
    assert (journal.file, journal.problem, journal.elsewhere) == (beside(file), "", False)
    assert beside(file).stat().st_mode & 0o777 == 0o600
    draft = only_draft(file)
    assert (draft.file, draft.texts, draft.parts, draft.unread) == (beside(file), {RECEIVED: "7"}, {}, 0)
    assert draft.base == session.loaded.digest and draft.edition == 2021
    assert draft.owner[:5] == Owner.here()[:5]
    assert draft.cursor is None
    journal.at(DENIED)
    session.edit(RECEIVED, "8")
    assert only_draft(file).cursor == DENIED
    assert recovered(file) == session.report


def test_every_change_is_one_write_and_one_wait_for_the_disk(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session, _ = journalled(file)
    session.edit(RECEIVED, "7")
    calls: list[str] = []
    for name in ("open", "write", "fsync", "fdatasync", "replace"):
        real = getattr(os, name)
        monkeypatch.setattr(os, name, lambda *args, name=name, real=real: calls.append(name) or real(*args))
    session.edit(RECEIVED, "8")
    session.undo()
    session.edit(FIRST, "文字。")
    assert calls == ["write", "fdatasync"] * 3


def test_what_is_taken_back_to_what_the_file_holds_needs_no_draft(file: Path) -> None:
    session, journal = journalled(file)
    session.edit(RECEIVED, "7")
    session.undo()
    assert journal.file is None and not beside(file).exists()
    session.redo()
    assert recovered(file) == session.report


def test_nothing_is_left_of_a_saved_session(file: Path) -> None:
    session, journal = journalled(file)
    session.edit(RECEIVED, "7")
    session.set_parts("overview", PARTS)
    session.save()
    assert journal.file is None and names(file.parent) == [file.name]
    session.edit(RECEIVED, "8")
    assert recovered(file) == session.report
    assert only_draft(file).base == session.loaded.digest
    journal.discard()
    assert names(file.parent) == [file.name]


@pytest.mark.parametrize("new", [False, True])
def test_until_the_disk_has_confirmed_the_file_the_draft_turns_the_one_before_into_what_was_saved(
    file: Path, monkeypatch: pytest.MonkeyPatch, new: bool
) -> None:
    before = b"" if new else file.read_bytes()
    if new:
        file.unlink()
    session = Session(Loaded(file, b""), figures.report()) if new else Session(load(file))
    session.observers.append(journal := Journal(session))
    session.edit(RECEIVED, "")
    with monkeypatch.context() as failing:
        failing.setattr(atomic_file, "_sync_folder", lambda folder: False)
        assert not session.save().confirmed
    session.edit(FIRST, "8")
    session.edit(FIRST, "")
    # The power fails.
    file.write_bytes(before)
    (draft,) = find_drafts(file)
    held = new_report(session.report.edition) if new else load(file).report
    assert held is not None and draft.applied(held) == (session.report, [])
    file.write_bytes(session.loaded.data)
    session.edit(FIRST, "9")
    assert session.save().confirmed and journal.file is None and find_drafts(file) == []


def test_what_could_not_stay_final_is_saved_as_a_draft_and_leaves_nothing(file: Path) -> None:
    session, _ = journalled(file)
    assert session.finalise() == []
    session.edit(RECEIVED, "3403")
    assert session.save().back_to_draft
    assert names(file.parent) == [file.name]


def test_a_report_saved_under_another_name_leaves_nothing_at_the_first(file: Path) -> None:
    session, journal = journalled(file)
    session.edit(RECEIVED, "7")
    session.save_as(other := file.with_name("other.toml"))
    assert names(file.parent) == sorted([file.name, other.name])
    session.edit(RECEIVED, "8")
    assert journal.file == beside(other)
    assert recovered(other) == session.report


def test_a_new_report_is_kept_with_all_it_began_with(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    session = Session(Loaded(path, b""), new_report(EDITIONS[2019], {"agency.name": "石门乡"}))
    journal = Journal(session)
    session.observers.append(journal)
    session.edit("report.year", "2020")
    draft = only_draft(path)
    assert (draft.base, draft.edition) == ("", 2019)
    assert draft.applied(new_report(EDITIONS[2019]))[0] == session.report


def test_a_journal_goes_on_from_what_the_file_holds_now(file: Path) -> None:
    session, _ = journalled(file)
    session.edit(RECEIVED, "7")
    theirs = figures.report()
    theirs.set_text(DENIED, "5")
    file.write_text(figures.text_of(theirs))
    mine = theirs.copy()
    mine.set_text(RECEIVED, "7")
    session.rebase(load(file), mine)
    draft = only_draft(file)
    assert draft.base == load(file).digest
    assert draft.texts == {RECEIVED: "7"}
    session.rebase(load(file), theirs)
    assert find_drafts(file) == []


def test_a_base_alone_that_has_changed_is_kept(file: Path) -> None:
    session, journal = journalled(file)
    session.edit(RECEIVED, "7")
    mine = session.report.copy()
    file.write_text("# 说明\n" + file.read_text())
    session.observers.remove(journal)
    session.rebase(load(file), mine)
    journal.rebased()
    assert only_draft(file).base == load(file).digest


def test_a_session_that_may_only_read_writes_nothing(file: Path) -> None:
    session, journal = journalled(file)
    session.read_only = "另一个人正在填。"
    journal.typing(FIRST, "文字")
    journal.changed(())
    assert names(file.parent) == [file.name]


# Size


@pytest.mark.parametrize(("parts", "writes"), [(6, 3), (6, 1), (0, 1), (0, 3), (0, 9)])
def test_an_hours_typing_takes_no_more_than_three_times_the_report(
    file: Path, monkeypatch: pytest.MonkeyPatch, parts: int, writes: int
) -> None:
    monkeypatch.setattr(os, "fdatasync", lambda descriptor: None)
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    file.write_text(figures.text_of(new_report(figures.EDITION, dict(figures.COVER))))
    session, journal = journalled(file)
    sizes: list[int] = []

    def typed(place: str, text: str) -> None:
        session.edit(place, text)
        assert journal.file is not None
        sizes.append(journal.file.stat().st_size)

    if parts:
        session.set_parts("overview", [Part(f"第{number}部分") for number in range(parts)])
    for part in range(parts):
        prose = "".join(f"第{part + 1}部分的第{number}句话，讲公开工作。" for number in range(50))[:834]
        for length in (*range(100, 834, 100), 834):
            typed(f"overview.parts.{part}.text", prose[:length])
    for number, place in enumerate(figures.EDITION.cells):
        journal.at(place)
        for write in reversed(range(writes)):
            typed(place, f"{write or ''}{number + 1}")
    assert recovered(file) == session.report
    session.save()
    assert max(sizes) <= 3 * file.stat().st_size
    # It was written anew, and not at every change.
    assert 1 <= sum(after < before for before, after in pairwise(sizes)) < len(sizes) / 10


def test_a_journal_that_could_not_be_read_again_is_not_written(file: Path) -> None:
    session, journal = journalled(file)
    for _ in range(3):
        for length in (1_000_000, 1_100_000):
            session.edit(FIRST, "长" * length)
            assert journal.problem == ""
            assert recovered(file) == session.report
    session.edit(FIRST, "长" * 3_000_000)
    assert "超过文件大小的限制" in journal.problem
    session.edit(FIRST, "短")
    assert journal.problem == ""
    assert recovered(file) == session.report
