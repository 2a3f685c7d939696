"""What is in the journal, where it stands, and what is never touched."""

import contextlib
import errno
import os
import pwd
import socket
import stat
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from schema import atomic_file
from schema.editions import EDITIONS
from schema.report import Accepted, Part, Report, new_report
from schema.report_file import Loaded, load
from tests import figures
from tests.tui.drafts.journalled import (
    DENIED,
    FIRST,
    PARTS,
    RECEIVED,
    SWAPPED,
    beside,
    journalled,
    line,
    names,
    only_draft,
    recovered,
)
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


REASON = Accepted("late", ("report.published",), ("2026-02-01",), "等候审计", "办公室", "2026-02-03")


def test_reasons_are_kept_and_taken_away_again(file: Path) -> None:
    session, _ = journalled(file)
    session.change_to(replace(session.report, accepted=[REASON]))
    assert recovered(file) == session.report and recovered(file).accepted == [REASON]
    session.edit(RECEIVED, "7")
    session.change_to(replace(session.report, accepted=[REASON._replace(reason="另一个理由")]))
    assert recovered(file) == session.report
    session.undo()
    session.undo()
    session.edit(RECEIVED, "8")
    session.change_to(replace(session.report, accepted=[]))
    assert recovered(file) == session.report and recovered(file).accepted == []


def test_reasons_recovered_leave_those_that_others_have_given_since(file: Path) -> None:
    session, _ = journalled(file)
    session.change_to(replace(session.report, accepted=[REASON]))
    theirs = figures.report()
    theirs.accepted.append(other := REASON._replace(code="carried-out-large", reason="他人的理由"))
    file.write_text(figures.text_of(theirs), encoding="utf-8")
    (draft,) = find_drafts(file)
    assert draft.applied(theirs)[0].accepted == [other, REASON]
    assert draft.applied(theirs)[1] == [] and theirs.accepted == [other]


@pytest.mark.parametrize(
    "accepted",
    [
        "1",
        "[[]]",
        "[[],[],[]]",
        "[[],[1]]",
        '[[],[["late",["report.published"],["1"],"理由",""]]]',
        '[[],[["late","report.published",["1"],"理由","",""]]]',
        '[[],[["late",[1],["1"],"理由","",""]]]',
        '[[],[["late",[],[],"\\ud800","",""]]]',
        '[[],[["late",[],[],null,"",""]]]',
        "null",
    ],
)
def test_reasons_that_are_none_spoil_only_their_line(file: Path, accepted: str) -> None:
    session, journal = journalled(file)
    session.edit(RECEIVED, "7")
    assert journal.file is not None
    with journal.file.open("ab") as draft:
        draft.write(line(f'{{"time":"2026-01-05T08:00:00+08:00","texts":{{"{FIRST}":"坏的"}},"accepted":{accepted}}}'))
    (found,) = find_drafts(file)
    assert found.unread == 1 and found.applied(figures.report())[0] == session.report


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


# What is being typed


def test_words_being_typed_are_kept_until_the_next_change(file: Path) -> None:
    session, journal = journalled(file)
    journal.typing(FIRST, "正在写")
    journal.typing("agency.office", "办公")
    expected = session.report.copy()
    expected.set_text(FIRST, "正在写")
    expected.set_text("agency.office", "办公")
    assert recovered(file) == expected
    session.edit(RECEIVED, "7")
    assert recovered(file) == session.report
    assert only_draft(file).typed == {}


def test_half_a_figure_is_not_taken_for_one(file: Path) -> None:
    session, journal = journalled(file)
    session.edit(RECEIVED, "7")
    journal.typing(RECEIVED, "3")
    assert recovered(file) == session.report
    assert only_draft(file).typed == {RECEIVED: "3"}


def test_what_is_typed_is_forgotten_where_it_is_what_stands_there(file: Path) -> None:
    session, journal = journalled(file)
    journal.typing(FIRST, "正在写")
    journal.typing(FIRST, session.text(FIRST))
    assert find_drafts(file) == []
    journal.typing(FIRST, "正在写")
    journal.typing("agency.office", "办公")
    journal.typing(FIRST, session.text(FIRST))
    assert only_draft(file).typed == {"agency.office": "办公"}
    session.edit(RECEIVED, "7")
    session.undo()
    journal.typing("overview.parts.99.text", "没有这个地方")
    assert only_draft(file).applied(session.report) == (session.report, ["overview.parts.99.text"])


