"""A disk that fills up or fails, a process that is killed or interrupted: at every single moment."""

import errno
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from schema.atomic_file import SaveError
from schema.report import Report
from schema.report_file import load
from tests.tui.drafts.journalled import DENIED, FIRST, PARTS, RECEIVED, SWAPPED, beside, journalled, names, recovered
from tests.tui.drafts.system_calls import WRITING, KilledError, SystemCalls
from tui.drafts import journal as journal_module
from tui.drafts.draft_file import find_drafts
from tui.drafts.journal import Journal
from tui.session import Session

_LONG = "这一段很长。" * 2000


def _steps(session: Session) -> Iterator[Callable[[], object]]:
    """A session's life: changes, one after which the journal is written anew, a save, and changes after it."""
    yield lambda: session.edit(RECEIVED, "7")
    yield lambda: session.set_parts("overview", PARTS)
    yield lambda: session.edit(FIRST, _LONG)
    yield lambda: session.edit(FIRST, "短。")
    yield lambda: session.undo()
    yield lambda: session.set_parts("overview", SWAPPED)
    yield lambda: session.save()
    yield lambda: session.edit(DENIED, "8")
    yield lambda: session.undo()
    yield lambda: session.redo()


_SAVING = 6
"""Which of the steps saves."""


def _recovered_or_saved(file: Path, drafts_of: Report) -> Report:
    for draft in find_drafts(file):
        if not draft.refusal:
            return draft.applied(drafts_of)[0]
    return drafts_of


# A disk that is full, or fails


@pytest.mark.parametrize(("number", "short"), [(errno.ENOSPC, True), (errno.EIO, False)])
def test_whatever_fails_once_is_made_up_for_or_told(
    file: Path, monkeypatch: pytest.MonkeyPatch, number: int, short: bool
) -> None:
    original = file.read_bytes()
    told = 0
    for failing in range(1, 200):
        file.write_bytes(original)
        calls = SystemCalls(monkeypatch, WRITING)
        calls.failing, calls.number, calls.short = range(failing, failing + 1), number, short
        session, journal = journalled(file)
        with calls.injected():
            for step in _steps(session):
                _survived(step)
                told += bool(journal.problem)
                if not journal.problem:
                    with calls.pause():
                        assert _held(file, session)
        _has_recovered(file, session, journal)
        if calls.count < failing:
            break
    assert calls.count < failing
    # Once is not enough to lose anything: another file is written at once.
    assert told == 0


@pytest.mark.parametrize("names_", [WRITING, ("write",), ("fdatasync", "fsync"), ("open",), ("replace",)])
@pytest.mark.parametrize("short", [False, True])
def test_while_everything_fails_it_is_told_and_then_made_up_for(
    file: Path, monkeypatch: pytest.MonkeyPatch, names_: tuple[str, ...], short: bool
) -> None:
    original = file.read_bytes()
    told = 0
    for failing in range(1, 200):
        file.write_bytes(original)
        calls = SystemCalls(monkeypatch, names_)
        calls.failing, calls.short = range(failing, sys.maxsize), short
        session, journal = journalled(file)
        with calls.injected():
            for step in _steps(session):
                _survived(step)
                told += bool(journal.problem)
                if journal.problem:
                    assert journal.problem == "恢复草稿写不进去：磁盘已满。请腾出空间，或尽快保存。"
                else:
                    with calls.pause():
                        assert _held(file, session)
        _has_recovered(file, session, journal)
        if calls.count < failing:
            break
    assert calls.count < failing
    assert told


def _survived(step: Callable[[], object]) -> None:
    """Whatever fails, only saving may say so."""
    try:
        step()
    except SaveError:
        assert step.__code__.co_names == ("save",)


def _held(file: Path, session: Session) -> bool:
    """Whether what is on the disk is what the session holds."""
    return _recovered_or_saved(file, session.base) == session.report


def _has_recovered(file: Path, session: Session, journal: Journal) -> None:
    """The next change makes the journal complete, and a save leaves nothing."""
    session.edit(RECEIVED, "99")
    assert journal.problem == ""
    assert recovered(file) == session.report
    session.save()
    session.edit(RECEIVED, "98")
    session.save()
    for draft in find_drafts(file):
        # One that could not be removed when the disk failed.
        assert not draft.refusal
        draft.remove()
    leftovers = [name for name in names(file.parent) if name.startswith(beside(file).name)]
    assert leftovers == [] or all(name.endswith(".new") for name in leftovers)
    journalled(file)
    assert [name for name in names(file.parent) if name.startswith(beside(file).name)] == []


