"""One change in an existing file: the lines of changed fields change, every other byte stays."""

import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import tomlkit
from tomlkit.items import Array, Item

from schema.canonical import accepted_values, field_value, part_values, table_row_value
from schema.form import Place
from schema.label_comments import file_rows
from schema.report import Report
from schema.table_arrays import change_of
from schema.toml_source import Source

if TYPE_CHECKING:
    from schema.report_file import Loaded

_KEY = re.compile(r"(\s*)([A-Za-z]+ *)(= *)")
_T = TypeVar("_T")
_Values = Mapping[Place, str | None]
"""TOML literals by place; None where the key goes."""


def edit(loaded: "Loaded", report: Report) -> bytes:
    """The bytes of a file edited so that it holds a report of the same edition.

    A table that goes takes the comments directly over it along. Keys that were not there before are added at the end of
    their table, tables after the last one of their kind. Raises ValueError for a file built in a way that cannot be
    edited so, such as parts written as inline tables.
    """
    before = loaded.report
    assert before is not None
    newline = "\r\n" if "\r\n" in loaded.text else "\n"
    arrays = _TableArrays(loaded.text, newline)
    values: dict[Place, str | None] = {**_changed_fields(before, report), **_changed_rows(before, report)}
    for section in report.edition.sections:
        if section.prose:
            place = f"{section.key}.parts"
            values |= arrays.sync(place, before.parts[section.key], report.parts[section.key], part_values)
    values |= arrays.sync("accepted", before.accepted, report.accepted, accepted_values)
    text = _with_values(arrays.text, values, newline) if values else arrays.text
    mark = loaded.data[:3] if loaded.data.startswith(b"\xef\xbb\xbf") else b""
    return mark + text.encode()


def _changed_fields(before: Report, report: Report) -> _Values:
    return {
        place: field_value(report, place) if place in report.texts else None
        for place in dict.fromkeys([*before.texts, *report.texts])
        if before.texts.get(place) != report.texts.get(place)
    }


def _changed_rows(before: Report, report: Report) -> _Values:
    values = {}
    for table in report.edition.tables:
        for row, _ in file_rows(table):
            value = table_row_value(report, table, row)
            if value != table_row_value(before, table, row):
                values[f"{table.key}.{row.key}"] = value
    return values


