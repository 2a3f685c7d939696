"""From a parsed TOML document to a report: every key in its place, every value of its type.

What does not fit is a finding; the rest of the document is read all the same.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from schema.cells import BLANK, MOST_DIGITS, read_number, whole_number
from schema.findings import Finding, Severity
from schema.form import Edition, Field, Kind, Place, Row, Section, Table
from schema.places import place_name
from schema.prose_lines import from_lines
from schema.report import Accepted, Part, Report
from schema.unsafe import shown

_ACCEPTED_KEYS = ("code", "where", "values", "reason", "by", "on")
_PART_KEYS = ("heading", "text")
_LARGEST_WHOLE = 10**MOST_DIGITS
_MOST_FINDINGS = 100

Values = Mapping[str, object]


_TEXT_REMEDIES = {
    Kind.YEAR: ("应是四位数的年份", "写作2025这样的四位数，不加小数点。"),
    Kind.DATE: ("应是日期", '写作2026-01-20，后面不写时间；没有的写 ""。'),
}
_TEXT_REMEDY = ("应是文字", '写在引号里："…"；没有的写 ""。')


class Literal(str):
    """The digits of a TOML float, as they stand in the file."""


def structure_finding(code: str, place: Place, message: str, suggestion: str = "") -> Finding:
    """An error in how the file is built."""
    return Finding(code, Severity.ERROR, (place,), message, suggestion)


class StructureReader:
    """Reads one document into a report of its edition; ``findings`` is what did not fit, the first hundred of it."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.findings: list[Finding] = []
        self._texts: dict[Place, str] = {}

    def read(self, document: Values) -> Report:
        """The report that a document holds; missing keys are blank."""
        edition = self.edition
        report = Report(edition, self._texts)
        report.cells = dict.fromkeys(edition.cells, BLANK)
        self._known_keys("", document, _top_keys(edition))
        for table, names in _field_tables(edition).items():
            self._known_keys(f"{table}.", self._table_at(document, table), names)
        for field in edition.fields:
            self._field(field, document)
        for section in edition.sections:
            values = self._table_at(document, section.key)
            if section.prose:
                self._prose(section, values, report)
            if section.table is not None:
                self._table(section, section.table, values, report)
        report.accepted = self.accepted(document)
        return report

    def accepted(self, document: Values) -> list[Accepted]:
        """The queries that a document lets stand."""
        return [self._accepted(*each) for each in self._tables_in(document, "accepted", "accepted")]

    # Keys and types

    def _report(self, code: str, place: Place, message: str, suggestion: str = "") -> None:
        if len(self.findings) < _MOST_FINDINGS:
            self.findings.append(structure_finding(code, place, message, suggestion))

    def _known_keys(self, prefix: Place, values: Values, known: Iterable[str]) -> None:
        if unknown := [key for key in values if key not in known]:
            for key in unknown[: _MOST_FINDINGS - len(self.findings)]:
                place = f"{prefix}{key}"
                from difflib import get_close_matches

                near = get_close_matches(key[:80], list(known), 1, 0.5)
                hint = f"是不是想写“{near[0]}”？" if near else f"这里可以写的有：{'、'.join(known)}。"
                self._report("key-unknown", place, f"不认识的键“{shown(place)[:80]}”", hint)

    def _table_at(self, values: Values, key: str, place: Place = "") -> Values:
        value = values.get(key, {})
        if isinstance(value, dict):
            return value
        self._wrong_type(place or key, "应是一张表", f"写作 [{place or key}]，下面一行一个键 = 值。")
        return {}

    def _tables_in(self, values: Values, key: str, place: Place) -> list[tuple[Place, Values]]:
        value = values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self._wrong_type(place, "应是一组表", f"每一组写作 [[{place}]]，下面一行一个键 = 值；没有的整个删去。")
            return []
        return [(f"{place}.{index}", each) for index, each in enumerate(value)]

    def _wrong_type(self, place: Place, message: str, suggestion: str) -> None:
        self._report("value-type", place, f"{place_name(self.edition, place)}：{message}", suggestion)

    # Fields and prose

    def _field(self, field: Field, document: Values) -> None:
        table, _, name = field.key.rpartition(".")
        values = document.get(table) if table else document
        values = values if isinstance(values, dict) else {}
        if name not in values:
            if not field.optional:
                self._texts[field.key] = field.default if field.kind is Kind.CHOICE else ""
            return
        text = self._text(field.key, values[name], field.kind)
        if field.choices and text and all(text != choice.value for choice in field.choices):
            known = "、".join(f"{choice.value}（{choice.label}）" for choice in field.choices)
            self._wrong_type(field.key, f"不能写“{shown(text)[:40]}”", f"可以写：{known}。")
        if text or not field.optional:
            self._texts[field.key] = text

    def _text(self, place: Place, value: object, kind: Kind = Kind.LINE) -> str:
        if isinstance(value, str) and not isinstance(value, Literal):
            return text_of(value, kind)
        if kind is Kind.YEAR and isinstance(value, int) and not isinstance(value, bool):
            return digits(value)
        if kind is Kind.DATE and isinstance(value, date) and not isinstance(value, datetime):
            return value.isoformat()
        self._wrong_type(place, *_TEXT_REMEDIES.get(kind, _TEXT_REMEDY))
        return ""

    def _prose(self, section: Section, values: Values, report: Report) -> None:
        known = ["intro", "parts"]
        if section.table is not None:
            known.append(section.table.key.rpartition(".")[2])
        self._known_keys(f"{section.key}.", values, known)
        intro = f"{section.key}.intro"
        self._texts[intro] = self._text(intro, values.get("intro", ""), Kind.PROSE)
        parts = report.parts[section.key] = []
        for place, part in self._tables_in(values, "parts", f"{section.key}.parts"):
            self._known_keys(f"{place}.", part, _PART_KEYS)
            heading = self._text(f"{place}.heading", part.get("heading", ""))
            parts.append(Part(heading, self._text(f"{place}.text", part.get("text", ""), Kind.PROSE)))

    # Figures

    def _table(self, section: Section, table: Table, values: Values, report: Report) -> None:
        if table.key != section.key:
            values = self._table_at(values, table.key.rpartition(".")[2], table.key)
        plan = _plan(table)
        for row in plan.rows:
            value = values.get(row.first)
            if row.second and value is not None:
                value = value.get(row.second) if isinstance(value, dict) else None
            if value is not None:
                self._row(row, value, report)
        self._known_keys(f"{table.key}.", values, plan.seconds)
        for first, seconds in plan.seconds.items():
            inner = values.get(first)
            if isinstance(inner, dict) and seconds:
                self._known_keys(f"{table.key}.{first}.", inner, seconds)
            elif inner is not None and seconds:
                rows = "、".join(f"{first}.{each}" for each in seconds)
                self._wrong_type(f"{table.key}.{first}", "应分成几行", f"分行写作：{rows}；每行等号后是这一行的数。")

    def _row(self, row: "RowPlan", value: object, report: Report) -> None:
        if row.scalar:
            self._cell(report, row.cells[0], value)
        elif isinstance(value, list) and len(value) in row.lengths:
            cells = report.cells
            for cell, each in zip(row.cells, value, strict=False):
                if type(each) is int and 0 <= each < _LARGEST_WHOLE:
                    cells[cell[0]] = whole_number(each)
                else:
                    self._cell(report, cell, each)
        else:
            counted = f"现有{len(value)}个" if isinstance(value, list) else "现在不是一组数"
            keyed = f"（另录合计时{row.lengths[-1]}个）" if len(row.lengths) > 1 else ""
            name = place_name(self.edition, row.place)
            self._report(
                "row-length",
                row.place,
                f"{name}：应有{row.lengths[0]}个数{keyed}，{counted}",
                f"这一行写作 [ … ]，里面{row.lengths[0]}个数，依次是{'、'.join(row.labels)}，用逗号隔开；"
                '没有填的写作 ""。',
            )

    def _cell(self, report: Report, cell: tuple[Place, Kind], value: object) -> None:
        place, kind = cell
        if type(value) is int:
            number = read_number(digits(value), kind)
        elif isinstance(value, str):
            number = read_number(value, kind)
        else:
            self._wrong_type(place, "应是数", '直接写一个数；没有填的写作 ""，还不是数的写在引号里。')
            return
        if number is not BLANK or place in report.cells:
            report.cells[place] = number

    # Accepted queries

    def _accepted(self, place: Place, values: Values) -> Accepted:
        self._known_keys(f"{place}.", values, _ACCEPTED_KEYS)

        def text(key: str, kind: Kind = Kind.LINE) -> str:
            return self._text(f"{place}.{key}", values.get(key, ""), kind)

        def texts(key: str) -> tuple[str, ...]:
            value = values.get(key, [])
            if isinstance(value, list) and all(isinstance(each, str) for each in value):
                return tuple(value)
            self._wrong_type(f"{place}.{key}", "应是一组文字", '写作 ["…"]，每个都写在引号里，用逗号隔开。')
            return ()

        return Accepted(
            text("code"), texts("where"), texts("values"), text("reason"), text("by"), text("on", Kind.DATE)
        )


