"""The base of widgets that draw themselves line by line, and the plain lines around them."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import ClassVar

from rich.cells import cell_len, get_character_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from render.line_breaking import break_lines
from schema.unsafe import shown
from tui.messages import Run as Run

# Attributes and the first eight colours only, over the terminal's own: legible in 16 colours on dark and on light. The
# text itself always says what the colour says. A segment without a style would crash Textual's filter for NO_COLOR.
STYLES = {
    "normal": Style(),
    "dim": Style(dim=True),
    "header": Style(bold=True),
    "label": Style(),
    "focused": Style(reverse=True),
    "edit": Style(underline=True),
    "error": Style(bold=True, color="red"),
    "query": Style(color="yellow"),
    "suspect": Style(bold=True, color="yellow"),
    "computed": Style(color="cyan"),
    "good": Style(color="green"),
}


@lru_cache(maxsize=4096)
def safe_text(text: str) -> tuple[str, int]:
    """The text with unsafe characters as their visible names, and the cells it takes."""
    safe = shown(text)
    return safe, cell_len(safe)


def split_cells(text: str, cells: int) -> tuple[str, str]:
    """Divide a text so that the first part takes at most `cells` cells; a wide character goes to the second whole."""
    room = cells
    for index, char in enumerate(text):
        room -= get_character_cell_size(char)
        if room < 0:
            return text[:index], text[index:]
    return text, ""


def fit(text: str, width: int, right: bool = False) -> str:
    """The text made safe and exactly `width` cells wide, set to the left or to the right."""
    text, cells = safe_text(text)
    if cells > width:
        text = split_cells(text, width)[0]
        cells = cell_len(text)
    blanks = " " * (width - cells)
    return blanks + text if right else text + blanks


def runs_to_strip(runs: Iterable[Run], width: int) -> Strip:
    """One line of styled texts made safe, cropped or padded to `width` cells."""
    segments: list[Segment] = []
    room = width
    for text, style in runs:
        safe, cells = safe_text(text)
        if cells > room:
            segments.append(Segment(fit(safe, room), STYLES[style]))
            room = 0
            break
        segments.append(Segment(safe, STYLES[style]))
        room -= cells
    if room > 0:
        segments.append(Segment(" " * room, STYLES["normal"]))
    return Strip(segments, width)


class LineWidget(Widget):
    """A widget that is lines of styled runs: a subclass gives `runs_at`, or its own `render_line` for more."""

    ALLOW_SELECT: ClassVar[bool] = False

    DEFAULT_CSS = """
    LineWidget {
        width: 1fr;
        height: 1fr;
        background: ansi_default;
        color: ansi_default;
    }
    """

    def runs_at(self, y: int) -> Sequence[Run]:
        """The runs of line `y`, counted from the widget's top."""
        return ()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        return runs_to_strip(self.runs_at(y), self.size.width)

    def refresh_lines(self, y: int, count: int = 1) -> None:
        """Repaint some lines and no others."""
        self.refresh(Region(0, y, self.size.width, count))


_MORE = "... F1看全文"


class TextLines(LineWidget):
    """Some lines of plain text that others write, broken by width."""

    DEFAULT_CSS = """
    TextLines {
        height: 1;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lead: Run = ("", "normal")
        self._text = ""
        self._style = "normal"

    def show(self, lead: Run, text: str, style: str) -> None:
        """Show a styled word and a text after it; nothing is repainted if they are shown already."""
        if (lead, text, style) != (self._lead, self._text, self._style):
            self._lead, self._text, self._style = lead, text, style
            self.refresh()

    def runs_at(self, y: int) -> Sequence[Run]:
        """The lead and the first line, or a further line; the last one says where to read what does not fit."""
        lead = cell_len(self._lead[0]) if y == 0 else 1
        lines = break_lines(safe_text(self._text)[0], max(1, self.size.width - 2), cell_len(self._lead[0]))
        if y >= len(lines):
            return ()
        if y == self.size.height - 1 and y + 1 < len(lines):
            room = max(0, self.size.width - lead - cell_len(_MORE) - 1)
            lines[y] = fit(lines[y], room).rstrip() + _MORE
        return (self._lead if y == 0 else (" ", "normal"), (lines[y], self._style))


class TextLine(LineWidget):
    """One line that others write: a header, a status, a hint, the keys."""

    DEFAULT_CSS = """
    TextLine {
        height: 1;
    }
    """

    def __init__(self, runs: Iterable[Run] = (), *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._runs = tuple(runs)

    def show(self, runs: Iterable[Run]) -> None:
        """Show these runs; nothing is repainted if they are shown already."""
        runs = tuple(runs)
        if runs != self._runs:
            self._runs = runs
            self.refresh_lines(0)

    def runs_at(self, y: int) -> Sequence[Run]:
        """The runs, on the first line."""
        return self._runs if y == 0 else ()
