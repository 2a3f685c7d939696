"""Reading at one go a report whose file is laid out as the program writes it: table after table in the form's order.

Whatever stands otherwise is left to the readers of any TOML and of any document, with which this one agrees.
"""

import re
from collections import Counter
from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from schema.cells import BLANK
from schema.editions import EDITIONS
from schema.form import Kind, Place, Table
from schema.laid_out_values import (
    COUNTS,
    OtherwiseError,
    amount_in,
    blank_cells,
    field_tables,
    fields_at,
    rows_at,
    text_in,
)
from schema.report import Part, Report
from schema.structure import StructureReader
from schema.toml_reading import parse

if TYPE_CHECKING:
    from schema.toml_source import Source

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
_ACCEPTED = "[[accepted]]"
_EDITIONS = {str(edition.number): edition for edition in EDITIONS.values()}


class LaidOut:
    """A report that was read from its text, and where its keys and tables stand there.

    Raises OtherwiseError, and ValueError for a day that there is not.
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
        if keys[0] != "edition" or (edition := _EDITIONS.get(values[0])) is None:
            raise OtherwiseError
        self.report = Report(edition)
        self._read()

    def line_of(self, place: Place) -> int:
        """The line of a place, or of the nearest table around it; 1 where nothing is near."""
        if place.startswith("accepted"):
            return self._source.line_of(place)
        while place:
            if (offset := self._offset_of(place)) is not None:
                return self.text.count("\n", 0, offset) + 1
            place = place.rpartition(".")[0]
        return 1

    def value_start(self, place: Place) -> int | None:
        """Where in the text the value of a key begins, blanks before it included; None for one without a line."""
        if place.startswith("accepted"):
            return self._source.value_start(place)
        offset = self._offset_of(place)
        return None if offset is None or self.text[offset] == "[" else self.text.index("=", offset) + 1

    def _offset_of(self, place: Place) -> int | None:
        """Where the key or the header of a place begins; None for a place without."""
        if (number := self._numbers.get(place)) is None:
            return None
        comments = _COMMENTS.match(self._written[number])
        assert comments is not None
        return self._start(number) + comments.end()

    @cached_property
    def _source(self) -> "Source":
        """The whole text again, of which the reasons given for queries are read otherwise."""
        from schema.toml_source import Source

        return Source(self.text)

    @cached_property
    def _numbers(self) -> dict[Place, int]:
        return _places(self._keys[: self._at])

    def _start(self, number: int) -> int:
        return sum(map(len, islice(self._written, number)))

    # One table after the other

    def _read(self) -> None:
        report = self.report
        edition = report.edition
        for table in field_tables(edition):
            self._fields(table, self._below(f"[{table}]" if table else "edition"))
        report.cells = blank_cells(edition).copy()
        for section in edition.sections:
            if section.prose:
                self._prose(section.key)
            if section.table is not None:
                self._figures(section.table, self._below(f"[{section.table.key}]"))
        if self._keys[self._at] == _ACCEPTED:
            self._accepted()
        elif self._keys[self._at :] != ("",):
            raise OtherwiseError

    def _below(self, header: str) -> slice:
        """The entries below a header that stands here."""
        keys = self._keys
        if keys[self._at] != header:
            raise OtherwiseError
        stop = start = self._at + 1
        while keys[stop] and keys[stop][0] != "[":
            stop += 1
        self._at = stop
        return slice(start, stop)

    def _fields(self, table: str, below: slice) -> None:
        texts, values = self.report.texts, self._values[below]
        for number, field, words in fields_at(self.report.edition, table, self._keys[below]):
            text = text_in(values[number], field.kind)
            if words and text not in words:
                raise OtherwiseError
            if text or not field.optional:
                texts[field.key] = text

    def _prose(self, key: str) -> None:
        below = self._below(f"[{key}]")
        if self._keys[below] != ("intro",):
            raise OtherwiseError
        self.report.texts[f"{key}.intro"] = text_in(self._values[below.start], Kind.PROSE)
        parts = self.report.parts[key] = []
        header = f"[[{key}.parts]]"
        while self._keys[self._at] == header:
            below = self._below(header)
            if self._keys[below] != ("heading", "text"):
                raise OtherwiseError
            heading, text = self._values[below]
            parts.append(Part(text_in(heading, Kind.LINE), text_in(text, Kind.PROSE)))

    def _figures(self, table: Table, below: slice) -> None:
        cells, values = self.report.cells, self._values[below]
        lengths = tuple([value.count(",") + 1 if value[0] == "[" else 0 for value in values])
        rows = rows_at(table, self._keys[below], lengths)
        counts = ",".join([values[number] for number in rows.of_counts]).replace("[", "").replace("]", "")
        cells.update(zip(rows.places, map(COUNTS.__getitem__, counts.split(",")), strict=False))
        for number, amounts in rows.of_amounts:
            for (place, kind), written in zip(amounts, values[number].strip("[]").split(","), strict=True):
                cells[place] = amount_in(written.strip(" "), kind)
        for place in rows.totals:
            # A total without a figure was not keyed.
            if cells[place] is BLANK:
                del cells[place]

    def _accepted(self) -> None:
        document = parse(self.text[self._start(self._at) :])
        reader = StructureReader(self.report.edition)
        if not isinstance(document, dict) or document.keys() != {"accepted"}:
            raise OtherwiseError
        self.report.accepted = reader.accepted(document)
        if reader.findings:
            raise OtherwiseError


def read_laid_out(data: bytes, text: str) -> LaidOut | None:
    """The report in the bytes of a file and their text; None where anything stands otherwise than the program writes.

    What is read is what `StructureReader` reads of the document that tomllib reads, without a finding.
    """
    if "\\" in text or len(data.translate(None, _CONTROL)) != len(data):
        return None
    try:
        return LaidOut(text)
    except (OtherwiseError, ValueError):
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
