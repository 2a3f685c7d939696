"""Opening a report for editing: the lock first, then the file."""

import os
from pathlib import Path

from schema.atomic_file import sweep
from schema.editions import EDITIONS
from schema.form import Edition
from schema.report import Report, new_report
from schema.report_file import Loaded
from tui.commands.streams import narrate
from tui.drafts.draft_places import may_have_drafts
from tui.drafts.lock import Held, Lock, NoLock, acquire, take_over
from tui.obstacles import is_newer, misfit, newer, read_as_newest
from tui.opened import Opened
from tui.report_reading import UNREADABLE, finding_line, read
from tui.session import Session


def open_report(path: Path, report: Report | None = None, *, taking_over: bool = False) -> Opened | int:
    """Open a file, or a new report that has none yet; the exit status where it cannot be read, which the user is told.

    A report that somebody else is editing is opened for reading, unless it is to be taken over from them. Where there
    is a file by now, it is opened and not the new report: somebody has saved one meanwhile.
    """
    lock = take_over(path) if taking_over else acquire(path)
    if os.path.exists(path):  # noqa: PTH110 - Path.exists may raise
        report = None
    try:
        session = _session(path, report)
    except BaseException:
        _let_go(lock)
        raise
    if isinstance(session, int):
        _let_go(lock)
        return session
    if session.read_only:
        # Nobody is kept from mending a file that cannot be filled in here.
        _let_go(lock)
        lock = NoLock("")
    if isinstance(lock, Lock):
        sweep(path)
    return Opened(session, lock, taking_over=taking_over)


def _let_go(lock: Lock | Held | NoLock) -> None:
    if isinstance(lock, Lock):
        lock.release()


def _session(path: Path, report: Report | None) -> Session | int:
    if report is None and not path.exists() and (edition := _edition_of_draft(path)) is not None:
        report = new_report(edition)
    if report is not None:
        return Session(Loaded(path, b""), report)
    loaded = read(str(path), regular=True)
    if loaded is None:
        return UNREADABLE
    if is_newer(loaded):
        loaded.report = read_as_newest(loaded)
        return Session(loaded, read_only=newer(loaded))
    if loaded.report is None:
        narrate("\n".join(finding_line(str(path), finding) for finding in loaded.findings))
        narrate("先照上面的提示改正文件，再打开填报。文件没有动。")
        return UNREADABLE
    return Session(loaded, read_only=misfit(loaded))


def _edition_of_draft(path: Path) -> Edition | None:
    """The edition of a new report that was never saved, but left a draft."""
    if not may_have_drafts(path):
        return None
    from tui.drafts.draft_file import find_drafts

    for draft in find_drafts(path):
        if not draft.refusal and not draft.base and draft.edition in EDITIONS:
            return EDITIONS[draft.edition]
    return None
