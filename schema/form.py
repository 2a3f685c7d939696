"""The vocabulary in which an edition of the official form is declared.

An edition is six sections; a section is prose, a table or both; a table is blocks of rows and columns. Everything that
names a row, a column, a unit or a filling hint takes it from here.
"""

from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple, dataclass_transform

Place = str
"""A place in a report: its keys joined by dots, such as ``requests.denied.state_secret.natural_person``."""


class Kind(Enum):
    """What a value may be: its unit and the numbers it admits."""

    COUNT = "count"
    """A whole number ≥ 0."""
    CHANGE = "change"
    """A whole number of either sign: 本年增/减 of the 2019 edition."""
    WAN_YUAN = "wan_yuan"
    """An amount in 万元 ≥ 0, at most 6 decimal places."""
    YUAN = "yuan"
    """An amount in 元 ≥ 0, at most 2 decimal places."""
    LINE = "line"
    """One line of text."""
    PROSE = "prose"
    """Paragraphs of text."""
    YEAR = "year"
    """A report year."""
    DATE = "date"
    """A calendar date."""
    CHOICE = "choice"
    """One of a few stated words."""

    @property
    def decimal_places(self) -> int:
        """How many decimal places a number may have."""
        return _DECIMAL_PLACES.get(self, 0)


_DECIMAL_PLACES = {Kind.WAN_YUAN: 6, Kind.YUAN: 2}


class Choice(NamedTuple):
    """One word a choice field may hold, and what the form calls it."""

    value: str
    label: str


class Field(NamedTuple):
    """One value that stands alone: the year, the agency's name, a contact key, a paragraph."""

    key: str
    label: str
    kind: Kind
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    default: str = ""
    """What a new report holds."""
    optional: bool = False
    """Whether the key may be missing from the file."""

    @property
    def name(self) -> str:
        """The last key."""
        return self.key.rpartition(".")[2]

    def choice_label(self, value: str) -> str:
        """What the form calls a chosen word; the word itself if it is none of the choices."""
        return next((choice.label for choice in self.choices if choice.value == value), value)


class Column(NamedTuple):
    """One column of figures."""

    key: str
    label: str
    short: str
    """The label in two characters, for a narrow grid and the file's column comment."""
    kind: Kind = Kind.COUNT
    group: str = ""
    """The merged header over this column, where the form prints one."""
    comment: str = ""
    """The label in the file's comments where it differs from the printed one."""


@dataclass_transform(frozen_default=True, eq_default=False)
class Declared:
    """What is declared once and compared by identity: made of the attributes that its class annotates.

    A frozen dataclass in all but the import of `dataclasses`, which takes a short command a tenth of its time.
    """

    def __init__(self, *values: object, **named: object) -> None:
        vars(self).update(zip(type(self).__annotations__, values, strict=False), **named)


class Row(Declared):
    """One row of figures."""

    key: str
    """The keys inside the table, joined by dots."""
    name: str
    """The label without the note printed in it."""
    columns: tuple[Column, ...]
    groups: tuple[str, ...] = ()
    """The merged stub cells to the left of the row, outermost first."""
    naming_groups: tuple[str, ...] = ()
    """Those of the groups without which the row's name says too little."""
    note: str = ""
    """What the form prints behind the name, in brackets."""
    short: str = ""
    """The label where space is scarce; the label itself if empty."""
    hint: str = ""
    """How to fill the row in, for F1."""
    scalar: bool = False
    """Whether the file holds one number for the row instead of an array."""
    total: Column | None = None
    """The column that sums this row's columns; not stored unless keyed."""
    comment: str = ""
    """The label comment in the file where it is not made from the labels."""
    catch_all: bool = False
    """Whether the row takes what no other row of its table does."""
    rule_making: bool = False
    """Whether only a body that may make 规章 has anything to fill in."""

    @property
    def label(self) -> str:
        """The label as printed."""
        return self.name + self.note

    @property
    def short_label(self) -> str:
        """The label for narrow places."""
        return self.short or self.label


class Cell(NamedTuple):
    """One figure of a table: where it stands and what it may be."""

    place: Place
    row: Row
    column: Column
    kind: Kind


class Role(Enum):
    """What a row of 三 does in the balance 第一项+第二项=第三项+第四项."""

    INCOMING = "incoming"
    RESULT = "result"
    OUTGOING = "outgoing"


