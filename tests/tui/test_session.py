"""Editing a report: texts as typed, undo and redo, keyed totals, declaring final, and what is written when."""

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from schema import atomic_file
from schema.atomic_file import SaveError
from schema.findings import Severity
from schema.report import Part, Report
from schema.report_file import Loaded, VerificationError, load
from tests import figures
from tui import saving
from tui import session as session_module
from tui.changes import Change
from tui.saving import OutsideChangeError
from tui.session import STATUS, Session

REQUESTS = figures.EDITION.table("requests")
DISPUTES = figures.EDITION.table("disputes")
RECEIVED = "requests.received.natural_person"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The whole report in a file."""
    path = tmp_path / "report.toml"
    path.write_text(figures.text_of(figures.report()), encoding="utf-8")
    return path


def opened(path: Path) -> Session:
    """A file being edited."""
    return Session(load(path))


class Heard:
    """What an observer of a session heard."""

    def __init__(self, session: Session) -> None:
        self.changes: list[Change] = []
        self.events: list[str] = []
        session.observers.append(self)

    def changed(self, change: Change) -> None:
        self.changes.append(change)
        self.events.append("changed")

    def rebased(self) -> None:
        self.events.append("rebased")

    def saved(self, confirmed: bool) -> None:
        self.events.append("saved" if confirmed else "saved, perhaps")


# Editing


def test_an_edit_is_told_at_once_and_only_where_something_changed() -> None:
    session = figures.session()
    heard = Heard(session)
    assert session.edit(RECEIVED, "3403")
    assert not session.edit(RECEIVED, "３，４０３")
    assert session.text(RECEIVED) == "3403"
    (change,) = heard.changes
    assert [(each.place, each.before, each.after) for each in change] == [(RECEIVED, "3402", "3403")]


@pytest.mark.parametrize("text", ["12a", "/", "-5", "1,29", "３a", "1.5", " x ", "\x1b[31m"])
def test_what_is_no_figure_is_kept_as_typed(text: str) -> None:
    session = figures.session()
    assert session.edit(RECEIVED, text)
    assert session.text(RECEIVED) == text
    assert any(RECEIVED in finding.where for finding in session.findings)


def test_the_reports_of_two_sessions_are_not_one() -> None:
    report = figures.report()
    session = Session(Loaded(Path("a.toml"), b""), report)
    session.edit(RECEIVED, "1")
    session.set_parts("problems", [])
    assert report == figures.report()


def test_undo_and_redo_say_where_and_an_edit_forgets_what_was_undone() -> None:
    session = figures.session()
    assert session.undo() is None and session.redo() is None
    session.edit(RECEIVED, "1")
    session.edit("agency.name", "甲")
    assert session.undo() == "agency.name"
    assert session.undo() == RECEIVED
    assert session.report == figures.report()
    assert session.redo() == RECEIVED
    session.edit("agency.name", "乙")
    assert session.redo() is None
    assert (session.text(RECEIVED), session.text("agency.name")) == ("1", "乙")


def test_many_cells_are_one_step() -> None:
    session = figures.session()
    assert session.edit_many({RECEIVED: "1", "requests.received.company": "2", "requests.received.research": "0"})
    assert session.undo() == RECEIVED
    assert session.report == figures.report()
    assert session.undo() is None
    assert not session.edit_many({RECEIVED: "3402"})


def test_parts_are_put_taken_away_and_come_back() -> None:
    session = figures.session()
    before = [Part(part.heading, part.text) for part in session.report.parts["overview"]]
    assert session.set_parts("overview", [before[2], before[0]])
    assert session.edit("overview.parts.0.text", "改了")
    assert not session.set_parts("overview", [Part(before[2].heading, "改了"), before[0]])
    assert session.undo() == "overview.parts.0.text"
    assert session.undo() == "overview"
    assert session.report.parts["overview"] == before
    session.redo()
    session.redo()
    assert [part.text for part in session.report.parts["overview"]] == ["改了", before[0].text]


def test_a_place_that_is_not_there_is_an_error_and_changes_nothing() -> None:
    session = figures.session()
    with pytest.raises(KeyError):
        session.edit("overview.parts.9.text", "无")
    assert session.undo() is None


@pytest.mark.parametrize("last", ["overview.parts.9.text", "nowhere"])
def test_several_places_of_which_one_is_not_there_are_an_error_and_change_nothing(last: str) -> None:
    session = figures.session()
    with pytest.raises(KeyError):
        session.edit_many({RECEIVED: "1", "agency.name": "甲", last: "无"})
    assert session.report == figures.report()
    assert session.undo() is None and session.revision == 0


# Seen by a signal's handler


def many(session: Session) -> None:
    session.edit_many({RECEIVED: "1", "requests.received.company": "2", "agency.name": "甲"})


def another(session: Session) -> None:
    other = session.report.copy()
    other.set_text(RECEIVED, "7")
    other.parts["overview"] = other.parts["overview"][1:]
    session.change_to(other)


def unkeyed(session: Session) -> None:
    session.set_keyed(REQUESTS, False)


@pytest.mark.parametrize("act", [many, another, unkeyed])
@pytest.mark.parametrize("step", ["made", "undone", "made again"])
def test_several_places_change_all_at_once(act: Callable[[Session], None], step: str) -> None:
    session = figures.session(keyed=True)
    before = session.report.copy()
    act(session)
    after = session.report.copy()
    states: list[bool] = []

    def look(frame: FrameType, event: str, _: Any) -> Any:
        if not frame.f_code.co_filename.endswith(("session.py", "report.py")):
            return None
        frame.f_trace_opcodes = True
        sys.settrace(None)
        assert session.report in (before, after)
        states.append(session.report == after)
        sys.settrace(look)
        return look

    if step == "made again":
        session.undo()
    elif step == "made":
        session = figures.session(keyed=True)
    call = {"made": lambda: act(session), "undone": session.undo, "made again": session.redo}[step]
    tracing = sys.gettrace()
    sys.settrace(look)
    try:
        call()
    finally:
        sys.settrace(tracing)
    assert len(states) > 100 and set(states) == {False, True}
    assert session.report == (before if step == "undone" else after)


# Keyed totals


def test_keyed_totals_of_a_file_are_keyed_and_leave_in_one_step() -> None:
    session = figures.session(keyed=True)
    assert session.keyed(REQUESTS) and session.keyed(DISPUTES)
    session.set_keyed(REQUESTS, False)
    assert not session.keyed(REQUESTS) and session.keyed(DISPUTES)
    assert session.text("requests.results_total.company") == ""
    session.undo()
    assert session.report == figures.report(keyed=True)
    assert session.keyed(REQUESTS), "the totals are back in the report, so they are shown again"
    session.redo()
    assert not session.keyed(REQUESTS)


def test_keying_begins_without_a_change() -> None:
    session = figures.session()
    assert not session.keyed(DISPUTES)
    session.set_keyed(DISPUTES, True)
    assert session.keyed(DISPUTES) and session.undo() is None
    session.edit("disputes.reconsideration.total", "441")
    assert [finding.code for finding in session.table_findings()] == ["disputes-total"]


def test_undoing_the_first_keyed_total_leaves_the_table_keyed() -> None:
    session = figures.session()
    session.set_keyed(DISPUTES, True)
    session.edit("disputes.reconsideration.total", "440")
    session.undo()
    assert session.keyed(DISPUTES)


# What is said about it


def test_states_of_the_sections() -> None:
    session = figures.session()
    assert session.state("requests").mark == "✓"
    session.edit(RECEIVED, "12a")
    assert session.state("requests").mark.startswith("错")
    session.undo()
    session.edit("requests.carried_out.other", "")
    assert session.state("requests").blank
    assert figures.blank_session().state("disclosure").mark == "空"
    session.edit("agency.name", " ")
    assert session.state("cover").blank


def test_findings_are_those_of_the_report_as_it_is() -> None:
    session = figures.session()
    assert not any(finding.blocks for finding in session.findings)
    session.edit(RECEIVED, "3403")
    assert any(finding.code == "requests-balance" for finding in session.findings)
    session.undo()
    assert not any(finding.blocks for finding in session.findings)


# Declaring final


def test_final_only_without_errors() -> None:
    session = figures.session({RECEIVED: "3403"})
    assert any(finding.severity is Severity.ERROR for finding in session.finalise())
    assert not session.report.final
    session.edit(RECEIVED, "3402")
    assert session.finalise() == []
    assert session.report.final
    assert session.undo() == STATUS
    assert not session.report.final


def test_a_blank_cell_is_an_error_only_of_a_final_report() -> None:
    session = figures.session({RECEIVED: ""})
    assert not any(finding.severity is Severity.ERROR for finding in session.findings)
    assert any(RECEIVED in finding.where for finding in session.finalise())


def test_a_final_report_with_an_error_is_saved_as_a_draft(file: Path) -> None:
    session = opened(file)
    session.finalise()
    assert not session.save().back_to_draft
    assert load(file).report == session.report and session.report.final
    session.edit(RECEIVED, "3403")
    assert session.save().back_to_draft
    assert 'status  = "draft"' in file.read_text(encoding="utf-8")


# Saving


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


def test_a_folder_that_may_not_be_written_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = opened(file)
    session.edit(RECEIVED, "3403")
    # Root may write anywhere: the refusal is made by hand.
    with monkeypatch.context() as refusing:
        refusing.setattr(os, "open", refused)
        with pytest.raises(SaveError, match="没有写入的权限"):
            session.save()
    assert session.dirty and session.save().written


REAL_OPEN = os.open


def refused(path: str | Path, flags: int, *mode: int) -> int:
    """No file may be made."""
    if flags & os.O_CREAT:
        raise PermissionError(errno.EACCES, "")
    return REAL_OPEN(path, flags, *mode)


def test_a_result_that_does_not_read_back_is_not_written(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(loaded: Loaded, report: Report) -> Loaded:
        raise VerificationError

    before = file.read_bytes()
    session = opened(file)
    session.edit(RECEIVED, "3403")
    monkeypatch.setattr(session_module, "staged_file", broken)
    with pytest.raises(VerificationError):
        session.save()
    assert file.read_bytes() == before and session.dirty


def test_a_failed_save_can_be_repeated(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = opened(file)
    session.edit(RECEIVED, "3403")
    with monkeypatch.context() as patch:
        patch.setattr(session_module, "write_atomically", full)
        with pytest.raises(SaveError):
            session.save()
    assert session.dirty and session.save().written
    assert load(file).report == session.report


def full(path: Path, data: bytes, **_: object) -> None:
    raise SaveError("未保存：磁盘已满。")


def test_a_failed_save_leaves_a_final_report_final_and_the_next_one_tells_of_the_draft(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened(file)
    session.finalise()
    session.edit(RECEIVED, "3403")
    with monkeypatch.context() as patch:
        patch.setattr(session_module, "write_atomically", full)
        with pytest.raises(SaveError):
            session.save()
    assert session.report.final and session.dirty
    assert session.save().back_to_draft
    assert not session.dirty and not session.report.final
    assert load(file).report == session.report
    assert session.undo() == STATUS and session.report.final and session.dirty


def test_a_file_that_cannot_be_compared_is_told_as_one_that_cannot_be_read(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(path: Path, *, regular: bool) -> bytes:
        raise PermissionError(errno.EACCES, "")

    session = opened(file)
    session.edit(RECEIVED, "3403")
    monkeypatch.setattr(saving, "read_bytes", unreadable)
    with pytest.raises(SaveError, match=r"^未保存：无法核对文件现在的内容。没有读取的权限。"):
        session.save()


def test_a_folder_that_may_not_be_looked_into_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: object, **__: object) -> os.stat_result:
        raise PermissionError(errno.EACCES, "")

    session = opened(file)
    monkeypatch.setattr(os, "stat", closed)
    monkeypatch.setattr(saving, "read_bytes", closed)
    with pytest.raises(SaveError, match="没有读取的权限"):
        session.save()


@pytest.mark.timeout(20)
def test_a_pipe_in_the_files_place_is_not_waited_for(file: Path) -> None:
    session = opened(file)
    session.edit(RECEIVED, "3403")
    file.unlink()
    os.mkfifo(file)
    with pytest.raises(SaveError, match="不是普通文件"):
        session.save()


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


def test_an_empty_file_in_the_place_of_the_report_is_overwritten_when_the_user_says_so(file: Path) -> None:
    session = opened(file)
    file.write_bytes(b"")
    with pytest.raises(OutsideChangeError):
        session.save()
    assert session.save(over=b"").written
    assert load(file).report == session.report


# Saving as


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


def test_what_is_staged_is_worked_out_once_a_change(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = opened(file)
    session.edit(RECEIVED, "3403")
    first = session.staged()
    assert session.staged() is first
    session.edit(RECEIVED, "3402")
    assert session.staged() == file.read_bytes() != first


# Undo to the bottom, and redo to the top


PLACES = [
    *list(figures.cells())[::17],
    *list(figures.keyed_totals())[::9],
    "agency.name",
    "report.published",
    "report.preamble",
    "overview.intro",
    "overview.parts.0.text",
    "overview.parts.1.heading",
]
TEXTS = st.one_of(
    st.sampled_from(["", "0", "7", "１２", "12a", "-5", "1,295", "1.5", "草稿", "\x1b[31m", "一\n二"]),
    st.text(max_size=8),
)
PARTS = st.lists(st.builds(Part, st.text(max_size=4), st.text(max_size=8)), max_size=4)


class Editing(RuleBasedStateMachine):
    """Any edits, undone and redone in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.session = figures.session()
        self.first = self.session.report.copy()

    @rule(place=st.sampled_from(PLACES), text=TEXTS)
    def edit(self, place: str, text: str) -> None:
        if place.startswith("overview.parts.") and int(place.split(".")[2]) >= len(
            self.session.report.parts["overview"]
        ):
            return
        before = self.session.report.copy()
        assert self.session.edit(place, text) is (self.session.report != before)

    @rule(texts=st.dictionaries(st.sampled_from(list(figures.cells())), TEXTS, max_size=5))
    def edit_many(self, texts: dict[str, str]) -> None:
        self.session.edit_many(texts)

    @rule(section=st.sampled_from(["overview", "problems", "other"]), parts=PARTS)
    def set_parts(self, section: str, parts: list[Part]) -> None:
        self.session.set_parts(section, parts)

    @rule(table=st.sampled_from([REQUESTS, DISPUTES]), keyed=st.booleans())
    def key_totals(self, table: object, keyed: bool) -> None:
        assert table in (REQUESTS, DISPUTES)
        self.session.set_keyed(REQUESTS if table is REQUESTS else DISPUTES, keyed)

    @rule()
    def undo(self) -> None:
        self.session.undo()

    @rule()
    def redo(self) -> None:
        self.session.redo()

    @precondition(lambda self: self.session.revision < 40)
    @rule()
    def all_the_way(self) -> None:
        redone = 0
        while self.session.redo() is not None:
            redone += 1
        top = self.session.report.copy()
        undone = 0
        while self.session.undo() is not None:
            undone += 1
        assert self.session.report == self.first
        for _ in range(undone):
            self.session.redo()
        assert self.session.report == top
        for _ in range(redone):
            self.session.undo()

    @invariant()
    def a_keyed_total_is_never_hidden(self) -> None:
        for table in (REQUESTS, DISPUTES):
            if any(cell.place in self.session.report.cells for cell in table.keyed_cells):
                assert self.session.keyed(table)

    def teardown(self) -> None:
        while self.session.undo() is not None:
            pass
        assert self.session.report == self.first


Editing.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestEditing = Editing.TestCase


# What others wrote


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


def test_undo_lands_at_the_first_change_in_the_form_s_order() -> None:
    session = figures.session()
    other = session.report.copy()
    for section in ("other", "problems", "overview"):
        other.parts[section] = [Part("新", "新")]
    for place in ("requests.carried_out.other", RECEIVED, "other.intro", "overview.intro", "agency.office"):
        other.set_text(place, "7")
    heard = Heard(session)
    session.change_to(other)
    assert [each.place for each in heard.changes[0]] == [
        "agency.office",
        "overview.intro",
        "overview",
        RECEIVED,
        "requests.carried_out.other",
        "problems",
        "other.intro",
        "other",
    ]
    assert session.undo() == "agency.office"


def test_what_may_not_be_saved_is_told_only_where_there_is_something(file: Path) -> None:
    session = opened(file)
    session.edit(RECEIVED, "7")
    session.read_only = "另一个人正在填。"
    with pytest.raises(SaveError, match=r"^未保存：另一个人正在填。$"):
        session.save()
