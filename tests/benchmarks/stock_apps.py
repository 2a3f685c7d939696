"""What ours is measured against: the least that stock Textual takes for the same work.

    python -m tests.benchmarks.stock_apps input|cell|textarea

Nothing of ours is imported and no setting of ours is made; each imports only the widgets that it shows.
"""

import sys

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

MARKER = "报告"
"""Stands in the first frame of each."""

SENTENCE = "本年度认真贯彻落实政府信息公开条例，主动公开政府信息，规范办理依申请公开，加强平台建设和监督保障。"


PARAGRAPH = (SENTENCE * 63)[:3000]
"""3,000 characters without a line end."""


class InputApp(App[None]):
    """One field, as Textual gives it."""

    def compose(self) -> ComposeResult:
        from textual.widgets import Input

        yield Input(MARKER)


class OneCell(Widget, can_focus=True):
    """Repaints one cell for each key."""

    shown = " "

    def render_line(self, y: int) -> Strip:
        text = f"{MARKER} {self.shown}" if y == 0 else ""
        return Strip([Segment(text, Style())]).adjust_cell_length(self.size.width, Style())

    def on_key(self, event: events.Key) -> None:
        event.stop()
        self.shown = event.character or "?"
        self.refresh(Region(5, 0, 1, 1))


class CellApp(App[None]):
    """The floor of one key in Textual."""

    def compose(self) -> ComposeResult:
        yield OneCell()


class TextAreaApp(App[None]):
    """One paragraph of 3,000 characters in the stock editor."""

    def compose(self) -> ComposeResult:
        from textual.widgets import TextArea

        yield TextArea(MARKER + PARAGRAPH[len(MARKER) :])


APPS: dict[str, type[App[None]]] = {"input": InputApp, "cell": CellApp, "textarea": TextAreaApp}

if __name__ == "__main__":
    APPS[sys.argv[1]]().run()