def test_words_being_typed_follow_their_part_where_the_file_has_it_now(file: Path) -> None:
    file.write_text(figures.text_of(_with_parts(PARTS)))
    _, journal = journalled(file)
    journal.typing("overview.parts.1.text", "二。正在写")
    new = Part("新", "新的。")
    (moved, missing) = only_draft(file).applied(_with_parts([new, *PARTS]))
    assert moved.parts["overview"] == [new, PARTS[0], Part("乙", "二。正在写"), PARTS[2]] and missing == []
    gone = _with_parts([PARTS[0], new])
    assert only_draft(file).applied(gone) == (gone, ["overview.parts.1.text"])


def test_a_draft_of_a_heading_that_was_being_typed_is_replaced_when_it_is_taken_on(file: Path) -> None:
    _, first = journalled(file)
    first.typing("overview.parts.0.heading", "新的标题")
    session, _ = journalled(file)
    session.change_to(only_draft(file).applied(session.base)[0])
    assert session.text("overview.parts.0.heading") == "新的标题"
    assert recovered(file) == session.report


def test_words_being_typed_belong_to_the_parts_that_the_draft_holds(file: Path) -> None:
    session, journal = journalled(file)
    session.set_parts("overview", PARTS)
    journal.typing("overview.parts.1.text", "二。正在写")
    assert only_draft(file).headings == {}
    report, missing = only_draft(file).applied(_with_parts(SWAPPED))
    assert report.parts["overview"] == [PARTS[0], Part("乙", "二。正在写"), PARTS[2]] and missing == []


def _with_parts(parts: list[Part]) -> Report:
    report = figures.report()
    report.parts["overview"] = [Part(part.heading, part.text) for part in parts]
    return report


def test_typing_brings_along_what_the_session_holds_and_nobody_told(file: Path) -> None:
    session, journal = journalled(file)
    session.report.set_text(RECEIVED, "7")
    journal.typing(FIRST, "正在写")
    assert recovered(file).text(RECEIVED) == "7"


# Parts


def test_the_texts_of_parts_follow_their_parts(file: Path) -> None:
    session, _ = journalled(file)
    session.set_parts("overview", PARTS)
    session.edit("overview.parts.1.text", "改过。")
    assert recovered(file) == session.report
    session.set_parts("overview", [PARTS[2], Part("乙", "改过。"), PARTS[0]])
    session.edit("overview.parts.2.heading", "新")
    session.edit("overview.parts.0.text", "又改。")
    assert recovered(file) == session.report
    session.set_parts("overview", [])
    assert recovered(file) == session.report


def test_the_text_of_a_part_does_not_go_to_another_that_the_file_has_there_by_now(file: Path) -> None:
    session, _ = journalled(file)
    session.edit(FIRST, "改过。")
    theirs = session.base.copy()
    theirs.parts["overview"].reverse()
    assert only_draft(file).applied(theirs)[0].parts["overview"] == session.report.parts["overview"]


def test_a_part_is_never_put_in_the_place_of_another_though_a_line_be_lost(file: Path) -> None:
    session, journal = journalled(file)
    session.set_parts("overview", PARTS)
    session.set_parts("overview", SWAPPED)
    session.edit("overview.parts.0.text", "属于乙。")
    assert journal.file is not None
    lines = journal.file.read_bytes().split(b"\n")
    del lines[3:5]
    journal.file.write_bytes(b"\n".join(lines))
    draft = only_draft(file)
    assert draft.applied(session.report)[0].parts["overview"] == PARTS
    assert draft.unread == 1


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


# Where it stands


