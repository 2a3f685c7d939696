"""Reading at one go a report whose file is laid out as the program writes it: table after table in the form's order.

Whatever stands otherwise is left to the readers of any TOML and of any document, with which this one agrees.
"""

import re
from collections import Counter
from datetime import date
from functools import cached_property, lru_cache
from itertools import islice
from typing import NamedTuple

from schema.cells import BLANK, MOST_DIGITS, Number, read_number, whole_number
from schema.editions import EDITIONS
from schema.form import Edition, Field, Kind, Place, Table
from schema.plain_toml import KeyPlaces, PlainDocument, read_plain
from schema.report import Part, Report
from schema.structure import StructureReader, row_plans, text_of

# Of a text without a backslash, so that the characters of strings are what they are.
_VALUE = r'"""[^"]*(?:"(?!"")[^"]*)*"""|"[^"\n]*"|\[[0-9",.\ -]*\]|[0-9.-]+'
# Every entry ends where a line does, and at every such place another is found: nothing of a text is passed over.
_ENTRY = re.compile(
    rf"""(
        (?: \#[^\n]*(?:\n|\Z) | \n )*
        (?:
            ([a-z_.]+|\[[a-z_.\[\]]+\]) (?: (?<!\])\ *=\ *({_VALUE}) | (?<=\]) ) [ \t]* (?:\#[^\n]*)? \n
          | [^\#\n][^\n]*\n?
          | \Z
        )
    )""",
    re.VERBOSE,
)
_COMMENTS = re.compile(r"(?:#[^\n]*\n|\n)*")
# Of control characters, only tabs and line feeds may stand in TOML as they are.
_CONTROL = bytes({*range(0x20), 0x7F} - {0x09, 0x0A})
_WHOLE = rf"(?:0|[1-9][0-9]{{0,{MOST_DIGITS - 1}}})"
_COUNT = re.compile(rf' *(?:({_WHOLE})|"") *')
_AMOUNT = re.compile(rf"-?{_WHOLE}(?:\.[0-9]+)?")
_YEAR = re.compile(_WHOLE)
_MOST_COUNTS = 20_000
_ACCEPTED = "[[accepted]]"
_EDITIONS = {str(edition.number): edition for edition in EDITIONS.values()}


class _OtherwiseError(Exception):
    """Something stands otherwise than the program writes it."""


