"""What is below a header of a file as the program writes it: the texts of the cover, the figures of a table.

What a table holds is worked out once for all tables with the same keys.
"""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from schema.cells import BLANK, MOST_DIGITS, Number, read_number, whole_number
from schema.form import Edition, Field, Kind, Place, Table
from schema.structure import row_plans, text_of

_WHOLE = rf"(?:0|[1-9][0-9]{{0,{MOST_DIGITS - 1}}})"
_COUNT = re.compile(rf' *(?:({_WHOLE})|"") *')
_AMOUNT = re.compile(rf"-?{_WHOLE}(?:\.[0-9]+)?")
_YEAR = re.compile(_WHOLE)
_MOST_COUNTS = 20_000


class OtherwiseError(Exception):
    """Something stands otherwise than the program writes it."""


# Texts


@lru_cache(maxsize=8)
def field_tables(edition: Edition) -> tuple[str, ...]:
    """The tables of the values before section 一, that of the first keys without a name."""
    return tuple(dict.fromkeys(field.key.rpartition(".")[0] for field in edition.fields))


@lru_cache(maxsize=256)
def fields_at(
    edition: Edition, table: str, keys: tuple[str, ...]
) -> tuple[tuple[int, Field, frozenset[str] | None], ...]:
    """The fields of a table, each with its number among keys and what it may be. Raises OtherwiseError."""
    fields = {field.name: field for field in edition.fields if field.key.rpartition(".")[0] == table}
    wanted = {name for name, field in fields.items() if not field.optional}
    if not wanted <= set(keys) <= fields.keys() or len(set(keys)) != len(keys):
        raise OtherwiseError
    return tuple((keys.index(name), field, _words(field)) for name, field in fields.items() if name in keys)


def _words(field: Field) -> frozenset[str] | None:
    return frozenset(("", *(choice.value for choice in field.choices))) if field.choices else None


def text_in(written: str, kind: Kind) -> str:
    """The text of a value. Raises OtherwiseError, and ValueError for a day that there is not."""
    if written[0] != '"':
        return _unquoted(written, kind)
    if not written.startswith('"""'):
        return text_of(written[1:-1], kind)
    if kind is not Kind.PROSE:
        raise OtherwiseError
    return text_of(written[3:-3].removeprefix("\n"), kind)


def _unquoted(written: str, kind: Kind) -> str:
    is_year = kind is Kind.YEAR and _YEAR.fullmatch(written) is not None
    if not is_year and (kind is not Kind.DATE or date.fromisoformat(written).isoformat() != written):
        raise OtherwiseError
    return written


# Figures


class Rows(NamedTuple):
    """Which of a table's values are rows of counts, and of which cells; which are rows with amounts."""

    of_counts: tuple[int, ...]
    places: tuple[Place, ...]
    of_amounts: tuple[tuple[int, tuple[tuple[Place, Kind], ...]], ...]
    totals: tuple[Place, ...]
    """The totals of all of them."""


@lru_cache(maxsize=256)
def rows_at(table: Table, keys: tuple[str, ...], lengths: tuple[int, ...]) -> Rows:
    """Where the rows of a table stand among keys whose values are so long, 0 for no array. Raises OtherwiseError."""
    left = {f"{table.key}.{key}": number for number, key in enumerate(keys)}
    if len(left) != len(keys):
        raise OtherwiseError
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
            raise OtherwiseError
        cells = row.cells[: lengths[number] or 1]
        totals += [place for place, _ in cells if place in keyed]
        if all(kind is Kind.COUNT for _, kind in cells):
            of_counts.append(number)
            places += [place for place, _ in cells]
        else:
            of_amounts.append((number, cells))
    if left:
        raise OtherwiseError
    return Rows(tuple(of_counts), tuple(places), tuple(of_amounts), tuple(totals))


class _Counts(dict[str, Number]):
    """Figures by how they are written, blanks around them included: most are met again and again."""

    def __missing__(self, written: str) -> Number:
        match = _COUNT.fullmatch(written)
        if match is None:
            raise OtherwiseError
        if len(self) >= _MOST_COUNTS:
            self.clear()
        number = self[written] = BLANK if match[1] is None else whole_number(int(match[1]))
        return number


COUNTS = _Counts()
"""A count, or a blank, by how it is written in an array. Raises OtherwiseError for anything else."""


def amount_in(written: str, kind: Kind) -> Number:
    """The figure of a value that may have a sign or decimal places. Raises OtherwiseError."""
    if written == '""':
        return BLANK
    if _AMOUNT.fullmatch(written) is None:
        raise OtherwiseError
    return read_number(written, kind)


@lru_cache(maxsize=8)
def blank_cells(edition: Edition) -> dict[Place, Number]:
    """Every cell of an edition, blank. To be copied."""
    return dict.fromkeys(edition.cells, BLANK)