def _refuse(monkeypatch: pytest.MonkeyPatch, folder: Path, number: int = errno.EROFS) -> None:
    """No file can be made in a folder, as if the file system were read-only."""
    real = os.open

    def refusing(path: str, flags: int, *rest: int) -> int:
        if flags & os.O_CREAT and Path(path).parent == folder:
            raise OSError(number, os.strerror(number))
        return real(path, flags, *rest)

    monkeypatch.setattr(os, "open", refusing)


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.ENOSPC])
def test_it_stands_elsewhere_where_the_folder_takes_no_file(
    file: Path, state: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    with monkeypatch.context() as patch:
        _refuse(patch, file.parent, number)
        session, journal = journalled(file)
        session.edit(RECEIVED, "7")
        assert journal.elsewhere and journal.problem == ""
        assert journal.file is not None and journal.file.parent == state / "nianbao" / "drafts"
        assert journal.file.parent.stat().st_mode & 0o777 == 0o700
        assert journal.file.stat().st_mode & 0o777 == 0o600
        assert recovered(file) == session.report
        # A report of the same name in another folder is another report.
        twin = file.parent / "sub" / file.name
        twin.parent.mkdir()
        twin.write_bytes(file.read_bytes())
        assert find_drafts(twin) == []
        theirs = journal.file.rename(journal.file.with_name(_state_name(twin)))
        assert "属于另一份报告" in only_draft(twin).refusal
        theirs.rename(journal.file)
    was = journal.file
    theirs = file.with_name("other.toml")
    theirs.write_bytes(file.read_bytes() + b"\n")
    session.rebase(load(theirs), session.report)
    session.loaded = session.confirmed = load(file)
    journal.rebased()
    # It comes back where it can, leaving nothing behind.
    assert not journal.elsewhere and journal.file == beside(file)
    assert not was.exists()
    assert recovered(file) == session.report


def _state_name(file: Path) -> str:
    from hashlib import sha256

    return sha256(os.fsencode(os.path.realpath(file))).hexdigest() + ".draft"


def test_a_session_goes_on_where_nothing_can_be_written(
    file: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (state / "nianbao").write_text("in the way")
    with monkeypatch.context() as patch:
        _refuse(patch, file.parent)
        session, journal = journalled(file)
        session.edit(RECEIVED, "7")
        assert journal.problem.startswith("恢复草稿写不进去：") and journal.file is None
    session.edit(RECEIVED, "8")
    assert journal.problem == "" and recovered(file) == session.report


def test_the_users_folder_is_theirs_alone(file: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _refuse(monkeypatch, file.parent)
    (state / "nianbao").mkdir()
    (state / "elsewhere").mkdir()
    (state / "nianbao" / "drafts").symlink_to(state / "elsewhere")
    session, journal = journalled(file)
    session.edit(RECEIVED, "7")
    assert journal.problem and names(state / "elsewhere") == []
    (state / "nianbao" / "drafts").unlink()
    (state / "nianbao" / "drafts").mkdir(mode=0o777)
    session.edit(RECEIVED, "8")
    assert not journal.problem
    assert (state / "nianbao" / "drafts").stat().st_mode & 0o777 == 0o700


def test_no_user_needs_a_home(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setenv("HOME", "")
    monkeypatch.setattr(pwd, "getpwuid", {}.__getitem__)
    session, journal = journalled(file)
    session.edit(RECEIVED, "7")
    assert recovered(file) == session.report
    journal.discard()
    _refuse(monkeypatch, file.parent)
    session.edit(RECEIVED, "8")
    assert journal.problem


def test_a_link_to_a_report_has_the_reports_own_draft(file: Path) -> None:
    folder = file.parent / "links"
    folder.mkdir()
    link = folder / "link.toml"
    link.symlink_to(file)
    session, journal = journalled(link)
    session.edit(RECEIVED, "7")
    assert journal.file == beside(file) and names(folder) == ["link.toml"]
    assert recovered(file) == recovered(link) == session.report


@pytest.mark.parametrize(
    "name", ["报告" * 30 + ".toml", "长" * 83 + ".toml", os.fsdecode(b"\xff\xfe.toml"), "a\nb.toml"]
)
def test_reports_of_odd_names_have_drafts(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(figures.text_of(figures.report()))
    session, journal = journalled(path)
    session.edit(RECEIVED, "7")
    assert journal.problem == "" and not journal.elsewhere
    assert recovered(path) == session.report


# What stands in its way


def test_a_journal_that_was_removed_is_written_again(file: Path) -> None:
    session, _ = journalled(file)
    session.edit(RECEIVED, "7")
    beside(file).unlink()
    session.edit(DENIED, "8")
    assert recovered(file) == session.report
    beside(file).rename(file.with_name("moved"))
    beside(file).write_text("something else")
    session.edit(DENIED, "9")
    (usable, refused) = find_drafts(file)
    assert usable.applied(session.base)[0] == session.report
    assert refused.refusal and refused.file.read_text() == "something else"


def _fifo(path: Path, target: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path, target: Path) -> None:
    # A socket's whole path may have little more than a hundred bytes.
    with contextlib.chdir(path.parent), socket.socket(socket.AF_UNIX) as server:
        server.bind(path.name)


def _link(path: Path, target: Path) -> None:
    path.symlink_to(target)


def _dangling(path: Path, target: Path) -> None:
    path.symlink_to(target.with_name("nowhere"))


def _folder(path: Path, target: Path) -> None:
    path.mkdir()


def _others(path: Path, target: Path) -> None:
    path.write_text("theirs")
    os.chown(path, 12345, 12345)


@pytest.mark.parametrize("plant", [_fifo, _socket, _link, _dangling, _folder, _others])
def test_what_is_planted_at_its_name_is_neither_used_nor_touched(file: Path, plant) -> None:  # type: ignore[no-untyped-def]
    if plant is _others and os.geteuid() != 0:
        pytest.skip("only root gives files away")
    target = file.with_name("target")
    target.write_text("target")
    plant(beside(file), target)
    before = beside(file).lstat()
    (draft,) = find_drafts(file)
    assert draft.refusal and str(beside(file)) in draft.refusal
    session, journal = journalled(file)
    session.edit(RECEIVED, "7")
    session.edit(RECEIVED, "8")
    assert journal.elsewhere and journal.problem == ""
    assert (beside(file).lstat().st_ino, beside(file).lstat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert stat.S_IFMT(beside(file).lstat().st_mode) == stat.S_IFMT(before.st_mode)
    assert target.read_text() == "target" and not file.with_name("nowhere").exists()
    usable, refused = find_drafts(file)
    assert not usable.refusal and usable.applied(session.base)[0] == session.report and refused.refusal
    session.save()
    assert beside(file).lstat().st_ino == before.st_ino


def test_a_hard_link_planted_at_its_name_leaves_the_file_it_shares_alone(file: Path) -> None:
    target = file.with_name("target")
    target.write_text("target")
    os.link(target, beside(file))
    session, journal = journalled(file)
    session.edit(RECEIVED, "7")
    assert target.read_text() == "target"
    assert journal.file == beside(file)


def test_a_draft_that_is_taken_on_is_replaced(file: Path) -> None:
    first, _ = journalled(file)
    first.edit(RECEIVED, "7")
    first.set_parts("overview", PARTS)
    session, journal = journalled(file)
    draft = only_draft(file)
    session.change_to(draft.applied(session.base)[0])
    assert journal.file == beside(file)
    assert len(find_drafts(file)) == 1
    assert recovered(file) == session.report == first.report
    # It is another file now.
    draft.remove()
    assert recovered(file) == session.report


def test_a_draft_that_nobody_took_on_is_moved_aside_and_still_found(file: Path) -> None:
    first, _ = journalled(file)
    first.edit(RECEIVED, "7")
    session, _ = journalled(file)
    draft = only_draft(file)
    session.edit(DENIED, "8")
    drafts = find_drafts(file)
    assert sorted(str(each.texts) for each in drafts) == sorted([str({RECEIVED: "7"}), str({DENIED: "8"})])
    draft.remove()
    assert only_draft(file).texts == {DENIED: "8"}


def test_a_damaged_draft_is_moved_aside_though_all_that_can_be_read_of_it_is_held(file: Path) -> None:
    first, _ = journalled(file)
    first.edit(RECEIVED, "7")
    beside(file).write_bytes(beside(file).read_bytes() + b"00000000 lost\n")
    session, _ = journalled(file)
    session.edit(RECEIVED, "7")
    session.edit(DENIED, "8")
    assert sorted(draft.unread for draft in find_drafts(file)) == [0, 1]


def test_a_draft_that_cannot_be_read_is_moved_aside(file: Path) -> None:
    beside(file).write_text("torn")
    session, _ = journalled(file)
    session.edit(RECEIVED, "7")
    usable, refused = find_drafts(file)
    assert usable.texts == {RECEIVED: "7"}
    assert refused.file.read_text() == "torn" and refused.file.name.startswith(beside(file).name + ".")


def test_what_a_killed_writer_left_unfinished_is_cleared_away_and_nothing_else(file: Path) -> None:
    name = beside(file).name
    unfinished = file.with_name(f"{name}.{'0' * 16}.new")
    unfinished.write_text("half")
    others = [file.with_name(f"{name}.{'0' * 16}"), file.with_name(f"{name}.x.new"), file.with_name(f"{name}.new")]
    for other in others:
        other.write_text("kept")
    link = file.with_name(f"{name}.{'1' * 16}.new")
    link.symlink_to(file)
    journalled(file)
    assert not unfinished.exists() and link.is_symlink()
    assert all(other.exists() for other in others)