def test_a_journal_that_is_incomplete_stands_until_the_next_is_complete(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, journal = journalled(file)
    session.edit(RECEIVED, "7")
    before = session.report.copy()
    calls = SystemCalls(monkeypatch, ("write",))
    calls.failing = range(1, sys.maxsize)
    with calls.injected():
        session.edit(RECEIVED, "8")
        assert journal.problem
        with calls.pause():
            assert recovered(file) == before
        journal.typing(FIRST, "字")
        assert journal.problem
    journal.typing(FIRST, "字字")
    assert journal.problem == ""
    assert recovered(file).text(RECEIVED) == "8" and recovered(file).text(FIRST) == "字字"


def test_an_error_of_our_own_is_told_and_goes_no_further(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session, journal = journalled(file)
    monkeypatch.setattr(journal_module, "unsaved", None)
    session.edit(RECEIVED, "7")
    assert journal.problem == "恢复草稿写不进去：程序内部出错。请尽快保存。"


# A process that is killed


def test_a_process_killed_at_any_call_leaves_all_that_was_kept(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = file.read_bytes()
    for killed_at in range(1, 300):
        file.write_bytes(original)
        calls = SystemCalls(monkeypatch)
        calls.killed_at = killed_at
        session, _ = journalled(file)
        base = session.report.copy()
        states = [base]
        killed = False
        with calls.injected():
            try:
                for step in _steps(session):
                    states.append(session.report.copy())
                    step()
            except KilledError:
                killed = True
        after = session.report.copy()
        found = _recovered_or_saved(file, load(file).report or base)
        # The change in which it was killed may be there or not.
        assert found in (states[-1], after) if killed else found == after
        assert load(file).report in (base, *states[_SAVING + 1 : _SAVING + 2])
        assert all(not draft.refusal for draft in find_drafts(file))
        # The next start clears away what was unfinished, and offers what is not in the file.
        next_session, next_journal = journalled(file)
        assert not any(name.endswith(".new") for name in names(file.parent))
        next_session.change_to(found)
        assert _held(file, next_session)
        next_session.save()
        next_journal.discard()
        for draft in find_drafts(file):
            assert draft.applied(next_session.report)[0] == next_session.report
            draft.remove()
        if not killed:
            break
    assert not killed and killed_at > 40


def test_a_draft_whose_changes_are_all_saved_can_be_told(file: Path) -> None:
    session, journal = journalled(file)
    session.edit(RECEIVED, "7")
    session.set_parts("overview", SWAPPED)
    session.observers.remove(journal)
    session.save()
    (draft,) = find_drafts(file)
    assert draft.applied(session.base) == (session.base, [])


# A signal that comes in the middle


_TYPED_IN = ("other.intro", "problems.parts.1.text")


class _EndedError(BaseException):
    """A signal's handler has ended the process."""


def _at_line(number: int, handler: Callable[[], None]) -> Callable[[FrameType, str, Any], Any]:
    """A tracer that calls a handler before the n-th line that is run of the journal and what keeps its file."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        if "/tui/drafts/" not in frame.f_code.co_filename and not frame.f_code.co_filename.endswith("session.py"):
            return None
        if event == "line":
            count += 1
            if count == number:
                sys.settrace(None)
                handler()
        return trace

    return trace


@pytest.mark.parametrize("ends", [True, False])
@pytest.mark.parametrize("which", range(10))
def test_a_signal_at_any_line_keeps_what_was_changed_and_what_was_being_typed(
    file: Path, which: int, ends: bool
) -> None:
    original = file.read_bytes()
    number = 0
    reached = True
    while reached:
        number += 1 if number < 60 else 7
        reached = False
        file.write_bytes(original)
        session, journal = journalled(file)
        steps = list(_steps(session))
        for step in steps[:which]:
            step()

        place = _TYPED_IN[number % 2]

        def handler(journal: Journal = journal, place: str = place) -> None:
            nonlocal reached
            reached = True
            journal.typing(place, "正在写")
            assert journal.problem == ""
            if ends:
                raise _EndedError

        old_trace = sys.gettrace()
        sys.settrace(_at_line(number, handler))
        try:
            steps[which]()
        except _EndedError:
            pass
        finally:
            sys.settrace(old_trace)
        if reached:
            _check_kept(file, session, ends, place)
            if not ends:
                left = [name for name in names(file.parent) if name != file.name]
                assert left == ([] if journal.file is None else [journal.file.name])
        journal.discard()
        for draft in find_drafts(file):
            draft.remove()
    assert number > 5


def _check_kept(file: Path, session: Session, ends: bool, place: str) -> None:
    file_now = load(file).report
    assert file_now is not None
    expected = session.report.copy()
    typed = session.report.copy()
    typed.set_text(place, "正在写")
    # A change that was being told of when the signal came stands for what was typed before it.
    found = [draft.applied(file_now)[0] for draft in find_drafts(file)]
    if ends:
        assert found == ([typed] if typed != file_now else [])
    else:
        assert typed in found or expected in (*found, file_now)
