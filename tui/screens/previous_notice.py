"""Which file last year's report is: said when the wizard opens, and when it becomes another one."""

from typing import TYPE_CHECKING, Protocol

from textual.widget import Widget

from tui.messages import Message
from tui.screens.report_screen import ReportScreen
from tui.widgets.line_widget import Run

if TYPE_CHECKING:
    from tui.previous_report import PreviousReport


class NoticeScreen(ReportScreen, Protocol):
    """What the notice needs of the wizard's screen."""

    @property
    def focused(self) -> Widget | None:
        """What has the focus."""

    def say(self, place: tuple[Run, ...], message: Message) -> None:
        """Fill the lines under the page."""


class PreviousNotice:
    """Says it in the lines under the page, where the next key replaces it."""

    def __init__(self, screen: NoticeScreen, previous: "PreviousReport") -> None:
        self._screen = screen
        self._previous = previous
        previous.tell = self._changed

    def begin(self) -> None:
        """Say what was found at the beginning, if there is anything to say."""
        if self._previous.words:
            self._later(self._previous.words)

    def _changed(self, told: str) -> None:
        self._screen.app.call_later(self._show_changed, told)

    def _show_changed(self, told: str) -> None:
        self._screen.page.reload()
        self._screen.refresh_status()
        self._later(told)

    def _later(self, told: str) -> None:
        """Say it when the page has said where its cursor is."""
        if (focused := self._screen.focused) is not None:
            focused.call_after_refresh(focused.call_later, self._say, told)

    def _say(self, told: str) -> None:
        found = self._previous.found
        problem = found is not None and found.problem is not None
        head, _, rest = told.partition("：")
        self._screen.say(((f" {head}", "header"),), Message(rest, "query" if problem else "normal"))