class _TableArrays:
    """The arrays of tables in a text: whole tables are taken out and put in as lines."""

    def __init__(self, text: str, newline: str) -> None:
        self._lines = text.split("\n")
        self._line_end = newline.removesuffix("\n")

    @property
    def text(self) -> str:
        """The text as it stands now."""
        return "\n".join(self._lines)

    def sync(
        self, place: Place, before: Sequence[_T], after: Sequence[_T], values_of: Callable[[_T], dict[str, str]]
    ) -> _Values:
        """Bring an array to its new number of tables; what has yet to change in the tables kept.

        The tables before the first and after the last changed one stay untouched.
        """
        if before == after:
            return {}
        change = change_of(before, after)
        first = change.start + change.kept
        if change.removed or change.added:
            spans = _table_spans(self._lines)
            own = [spans[f"{place}.{index}"] for index in range(len(before)) if f"{place}.{index}" in spans]
            if len(own) < len(before):
                raise ValueError(place)
            if going := own[first : first + change.removed]:
                self._take_out(going)
            else:
                end = _content_end(self._lines)
                around = spans.get(place.rpartition(".")[0], range(end, end))
                position = own[first].start if first < len(own) else own[-1].stop if own else around.stop
                added = [values_of(each) for each in after[first : first + change.added]]
                self._put_in(position, [line for values in added for line in _table_lines(place, values)])
        values: dict[Place, str | None] = {}
        for index in range(change.start, first):
            old, new = values_of(before[index]), values_of(after[index])
            old |= self._put_before(f"{place}.{index}", old, new)
            values |= {f"{place}.{index}.{key}": new.get(key) for key in (old | new) if old.get(key) != new.get(key)}
        return values

    def _put_before(self, table: Place, old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
        """Put in those new keys of a table, of one line each, that others come after, and say which."""
        put = {}
        for position, key in enumerate(new):
            following = next((each for each in list(new)[position + 1 :] if each in old), None)
            if key in old or following is None:
                continue
            lines = {entry.path: entry.line - 1 for entry in Source(self.text).entries}
            line = lines.get(f"{table}.{following}")
            match = None if line is None or f"{table}.{key}" in lines else _KEY.match(self._lines[line])
            if line is not None and match is not None:
                line = _comments_start(self._lines, line)
                self._lines.insert(line, f"{match[1]}{key.ljust(len(match[2]))}{match[3]}{new[key]}{self._line_end}")
                put[key] = new[key]
        return put

    def _take_out(self, going: Sequence[range]) -> None:
        lines = self._lines
        last = going[-1].stop == _content_end(lines)
        unended = going[-1].stop == len(lines)
        for span in reversed(going):
            del lines[span.start : span.stop]
        if last and not lines[going[0].start - 1].strip():
            del lines[going[0].start - 1]
        if unended:
            lines[-1] = lines[-1].removesuffix(self._line_end)

    def _put_in(self, position: int, new: list[str]) -> None:
        """Put lines before another table, or after all, with empty lines between."""
        lines = self._lines
        if position == _content_end(lines):
            new = ["", *new[:-1]]
        elif lines[position - 1].strip():
            new = ["", *new]
        new = [line + self._line_end for line in new]
        if position == len(lines):
            # The file's last line has no end; nor has its new one.
            lines[-1] += self._line_end
            new[-1] = new[-1].removesuffix(self._line_end)
        lines[position:position] = new


def _table_lines(place: Place, values: Mapping[str, str]) -> Iterator[str]:
    yield f"[[{place}]]"
    for key, value in values.items():
        yield from f"{key} = {value}".split("\n")
    yield ""


def _table_spans(lines: Sequence[str]) -> dict[Place, range]:
    """The lines of each table with a header, counted from 0: the comments directly over it, and all up to the next."""
    headers = [entry for entry in Source("\n".join(lines)).entries if entry.header]
    starts = [_comments_start(lines, header.line - 1) for header in headers]
    stops = [*starts[1:], _content_end(lines)]
    return {header.path: range(start, stop) for header, start, stop in zip(headers, starts, stops, strict=True)}


def _comments_start(lines: Sequence[str], line: int) -> int:
    while line and lines[line - 1].lstrip().startswith("#"):
        line -= 1
    return line


def _content_end(lines: Sequence[str]) -> int:
    """The line after the last that is neither blank nor a comment."""
    end = len(lines)
    while end and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return end


def _with_values(text: str, values: _Values, newline: str) -> str:
    """A text with TOML literals put at places."""
    document = tomlkit.parse(text)
    for place, literal in values.items():
        *tables, key = place.split(".")
        container: Any = document
        for table in tables:
            container = container[int(table)] if table.isdecimal() else container.setdefault(table, tomlkit.table())
        _set(container, key, None if literal is None else literal.replace("\n", newline), newline)
    return tomlkit.dumps(document)


def _set(container: MutableMapping[str, Any], key: str, literal: str | None, newline: str) -> None:
    if literal is None:
        container.pop(key, None)
        return
    item = tomlkit.parse(f"x = {literal}{newline}")["x"]
    assert isinstance(item, Item)
    old = container.get(key)
    if not isinstance(old, Array) or "\n" not in old.as_string():
        container[key] = item
    elif isinstance(item, Array) and len(item) == len(old):
        for index, (one, other) in enumerate(zip(old, item, strict=True)):
            # 0 and 0.0 are equal, and yet not the same digits.
            if one.as_string() != other.as_string():
                old[index] = other
    else:
        remarks = [*Source(f"x = {old.as_string()}").entries[0].remarks, old.trivia.comment]
        container[key] = item
        if comment := "  ".join(filter(None, remarks)):
            container[key].comment(comment)
