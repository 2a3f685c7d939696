"""The wizard with a terminal behind it: what an application sends in its frames, as a terminal shows it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual import events
from textual.app import ReturnType
from textual.pilot import Pilot

from tests.tui.screen_text import screen_lines
from tests.tui.terminal.emulator import Emulator
from tests.tui.typed_ahead import all_done
from tui.app import WizardApp
from tui.listing import ListingApp
from tui.screens.wizard_screen import WizardScreen
from tui.session import Session
from tui.terminal.application import TerminalApp
from tui.terminal.cells import cells_of, is_ambiguous


class Painted(TerminalApp[ReturnType]):
    """An application under test that paints; `terminal` is to be set before it runs."""

    terminal: Emulator

    def _shows_frames(self) -> bool:
        return self._running and not self._closed and not self._batch_count

    def _send(self, sequences: str) -> None:
        self.terminal.feed(sequences)


class PaintedWizard(Painted[int], WizardApp):
    """The wizard."""


class PaintedListing(Painted[Any], ListingApp):
    """The list of reports."""


@asynccontextmanager
async def painted(
    app: Painted[Any], width: int = 1, answer: int | None = None, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[Any]]:
    """Run an application on a terminal that gives ambiguous characters `width` cells, and says `answer` when asked."""
    app.terminal = Emulator(*size, width)
    async with app.run_test(size=size) as pilot:
        if answer is not None:
            app.post_message(events.CursorPosition(answer, 1))
        await settled(app)
        yield pilot


def wizard_of(session: Session) -> PaintedWizard:
    """The wizard on a session."""
    return PaintedWizard(session)


async def settled(app: Painted[Any]) -> None:
    """Wait until everything that was sent is handled and painted, and say what waits for the keys to rest."""
    await all_done(app)
    await Pilot(app).pause()
    for screen in app.screen_stack:
        if isinstance(screen, WizardScreen):
            screen._repairs._to_search.end()
            screen._telling.end_pause()
            screen._standing._to_show_status.end()
    await Pilot(app).pause()


def terminal_text(app: Painted[Any]) -> str:
    """What the terminal shows, the second half of a wide character not counted, blanks at the ends of rows cut."""
    return "\n".join("".join(text for text, _ in row).rstrip() for row in app.terminal.rows) + "\n"


def misplaced(app: Painted[Any]) -> list[str]:
    """The rows of the terminal in which not every cell of the layout stands at its column.

    Where ambiguous characters may be wide, each stands as itself, with a blank after it, or is an ASCII character; an
    arrow with a blank after it may be two.
    """
    stands = _stands if app._frame_writer is not None and app._frame_writer.adapting else list.__eq__
    rows = zip(screen_lines(app), app.terminal.rows, strict=True)
    return [line for line, row in rows if not stands(list(cells_of(line).cells), [text for text, _ in row])]


def _stands(asked: list[str], shown: list[str]) -> bool:
    room = False
    after: tuple[str, ...] = ()
    for cell, text in zip(asked, shown, strict=True):
        if room:
            if cell != " " or text not in after:
                return False
            room = False
        elif is_ambiguous(cell):
            after = (">",) if (cell, text) == ("→", "-") else ("", " ")
            room = text == cell or after == (">",)
            if not room and not (len(text) == 1 and "!" <= text <= "~"):
                return False
        elif cell != text:
            return False
    return not room
