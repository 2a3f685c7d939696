"""One grid of figures, what is drawn of it, and what it told."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from rich.cells import cell_len
from rich.style import Style
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.strip import Strip

from schema.unsafe import find_unsafe
from tests import figures
from tui.session import Session
from tui.terminal.application import TerminalApp
from tui.widgets.grid_model import GridModel
from tui.widgets.number_grid import NumberGrid

RECEIVED = "requests.received"
NATURAL, COMPANY = f"{RECEIVED}.natural_person", f"{RECEIVED}.company"


class DrawnGrid(NumberGrid):
    """A grid that notes which of its lines are drawn, and checks each."""

    drawn: list[int]

    def render_line(self, y: int) -> Strip:
        self.drawn.append(y)
        strip = super().render_line(y)
        assert not find_unsafe(strip.text) and "\n" not in strip.text
        assert all(isinstance(segment.style, Style) for segment in strip)
        assert strip.cell_length == cell_len(strip.text) == self.size.width
        return strip


class GridApp(TerminalApp[None]):
    """One grid and what it told, in order."""

    def __init__(self, session: Session, table: str, keyed: bool) -> None:
        super().__init__()
        self.session = session
        session.set_keyed(figures.EDITION.table(table), keyed)
        self.model = GridModel(session, figures.EDITION.table(table))
        self.heard: list[object] = []
        self.passed: list[bool] = []
        self.pasted: list[NumberGrid.Pasted] = []
        self.grid = DrawnGrid(
            on_commit=lambda place: self.heard.append(("commit", place)),
            on_move=lambda slot: self.heard.append(("move", slot.place)),
            on_type=lambda slot, text: self.heard.append(("type", text)),
        )
        self.grid.drawn = []

    def compose(self) -> ComposeResult:
        yield self.grid

    def on_mount(self) -> None:
        self.grid.show(self.model)
        self.grid.focus()

    def on_number_grid_passed(self, message: NumberGrid.Passed) -> None:
        self.passed.append(message.forward)

    def on_number_grid_pasted(self, message: NumberGrid.Pasted) -> None:
        self.pasted.append(message)

    def line(self, label: str) -> str:
        return next(
            text for text in (self.grid.render_line(y).text for y in range(self.grid.size.height)) if label in text
        )


@asynccontextmanager
async def running(
    session: Session | None = None, table: str = "requests", *, keyed: bool = False, size: tuple[int, int] = (80, 26)
) -> AsyncIterator[tuple[GridApp, Pilot[None]]]:
    app = GridApp(session or figures.session(), table, keyed)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app.heard.clear()
        app.grid.drawn.clear()
        yield app, pilot
