"""Last year's report beside one that is being edited."""

from collections.abc import Callable
from pathlib import Path

from schema.editions.cover import AGENCY_NAME, PREVIOUS, YEAR
from schema.previous import Found, find_previous
from tui.changes import Change
from tui.session import Session

NONE_LEFT = "上年报告：没有找到，不再与上年核对"

_TELLING = {YEAR.key, AGENCY_NAME.key, PREVIOUS.key}
"""The places that tell which file it is."""

_Stamp = tuple[int, int, int] | None
"""A file's inode, size and time of change; None for one that is not there."""


class PreviousReport:
    """Keeps `Session.previous` up to date, as an observer of the session, and before the report is judged.

    ``tell`` is called with a line of Chinese when another file is taken, or none any more, while the report is filled
    in; what was found at the beginning is in `words`.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.tell: Callable[[str], object] = lambda told: None
        self.found: Found | None = None
        self._look()
        session.observers.append(self)
        session.before_judging = self._look_outside

    @property
    def words(self) -> str:
        """Which file was taken, or why none was, in Chinese, as one line; empty where there is none to speak of."""
        return "" if self.found is None else self.found.words

    def _look(self) -> None:
        """Find the file as things stand."""
        session = self._session
        self._path = session.loaded.path
        self.found = find_previous(self._path, session.report)
        self._seen = self._stamps()
        if self.found is None:
            session.set_previous(None, None)
        else:
            session.set_previous(self.found.report, self.found.query)

    def _stamps(self) -> tuple[_Stamp, ...]:
        """What changes with the file: where none is named or taken, with the folder, for there may be one by now."""
        path = None if self.found is None else self.found.path
        stamps = [] if path is None else [_stamp(path)]
        if self.found is None or (self.found.report is None and not self.found.named):
            stamps.append(_stamp(self._path.parent))
        return tuple(stamps)

    def _look_again(self) -> None:
        before = self.words
        self._look()
        if self.words != before:
            self.tell(self.words or NONE_LEFT)

    def _look_outside(self) -> None:
        """Look again where somebody has mended, changed, put there or taken away the file meanwhile."""
        if self._stamps() != self._seen:
            self._look_again()

    def changed(self, change: Change) -> None:
        """Look again where year, agency or the file named is another."""
        if any(each.place in _TELLING for each in change):
            self._look_again()

    def rebased(self) -> None:
        """Look again: the file may say something else by now."""
        self._look_again()

    def saved(self, confirmed: bool) -> None:
        """Look again where the report has moved to another folder or name."""
        if self._session.loaded.path != self._path:
            self._look_again()


def _stamp(path: Path) -> _Stamp:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns
