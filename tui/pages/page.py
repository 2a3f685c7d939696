"""What every page of the wizard is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from textual.containers import Vertical
from textual.widget import Widget

from schema.findings import Finding
from schema.form import Place
from tui import hints
from tui.messages import Message
from tui.session import Session
from tui.widgets.line_widget import Run

if TYPE_CHECKING:
    from schema.checks.locator import Located
    from tui.widgets.grid_model import GridModel


class Wizard(Protocol):
    """What a page may ask of the wizard around it."""

    session: Session

    def describe(self, place: Place, typed: str | None = None) -> None:
        """Say what a place is and what is wrong with it, or with what is being typed there."""

    def say(self, place: tuple[Run, ...], message: Message) -> None:
        """Fill the lines under the page."""

    def notify_line(self, message: Message) -> None:
        """Fill the message line alone."""

    def committed(self, place: Place) -> None:
        """Hear of a change that is in the session."""

    def go_to(self, place: Place, *, offset: int | None = None) -> None:
        """Show the page of a place, with the cursor on it; in a text, on the character of an offset."""

    def next_step(self, by: int) -> None:
        """Show the next page, or one before with -1."""

    def touched(self) -> None:
        """Hear that something is being written that is not in the session yet."""

    def show_keys(self) -> None:
        """Name the page's keys in the last line of the screen."""

    def at(self, place: Place) -> None:
        """Remember where the user is."""

    def may_edit(self) -> bool:
        """Whether the report may be changed; where it may not, the user is told why."""

    def finalise(self) -> None:
        """Declare the report final, or list what stands against it."""

    async def action_menu(self) -> None:
        """List what the function keys do."""


class Page(Vertical):
    """One step of the wizard.

    A page edits the session; what it holds back while something is being typed goes there by `commit`.
    """

    DEFAULT_CSS = """
    Page { height: 1fr; background: ansi_default; }
    """
    keys: ClassVar[str] = ""
    """The keys of the page, for the last line of the screen."""
    reading_keys: ClassVar[str] = ""
    """Those that are left where nothing may be changed."""

    def __init__(self, step: str, model: "GridModel | None" = None) -> None:
        super().__init__(id=f"page-{step}")
        self.step = step
        self.model = model
        """The page's figures, if it has any."""

    @property
    def wizard(self) -> Wizard:
        """The screen around the page."""
        return cast(Wizard, self.screen)

    @property
    def session(self) -> Session:
        """The report being edited."""
        return self.wizard.session

    def menu(self) -> tuple[tuple[str, str], ...]:
        """What the menu offers for this page alone: actions of the page and what they are called."""
        return ()

    def keys_now(self) -> str:
        """The keys that work now."""
        return self.reading_keys if self.session.read_only else self.keys

    @property
    def message_lines(self) -> int:
        """How many lines the message under the page may take."""
        return 2

    def title(self) -> tuple[Run, ...]:
        """The line over the page."""
        return ()

    def rule_words(self) -> str:
        """What the page says in the line under it, of lines out of view above all; may be empty."""
        return ""

    def show_refusal(self, standing: Sequence[Finding]) -> None:
        """Show what stands against declaring the report final."""

    def show_repairs(self, found: "Sequence[Located]") -> None:
        """Mark the figures that are probably wrong."""

    def balance(self) -> tuple[Run, ...]:
        """The line under the page; empty where it has none."""
        return ()

    def open(self) -> Widget:
        """Show what the session holds now; the widget that takes the focus."""
        raise NotImplementedError

    def commit(self) -> None:
        """Put what is being typed into the session."""

    def typed(self) -> dict[Place, str]:
        """What is being typed and is not in the session yet; may be asked at any moment, by a signal too."""
        return {}

    def holds_back(self) -> bool:
        """Whether something is being typed that the session does not hold yet."""
        report = self.session.report
        return any(not report.has(place) or report.text(place) != text for place, text in self.typed().items())

    def cancel(self) -> bool:
        """Forget what is being typed; False if nothing is."""
        return False

    def reload(self) -> None:
        """Show what the session holds after something else changed it."""

    def explanation(self) -> str:
        """What F1 says of the place under the cursor."""
        place = self.place()
        return "\n".join(hints.KEYS_HELP) if place is None else hints.help_text(self.session, place)

    def place(self) -> Place | None:
        """The place under the cursor."""
        return None

    def go_to(self, place: Place) -> bool:
        """Put the cursor on a place; False if the page does not have it."""
        return False

    def point_at(self, offset: int) -> None:
        """Put the caret on a character of the text gone to, where the page edits texts."""