def digits(value: int) -> str:
    """The digits of a whole number; in base 16 where Python refuses to write it in base 10."""
    return str(value) if value.bit_length() < 10_000 else hex(value)


def text_of(value: str, kind: Kind) -> str:
    """The text that a TOML string stands for: paragraphs are joined from their lines, a line is one line."""
    return from_lines(value.removesuffix("\n")) if kind is Kind.PROSE else value


class RowPlan(NamedTuple):
    """Where a row stands in the document and which cells its values are."""

    place: Place
    first: str
    second: str
    scalar: bool
    lengths: tuple[int, ...]
    cells: tuple[tuple[Place, Kind], ...]
    labels: tuple[str, ...]
    """What the columns that are filled in are called."""
    in_every_file: bool
    """Whether it is written where nothing is filled in."""


class _TablePlan(NamedTuple):
    """The rows of a table, and the second keys that may follow each first key."""

    rows: tuple[RowPlan, ...]
    seconds: dict[str, tuple[str, ...]]


@lru_cache(maxsize=16)
def _plan(table: Table) -> _TablePlan:
    rows = tuple(_row_plan(table, row) for row in (*table.rows, *filter(None, [table.results_total])))
    seconds = {
        row.first: tuple(each.second for each in rows if each.first == row.first and each.second) for row in rows
    }
    return _TablePlan(rows, seconds)


def _row_plan(table: Table, row: Row) -> RowPlan:
    columns = row.columns if row.total is None else (*row.columns, row.total)
    lengths = tuple(sorted({len(row.columns), len(columns)}))
    first, _, second = row.key.partition(".")
    cells = tuple((table.cell_place(row, column), column.kind) for column in columns)
    labels = tuple(column.label for column in row.columns)
    in_every_file = row is not table.results_total
    return RowPlan(f"{table.key}.{row.key}", first, second, row.scalar, lengths, cells, labels, in_every_file)


def row_plans(table: Table) -> tuple[RowPlan, ...]:
    """Where the rows of a table stand in a document, row （七） last."""
    return _plan(table).rows


@lru_cache(maxsize=4)
def _field_tables(edition: Edition) -> dict[str, tuple[str, ...]]:
    pairs = [field.key.split(".") for field in edition.fields if "." in field.key]
    return {table: tuple(name for each, name in pairs if each == table) for table, _ in pairs}


@lru_cache(maxsize=4)
def _top_keys(edition: Edition) -> tuple[str, ...]:
    tables = dict.fromkeys(field.key.partition(".")[0] for field in edition.fields)
    return ("edition", *tables, *(section.key for section in edition.sections), "accepted")
