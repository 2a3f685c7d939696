"""A report that is open: its lock, what an earlier session left of it, and the journal of this one."""

from codecs import BOM_UTF8
from collections.abc import Callable, Mapping
from time import strftime
from typing import TYPE_CHECKING

from schema.form import Place
from schema.report import Report
from schema.unsafe import shown
from tui import opening_words as words
from tui.changes import AcceptedChange, Change, PartsChange
from tui.drafts.draft_places import may_have_drafts
from tui.drafts.lock import Held, Lock, NoLock
from tui.guard import Guard
from tui.lean_imports import import_lean_hashes
from tui.obstacles import obstacles, unknown_keys
from tui.previous_report import PreviousReport
from tui.session import Session
from tui.terminal.endings import put_off

if TYPE_CHECKING:
    from tui.drafts.draft_file import Draft
    from tui.drafts.journal import Journal

TAKE_OVER = -1
"""The wizard's result when the report is to be taken over from whoever else has it open."""


class Opened:
    """A report being edited, until `close` or `keep`: what the wizard and the plain mode share.

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
        self.is_kept = False
        """Whether nothing is left that is neither in the file nor in a journal, as `keep` has found."""
        self._keeps = False
        self._journal: Journal | None = None
        self._cursor: Place | None = None
        self._stored_at = ""
        self._guard = Guard(session.loaded.path, lock, lambda told: self.tell(told))
        if isinstance(lock, Held):
            self.held = lock
        if not session.read_only:
            self._begin(taking_over=taking_over)
        session.observers.append(self)
        self.previous_report = PreviousReport(session)
        """Last year's report, which is looked for as soon as the report is open."""
        session.before_writing = self._still_keeps
        session.moving_to = self._guard.moving_to

    def _begin(self, *, taking_over: bool) -> None:
        path = self.session.loaded.path
        left = may_have_drafts(path)
        if left and self._guard.reason and not taking_over:
            from tui.drafts.left_behind import living_writer

            writer = living_writer(path)
            self.held = Held(writer) if writer is not None else None
        if self.held is not None:
            self.session.read_only = words.looking_only(self.held)
            return
        self._look_around()
        self._keeps = True
        if left:
            self._sort_drafts()
            self.prepare()

    def _look_around(self) -> None:
        """Find out what is to be told and asked before anything is filled in."""
        loaded = self.session.loaded
        self.notices += obstacles(loaded.path)
        if self.unlocked:
            self.notices.append(self.unlocked)
        if loaded.findings:
            self.notices.append(unknown_keys(loaded))
        if loaded.data.startswith(BOM_UTF8) or b"\r\n" in loaded.data:
            self.remark = "这是Windows格式的文件（BOM或CRLF换行），不影响填报，保存时照原样保留。"

    def _sort_drafts(self) -> None:
        from tui.drafts.left_behind import sort_drafts

        self.drafts, notices = sort_drafts(self.session.loaded.path, self.session.report)
        self.notices += notices

    @property
    def journal(self) -> "Journal | None":
        """The journal, which is made when it is first asked for; None where nothing may be changed here."""
        if self._journal is None and self._keeps:
            self._journal = self._new_journal()
            if self._cursor is not None:
                self._journal.at(self._cursor)
        return self._journal

    def _new_journal(self) -> "Journal":
        # The handler of a signal could not import what is half imported already.
        with put_off():
            import_lean_hashes()
            # The first frame does not wait for what only a change needs.
            from tui.drafts.journal import Journal

            return Journal(self.session, only_writer=self._guard.locked)

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

    def recover(self, draft: "Draft", report: Report | None = None) -> str:
        """Take on a draft, or a report chosen from it, as one step of undo; it is in this session's journal then.

        Where the journal cannot hold it, or not all of it could be read or has a place, the draft stays on the disk.
        Drafts that hold no more than this are settled.

        Returns:
            Where a draft is left of which something could not be recovered, in Chinese; else nothing.
        """
        missing = draft.applied(self.session.report)[1]
        self.session.change_to(self.recovered(draft) if report is None else report)
        self.drafts.remove(draft)
        told = ""
        if draft.unread or missing:
            # The journal, which takes its name, has moved it aside.
            told = words.left_where(shown(str(draft.found() or draft.file)), draft.unread, len(missing))
        elif self.journal is not None and not self.journal.problem:
            draft.remove()
        self.drafts = [other for other in self.drafts if self.recovered(other) != self.session.report]
        return told

    def give_up(self, draft: "Draft") -> None:
        """Throw a draft away."""
        self.drafts.remove(draft)
        draft.remove()

    # What happens to the session

    def changed(self, change: Change) -> None:
        """Write a change to the journal, unless another session has taken the report over."""
        if self._still_keeps() and self.journal is not None:
            if len(change) == 1 and not isinstance(change[0], AcceptedChange):
                # More than one are made without the cursor.
                section = isinstance(change[0], PartsChange)
                self.journal.at(f"{change[0].place}.intro" if section else change[0].place)
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
        if self._guard.move(self.session.loaded.path):
            self.held, self._keeps = None, True

    def at(self, place: Place) -> None:
        """Remember where the cursor is."""
        self._cursor = place
        if self._journal is not None:
            self._journal.at(place)

    @property
    def stored_at(self) -> str:
        """The time at which the journal last held everything, as ``10:32``; empty where it does not, or need not."""
        return self._stored_at if self._journal is not None and not self._journal.problem else ""

    @property
    def unlocked(self) -> str:
        """Why nobody is warned that the report is filled in here, in Chinese; empty where they are."""
        return self._guard.reason

    def _still_keeps(self) -> bool:
        """Whether a change is to be kept here, as nobody has taken the report over."""
        if self._keeps and not self._guard.stands():
            self._keeps, self._journal = False, None
            self.session.read_only = words.TAKEN_OVER
            self.tell(words.TAKEN_OVER)
        return self._keeps

    # The end

    def keep(self, typed: Mapping[Place, str]) -> str:
        """End without asking, at any moment; what to tell the user, empty where nothing is left unsaved.

        Args:
            typed: What was being typed and is not in the session.
        """
        try:
            if not self._is_left(typed):
                if not self.session.unconfirmed:
                    self._discard()
                self.is_kept = True
                return ""
            if self._still_keeps() and self.journal is not None:
                return self._keep_in(self.journal, typed)
            return self._keep_aside(typed) if self._guard.lost else ""
        finally:
            self._guard.release()

    def _keep_in(self, journal: "Journal", typed: Mapping[Place, str]) -> str:
        for place, text in typed.items():
            journal.at(place)
            journal.typing(place, text)
        journal.keep_up()
        self.is_kept = not journal.problem
        return journal.problem or (words.KEPT if journal.file is not None else "")

    def _keep_aside(self, typed: Mapping[Place, str]) -> str:
        """Write all that is not in the file where it disturbs nobody: who has the report now may hold our journal."""
        journal = self._new_journal()
        for place in typed or filter(None, [self._cursor]):
            journal.at(place)
        journal.keep_aside(typed)
        self.is_kept = not journal.problem
        return words.LOST if journal.problem else words.KEPT

    def _is_left(self, typed: Mapping[Place, str]) -> bool:
        """Whether there is anything of the user's that the file does not hold; half a figure is none."""
        session, edition = self.session, self.session.report.edition
        # A new report is not in a file, but nothing of it is lost before anything is filled in.
        if session.dirty and session.is_touched:
            return True
        texts = {place: text for place, text in typed.items() if place not in (edition.cells | edition.keyed_cells)}
        return any(not session.report.has(place) or session.text(place) != text for place, text in texts.items())

    def close(self) -> str:
        """End; what is not in the file is kept, unless the user has given it up, and so are drafts never answered.

        Returns:
            What to tell the user, as `keep` does.
        """
        if not self.session.given_up:
            return self.keep({})
        self._discard()
        self._guard.release()
        return ""

    def _discard(self) -> None:
        if self._journal is not None:
            self._journal.discard()
