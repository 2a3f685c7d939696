"""Reading what report files mostly are, several times as fast as tomllib does: tables of plain values, a line each.

Whatever else TOML allows, and whatever it does not, is left to tomllib.
"""

import re
from datetime import date

from schema.form import Place
from schema.lazy_pattern import LazyPattern
from schema.structure import Literal

# Bounded, so that no pattern can try the places of many blanks in many ways.
_BLANKS = r"[ \t]{0,80}"
_WHOLE = r"(?:0|[1-9][0-9]{0,17})"
_STRING = r'"[^"\\\n]*"(?!")'
_DECIMAL = rf"{_WHOLE}\.[0-9]+"
_ITEM = rf"{_BLANKS}(?:{_STRING}|{_DECIMAL}|{_WHOLE}){_BLANKS}"
_LINE = LazyPattern(
    rf"""(?x)(?:{_BLANKS}(?:\#[^\n]*)?\n)*{_BLANKS}(?:
        ([A-Za-z0-9_-]+)(?:\.([A-Za-z0-9_-]+))?{_BLANKS}={_BLANKS}(?:
            \[([0-9,\ \t]+)\]
          | ({_WHOLE})
          | \"\"\"\n?([^"\\]*(?:"(?!"")[^"\\]*)*)\"\"\"(?!")
          | ({_STRING})
          | \[((?:{_ITEM}(?:,{_ITEM})*)?)\]
          | ({_DECIMAL})
          | ([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})
        )
      | (\[)?\[([A-Za-z0-9_-]+)(?:\.([A-Za-z0-9_-]+))?\](\])?
      | (?:\#[^\n]*)?\Z
    ){_BLANKS}(?:\#[^\n]*)?(?:\n|\Z)"""
)
# The groups of the pattern, by number: the two parts of a key, the kinds of values, the parts of a header.
_KEY, _INNER, _COUNTS, _NUMBER, _BLOCK, _TEXT, _LIST, _FRACTION, _DAY, _OPEN, _TABLE, _INNER_TABLE, _CLOSE = range(
    1, 14
)
_LEADING_ZERO = LazyPattern(r"(?:^|[ \t,])0[0-9]")
_ITEMS = LazyPattern(rf"{_STRING}|{_DECIMAL}|{_WHOLE}")
# Of control characters, only tabs and line feeds are plain.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")

Table = dict[str, object]


class KeyPlaces:
    """Where in a text its keys and tables stand."""

    __slots__ = ()
    text: str

    def offset_of(self, place: Place) -> int | None:
        """Where the key or the header of a place begins; None for a place without."""
        raise NotImplementedError

    def line_of(self, place: Place) -> int:
        """The line of a place, or of the nearest table around it; 1 where nothing is near."""
        while place:
            if (offset := self.offset_of(place)) is not None:
                return self.text.count("\n", 0, offset) + 1
            place = place.rpartition(".")[0]
        return 1

    def value_start(self, place: Place) -> int | None:
        """Where in the text the value of a key begins, blanks before it included; None for one without a line."""
        offset = self.offset_of(place)
        return None if offset is None or self.text[offset] == "[" else self.text.index("=", offset) + 1


class PlainDocument(Table, KeyPlaces):
    """A document, with where in the text its keys and tables stand."""

    __slots__ = ("_offsets", "text")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self._offsets: dict[Place, int] = {}

    def offset_of(self, place: Place) -> int | None:
        return self._offsets.get(place)


def read_plain(text: str) -> PlainDocument | None:
    """The document of a text that tomllib would read the same; None where that is not certain."""
    if _CONTROL.search(text) is not None:
        return None
    document = PlainDocument(text)
    try:
        return document if _Reader(document).read(text) else None
    except ValueError:
        # There is no such day, or number.
        return None


class _Reader:
    def __init__(self, document: PlainDocument) -> None:
        self.document = document
        self._table: Table = document
        self._path = ""
        self._dotted: dict[str, Table] = {}
        """The tables that keys of two parts have made in this table."""
        self._made_by_keys: set[int] = set()
        """All of them, by identity: no header may open them again."""

    def read(self, text: str) -> bool:
        """Read a text; whether it was plain to its end."""
        offsets = self.document._offsets
        table, path = self._table, self._path
        match, position, end = _LINE.match, 0, len(text)
        while position < end:
            if (line := match(text, position)) is None:
                return False
            position = line.end()
            kind = line.lastindex
            if kind is None:
                continue
            if kind >= _TABLE:
                if not self._open(line):
                    return False
                table, path = self._table, self._path
                offsets[path[:-1]] = line.start(_TABLE) - 1
                continue
            key, inner, written = line.group(_KEY, _INNER, kind)
            into = table
            if inner is not None:
                if (dotted := self._inner(key)) is None:
                    return False
                into = dotted
                offsets[f"{path}{key}.{inner}"] = line.start(_KEY)
                key = inner
            else:
                offsets[path + key] = line.start(_KEY)
            if key in into:
                return False
            into[key] = _counts(written) if kind == _COUNTS else _value(kind, written)
        return True

    def _inner(self, key: str) -> Table | None:
        """The table that the first part of a key names; None where something else stands there."""
        table = self._dotted.get(key)
        if table is None and key not in self._table:
            table = self._dotted[key] = self._table[key] = {}
            self._made_by_keys.add(id(table))
        return table

    def _open(self, line: re.Match[str]) -> bool:
        """Go to the table of a header; False where it is there already, or cannot be."""
        first, second = line.group(_TABLE, _INNER_TABLE)
        is_array = line[_OPEN] is not None
        if is_array != (line[_CLOSE] is not None):
            return False
        parent: object = self.document
        name = first
        if second is not None:
            parent = self.document.setdefault(first, {})
            name = second
            if not isinstance(parent, dict) or id(parent) in self._made_by_keys:
                return False
        path = first if second is None else f"{first}.{second}"
        table: Table = {}
        assert isinstance(parent, dict)
        if is_array:
            tables = parent.setdefault(name, [])
            # An array of figures is none of tables.
            if not isinstance(tables, list) or not (tables == [] or isinstance(tables[0], dict)):
                return False
            if not tables and path in self.document._offsets:
                return False
            path = f"{path}.{len(tables)}"
            tables.append(table)
        elif name in parent:
            return False
        else:
            parent[name] = table
        self._table, self._path, self._dotted = table, f"{path}.", {}
        return True


def _counts(written: str) -> list[int]:
    """The numbers of an array. Raises ValueError where they are not only numbers, with commas between."""
    if _LEADING_ZERO.search(written) is not None:
        raise ValueError(written)
    return [int(each) for each in written.split(",")]


def _value(kind: int, written: str) -> object:
    """The value of any kind but counts."""
    if kind == _TEXT:
        return written[1:-1]
    if kind == _BLOCK:
        return written
    if kind == _NUMBER:
        return int(written)
    if kind == _LIST:
        return [_item(each[0]) for each in _ITEMS.finditer(written)]
    return Literal(written) if kind == _FRACTION else date.fromisoformat(written)


def _item(written: str) -> object:
    if written[0] == '"':
        return written[1:-1]
    return Literal(written) if "." in written else int(written)
