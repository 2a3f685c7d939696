"""How the report stands, in the lines over the page: what is kept at once where it matters, the rest in a pause."""

from typing import TYPE_CHECKING, Protocol

from textual.geometry import Size
from textual.message_pump import MessagePump

from tui.screens.pause import Pause
from tui.screens.report_screen import ReportScreen
from tui.screens.wizard_lines import WizardLines

if TYPE_CHECKING:
    from tui.opened import Opened

_STATUS_DELAY = 0.3
_STAGE_DELAY = 1.0


class StandingScreen(ReportScreen, Protocol):
    """What is needed of the wizard's screen."""

    opened: "Opened | None"

    @property
    def size(self) -> Size:
        """Its cells."""


class Standing:
    """Keeps the header true, has the steps shown anew, and works out ahead what a save would write."""

    def __init__(self, screen: StandingScreen, pump: MessagePump, lines: WizardLines) -> None:
        self._screen, self._lines = screen, lines
        self._held_back = False
        """Whether the header says that something is typed that is kept nowhere."""
        self._says_saved = False
        """Whether the header says that the file holds everything."""
        self._to_show_status = Pause(pump, _STATUS_DELAY, screen.refresh_status)
        self._to_stage = Pause(pump, _STAGE_DELAY, screen.session.stage_ahead)

    def touched(self) -> None:
        """Say how much is kept, at the next short pause in writing; at once that not everything is in the file."""
        if self._says_saved:
            self.show_header()
        self._to_show_status.begin()

    def typed(self) -> None:
        """Say how much is kept if something is typed now that is kept nowhere, or is no more."""
        if self._held_back != self._screen.page.holds_back():
            self.touched()

    def committed(self) -> None:
        """Say how much is kept, and get ready to save while nobody waits for it."""
        self.touched()
        self._to_stage.begin()

    def show_header(self) -> None:
        """Show the report's title and how it stands."""
        self._lines.show_header(self._screen.session, self._screen.size.width, self._kept())

    def _kept(self) -> str:
        """How much of the report is where it outlives this session."""
        session, opened = self._screen.session, self._screen.opened
        self._held_back = self._screen.page.holds_back()
        self._says_saved = False
        if session.read_only:
            return "只读"
        if not (session.dirty or session.is_new or self._held_back):
            self._says_saved = True
            return "已保存"
        stored = opened.stored_at if opened is not None and not self._held_back else ""
        return f"已暂存 {stored}" if stored else "未保存"
