"""One change in an existing file: the lines of changed fields change, every other byte stays."""

from collections.abc import Callable, MutableMapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import tomlkit
from tomlkit.items import AoT, Item
from tomlkit.items import Table as TomlTable

from schema.canonical import accepted_values, field_value, file_rows, part_values, table_row_value
from schema.form import Place
from schema.report import Report

if TYPE_CHECKING:
    from schema.report_file import Loaded

_T = TypeVar("_T")


def edit(loaded: "Loaded", report: Report) -> bytes:
    """The bytes of a file edited so that it holds a report of the same edition.

    Keys and parts that were not there before are added at the end of their table.
    """
    before = loaded.report
    assert before is not None
    crlf = "\r\n" in loaded.text
    editor = _Editor(loaded.text, crlf)
    _edit_fields(editor, before, report)
    _edit_tables(editor, before, report)
    for section in report.edition.sections:
        if section.prose:
            editor.sync_tables(
                f"{section.key}.parts", before.parts[section.key], report.parts[section.key], part_values
            )
    editor.sync_tables("accepted", before.accepted, report.accepted, accepted_values)
    mark = loaded.data[:3] if loaded.data.startswith(b"\xef\xbb\xbf") else b""
    return mark + editor.text().encode()


def _edit_fields(editor: "_Editor", before: Report, report: Report) -> None:
    for place in dict.fromkeys([*before.texts, *report.texts]):
        if before.texts.get(place) != report.texts.get(place):
            editor.set_value(place, field_value(report, place) if place in report.texts else None)


def _edit_tables(editor: "_Editor", before: Report, report: Report) -> None:
    for table in report.edition.tables:
        for row, _ in file_rows(table):
            value = table_row_value(report, table, row)
            if value != table_row_value(before, table, row):
                editor.set_value(f"{table.key}.{row.key}", value)


class _Editor:
    """A TOML document edited by tomlkit."""

    def __init__(self, text: str, crlf: bool) -> None:
        self._document = tomlkit.parse(text)
        self._crlf = crlf

    def text(self) -> str:
        return tomlkit.dumps(self._document)

    def set_value(self, place: Place, literal: str | None) -> None:
        """Put a TOML literal at a place; None takes the key away."""
        container, key = self._container(place)
        if literal is None:
            container.pop(key, None)
        else:
            container[key] = self._item(literal)

    def sync_tables(
        self, place: Place, before: Sequence[_T], after: Sequence[_T], values: Callable[[_T], dict[str, str]]
    ) -> None:
        """Turn one array of tables into another; the tables before and after the changed ones stay untouched."""
        if before == after:
            return
        start = _common_prefix(before, after)
        end = _common_prefix(before[start:][::-1], after[start:][::-1])
        changed = after[start : len(after) - end]
        container, key = self._container(place)
        array = container.setdefault(key, tomlkit.aot())
        kept = min(len(before) - end - start, len(changed))
        for _ in range(len(before) - end - start - kept):
            del array[start + kept]
        for index, each in enumerate(changed):
            if index < kept:
                self._update(array[start + index], values(each))
            else:
                array.insert(start + index, self._table(values(each)))
        if not array:
            del container[key]

    def _container(self, place: Place) -> tuple[MutableMapping[str, Any], str]:
        """The table around a key, made where it is missing, and the key."""
        *tables, key = place.split(".")
        container: MutableMapping[str, Any] = self._document
        for table in tables:
            container = container.setdefault(table, tomlkit.table())
        return container, key

    def _update(self, table: TomlTable, values: dict[str, str]) -> None:
        new = self._table(values)
        for key in [key for key in table if key not in new]:
            del table[key]
        for key, value in new.items():
            if key not in table or table[key] != value:
                table[key] = value

    def _table(self, values: dict[str, str]) -> TomlTable:
        item = tomlkit.parse(
            self._newlines("[[x]]\n" + "".join(f"{key} = {value}\n" for key, value in values.items()) + "\n")
        )["x"]
        assert isinstance(item, AoT)
        return item[0]

    def _item(self, literal: str) -> Item:
        item = tomlkit.parse(self._newlines(f"x = {literal}"))["x"]
        assert isinstance(item, Item)
        return item

    def _newlines(self, text: str) -> str:
        return text.replace("\n", "\r\n") if self._crlf else text


def _common_prefix(one: Sequence[_T], other: Sequence[_T]) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length
