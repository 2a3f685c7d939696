"""Opening a report for editing: its file, its lock, what an earlier session left of it, and the journal of this one."""

from codecs import BOM_UTF8
from collections.abc import Mapping
from pathlib import Path
from time import strftime

from schema.editions import EDITIONS
from schema.form import Edition, Place
from schema.report import Report, new_report
from schema.report_file import Loaded
from schema.structure import StructureReader
from schema.unsafe import shown
from tui.commands.streams import narrate
from tui.drafts.draft_file import Draft, find_drafts
from tui.drafts.journal import Journal
from tui.drafts.lock import Held, Lock, NoLock, acquire, take_over
from tui.obstacles import obstacles
from tui.report_reading import UNREADABLE, finding_line, read
from tui.session import Change, Session

KEPT = "没有保存的内容都在恢复草稿里，下次打开这份报告时可以恢复。"
TAKE_OVER = -1
"""The wizard's result when the report is to be taken over from whoever else has it open."""

_UNKNOWN_KEY = "key-unknown"


class Opened:
    """A report being edited, until `close`: what the wizard and the plain mode share.

    Before anything is changed, each of `drafts` is to be answered with `recover` or `give_up`.
    """

    def __init__(self, session: Session, lock: Lock | Held | NoLock) -> None:
        self.session = session
        self.notices: list[str] = []
        """What the user has to know before anything is filled in, in Chinese."""
        self.remark = ""
        """What the user may want to know."""
        self.drafts: list[Draft] = []
        """What earlier sessions left that is not in the file, the newest first."""
        self.held: Held | None = None
        """Who else has the report open, which is why nothing may be changed here."""
        self.journal: Journal | None = None
        self._lock: Lock | None = None
        self._path = session.loaded.path
        self._stored_at = ""
        if isinstance(lock, Held):
            self.held = lock
            session.read_only = f"{held_by(lock)}正在填这份报告，这里只能看。"
        elif isinstance(lock, Lock):
            self._lock = lock
        if not session.read_only:
            self.notices += obstacles(self._path)
            if isinstance(lock, NoLock):
                self.notices.append(f"无法防止两个人同时填这份报告：{lock.reason}")
            if session.loaded.findings:
                self.notices.append("文件里有不认识的键，都原样保留；见 nianbao check。")
            if session.loaded.data.startswith(BOM_UTF8) or b"\r\n" in session.loaded.data:
                self.remark = "文件是Windows的写法（BOM或CRLF换行），照原样保留；nianbao fmt 可以规范。"
            self._look_for_drafts()
            self._begin()

    def _begin(self) -> None:
        self.journal = Journal(self.session)
        self.session.observers.append(self)

    def _look_for_drafts(self) -> None:
        base = self.session.base
        for draft in find_drafts(self.session.loaded.path):
            if not draft.refusal and draft.edition != base.edition.number:
                self.notices.append(f"恢复草稿 {shown(str(draft.file))} 是按另一版格式填的，没有动它。")
            elif draft.refusal:
                self.notices.append(draft.refusal)
            elif draft.applied(base)[0] == base:
                # Saved, and ended before it could be removed.
                draft.remove()
            else:
                self.drafts.append(draft)

    @property
    def is_plain_sailing(self) -> bool:
        """Whether there is nothing to ask or tell the user at the beginning."""
        return not (self.notices or self.remark or self.drafts or self.session.read_only)

    # Drafts

    def recovered(self, draft: Draft) -> Report:
        """The report with what a draft holds."""
        return draft.applied(self.session.base)[0]

    def recover(self, draft: Draft, report: Report | None = None) -> None:
        """Take on a draft, or a report chosen from it, as one step of undo; it is in this session's journal then."""
        before = self.session.report
        self.session.change_to(self.recovered(draft) if report is None else report)
        if self.session.report == before or (self.journal is not None and not self.journal.problem):
            self._forget(draft)

    def give_up(self, draft: Draft) -> None:
        """Throw a draft away."""
        self._forget(draft)

    def _forget(self, draft: Draft) -> None:
        self.drafts.remove(draft)
        draft.remove()

    # What happens to the session

    def changed(self, change: Change) -> None:
        """Write a change to the journal, unless another session has taken the report over."""
        if self.journal is not None and self._still_ours():
            self.journal.changed(change)
            self._stored_at = strftime("%H:%M")

    def rebased(self) -> None:
        """Begin the journal anew on what the file holds now."""
        if self.journal is not None and self._still_ours():
            self.journal.rebased()

    def saved(self) -> None:
        """Nothing is left to recover; where the report has another file now, that is the one to guard."""
        if self.journal is not None:
            self.journal.saved()
        path = self.session.loaded.path
        if path != self._path:
            self._path = path
            self._release()
            lock = acquire(path)
            self._lock = lock if isinstance(lock, Lock) else None
            if self.journal is None:
                self.journal = Journal(self.session)

    def at(self, place: Place) -> None:
        """Remember where the cursor is."""
        if self.journal is not None:
            self.journal.at(place)

    @property
    def stored_at(self) -> str:
        """The time at which the journal last held everything, as ``10:32``; empty where it does not, or need not."""
        return self._stored_at if self.journal is not None and not self.journal.problem else ""

    def _still_ours(self) -> bool:
        if self._lock is None or self._lock.still_ours():
            return True
        self._lock = None
        self.journal = None
        self.session.read_only = "另一个会话接管了这份报告，从现在起的改动没有记下；要留下这里的内容，请另存为。"
        return False

    # The end

    def keep(self, typed: Mapping[Place, str]) -> str:
        """End without asking, at any moment; what to tell the user, empty where nothing is left unsaved.

        Args:
            typed: What was being typed and is not in the session.
        """
        left = self.session.dirty or any(self.session.text(place) != text for place, text in typed.items())
        told = ""
        if self.journal is not None and left:
            for place, text in typed.items():
                self.journal.typing(place, text)
            told = self.journal.problem or KEPT
        elif self.journal is not None:
            self.journal.discard()
        self._release()
        return told

    def close(self) -> None:
        """End as the user wants it: what is not in the file is given up, except a draft that was never answered."""
        if self.journal is not None:
            self.journal.discard()
        self._release()

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def held_by(held: Held) -> str:
    """Who holds a report, and since when, in Chinese."""
    return held.owner.described if held.owner is not None else "另一个会话"


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
    return Opened(session, lock)


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
    if loaded.report is None and _is_newer(loaded):
        return _read_as_newest(loaded)
    if loaded.report is None:
        narrate("\n".join(finding_line(str(path), finding) for finding in loaded.findings))
        narrate("先照上面的提示改正文件，再打开填报。文件没有动。")
        return UNREADABLE
    return Session(loaded, read_only=_misfit(loaded))


def _edition_of_draft(path: Path) -> Edition | None:
    """The edition of a new report that was never saved, but left a draft."""
    for draft in find_drafts(path):
        if not draft.refusal and not draft.base and draft.edition in EDITIONS:
            return EDITIONS[draft.edition]
    return None


def _is_newer(loaded: Loaded) -> bool:
    number = loaded.document.get("edition")
    return type(number) is int and number > max(EDITIONS)


def _read_as_newest(loaded: Loaded) -> Session:
    """A report of an edition after ours, as far as the newest one we know can show it."""
    newest = EDITIONS[max(EDITIONS)]
    report = StructureReader(newest).read(loaded.document)
    loaded.report = report
    told = (
        f"这份报告的格式（edition = {loaded.document['edition']}）比本程序新，只能看，而且可能看不全；要填请更新程序。"
    )
    return Session(loaded, read_only=told)


def _misfit(loaded: Loaded) -> str:
    """Why a report whose file does not quite fit the form may only be read; keys that we do not know are no reason."""
    standing = [finding for finding in loaded.findings if finding.code != _UNKNOWN_KEY]
    if not standing:
        return ""
    first = standing[0]
    line = f"第{first.line}行：" if first.line else ""
    return (
        f"文件有{len(standing)}处与格式不合，这里只能看。{line}{shown(first.message)}。"
        "全部问题见 nianbao check，改正后再填。"
    )
