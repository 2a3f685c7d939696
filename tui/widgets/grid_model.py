"""The lines of a table of figures on the screen, and where its cursor may stand; without a screen."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from schema.cells import BLANK, Number
from schema.form import Column, Kind, Layout, Place, Role, Row, Table
from schema.report import Report
from schema.totals import Amount, Balance, table_totals
from tui import last_year
from tui.session import Session
from tui.widgets.grid_measures import LEAST_FOR_TWO, MEASURES, Measures, measures_with_last_year


@dataclass(frozen=True, slots=True)
class Slot:
    """One figure on the screen."""

    place: Place
    row: Row
    column: Column
    kind: Kind
    typed: bool
    """Whether a person fills it in; the others are computed."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the grid: figures behind a label, or a caption with the names of the columns under it."""

    label: str
    slots: tuple[Slot, ...] = ()
    heads: tuple[str, ...] = ()

    @property
    def row_columns(self) -> tuple[Column, ...]:
        """The columns of the row without its total."""
        return self.slots[0].row.columns if self.slots else ()


@dataclass(slots=True)
class GridModel:
    """One table of a session as lines of slots, with a cursor that stands only where something is typed."""

    session: Session
    table: Table
    lines: list[Line] = field(default_factory=list)
    head: Line | None = None
    """The names of the columns where one line serves the whole table."""
    row: int = 0
    column: int = 0
    totals: Mapping[Place, Amount | None] = field(default_factory=dict)
    """Every total of the report by place."""
    balances: list[Balance] = field(default_factory=list)
    last_year: Mapping[Place, str] = field(default_factory=dict)
    """Last year's figures of the table, where last year's report is known."""
    suspects: frozenset[Place] = frozenset()
    """The figures that are probably wrong, as all that does not add up would if they were others."""
    width: int = 80
    """The columns of the screen."""

    def __post_init__(self) -> None:
        self.rebuild()
        self.row = next(index for index, line in enumerate(self.lines) if line.slots)

    @property
    def measures(self) -> Measures:
        """How wide labels and figures are."""
        layout = self.table.layout
        return measures_with_last_year(layout, self.width) if self.last_year else MEASURES[layout]

    @property
    def has_room_for_last_year(self) -> bool:
        """Whether last year's figures stand beside this year's."""
        return bool(self.last_year) and self.measures.figure >= LEAST_FOR_TWO

    def rebuild(self) -> None:
        """Lay the lines out anew: after a total became a figure to key, or none any more."""
        keyed = self.session.keyed(self.table)
        self.last_year = last_year.figures(self.session, (*self.table.cells, *self.table.keyed_cells))
        single = len(self.table.blocks) == 1
        self.head = self._heads(self.table.blocks[0].rows[0], "") if single else None
        self.lines = list(self._lines(keyed, single))
        self.recompute()
        if self.lines and self.row < len(self.lines):
            self.column = min(self.column, max(len(self.lines[self.row].slots) - 1, 0))
            if not self._is_typed(self.row, self.column) and not self.move(0, -1):
                self.move(-1, 0)

    def _lines(self, keyed: bool, single: bool) -> Iterator[Line]:
        captions = self.table.layout is Layout.BLOCKS
        for block in self.table.blocks:
            if not single and captions:
                yield self._heads(block.rows[0], block.caption)
            for row in block.rows:
                results = self.table.results_total
                if results is not None and self.table.roles[row.key] is Role.OUTGOING:
                    yield Line(results.short_label, tuple(self._slots(results, keyed, keyed)))
                yield Line(row.short_label, tuple(self._slots(row, True, keyed)))

    def _heads(self, row: Row, caption: str) -> Line:
        columns = row.columns if row.total is None else (*row.columns, row.total)
        narrow = self.measures.figure < 12
        return Line(caption, heads=tuple(column.short if narrow else column.label for column in columns))

    def _slots(self, row: Row, typed: bool, keyed: bool) -> Iterator[Slot]:
        for column in row.columns:
            yield Slot(self.table.cell_place(row, column), row, column, column.kind, typed)
        if row.total is not None:
            yield Slot(self.table.cell_place(row, row.total), row, row.total, row.total.kind, keyed)

    def recompute(self) -> None:
        """Compute totals and balance anew."""
        self.totals = self.session.figures.totals
        # Only one table has any.
        self.balances = self.session.figures.balances if self.table.roles else []

    def totals_of(self, report: Report) -> dict[Place, Amount | None]:
        """The totals of the table as another report would have them."""
        return table_totals(report, self.table)

    def differences(self) -> Iterator[tuple[Amount | None, bool]]:
        """Of every column the difference of the balance, in 件, and whether it is final.

        In a column that is not filled in yet, blanks count as nothing; None where nothing of it is filled in, or where
        something is no figure.
        """
        cells = self.session.report.cells
        for balance in self.balances:
            if balance.difference is not None:
                yield balance.difference, True
                continue
            signed = [
                (-1 if self.table.roles[row.key] is not Role.INCOMING else 1, number)
                for row in self.table.rows
                for column in row.columns
                if balance.column in (column.key, row.total.key if row.total is not None else "")
                and (number := cells[self.table.cell_place(row, column)]) is not BLANK
            ]
            unusable = not signed or any(number.usable is None for _, number in signed)
            yield (None if unusable else sum(sign * (number.usable or 0) for sign, number in signed)), False

    # What a slot shows

    def text(self, slot: Slot) -> str:
        """The figure as it stands: digits, what was typed, or nothing."""
        if slot.typed:
            return self.session.report.number(slot.place).text
        value = self.totals.get(slot.place)
        return "" if value is None else str(value)

    def number(self, slot: Slot) -> Number:
        """The figure as read."""
        return self.session.report.number(slot.place)

    def mark(self, slot: Slot) -> str:
        """One character before the figure.

        ``!`` is wrong, ``*`` probably what makes sums wrong, ``=`` computed or proven, ``?`` a total not proven.
        """
        if not slot.typed:
            return "="
        number = self.number(slot)
        if number.fault is not None:
            return "!"
        if slot.place in self.suspects:
            return "*"
        if slot.place in self.totals:
            return self._proof(number, self.totals[slot.place])
        return " "

    @staticmethod
    def _proof(keyed: Number, computed: Amount | None) -> str:
        if keyed.blank or computed is None:
            return "?"
        return "=" if keyed.usable == computed else "!"

    # The cursor

    @property
    def slot(self) -> Slot:
        """The figure under the cursor."""
        return self.lines[self.row].slots[self.column]

    def select(self, place: Place) -> bool:
        """Put the cursor on a place, or on its row where the place itself is not typed; False if it is not here."""
        for row, line in enumerate(self.lines):
            for column, slot in enumerate(line.slots):
                if slot.place == place and slot.typed:
                    self.row, self.column = row, column
                    return True
        for row, line in enumerate(self.lines):
            if any(slot.place == place for slot in line.slots) and self._is_typed(row, 0):
                self.row, self.column = row, 0
                return True
        return False

    def _is_typed(self, row: int, column: int) -> bool:
        slots = self.lines[row].slots
        return column < len(slots) and slots[column].typed

    def move(self, rows: int, columns: int) -> bool:
        """Move over what is computed to the next typed figure in a direction; False at the edge."""
        if columns:
            step = 1 if columns > 0 else -1
            for column in self._beyond(self.column, step, len(self.lines[self.row].slots)):
                if self._is_typed(self.row, column):
                    self.column = column
                    return True
            return False
        step = 1 if rows > 0 else -1
        wanted = max(0, min(len(self.lines) - 1, self.row + rows))
        ahead = range(wanted, len(self.lines)) if step > 0 else range(wanted, -1, -1)
        behind = range(wanted, self.row, -step)
        for row in (*ahead, *behind):
            if row != self.row and any(slot.typed for slot in self.lines[row].slots):
                self.row = row
                self.column = self._nearest(row, self.column)
                return True
        return False

    @staticmethod
    def _beyond(start: int, step: int, count: int) -> Iterable[int]:
        return range(start + step, count if step > 0 else -1, step)

    def _nearest(self, row: int, column: int) -> int:
        typed = [index for index, slot in enumerate(self.lines[row].slots) if slot.typed]
        return min(typed, key=lambda index: abs(index - column))

    def next(self, step: int = 1) -> bool:
        """Move to the next figure in reading order, or back with -1; False past the last or first."""
        if self.move(0, step):
            return True
        column = self.column
        if not self.move(step, 0):
            self.column = column
            return False
        typed = [index for index, slot in enumerate(self.lines[self.row].slots) if slot.typed]
        self.column = typed[0] if step > 0 else typed[-1]
        return True

    def edge(self, last: bool) -> None:
        """Move to the first or last figure of the row."""
        typed = [index for index, slot in enumerate(self.lines[self.row].slots) if slot.typed]
        self.column = typed[-1] if last else typed[0]

    # What changes with a figure

    def affected(self, place: Place) -> set[int]:
        """The lines that show a place or a total it is part of."""
        return {
            row
            for row, line in enumerate(self.lines)
            if line.slots
            and (line.slots[0].row is self.table.results_total or any(s.place == place for s in line.slots))
        }
