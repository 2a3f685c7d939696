"""The reports of a folder as a table, one of them selected."""

from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from textual import events
from textual.geometry import Offset
from textual.message import Message

from tui.report_rows import ReportRow
from tui.widgets.command_keys import command_of, scrolled
from tui.widgets.field_values import abridged
from tui.widgets.line_widget import LineWidget, Run, fit

_GAP = "  "
_NUMBERS = (("年度", 4), ("状态", 4), ("完成度", 6), ("错误", 4), ("疑问", 4))
_NUMBERS_CELLS = sum(cells + len(_GAP) for _label, cells in _NUMBERS)
_MARK_CELLS = 5
"""What stands behind the status, with a blank before it; only where a report has a mark."""
_LEAST_NAME = 10
_STEPS = {"up": -1, "shift+tab": -1, "down": 1, "tab": 1}


class ReportTable(LineWidget, can_focus=True):
    """Rows under a header, by year and name; rows may be added while one moves about."""

    @dataclass
    class Opened(Message):
        """The user wants to open a report."""

        row: ReportRow

    @dataclass
    class Selected(Message):
        """Another row is selected."""

        row: ReportRow

    @dataclass
    class Asked(Message):
        """The user pressed a letter: the command it stands for."""

        letter: str

    def __init__(self, letters: str, preferred: Path | None = None) -> None:
        super().__init__()
        self.rows: list[ReportRow] = []
        self._letters = letters
        self._preferred = preferred
        self._moved = False
        self._index = self._top = 0

    @property
    def selected(self) -> ReportRow | None:
        """The selected row; None in an empty table."""
        return self.rows[self._index] if self.rows else None

    @property
    def caret(self) -> Offset | None:
        """The selected row; None before the table has a size."""
        return self.content_region.offset + Offset(0, 1 + self._index - self._top) if self.size else None

    def add(self, row: ReportRow) -> None:
        """Put a row where it belongs. Until a key is pressed the preferred file is selected, or else the first."""
        before = self.selected
        insort(self.rows, row)
        preferred = row if row.path == self._preferred else before
        if self._moved:
            self._index = self.rows.index(before) if before is not None else 0
        elif preferred is not None and preferred.path == self._preferred:
            self._index = self.rows.index(preferred)
        else:
            self._index = 0
        self._reveal()
        self.refresh()
        if self.selected is not before:
            self._tell()

    def press(self, event: events.Key) -> bool:
        """Select or open a row, or pass a letter on; False for any other key."""
        command = command_of(event)
        if command in self._letters:
            self.post_message(self.Asked(command))
        elif command == "enter" and self.selected is not None:
            self.post_message(self.Opened(self.selected))
        elif command in _STEPS:
            self._select(self._index + _STEPS[command])
        elif (index := scrolled(command, self._index, self._room, len(self.rows) + self._room - 1)) is not None:
            self._select(index)
        else:
            return False
        return True

    def paste(self, text: str) -> None:
        """Pasted text means nothing here."""

    def _select(self, index: int) -> None:
        index = max(0, min(index, len(self.rows) - 1))
        self._moved = True
        if index != self._index:
            self._index = index
            self._reveal()
            self.refresh()
            self._tell()

    def _tell(self) -> None:
        if self.selected is not None:
            self.post_message(self.Selected(self.selected))

    @property
    def _room(self) -> int:
        """The rows under the header."""
        return max(self.size.height - 1, 1)

    def _reveal(self) -> None:
        top = min(max(self._top, self._index - self._room + 1), self._index)
        self._top = max(0, min(top, len(self.rows) - self._room))

    def on_resize(self) -> None:
        """Keep the selected row in view."""
        self._reveal()
        self.refresh()

    def runs_at(self, y: int) -> Sequence[Run]:
        """The header, or a row."""
        name_cells, agency_cells = self._widths()
        if y == 0:
            marks = " " * self._mark_cells
            labels = _GAP.join(
                fit(label, cells, right=True) + (marks if label == "状态" else "") for label, cells in _NUMBERS
            )
            return ((f"  {fit('文件', name_cells)}{_GAP}{fit('机关', agency_cells)}{_GAP}{labels}", "dim"),)
        index = self._top + y - 1
        if index >= len(self.rows):
            return ()
        row, selected = self.rows[index], index == self._index
        name = fit(abridged(row.path.name, name_cells), name_cells)
        runs: list[Run] = [("> " if selected else "  ", "header"), (name, "focused" if selected else "normal")]
        if row.problems:
            return [*runs, (_GAP, "normal"), (abridged(f"打不开：{row.problems[0]}", self._rest(name_cells)), "error")]
        runs.append((_GAP + fit(abridged(row.agency, agency_cells), agency_cells), "normal"))
        texts = (row.year, row.status, f"{row.percent}%", str(row.errors), str(row.queries))
        styles = (
            "normal",
            "normal",
            "normal",
            "error" if row.errors else "normal",
            "query" if row.queries else "normal",
        )
        for (label, cells), text, style in zip(_NUMBERS, texts, styles, strict=True):
            runs += [(_GAP, "normal"), (fit(text, cells, right=True), style)]
            if label == "状态":
                runs.append((fit(f" {row.mark}", self._mark_cells), "query"))
        return runs

    @property
    def _mark_cells(self) -> int:
        return _MARK_CELLS if any(row.mark for row in self.rows) else 0

    def _widths(self) -> tuple[int, int]:
        """The cells of the file names and of the agencies."""
        room = max(self.size.width - 2 - len(_GAP) - _NUMBERS_CELLS - self._mark_cells, 2 * _LEAST_NAME)
        name = max(room * 2 // 5, _LEAST_NAME)
        return name, room - name

    def _rest(self, name_cells: int) -> int:
        return max(self.size.width - 2 - name_cells - len(_GAP), 2)
