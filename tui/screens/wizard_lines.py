"""The lines over and under the page of the wizard."""

from collections.abc import Iterator, Sequence

from textual.widget import Widget

from tui.messages import Message
from tui.pages.page import Page
from tui.screens.steps import Step, header_runs, steps_runs
from tui.session import Session
from tui.widgets.line_widget import Run, TextLine, TextLines

_OVER = ("header", "steps", "title")
_UNDER = ("rule", "balance", "place")
_WIDEST = 500


class WizardLines:
    """Whose report it is, its steps and the page's title; under the page its balance, a place, a message and the keys.

    Nothing is repainted that is shown already.
    """

    def __init__(self) -> None:
        self._lines = {name: TextLine(id=name) for name in (*_OVER, *_UNDER, "keys")}
        self._message = TextLines(id="message")

    def over(self) -> Iterator[Widget]:
        """The lines over the page."""
        return (self._lines[name] for name in _OVER)

    def under(self) -> Iterator[Widget]:
        """The lines under the page."""
        yield from (self._lines[name] for name in _UNDER)
        yield self._message
        yield self._lines["keys"]

    def _show(self, name: str, runs: Sequence[Run]) -> None:
        self._lines[name].show(runs)

    def make_room(self, page: Page) -> None:
        """Give the message the lines that a page leaves it."""
        self._message.styles.height = page.message_lines

    def show_place(self, runs: tuple[Run, ...]) -> None:
        """Name a place."""
        self._show("place", runs)

    def show_message(self, message: Message) -> None:
        """Say something of it."""
        self._message.show(message.lead, message.text, message.style)

    def show_header(self, session: Session, width: int, kept: str) -> None:
        """The report's title and how it stands; `kept` is how much of it outlives this session."""
        self._show("header", header_runs(session, width, kept))

    def show_page(self, session: Session, steps: list[Step], page: Page) -> None:
        """The steps, and what the page says around itself."""
        self._show("steps", steps_runs(session, steps, page.step))
        self._show("title", page.title())
        self.show_keys(page)
        self.show_balance(page)

    def show_keys(self, page: Page) -> None:
        """Name the keys that work."""
        self._show("keys", ((f" {page.keys_now()}", "dim"),))

    def show_rule(self, page: Page) -> None:
        """The line under the page, with what it says of lines out of view."""
        more = f"---- {more} " if (more := page.rule_words()) else ""
        self._show("rule", ((more + "-" * _WIDEST, "dim"),))

    def show_balance(self, page: Page) -> None:
        """The balance under the page, if it has one."""
        self.show_rule(page)
        balance = page.balance()
        line = self._lines["balance"]
        line.show(balance)
        if line.display != bool(balance):
            line.display = bool(balance)