class LaidOut(KeyPlaces):
    """A report that was read from its text, and where its keys and tables stand there.

    Raises _OtherwiseError, and ValueError for a day that there is not.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        written, keys, values = zip(*_ENTRY.findall(text), strict=True)
        self._written: tuple[str, ...] = written
        """Every entry with the comments above it: joined they are the text."""
        self._keys: tuple[str, ...] = keys
        """The key or the header of each; nothing at the end, and for what is neither."""
        self._values: tuple[str, ...] = values
        """As written; nothing for a header."""
        self._at = 0
        self._rest: tuple[int, PlainDocument] | None = None
        """What is read otherwise, from where on: the reasons that are given for queries."""
        if keys[0] != "edition" or (edition := _EDITIONS.get(values[0])) is None:
            raise _OtherwiseError
        self.report = Report(edition)
        self._read()

    def offset_of(self, place: Place) -> int | None:
        if self._rest is not None and (offset := self._rest[1].offset_of(place)) is not None:
            return self._rest[0] + offset
        if (number := self._numbers.get(place)) is None:
            return None
        comments = _COMMENTS.match(self._written[number])
        assert comments is not None
        return self._start(number) + comments.end()

    @cached_property
    def _numbers(self) -> dict[Place, int]:
        return _places(self._keys[: self._at])

    def _start(self, number: int) -> int:
        return sum(map(len, islice(self._written, number)))

    # One table after the other

    def _read(self) -> None:
        report = self.report
        edition = report.edition
        for table in _field_tables(edition):
            self._fields(table, self._below(f"[{table}]" if table else "edition"))
        report.cells = _blank_cells(edition).copy()
        for section in edition.sections:
            if section.prose:
                self._prose(section.key)
            if section.table is not None:
                self._figures(section.table, self._below(f"[{section.table.key}]"))
        if self._keys[self._at] == _ACCEPTED:
            self._accepted()
        elif self._keys[self._at :] != ("",):
            raise _OtherwiseError

    def _below(self, header: str) -> slice:
        """The entries below a header that stands here."""
        keys = self._keys
        if keys[self._at] != header:
            raise _OtherwiseError
        stop = start = self._at + 1
        while keys[stop] and keys[stop][0] != "[":
            stop += 1
        self._at = stop
        return slice(start, stop)

    def _fields(self, table: str, below: slice) -> None:
        texts, values = self.report.texts, self._values[below]
        for number, field, words in _fields_at(self.report.edition, table, self._keys[below]):
            text = _text(values[number], field.kind)
            if words and text not in words:
                raise _OtherwiseError
            if text or not field.optional:
                texts[field.key] = text

    def _prose(self, key: str) -> None:
        below = self._below(f"[{key}]")
        if self._keys[below] != ("intro",):
            raise _OtherwiseError
        self.report.texts[f"{key}.intro"] = _text(self._values[below.start], Kind.PROSE)
        parts = self.report.parts[key] = []
        header = f"[[{key}.parts]]"
        while self._keys[self._at] == header:
            below = self._below(header)
            if self._keys[below] != ("heading", "text"):
                raise _OtherwiseError
            heading, text = self._values[below]
            parts.append(Part(_text(heading, Kind.LINE), _text(text, Kind.PROSE)))

    def _figures(self, table: Table, below: slice) -> None:
        cells, values = self.report.cells, self._values[below]
        lengths = tuple([value.count(",") + 1 if value[0] == "[" else 0 for value in values])
        rows = _rows_at(table, self._keys[below], lengths)
        counts = ",".join([values[number] for number in rows.of_counts]).replace("[", "").replace("]", "")
        cells.update(zip(rows.places, map(_COUNTS.__getitem__, counts.split(",")), strict=False))
        for number, amounts in rows.of_amounts:
            for (place, kind), written in zip(amounts, values[number].strip("[]").split(","), strict=True):
                cells[place] = _amount(written.strip(" "), kind)
        for place in rows.totals:
            # A total without a figure was not keyed.
            if cells[place] is BLANK:
                del cells[place]

    def _accepted(self) -> None:
        start = self._start(self._at)
        document = read_plain(self.text[start:])
        reader = StructureReader(self.report.edition)
        if document is None or document.keys() != {"accepted"}:
            raise _OtherwiseError
        self.report.accepted = reader.accepted(document)
        if reader.findings:
            raise _OtherwiseError
        self._rest = start, document


def read_laid_out(data: bytes, text: str) -> LaidOut | None:
    """The report in the bytes of a file and their text; None where anything stands otherwise than the program writes.

    What is read is what `StructureReader` reads of the document that tomllib reads, without a finding.
    """
    if "\\" in text or len(data.translate(None, _CONTROL)) != len(data):
        return None
    try:
        return LaidOut(text)
    except (_OtherwiseError, ValueError):
        return None


@lru_cache(maxsize=256)
def _places(keys: tuple[str, ...]) -> dict[Place, int]:
    """The place of every entry, with its number."""
    tables: Counter[str] = Counter()
    path = ""
    places: dict[Place, int] = {}
    for number, key in enumerate(keys):
        if key.startswith("[["):
            path = f"{key[2:-2]}.{tables[key]}"
            tables[key] += 1
        elif key.startswith("["):
            path = key[1:-1]
        places[path if key[0] == "[" else f"{path}.{key}" if path else key] = number
    return places


# Texts


@lru_cache(maxsize=8)
def _field_tables(edition: Edition) -> tuple[str, ...]:
    """The tables of the values before section 一, that of the first keys without a name."""
    return tuple(dict.fromkeys(field.key.rpartition(".")[0] for field in edition.fields))


@lru_cache(maxsize=256)
def _fields_at(
    edition: Edition, table: str, keys: tuple[str, ...]
) -> tuple[tuple[int, Field, frozenset[str] | None], ...]:
    """The fields of a table, each with its number among keys and what it may be. Raises _OtherwiseError."""
    fields = {field.name: field for field in edition.fields if field.key.rpartition(".")[0] == table}
    wanted = {name for name, field in fields.items() if not field.optional}
    if not wanted <= set(keys) <= fields.keys() or len(set(keys)) != len(keys):
        raise _OtherwiseError
    return tuple((keys.index(name), field, _words(field)) for name, field in fields.items() if name in keys)


def _words(field: Field) -> frozenset[str] | None:
    return frozenset(("", *(choice.value for choice in field.choices))) if field.choices else None


def _text(written: str, kind: Kind) -> str:
    if written[0] != '"':
        return _unquoted(written, kind)
    if not written.startswith('"""'):
        return text_of(written[1:-1], kind)
    if kind is not Kind.PROSE:
        raise _OtherwiseError
    return text_of(written[3:-3].removeprefix("\n"), kind)


