"""What the wizard says of the place under the cursor: at once if it is wrong, else when the keys rest."""

from typing import Protocol

from textual.message_pump import MessagePump

from schema.form import Place
from tui import hints
from tui.messages import Message
from tui.screens.pause import Pause
from tui.screens.repairs import Repairs
from tui.screens.report_screen import ReportScreen
from tui.screens.wizard_lines import WizardLines
from tui.widgets.line_widget import Run

DELAY = 0.15
"""Seconds. On a bad line the names and hints of places passed by would be most of what is sent."""


class TellingScreen(ReportScreen, Protocol):
    """What is needed of the wizard's screen."""


class Telling:
    """Fills the place's line and the message's under the page."""

    def __init__(self, screen: TellingScreen, pump: MessagePump, lines: WizardLines, repairs: Repairs) -> None:
        self._screen, self._lines, self._repairs = screen, lines, repairs
        self._described: tuple[Place, str | None] = ("", None)
        self._committed: Place | None = None
        self._to_describe = Pause(pump, DELAY, self._describe_now)

    def describe(self, place: Place, typed: str | None = None) -> None:
        """Say what a place is and what is wrong with it, or with what is being typed there."""
        self._described = place, typed
        if typed is not None and hints.typed_findings(self._screen.session, place, typed):
            self._describe_now()
        else:
            self._to_describe.begin()

    def committed(self, place: Place) -> None:
        """Remember where a figure was filled in: if that has made it wrong, it is said at the next place too."""
        self._committed = place

    def end_pause(self) -> None:
        """Say now what is still to be said."""
        self._to_describe.end()

    def _describe_now(self) -> None:
        place, typed = self._described
        session = self._screen.session
        left = self._committed if place != self._committed else None
        self._committed = None
        told = self._repairs.message_at(place, typed, left) or hints.message(session, place, typed, left)
        self.say(hints.place_runs(session, place), told)

    def say(self, place: tuple[Run, ...], message: Message) -> None:
        """Fill the lines under the page."""
        self._to_describe.cancel()
        self._repairs.said(message)
        self._lines.show_place(place)
        self._lines.show_message(message)

    def notify(self, message: Message) -> None:
        """Fill the lines of the message alone."""
        self._to_describe.end()
        self._repairs.said(message)
        self._lines.show_message(message)

    def show_repairs(self) -> None:
        """Mark the figures that are likely wrong, and say why when the cursor rests."""
        page = self._screen.page
        page.show_repairs(self._repairs.found)
        self._lines.show_keys(page)
        self._lines.show_rule(page)
        if self._repairs.has_news and self._described[0] == page.place():
            self._to_describe.begin()
