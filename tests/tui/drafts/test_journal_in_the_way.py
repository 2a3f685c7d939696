"""What stands at the journal's name, and what is never touched."""

import contextlib
import os
import socket
import stat
from pathlib import Path

import pytest

from tests.tui.drafts.journalled import DENIED, PARTS, RECEIVED, beside, journalled, only_draft, recovered
from tui.drafts.draft_file import find_drafts


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
