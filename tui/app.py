"""The wizard's application: a switchboard."""

from importlib import import_module

from textual.events import Resize

from tui.screens.too_small import TooSmallScreen, is_too_small
from tui.screens.wizard_screen import WizardScreen
from tui.session import Session
from tui.terminal.application import TerminalApp


class WizardApp(TerminalApp[int]):
    """Fills in one report; its result is the exit status."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def get_default_screen(self) -> WizardScreen:
        """The wizard."""
        return WizardScreen(self.session)

    def on_resize(self, event: Resize) -> None:
        """Put one line in front of everything while the terminal is too small."""
        hidden = isinstance(self.screen, TooSmallScreen)
        if is_too_small(event.size) and not hidden:
            self.push_screen(TooSmallScreen())
        elif hidden and not is_too_small(event.size):
            self.pop_screen()

    def after_first_paint(self) -> None:
        """Import what the first frame did not need, off the event loop."""
        super().after_first_paint()
        self.run_worker(_import_the_rest, thread=True)


_LATER = (
    "schema.models",
    "schema.in_place",
    "tui.screens.dialogs",
    "tui.screens.saver",
    "tui.pages.table_page",
    "tui.pages.prose_page",
    "tui.pages.check_page",
    "tui.pages.preview_page",
    "render.text",
    "render.html",
    "jinja2",
)
"""What the first frame does not need, in the order in which it is likely to be needed."""


def _import_the_rest() -> None:
    for name in _LATER:
        import_module(name)
