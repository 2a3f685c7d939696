"""The likely wrong figures: searched for when what was typed is on the screen, marked, and set right by one key."""

from typing import TYPE_CHECKING, Protocol

from textual.message_pump import MessagePump

from schema.form import Place
from tui import hints
from tui import repair_words as words
from tui.messages import Message
from tui.screens.pause import Pause
from tui.screens.report_screen import ReportScreen
from tui.session import Session

if TYPE_CHECKING:
    from schema.checks.locator import Located

_DELAY = 0.1
"""Seconds after a change, in which the terminal shows that and no further one has come."""


class RepairScreen(ReportScreen, Protocol):
    """What the search needs of the wizard's screen."""

    def may_edit(self) -> bool:
        """Whether the report may be changed; where it may not, the user is told why."""

    def notify_line(self, message: Message) -> None:
        """Say something under the page."""

    def say_waiting(self) -> None:
        """Say now what is still to be said of the place under the cursor."""

    def show_repairs(self) -> None:
        """Mark what is found on the page, and say it of the place under the cursor when that rests."""

    def committed(self, place: Place) -> None:
        """Show what a change in the session means."""

    async def show_place(self, place: Place) -> None:
        """Show the page of a place, with the cursor on it."""


class Repairs:
    """What the search finds in the report as it stands. Nothing is ever changed by itself."""

    def __init__(self, screen: RepairScreen, pump: MessagePump) -> None:
        self._screen = screen
        self._searched_at = -1
        """The session's revision that was searched last."""
        self.found: tuple[Located, ...] = ()
        """What is shown."""
        self._news: Located | None = None
        self._told_at: Place | None = None
        """Where the cursor was when the news was told; from there on, and no further, it is."""
        self._named: tuple[Message, Located] | None = None
        """What the line under the page says, and names: the key takes that and nothing else."""
        self._to_search = Pause(pump, _DELAY, self._search)

    @property
    def _session(self) -> Session:
        return self._screen.session

    def look(self) -> None:
        """Search, if anything has changed, as soon as what has changed is on the screen."""
        if self._session.revision != self._searched_at:
            self._to_search.begin()

    def _search(self) -> None:
        if self._session.revision == self._searched_at:
            return
        self._searched_at = self._session.revision
        found = tuple(self._session.located())
        known = [each.repairs for each in self.found]
        self.found = found
        if [each.repairs for each in found] != known:
            self._news = next((each for each in found if each.repairs not in known), None)
            self._told_at = None
        self._screen.show_repairs()

    @property
    def has_news(self) -> bool:
        """Whether something was found that nobody was told of yet."""
        return self._news is not None and self._told_at is None

    def message_at(self, place: Place, typed: str | None = None, left: Place | None = None) -> Message | None:
        """What is said of a place where something was found, or of the one just left; None where there is nothing.

        Args:
            place: Where the cursor is.
            typed: What is being typed there.
            left: Where it was, if a figure was just filled in there.
        """
        self._to_search.end()
        located = self._at(place) if typed is None else None
        news = self._news_at(place)
        if located is None and hints.finding_at(self._session, place, typed) is None:
            located = self._at(left) or news
        return None if located is None else self._message(located, place)

    def _message(self, located: "Located", place: Place) -> Message:
        message = words.message(self._session, located, place, self._screen.page.message_lines)
        self._named = message, located
        return message

    def said(self, message: Message) -> None:
        """Something is said under the page: where it is something else, nothing is named there any more."""
        if self._named is not None and self._named[0] != message:
            self._named = None

    def _at(self, place: Place | None) -> "Located | None":
        """What was found that concerns a place: it is to be changed, or in a sum that does not add up."""
        if place is None:
            return None
        return next((each for each in self.found if words.concerns(self._session, each, place)), None)

    def _news_at(self, place: Place) -> "Located | None":
        """What was found last, until the cursor has left the place at which it was first told, on a page of figures."""
        if self._screen.page.model is None:
            return None
        if self._told_at is None:
            self._told_at = place
        elif self._told_at != place:
            self._news = None
        return self._news

    # The key

    async def take(self) -> None:
        """Set right what the line under the page names, as one step of undo; what it does not name is told first."""
        self._screen.page.commit()
        if not self._screen.may_edit():
            return
        named = None if self._named is None else self._named[1].repairs
        self._search()
        found = next((each for each in self.found if each.repairs == named), None)
        here = self._screen.page.model
        if found is not None and here is not None and here.table.key == found.table:
            await self._make(found)
        elif (located := found or self._offered()) is not None:
            await self._tell(located)
        else:
            self._screen.notify_line(Message(words.nothing(self._session)))

    async def _tell(self, located: "Located") -> None:
        place = located.repairs[0].place
        await self._screen.show_place(place)
        self._screen.say_waiting()
        self._screen.notify_line(self._message(located, place))

    def _offered(self) -> "Located | None":
        """What concerns the place under the cursor, else what is on its page, else anything."""
        model = self._screen.page.model
        on_page = [each for each in self.found if model is not None and each.table == model.table.key]
        return self._at(self._screen.page.place()) or next(iter((*on_page, *self.found)), None)

    async def _make(self, located: "Located") -> None:
        self._session.edit_many({repair.place: repair.proposed for repair in located.repairs})
        place = located.repairs[0].place
        self._screen.page.reload()
        await self._screen.show_place(place)
        self._search()
        self._screen.committed(place)
        self._screen.notify_line(Message(words.done(located), "good"))
