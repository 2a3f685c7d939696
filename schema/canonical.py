"""The canonical text of a report file: one fact, one line, under its official label.

The canonical text of a report is unique; the author's own comments keep their places in it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from schema.cells import BLANK
from schema.editions.cover import TITLE_END
from schema.form import Kind, Place, Row, Section, Table
from schema.label_comments import (
    ACCEPTED_COMMENT,
    COMMENTED_FIELDS,
    PUBLISHED_COMMENT,
    choices_comment,
    file_rows,
    is_label,
)
from schema.literals import block, day, figure, quoted, row_value
from schema.report import Accepted, Part, Report
from schema.table_arrays import ArrayChange, change_of
from schema.toml_source import Source

_TITLE_COMMENT = re.compile(rf"# .*{re.escape(TITLE_END)}")


class Remarks:
    """The comments of a file that are its author's own, by the place they stand at."""

    def __init__(self, source: Source | None = None) -> None:
        self.above: dict[Place, list[str]] = {}
        self.beside: dict[Place, list[str]] = {}
        self.tail: list[str] = []
        if source is None:
            return

        def own(comments: Iterable[str]) -> list[str]:
            return [each for each in comments if not is_label(each)]

        for index, entry in enumerate(source.entries):
            above = own(entry.above)
            beside = own(entry.remarks)
            path = entry.path
            if index == 0 or path == "edition":
                above = _without_title(above)
                path = "edition"
            if entry.header or entry.path in COMMENTED_FIELDS:
                above += beside
            elif beside:
                self.beside[entry.path] = beside
            if above:
                self.above.setdefault(path, []).extend(above)
        self.tail = own(source.tail)

    def followed(self, before: Report, after: Report) -> "Remarks":
        """The comments where the tables that they stand at are afterwards; those of a table that went are gone."""
        arrays = {"accepted": change_of(before.accepted, after.accepted)}
        for section, parts in before.parts.items():
            arrays[f"{section}.parts"] = change_of(parts, after.parts.get(section, ()))

        def moved(comments: dict[Place, list[str]]) -> dict[Place, list[str]]:
            return {new: own for path, own in comments.items() if (new := _place_after(path, arrays)) is not None}

        result = Remarks()
        result.above, result.beside, result.tail = moved(self.above), moved(self.beside), self.tail
        return result


def _without_title(comments: list[str]) -> list[str]:
    """The comments but for the last that is a title of a report."""
    for index in reversed(range(len(comments))):
        if _TITLE_COMMENT.fullmatch(comments[index]):
            return comments[:index] + comments[index + 1 :]
    return comments


def _place_after(path: Place, arrays: Mapping[Place, ArrayChange]) -> Place | None:
    for array, change in arrays.items():
        if path.startswith(f"{array}."):
            index, dot, key = path[len(array) + 1 :].partition(".")
            after = change.index_after(int(index))
            return None if after is None else f"{array}.{after}{dot}{key}"
    return path


def canonical(report: Report, remarks: Remarks | None = None) -> str:
    """The canonical text of a report, with its author's comments."""
    return "\n".join(_Writer(report, remarks or Remarks()).lines()) + "\n"


