"""Places at which states of a report differ, to go through with the cursor keys and choose a side for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from textual import events
from textual.geometry import Offset
from textual.message import Message

from tui.screens.pause import Pause
from tui.widgets.command_keys import command_of, widest
from tui.widgets.comparison_drawing import Column, Compared, brief, brief_name, changed_stretch, detail_lines
from tui.widgets.line_widget import LineWidget, Run, fit

_STEPS = {"up": -1, "down": 1, "shift+tab": -1, "tab": 1}
_SIDES = {"left": 0, "1": 0, "right": 1, "2": 1}
_ALL_SIDES = {"a": 0, "b": 1}
_VALUE_CELLS = 10
"""The cells of a value in the list, a blank before it included."""
_MOST_DETAILS = 10
"""The lines that show the selected place in full, the rule over them included."""
_DETAILS_DELAY = 0.15


class ComparisonList(LineWidget, can_focus=True):
    """One line for each place under the heading of its group, and under the list the selected place in full.

    What is under the list follows when the cursor rests: on a bad line it would be most of what is sent.

    Args:
        items: The places, those of one group one after the other.
        columns: What each of an item's values is called; the last two are the sides to choose from.
    """

    @dataclass
    class Chosen(Message):
        """Other sides are chosen than before."""

    def __init__(self, items: Sequence[Compared], columns: Sequence[Column]) -> None:
        super().__init__()
        self.items, self.columns = tuple(items), tuple(columns)
        self._sides = [item.side for item in self.items]
        self._rows: list[int | str] = []
        for group, numbers in groupby(range(len(self.items)), lambda number: self.items[number].group):
            members = list(numbers)
            self._rows += [f"{group} {len(members)}处", *members] if group else members
        self._row_of = {row: y for y, row in enumerate(self._rows) if isinstance(row, int)}
        self._selected = self._top = self._detailed = 0
        self._to_detail = Pause(self, _DETAILS_DELAY, self._show_details)

    # What is chosen

    @property
    def choices(self) -> dict[str, str]:
        """The key of the side chosen for each place that has one."""
        return {item.place: side for item, side in zip(self.items, self._sides, strict=True) if side}

    @property
    def selected(self) -> Compared | None:
        """The item under the cursor; None in an empty list."""
        return self.items[self._selected] if self.items else None

    @property
    def undecided(self) -> int:
        """How many places have no side yet."""
        return self._sides.count("")

    def select_undecided(self) -> bool:
        """Go to the next place that has no side yet, round from the end; False if there is none."""
        count = len(self.items)
        for number in range(self._selected, self._selected + count):
            if not self._sides[number % count]:
                self._select(number % count)
                return True
        return False

    def _choose(self, numbers: Sequence[int], side: int) -> None:
        key = self.columns[-2:][side].key
        changed = [number for number in numbers if self._sides[number] != key]
        for number in changed:
            self._sides[number] = key
            self._refresh_row(number)
        if changed:
            self.post_message(self.Chosen())

    # Keys

    def press(self, event: events.Key) -> bool:
        """Select a place or choose a side; False for a key that the list has no use for."""
        if not self.items:
            return False
        command = command_of(event)
        if command in (" ", "enter"):
            first = self.columns[-2].key
            self._choose([self._selected], 1 if self._sides[self._selected] == first else 0)
        elif command in _SIDES:
            self._choose([self._selected], _SIDES[command])
        elif command in _ALL_SIDES:
            self._choose(range(len(self.items)), _ALL_SIDES[command])
        elif (number := self._target(command)) is not None:
            self._select(max(0, min(number, len(self.items) - 1)))
        else:
            return False
        return True

    def paste(self, text: str) -> None:
        """Pasted text means nothing here."""

    def _target(self, command: str) -> int | None:
        if command in _STEPS:
            return self._selected + _STEPS[command]
        if command in ("home", "end"):
            return 0 if command == "home" else len(self.items)
        page = max(self._room - 1, 1)
        return {"pageup": self._selected - page, "pagedown": self._selected + page}.get(command)

    def _select(self, number: int) -> None:
        if number == self._selected:
            return
        before, self._selected = self._selected, number
        if self._reveal():
            self.refresh_lines(1, self._room)
        else:
            self._refresh_row(before)
            self._refresh_row(number)
        self._to_detail.begin()

    def _show_details(self) -> None:
        self._detailed = self._selected
        self.refresh_lines(1 + self._room, self._details)

    # Layout

    @property
    def _details(self) -> int:
        """The lines under the list."""
        return min(_MOST_DETAILS, max(self.size.height - 2, 0) // 2)

    @property
    def _room(self) -> int:
        """The lines of the list."""
        return max(self.size.height - 1 - self._details, 1)

    @property
    def caret(self) -> Offset | None:
        """The line of the selected place; None before the list has a size."""
        if not self.size:
            return None
        y = 1 + self._row_of[self._selected] - self._top if self.items else 0
        return self.content_region.offset + Offset(0, min(y, self.size.height - 1))

    def _reveal(self) -> bool:
        """Bring the selected place into view; whether that has moved the list."""
        if not self.items:
            return False
        y, before = self._row_of[self._selected], self._top
        # Half a page at a time: a line that moves up by one is sent anew as a whole.
        if y >= self._top + self._room:
            self._top = y - self._room // 2
        elif y < self._top:
            self._top = y - (self._room - 1) // 2
        first = y - 1 if y and isinstance(self._rows[y - 1], str) and self._room > 1 else y
        self._top = max(0, min(self._top, first, len(self._rows) - self._room))
        return self._top != before

    def _refresh_row(self, number: int) -> None:
        y = self._row_of[number] - self._top
        if 0 <= y < self._room:
            self.refresh_lines(1 + y)

    def on_resize(self) -> None:
        """Keep the selected place in view."""
        self._reveal()
        self.refresh()

    # Drawing

    def runs_at(self, y: int) -> Sequence[Run]:
        """The columns' heads, a heading, a place, or a line of the selected place."""
        if y == 0:
            return self._heads()
        if y > self._room:
            return self._detail_runs(y - self._room - 1)
        row = self._rows[self._top + y - 1] if self._top + y <= len(self._rows) else ""
        return ((row, "header"),) if isinstance(row, str) else self._item_runs(row)

    @property
    def _widths(self) -> tuple[int, int]:
        """The cells of the chosen side and of the place's name."""
        side = widest([column.label for column in self.columns[-2:]] + ["未选"]) + 1
        return side, max(self.size.width - 2 - side - _VALUE_CELLS * len(self.columns), 0)

    def _heads(self) -> Sequence[Run]:
        side, name = self._widths
        labels = [" " + fit(column.label, _VALUE_CELLS - 1, right=True) for column in self.columns]
        return (("  " + fit("选用", side) + fit("项目", name) + "".join(labels), "dim"),)

    def _item_runs(self, number: int) -> Sequence[Run]:
        item, selected = self.items[number], number == self._selected
        side_width, name_width = self._widths
        label = next((column.label for column in self.columns if column.key == self._sides[number]), "未选")
        stretch = changed_stretch(item.values)
        style = "focused" if selected else "normal" if self._sides[number] else "error"
        runs: list[Run] = [
            ("> " if selected else "  ", "header"),
            # Not the name too: it would be sent anew with every step.
            (fit(label, side_width - 1), style),
            (" " + fit(brief_name(item.name, name_width), name_width), "normal"),
        ]
        for column, value in zip(self.columns, item.values, strict=True):
            style = "header" if column.key == self._sides[number] else "normal" if value else "dim"
            runs += [(" ", "normal"), (fit(brief(value, stretch, _VALUE_CELLS - 1), _VALUE_CELLS - 1, True), style)]
        return runs

    def _detail_runs(self, y: int) -> Sequence[Run]:
        if not self.items:
            return ()
        item = self.items[self._detailed]
        if y == 0:
            group = f"　{item.group}" if item.group else ""
            head = f"---- 第{self._detailed + 1}/{len(self.items)}处{group} "
            return ((head + "-" * self.size.width, "dim"),)
        if y == 1:
            return ((f" {item.name}", "header"),)
        lines = detail_lines(item, self.columns, self.size.width - 1, self._details - 2)
        return lines[y - 2] if y - 2 < len(lines) else ()
