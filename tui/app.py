"""The wizard's application: a switchboard."""

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from rich.console import RenderableType
from textual.events import Resize

from schema.form import Edition, Place
from tui.last_words import ENDED, last_words
from tui.lean_imports import import_lean_hashes
from tui.messages import Message
from tui.screens.too_small import TooSmallScreen, is_too_small
from tui.screens.wizard_screen import WizardScreen
from tui.session import Session
from tui.terminal.application import TerminalApp

if TYPE_CHECKING:
    from tui.opened import Opened

_NOT_UTF8 = "终端发来的不是UTF-8，刚才输入的没有记下。请把终端的字符编码改为UTF-8，再输入；见 nianbao doctor。"


class WizardApp(TerminalApp[int]):
    """Fills in one report; its result is the exit status, or `tui.opened.TAKE_OVER`."""

    def __init__(self, session: Session, opened: "Opened | None" = None) -> None:
        super().__init__()
        self.session = session
        self.opened = opened
        """The report's lock, drafts and journal; None where nothing guards it."""
        self.typed_at_end: Mapping[Place, str] = {}
        """What was being typed when an error ended the application."""
        if opened is not None:
            opened.tell = self._tell

    def get_default_screen(self) -> WizardScreen:
        """The wizard."""
        return WizardScreen(self.session, self.opened)

    def _typed(self) -> Mapping[Place, str]:
        """What is being typed and is not in the session."""
        wizard = self.screen_stack[0] if self.screen_stack else None
        # A signal may come while the screen is being made, or an error may have left anything.
        with suppress(Exception):
            if isinstance(wizard, WizardScreen):
                return wizard.page.typed()
        return {}

    def last_words(self) -> str:
        """Keep what is not saved when a signal ends the application; what to tell the user."""
        return last_words(self.opened, self._typed(), ENDED) if self.opened is not None else ""

    def _tell(self, told: str) -> None:
        """Say what has happened to the journal or the lock, when all is said about the key that brought it to light."""
        self.call_later(self._tell_now, told)

    def _tell_now(self, told: str) -> None:
        wizard = self.screen_stack[0]
        if isinstance(wizard, WizardScreen):
            if self.session.read_only:
                wizard.end_editing()
            wizard.refresh_status()
            wizard.say(((" 请注意", "header"),), Message(told, "error"))

    def encoding_problem(self) -> None:
        """Say that the terminal sends something else than UTF-8, which nothing has been made of."""
        wizard = self.screen_stack[0]
        if isinstance(wizard, WizardScreen):
            wizard.say(((" 终端编码", "header"),), Message(_NOT_UTF8, "error"))

    def _fatal_error(self) -> None:
        self.typed_at_end = self._typed()
        super()._fatal_error()

    def panic(self, *renderables: RenderableType) -> None:
        """End, remembering what was being typed."""
        self.typed_at_end = self._typed()
        super().panic(*renderables)

    def on_resize(self, event: Resize) -> None:
        """Put one line in front of everything while the terminal is too small."""
        hidden = isinstance(self.screen, TooSmallScreen)
        wizard = self.screen_stack[0]
        if is_too_small(event.size) and not hidden and isinstance(wizard, WizardScreen):
            self.push_screen(TooSmallScreen(wizard))
        elif hidden and not is_too_small(event.size):
            self.pop_screen()

    def after_first_paint(self) -> None:
        """Import what the first frame did not need, off the event loop; what fails fails again where it is used."""
        super().after_first_paint()
        if self.opened is not None:
            self.opened.prepare()
        prepare = partial(_prepare_the_rest, self.session.report.edition)
        self.run_worker(prepare, thread=True, exit_on_error=False)


_LATER = (
    "tui.pages.prose_page",
    "tui.pages.table_page",
    "tui.screens.dialogs",
    "tui.screens.saver",
    "tui.screens.figure_picker",
    "schema.models",
    "schema.in_place",
    "tui.pages.check_page",
    "tui.pages.preview_page",
    "render.text",
)
"""What the first frame does not need, in the order in which it is likely to be needed.

Not the web page's template engine: it is asked for last, if at all, and takes 6 MB.
"""


def _prepare_the_rest(edition: Edition) -> None:
    import_lean_hashes()
    for name in _LATER:
        import_module(name)
    from schema.models import document_model

    # The models are built on first use, which would delay the first save, or a key.
    document_model(edition)