class Block(NamedTuple):
    """Rows under one header."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    """The full-width line over the header, such as 第二十条第（一）项."""
    stub: str = ""
    """The header over the row labels."""
    column_comment: bool = True
    """Whether the file names the columns in a comment over the first array row."""


class Layout(Enum):
    """How the official form prints a table."""

    BLOCKS = "blocks"
    """Blocks one under the other, each with its caption and header: section 二."""
    MATRIX = "matrix"
    """Rows with merged stubs against columns with a merged header: section 三."""
    STRIP = "strip"
    """All rows side by side in one printed line: section 四."""
    LIST = "list"
    """A plain list of amounts: 信息处理费."""


class Table(Declared):
    """One table of figures and its place in the file."""

    key: str
    title: str
    layout: Layout
    blocks: tuple[Block, ...]
    unit: str = ""
    note: str = ""
    """The printed 勾稽 note."""
    header: str = ""
    """The merged header over all columns, where the form prints one."""
    results_total: Row | None = None
    """The row that sums the result rows; not stored unless keyed."""
    roles: Mapping[str, Role] = MappingProxyType({})
    """What each row does in the balance, by row key; empty where the table has none."""

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All rows that are filled in, in the form's order."""
        return tuple(row for block in self.blocks for row in block.rows)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """All cells that are filled in, in reading order."""
        return tuple(cell for row in self.rows for cell in self.row_cells(row))

    def row_cells(self, row: Row) -> tuple[Cell, ...]:
        """The cells of one row, without its total."""
        return tuple(Cell(self.cell_place(row, column), row, column, column.kind) for column in row.columns)

    def cell_place(self, row: Row, column: Column) -> Place:
        """The place of a cell, total cells included."""
        return f"{self.key}.{row.key}" if row.scalar else f"{self.key}.{row.key}.{column.key}"

    @cached_property
    def keyed_cells(self) -> tuple[Cell, ...]:
        """The cells of totals, which a file holds only where they were keyed."""
        rows = self.rows if self.results_total is None else (*self.rows, self.results_total)
        keyed = [
            Cell(self.cell_place(row, row.total), row, row.total, row.total.kind)
            for row in rows
            if row.total is not None
        ]
        if self.results_total is not None:
            keyed += self.row_cells(self.results_total)
        return tuple(keyed)

    def rows_in(self, role: Role) -> Iterator[Row]:
        """The rows that play one part in the balance."""
        return (row for row in self.rows if self.roles.get(row.key) is role)


class Aspect(NamedTuple):
    """One part that the form asks of a prose section."""

    heading: str
    demand: str
    only_for: str = ""
    """The agency kind it is asked of; empty for every kind."""
    words: tuple[str, ...] = ()
    """Words any of which shows that a text treats the aspect; the heading itself if empty."""


class Section(Declared):
    """One of the six sections."""

    key: str
    numeral: str
    title: str
    """The printed title with its numeral."""
    demand: str
    """What the form asks of the section."""
    prose: bool = False
    aspects: tuple[Aspect, ...] = ()
    """The parts that the form offers for the section's prose."""
    all_aspects: bool = False
    """Whether the prose has to treat every one of its aspects."""
    least_characters: int = 0
    """Prose of fewer characters than this says too little to be a report."""
    table: Table | None = None
    intro_label: str = "本节开头"


class Edition(Declared):
    """One edition of the official form."""

    number: int
    notice: str
    """The document number of the notice that brought it."""
    first_year: int
    last_year: int | None
    fields: tuple[Field, ...]
    """The values before section 一: status, report and agency."""
    sections: tuple[Section, ...]

    def __repr__(self) -> str:
        return f"Edition({self.number})"

    def covers(self, year: int) -> bool:
        """Whether reports of a year are written in this edition."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables of all sections, in order."""
        return tuple(section.table for section in self.sections if section.table is not None)

    @cached_property
    def cells(self) -> dict[Place, Cell]:
        """Every cell that is filled in, by place, in reading order."""
        return {cell.place: cell for table in self.tables for cell in table.cells}

    @cached_property
    def keyed_cells(self) -> dict[Place, Cell]:
        """Every total that may be keyed, by place."""
        return {cell.place: cell for table in self.tables for cell in table.keyed_cells}

    @cached_property
    def fields_by_place(self) -> dict[Place, Field]:
        """The values before section 一, by place."""
        return {field_.key: field_ for field_ in self.fields}

    def section(self, key: str) -> Section:
        """The section of a key. Raises KeyError for an unknown one."""
        for section in self.sections:
            if section.key == key:
                return section
        raise KeyError(key)

    def table(self, key: str) -> Table:
        """The table of a key. Raises KeyError for an unknown one."""
        for table in self.tables:
            if table.key == key:
                return table
        raise KeyError(key)

    @cached_property
    def balanced_table(self) -> Table:
        """The table whose columns balance: 收到和处理政府信息公开申请情况."""
        return next(table for table in self.tables if table.results_total is not None)

    def table_of(self, place: Place) -> Table | None:
        """The table that a place stands in, if it stands in one."""
        for table in self.tables:
            if place.startswith(table.key + "."):
                return table
        return None

    def section_of(self, place: Place) -> Section | None:
        """The section that a place stands in; None for the cover."""
        return self._sections_by_key.get(place.partition(".")[0])

    @cached_property
    def _sections_by_key(self) -> dict[str, Section]:
        return {section.key: section for section in self.sections}
