"""The journal: every change of a session on the disk before the next key is read."""

import errno
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from schema.form import Place
from schema.report import Report
from schema.report_file import Loaded
from tui.changes import Change
from tui.drafts.draft_file import read_draft
from tui.drafts.draft_places import beside_report, in_state_folder, random_name, sweep
from tui.drafts.journal_file import JournalFile, is_ours
from tui.drafts.owner import Owner
from tui.drafts.records import LARGEST_FILE, AcceptedQueries, Header, Record, plain
from tui.drafts.unsaved import Unsaved, headings_around, unsaved
from tui.session import Session

_SPARE = 2048  # bytes that a journal may always grow by before it is written anew
_REASONS = {
    errno.ENOSPC: "磁盘已满。请腾出空间，或尽快保存。",
    errno.EDQUOT: "磁盘配额已满。请腾出空间，或尽快保存。",
    errno.EFBIG: "内容超过文件大小的限制。请尽快保存。",
    errno.EIO: "磁盘读写出错。请尽快保存，最好另存到别的磁盘。",
    errno.EACCES: "报告的文件夹和您自己的文件夹都没有写入的权限。请尽快保存。",
}
_REASONS |= dict.fromkeys((errno.EPERM, errno.EROFS), _REASONS[errno.EACCES])
_FULL = (errno.ENOSPC, errno.EDQUOT)


