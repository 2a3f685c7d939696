"""Opening a report for editing: its file, its lock, what an earlier session left of it, and the journal of this one."""

from codecs import BOM_UTF8
from collections.abc import Callable, Mapping
from pathlib import Path
from time import strftime
from typing import TYPE_CHECKING

from schema.atomic_file import sweep
from schema.editions import EDITIONS
from schema.form import Edition, Place
from schema.report import Report, new_report
from schema.report_file import Loaded
from tui.commands.streams import narrate
from tui.drafts.draft_places import may_have_drafts
from tui.drafts.lock import Held, Lock, NoLock, acquire, take_over
from tui.obstacles import is_newer, misfit, newer, obstacles, read_as_newest, unknown_keys
from tui.report_reading import UNREADABLE, finding_line, read
from tui.session import Change, PartsChange, Session, TextChange

if TYPE_CHECKING:
    from tui.drafts.draft_file import Draft
    from tui.drafts.journal import Journal

KEPT = "没有保存的内容都在恢复草稿里，下次打开这份报告时可以恢复。"
LOST = "别处接管了这份报告，那以后在这里的改动没有留下。"
TAKE_OVER = -1
"""The wizard's result when the report is to be taken over from whoever else has it open."""


class Opened:
    """A report being edited, until `close`: what the wizard and the plain mode share.

    Before anything is changed, each of `drafts` is to be answered with `recover` or `give_up`.
    """

    def __init__(self, session: Session, lock: Lock | Held | NoLock, *, taking_over: bool = False) -> None:
        self.session = session
        self.tell: Callable[[str], object] = lambda told: None
        """Called with what happens to the lock or the journal while the report is filled in, in Chinese."""
        self.notices: list[str] = []
        """What the user has to know before anything is filled in, in Chinese."""
        self.remark = ""
        """What the user may want to know."""
        self.drafts: list[Draft] = []
        """What earlier sessions left that is not in the file, the newest first."""
        self.held: Held | None = None
        """Who else has the report open, which is why nothing may be changed here."""
        self._keeps = False
        self._journal: Journal | None = None
        self._cursor: Place | None = None
        self._lock: Lock | None = None
        self._path = session.loaded.path
        self._stored_at = ""
        if isinstance(lock, Lock):
            self._lock = lock
        elif isinstance(lock, Held):
            self.held = lock
        if not session.read_only:
            left = may_have_drafts(self._path)
            if left and isinstance(lock, NoLock) and not taking_over:
                from tui.drafts.left_behind import living_writer

                writer = living_writer(self._path)
                self.held = Held(writer) if writer is not None else None
            if self.held is not None:
                session.read_only = f"{being_filled(self.held)}，这里只能看。"
            else:
                self._look_around(lock)
                self._keeps = True
                if left:
                    self._sort_drafts()
                    self.prepare()
        session.observers.append(self)
        session.before_writing = self._still_keeps

    def _look_around(self, lock: Lock | Held | NoLock) -> None:
        """Find out what is to be told and asked before anything is filled in."""
        loaded = self.session.loaded
        self.notices += obstacles(self._path)
        if isinstance(lock, NoLock):
            self.notices.append(lock.reason)
        if loaded.findings:
            self.notices.append(unknown_keys(loaded))
        if loaded.data.startswith(BOM_UTF8) or b"\r\n" in loaded.data:
            self.remark = "这是Windows格式的文件（BOM或CRLF换行），不影响填报，保存时照原样保留。"

    def _sort_drafts(self) -> None:
        from tui.drafts.left_behind import sort_drafts

        self.drafts, notices = sort_drafts(self._path, self.session.report)
        self.notices += notices

    @property
    def journal(self) -> "Journal | None":
        """The journal, which is made when it is first asked for; None where nothing may be changed here."""
        if self._journal is None and self._keeps:
            # The first frame does not wait for what only a change needs.
            from tui.drafts.journal import Journal

            self._journal = Journal(self.session)
            if self._cursor is not None:
                self._journal.at(self._cursor)
        return self._journal

    def prepare(self) -> None:
        """Make ready what the first change will need."""
        _ = self.journal

    @property
    def is_plain_sailing(self) -> bool:
        """Whether there is nothing to ask or tell the user at the beginning."""
        return not (self.notices or self.remark or self.drafts or self.session.read_only)

    # Drafts

    def recovered(self, draft: "Draft") -> Report:
        """The report with what a draft holds."""
        return draft.applied(self.session.report)[0]

    def recover(self, draft: "Draft", report: Report | None = None) -> None:
        """Take on a draft, or a report chosen from it, as one step of undo; it is in this session's journal then.

        Where the journal cannot hold it, the draft stays on the disk. Drafts that hold no more than this are settled.
        """
        self.session.change_to(self.recovered(draft) if report is None else report)
        self.drafts.remove(draft)
        if self.journal is not None and not self.journal.problem:
            draft.remove()
        self.drafts = [other for other in self.drafts if self.recovered(other) != self.session.report]

    def give_up(self, draft: "Draft") -> None:
        """Throw a draft away."""
        self.drafts.remove(draft)
        draft.remove()

    # What happens to the session

    def changed(self, change: Change) -> None:
        """Write a change to the journal, unless another session has taken the report over."""
        if self._still_keeps() and self.journal is not None:
            if len(change) == 1:
                # More than one are made without the cursor.
                self.journal.at(_cursor_at(change[0]))
            self.journal.changed(change)
            self._stored_at = strftime("%H:%M")
            self._tell_problem()

    def rebased(self) -> None:
        """Begin the journal anew on what the file holds now."""
        if self._still_keeps() and self.journal is not None:
            self.journal.rebased()
            self._tell_problem()

    def _tell_problem(self) -> None:
        if self._journal is not None and self._journal.problem:
            self.tell(self._journal.problem)

    def saved(self, confirmed: bool) -> None:
        """Nothing is left to recover; where the report has another file now, that is the one to guard."""
        if self._journal is not None:
            self._journal.saved(confirmed)
        path = self.session.loaded.path
        if path != self._path:
            self._path = path
            self.held = None
            self._release()
            lock = acquire(path)
            self._lock = lock if isinstance(lock, Lock) else None
            self._keeps = True

    def at(self, place: Place) -> None:
        """Remember where the cursor is."""
        self._cursor = place
        if self._journal is not None:
            self._journal.at(place)

    @property
    def stored_at(self) -> str:
        """The time at which the journal last held everything, as ``10:32``; empty where it does not, or need not."""
        return self._stored_at if self._journal is not None and not self._journal.problem else ""

    def _still_keeps(self) -> bool:
        """Whether a change is to be kept here, as nobody has taken the report over."""
        if not self._keeps or self._lock is None or self._lock.still_ours():
            return self._keeps
        self._lock = None
        self._keeps, self._journal = False, None
        # As long as one line shows.
        self.session.read_only = "别处接管了这份报告，这里只能看。要留下这里的内容，请选“另存为”。"
        self.tell(self.session.read_only)
        return False

    # The end

    def keep(self, typed: Mapping[Place, str]) -> str:
        """End without asking, at any moment; what to tell the user, empty where nothing is left unsaved.

        Args:
            typed: What was being typed and is not in the session.
        """
        told = ""
        if not self._is_left(typed):
            self._discard()
        elif self._still_keeps() and self.journal is not None:
            for place, text in typed.items():
                self.journal.at(place)
                self.journal.typing(place, text)
            self.journal.keep_up()
            told = self.journal.problem or (KEPT if self.journal.file is not None else "")
        else:
            told = LOST
        self._release()
        return told

    def _is_left(self, typed: Mapping[Place, str]) -> bool:
        """Whether there is anything of the user's that the file does not hold; half a figure is none."""
        session, edition = self.session, self.session.report.edition
        # A new report is not in a file, but nothing of it is lost before anything is filled in.
        if session.dirty and session.revision:
            return True
        words = {place: text for place, text in typed.items() if place not in (edition.cells | edition.keyed_cells)}
        return any(not session.report.has(place) or session.text(place) != text for place, text in words.items())

    def close(self) -> None:
        """End as the user wants it: what is not in the file is given up, except a draft that was never answered."""
        self._discard()
        self._release()

    def _discard(self) -> None:
        if self._journal is not None:
            self._journal.discard()

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def _cursor_at(change: TextChange | PartsChange) -> Place:
    return change.place if isinstance(change, TextChange) else f"{change.section}.intro"


def being_filled(held: Held) -> str:
    """Who is filling a report in, as a sentence without its full stop, in Chinese."""
    return f"{held.owner.described if held.owner is not None else '有人'}打开，正在填这份报告"


def open_report(path: Path, report: Report | None = None, *, taking_over: bool = False) -> Opened | int:
    """Open a file, or a new report that has none yet; the exit status where it cannot be read, which the user is told.

    A report that somebody else is editing is opened for reading, unless it is to be taken over from them.
    """
    lock = take_over(path) if taking_over else acquire(path)
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