def _unquoted(written: str, kind: Kind) -> str:
    is_year = kind is Kind.YEAR and _YEAR.fullmatch(written) is not None
    if not is_year and (kind is not Kind.DATE or date.fromisoformat(written).isoformat() != written):
        raise _OtherwiseError
    return written


# Figures


class _Rows(NamedTuple):
    """Which of a table's values are rows of counts, and of which cells; which are rows with amounts."""

    of_counts: tuple[int, ...]
    places: tuple[Place, ...]
    of_amounts: tuple[tuple[int, tuple[tuple[Place, Kind], ...]], ...]
    totals: tuple[Place, ...]
    """The totals of all of them."""


@lru_cache(maxsize=256)
def _rows_at(table: Table, keys: tuple[str, ...], lengths: tuple[int, ...]) -> _Rows:
    """Where the rows of a table stand among keys whose values are so long, 0 for no array. Raises _OtherwiseError."""
    left = {f"{table.key}.{key}": number for number, key in enumerate(keys)}
    if len(left) != len(keys):
        raise _OtherwiseError
    of_counts: list[int] = []
    places: list[Place] = []
    of_amounts: list[tuple[int, tuple[tuple[Place, Kind], ...]]] = []
    keyed = {cell.place for cell in table.keyed_cells}
    totals: list[Place] = []
    for row in row_plans(table):
        number = left.pop(row.place, None)
        if number is None and not row.in_every_file:
            continue
        if number is None or lengths[number] not in ((0,) if row.scalar else row.lengths):
            raise _OtherwiseError
        cells = row.cells[: lengths[number] or 1]
        totals += [place for place, _ in cells if place in keyed]
        if all(kind is Kind.COUNT for _, kind in cells):
            of_counts.append(number)
            places += [place for place, _ in cells]
        else:
            of_amounts.append((number, cells))
    if left:
        raise _OtherwiseError
    return _Rows(tuple(of_counts), tuple(places), tuple(of_amounts), tuple(totals))


class _Counts(dict[str, Number]):
    """Figures by how they are written, blanks around them included: most are met again and again."""

    def __missing__(self, written: str) -> Number:
        match = _COUNT.fullmatch(written)
        if match is None:
            raise _OtherwiseError
        if len(self) >= _MOST_COUNTS:
            self.clear()
        number = self[written] = BLANK if match[1] is None else whole_number(int(match[1]))
        return number


_COUNTS = _Counts()


def _amount(written: str, kind: Kind) -> Number:
    if written == '""':
        return BLANK
    if _AMOUNT.fullmatch(written) is None:
        raise _OtherwiseError
    return read_number(written, kind)


@lru_cache(maxsize=8)
def _blank_cells(edition: Edition) -> dict[Place, Number]:
    """Every cell of an edition, blank. To be copied."""
    return dict.fromkeys(edition.cells, BLANK)
