"""Last year's report beside one that is being edited."""

from collections.abc import Callable

from schema.editions.cover import AGENCY_NAME, PREVIOUS, YEAR
from schema.previous import Found, find_previous
from tui.changes import Change
from tui.session import Session

NONE_LEFT = "上年报告：没有找到，不再与上年核对"

_TELLING = {YEAR.key, AGENCY_NAME.key, PREVIOUS.key}
"""The places that tell which file it is."""


class PreviousReport:
    """Keeps `Session.previous` up to date, as an observer of the session.

    ``tell`` is called with a line of Chinese when another file is taken, or none any more, while the report is filled
    in; what was found at the beginning is in `words`.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._path = session.loaded.path
        self.tell: Callable[[str], object] = lambda told: None
        self.found: Found | None = None
        self._look()
        session.observers.append(self)

    @property
    def words(self) -> str:
        """Which file was taken, or why none was, in Chinese, as one line; empty where there is none to speak of."""
        return "" if self.found is None else self.found.words

    def _look(self) -> None:
        """Find the file as things stand."""
        session = self._session
        self.found = find_previous(self._path, session.report)
        if self.found is None:
            session.set_previous(None, None)
        else:
            session.set_previous(self.found.report, self.found.query)

    def _look_again(self) -> None:
        before = self.words
        self._look()
        if self.words != before:
            self.tell(self.words or NONE_LEFT)

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
            self._path = self._session.loaded.path
            self._look_again()