class Journal:
    """Keeps what a session's file does not hold yet, beside the file or in the user's own folder.

    No method raises, and each may be called by a signal's handler while another one runs.

    Args:
        session: What is to be kept of.
        only_writer: Whether the report is locked, so that what is being written at the journal's name is what a killed
            writer left, and is cleared away.
    """

    def __init__(self, session: Session, *, only_writer: bool = True) -> None:
        self.problem = ""
        """Why not everything is on the disk, in Chinese, and what to do; empty while it is."""
        self.elsewhere = False
        """Whether the journal is in the user's own folder, as it could not be beside the report."""
        self._session = session
        self._owner = Owner.here()
        self._cursor: Place | None = None
        self._typed: dict[Place, str] = {}
        # More than one only while one takes the place of another: then both get every line.
        self._files: tuple[JournalFile, ...] = ()
        # Besides these, what a signal's handler made that came in between, or what it interrupted.
        self._made: list[JournalFile] = []
        self._depth = 0
        self._started_from: Loaded | None = None
        self._kept: Report | None = None
        self._kept_typed: dict[Place, str] = {}
        self._whole: frozenset[str] = frozenset()
        self._shape = 0
        self._compact_size = 0
        self._aside = False
        if only_writer:
            with suppress(OSError, ValueError):
                sweep(beside_report(session.loaded.path))
            with suppress(OSError, ValueError):
                sweep(in_state_folder(session.loaded.path))

    @property
    def file(self) -> Path | None:
        """Where the journal is; None while there is nothing to keep."""
        return self._files[-1].path if self._files else None

    # What happens to the session

    def changed(self, change: Change) -> None:
        """Keep what the session holds now; what was being typed is in it."""
        self._typed = {}
        self.keep_up()

    def rebased(self) -> None:
        """Start from what the file holds now."""
        self.keep_up()

    def saved(self, confirmed: bool = True) -> None:
        """Nothing is left to keep, once the disk has confirmed that the file holds it."""
        if confirmed:
            self.discard()
        else:
            self.keep_up()

    def typing(self, place: Place, text: str) -> None:
        """Keep what stands in an editor and is not in the session, until the next change; and whatever else is due."""
        try:
            committed = self._session.report.text(place)
        except KeyError:
            committed = ""
        self._typed = {other: words for other, words in self._typed.items() if other != place}
        if text != committed:
            self._typed[place] = text
        self.keep_up()

    def at(self, place: Place) -> None:
        """Remember where the cursor is, for the records to come."""
        self._cursor = place

    def discard(self) -> None:
        """Remove the journal: nothing in it is needed any more."""
        self._typed = {}
        self._drop()
        if self._typed:
            # A signal's handler has come in between.
            self.keep_up()

    # Keeping

    def keep_up(self) -> None:
        """Write whatever the journal does not hold yet; nothing where that is nothing."""
        if self._session.read_only and not self._aside:
            return
        self._depth += 1
        try:
            self._write()
            # A signal's handler may have come in between.
            if self._typed != self._kept_typed:
                self._write()
            if self._depth == 1:
                self._let_go()
            self.problem = ""
        except OSError as error:
            why = _REASONS.get(error.errno or 0, f"系统错误{error.errno or ''}。请尽快保存。")
            self.problem = f"恢复草稿写不进去：{why}"
        except Exception:
            self.problem = "恢复草稿写不进去：程序内部出错。请尽快保存。"
        finally:
            self._depth -= 1

    def keep_aside(self, typed: Mapping[Place, str]) -> None:
        """Keep everything at a name that nobody else uses, as another session has the report by now.

        Args:
            typed: What stands in editors and is not in the session.
        """
        self._aside, self._typed = True, dict(typed)
        self.keep_up()

    def _write(self) -> None:
        report = self._session.report.copy()
        if not self._typed and report == self._session.confirmed_base:
            self._drop()
        elif not self._can_append(report):
            self._write_anew(report)
        else:
            try:
                self._append(report)
            except OSError:
                # Whatever is wrong with this file, another may be written.
                self._write_anew(report)
            else:
                self._compact(report)

    def _drop(self) -> None:
        files = self._files
        for file in files:
            file.discard()
        # A signal's handler may have begun another one meanwhile.
        if self._files is files:
            self._files, self._kept, self._kept_typed = (), None, {}
            self.problem, self.elsewhere = "", False
        elif self._files and not self._files[-1].stands():
            # It had taken the name just before what stood there was removed.
            self._kept, self._kept_typed = None, {}

    def _let_go(self) -> None:
        """Close every file that is not the journal any more; none of them keeps a name."""
        for file in [made for made in self._made if made not in self._files]:
            file.discard()
            self._made.remove(file)

    def _can_append(self, report: Report) -> bool:
        return (
            bool(self._files)
            and not self.problem
            and self._started_from is self._session.confirmed
            and self._kept is not None
            and self._kept.edition is report.edition
            and self._files[-1].stands()
        )

    def _append(self, report: Report) -> None:
        assert self._kept is not None
        typed = dict(self._typed)
        new = unsaved(self._kept, report, self._whole)
        if new.anything or typed != self._kept_typed:
            shape = self._shape + bool(new.parts)
            line = self._line(report, new, typed, shape, self._whole | new.parts.keys())
            if self._files[-1].size + len(line) > LARGEST_FILE:
                raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
            for file in self._files:
                file.append(line)
            self._whole |= new.parts.keys()
            self._shape = shape
        self._kept, self._kept_typed = report, typed

    def _line(self, report: Report, new: Unsaved, typed: dict[Place, str], shape: int, whole: Collection[str]) -> bytes:
        headings = headings_around(typed, report, whole)
        now = datetime.now().astimezone()
        before = tuple(self._session.confirmed_base.accepted)
        accepted = AcceptedQueries(before, tuple(report.accepted)) if new.accepted else None
        return Record(now, self._cursor, new.parts, new.texts, typed, shape, headings, accepted).line()

    def _compact(self, report: Report) -> None:
        if self._files[-1].size > self._compact_size * 3 // 2 + _SPARE:
            # Nothing is lost if this fails.
            self._compact_size = self._files[-1].size
            with suppress(OSError):
                self._write_anew(report)

    def _write_anew(self, report: Report) -> None:
        """Put a new file with all that is not saved in the place of the one before, which stands until then."""
        errors: list[OSError] = []
        for path, name in self._homes(errors):
            try:
                self._move_to(path, name, report)
            except OSError as error:
                errors.append(error)
            else:
                return
        raise next((error for error in errors if error.errno in _FULL), errors[-1])

    def _homes(self, errors: list[OSError]) -> Iterator[tuple[Path, str]]:
        """Where the journal may stand, the better place first, and what its header says there of the report."""
        real = Path(os.path.realpath(self._session.loaded.path))
        yield beside_report(real), real.name
        try:
            yield in_state_folder(real, make=True), str(real)
        except OSError as error:
            errors.append(error)

    def _move_to(self, path: Path, name: str, report: Report) -> None:
        loaded, typed = self._session.confirmed, dict(self._typed)
        new = unsaved(self._session.confirmed_base, report)
        digest = loaded.digest if loaded.data else ""
        header = Header(plain(name), report.edition.number, digest, self._owner)
        shape = int(bool(new.parts))
        content = header.line() + self._line(report, new, typed, shape, new.parts.keys())
        if len(content) > LARGEST_FILE:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        taken = self._make_room(path, name, report)
        file = JournalFile.make(path, content)
        self._made.append(file)
        self._files = (*self._files, file)
        try:
            file.take_name(taken)
        except OSError:
            if file in self._files:
                self._files = tuple(other for other in self._files if other is not file)
                file.discard()
                raise
        before = self._files
        if file not in before:
            # A signal's handler has put another in its place, with all that is in this one.
            return
        # Until all that is known of the new one is, a signal's handler writes another.
        self._kept = None
        self._files = (file,)
        self._started_from, self._kept, self._kept_typed = loaded, report, typed
        self._whole, self._shape, self._compact_size = frozenset(new.parts), shape, len(content)
        self.elsewhere = Path(name).is_absolute()
        for old in before:
            if old is not file:
                old.discard()

    def _make_room(self, path: Path, name: str, report: Report) -> Path:
        """See that a draft's name may be taken, or find another. Raises OSError where it is not ours to move."""
        if self._aside:
            return random_name(path)
        ours = is_ours(path)
        if ours is False:
            raise OSError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        if ours is None or any(file.path == path and file.stands() for file in self._made):
            return path
        draft = read_draft(path, name)
        if draft is not None and draft.is_written_elsewhere:
            # Two who move each other's away would never end.
            return random_name(path)
        if draft is None or not draft.holds_no_more_than(report, self._session.base):
            aside = random_name(path)
            path.rename(aside)
            for file in self._made:
                file.follow(aside)
        return path