class _Writer:
    """Writes one report, line by line."""

    def __init__(self, report: Report, remarks: Remarks) -> None:
        self.report = report
        self.edition = report.edition
        self._above = dict(remarks.above)
        self._beside = dict(remarks.beside)
        self._tail = remarks.tail

    def lines(self) -> Iterator[str]:
        yield from self._head()
        for table in ("report", "agency"):
            yield from self._header(f"[{table}]", table)
            yield from self._fields(f"{table}.")
        for section in self.edition.sections:
            yield from self._section(section)
        for index, accepted in enumerate(self.report.accepted):
            yield from self._accepted(index, accepted)
        for comments in (*self._above.values(), *self._beside.values(), self._tail):
            yield from comments

    def _head(self) -> Iterator[str]:
        notice = f"# {self.edition.notice}"
        status = field_value(self.report, "status")
        width = max(len(status), len(str(self.edition.number)))
        yield from self._above.pop("edition", ())
        yield f"# {_one_line(self.report.title)}"
        yield f"edition = {str(self.edition.number).ljust(width)}  {notice}"
        yield from self._above.pop("status", ())
        yield f"status  = {status.ljust(width)}  {choices_comment(self.edition.fields_by_place['status'])}"

    def _header(self, header: str, path: Place, comment: str = "") -> Iterator[str]:
        yield ""
        yield from self._above.pop(path, ())
        yield f"{header}  {comment}" if comment else header

    def _key(self, path: Place, key: str, value: str, labels: Iterable[str] = ()) -> Iterator[str]:
        """A key with its author's comments, its label comments and its value."""
        yield from self._above.pop(path, ())
        yield from labels
        beside = self._beside.pop(path, ())
        yield "  ".join([f"{key} = {value}", *beside])

    def _fields(self, prefix: Place) -> Iterator[str]:
        fields = [field for field in self.edition.fields if field.key.startswith(prefix)]
        fields = [field for field in fields if not field.optional or self.report.texts.get(field.key)]
        padded = all(field.kind is not Kind.PROSE for field in fields)
        width = max(len(field.name) for field in fields) if padded else 0
        values = {field: field_value(self.report, field.key) for field in fields}
        commented = max((len(values[field]) for field in fields if field.choices), default=0)
        for field, value in values.items():
            if field.choices:
                value = f"{value.ljust(commented)}  {choices_comment(field)}"
            elif field.kind is Kind.DATE:
                value = f"{value}  {PUBLISHED_COMMENT}"
            yield from self._key(field.key, field.name.ljust(width), value)

    def _section(self, section: Section) -> Iterator[str]:
        if section.prose:
            yield from self._header(f"[{section.key}]", section.key, f"# {section.title}")
            intro = f"{section.key}.intro"
            yield from self._key(intro, "intro", field_value(self.report, intro))
            for index, part in enumerate(self.report.parts.get(section.key, ())):
                yield from self._part(f"{section.key}.parts", index, part)
        if (table := section.table) is not None:
            title = section.title if table.key == section.key else table.title
            yield from self._header(f"[{table.key}]", table.key, f"# {title}")
            yield from self._table(table)

    def _part(self, path: Place, index: int, part: Part) -> Iterator[str]:
        place = f"{path}.{index}"
        yield from self._header(f"[[{path}]]", place)
        yield from self._pairs(place, part_values(part))

    def _pairs(self, path: Place, values: dict[str, str], width: int = 0) -> Iterator[str]:
        for key, value in values.items():
            yield from self._key(f"{path}.{key}", key.ljust(width), value)

    def _table(self, table: Table) -> Iterator[str]:
        width = max(len(row.key) for row in table.rows)
        for row, labels in file_rows(table):
            value = table_row_value(self.report, table, row)
            if value is not None:
                yield from self._key(f"{table.key}.{row.key}", row.key.ljust(width), value, labels)

    def _accepted(self, index: int, accepted: Accepted) -> Iterator[str]:
        path = f"accepted.{index}"
        yield from self._header("[[accepted]]", path, ACCEPTED_COMMENT)
        yield from self._pairs(path, accepted_values(accepted), 6)


def field_value(report: Report, place: Place) -> str:
    """A cover field or an opening paragraph as TOML."""
    text = report.texts.get(place, "")
    field = report.edition.fields_by_place.get(place)
    if field is None or field.kind is Kind.PROSE:
        return block(text)
    if field.kind is Kind.YEAR and text == str(report.year):
        return text
    return day(text) if field.kind is Kind.DATE else quoted(text)


def part_values(part: Part) -> dict[str, str]:
    """The keys of a part as TOML."""
    return {"heading": quoted(part.heading), "text": block(part.text)}


def accepted_values(accepted: Accepted) -> dict[str, str]:
    """The keys of an accepted query as TOML; ``by`` and ``on`` only where they are given."""
    values = {
        "code": quoted(accepted.code),
        "where": _strings(accepted.where),
        "values": _strings(accepted.values),
        "reason": quoted(accepted.reason),
    }
    if accepted.by:
        values["by"] = quoted(accepted.by)
    if accepted.on:
        values["on"] = day(accepted.on)
    return values


def table_row_value(report: Report, table: Table, row: Row) -> str | None:
    """A row's figures as TOML, its keyed total included; None for row （七） where nothing of it was keyed."""
    cells = report.cells
    if row.scalar:
        return figure(cells.get(f"{table.key}.{row.key}", BLANK))
    numbers = [cells.get(f"{table.key}.{row.key}.{column.key}") for column in row.columns]
    total = cells.get(f"{table.key}.{row.key}.{row.total.key}") if row.total is not None else None
    if row is table.results_total and total is None and all(number is None for number in numbers):
        return None
    if total is not None:
        numbers.append(total)
    return row_value([figure(number or BLANK) for number in numbers])


def _strings(texts: Iterable[str]) -> str:
    return "[" + ", ".join(map(quoted, texts)) + "]"


def _one_line(text: str) -> str:
    return quoted(text)[1:-1].replace('\\"', '"')
