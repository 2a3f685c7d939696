"""The JSON Schema of a report file, for editors that complete and check TOML.

Made from the editions' declaration. It says how a file is built and which values fit; what only the whole report shows
— sums, balances, prose — stays with the checks. Features of draft-07 only, which the editors know.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from schema.cells import MOST_DIGITS, UNITS
from schema.editions.cover import STATUS, TITLE_END
from schema.form import Column, Edition, Field, Kind, Row, Section, Table
from schema.label_comments import ACCEPTED_COMMENT
from schema.places import row_name

Schema = dict[str, object]

_DIALECT = "http://json-schema.org/draft-07/schema#"
_LARGEST = 10**MOST_DIGITS - 1
_BLANK = '没有填的写 ""'
_TYPED = f"直接写数；{_BLANK}，还不是数的写在引号里。"
_REFUSED_TEXT = "定稿里不留空，也不写文字：每一格都填数。"
_NO_SUCH_KEY = "这里没有这个键"
_FIGURES = "figures"

_PART = {"heading": "小标题", "text": "正文：一句一行，段落之间空一行。"}
_ACCEPTED = {
    "code": "疑问的代码，与 nianbao check 所列的相同。",
    "where": "疑问涉及的各处，写各层的键，用点连接。",
    "values": "说明时各处的数值；一变，说明即失效。",
    "reason": "为什么核实以后仍然保留。",
    "by": "说明人；可不填。",
    "on": "说明的日期，写作2026-01-20；可不填。",
}
_LISTS = ("where", "values")
# As TOML's own date, by the format known to the editors, or in quotes, as all that is no date yet.
_TEXT: Schema = {"type": "string"}
_DATE: Schema = {"anyOf": [{**_TEXT, "format": "date"}, _TEXT]}


def json_schema(editions: Sequence[Edition]) -> Schema:
    """The schema of files of these editions.

    Of several, each file is held against its own edition's; an editor completes what any of them has.
    """
    shared = _Definitions()
    whole = {edition.number: _properties(edition, shared) for edition in editions}
    known: Schema = {}
    for name in dict.fromkeys(name for properties in whole.values() for name in properties):
        schemas = {number: properties[name] for number, properties in whole.items() if name in properties}
        known[name] = _either(name, schemas, shared)
    known["edition"] = _edition(editions)
    conditions = [_for_edition(edition, whole[edition.number], known) for edition in editions if len(editions) > 1]
    return {
        "$schema": _DIALECT,
        "title": TITLE_END.removeprefix("年"),
        "description": "、".join(f"{edition.number}年版：{edition.notice}" for edition in editions),
        **_object(known),
        "required": ["edition"],
        "allOf": [*conditions, _final(editions, shared)],
        "definitions": shared.schemas,
    }


class _Definitions:
    """Schemas that stand in more than one place, by name."""

    def __init__(self) -> None:
        self.schemas: Schema = {}

    def refer(self, name: str, schema: object) -> Schema:
        """A reference to a schema; where another has its name already, it gets a longer one."""
        while self.schemas.setdefault(name, schema) != schema:
            name += "_"
        return _reference(name)


def _reference(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _object(properties: Mapping[str, object]) -> Schema:
    return {"type": "object", "properties": dict(properties), "additionalProperties": {"not": {"title": _NO_SUCH_KEY}}}


def _either(name: str, schemas: dict[int, object], shared: _Definitions) -> object:
    """What is written alike in every edition; else what any has, left to the edition's own schema to enforce."""
    first, *others = schemas.values()
    if all(other == first for other in others):
        return first
    anything: Schema = {"type": "object", "additionalProperties": True}
    return {"anyOf": [*(shared.refer(f"{name}.{number}", schema) for number, schema in schemas.items()), anything]}


def _for_edition(edition: Edition, properties: Schema, known: Mapping[str, object]) -> Schema:
    """Holds a file against its edition's own schemas, where they are not those of every edition."""
    own: Schema = {}
    for name, schema in properties.items():
        if schema != known[name] and name != "edition":
            own[name] = _reference(f"{name}.{edition.number}")
    return {
        "if": {"properties": {"edition": {"const": edition.number}}, "required": ["edition"]},
        "then": {"properties": own},
    }


def _final(editions: Iterable[Edition], shared: _Definitions) -> Schema:
    """A final report holds no text where a figure belongs."""
    deeper = _reference(_FIGURES)
    figures = shared.refer(
        _FIGURES,
        {
            "description": _REFUSED_TEXT,
            "type": ["number", "array", "object"],
            "items": deeper,
            "additionalProperties": deeper,
        },
    )
    properties: Schema = {}
    for table in dict.fromkeys(table.key for edition in editions for table in edition.tables):
        section, _, inner = table.partition(".")
        properties[section] = {"properties": {inner: figures}} if inner else figures
    final = STATUS.choices[-1].value
    return {
        "if": {"properties": {STATUS.key: {"const": final}}, "required": [STATUS.key]},
        "then": {"properties": properties},
    }


def _edition(editions: Sequence[Edition]) -> Schema:
    return _words("格式版本", "", [(edition.number, edition.notice) for edition in editions])


def _words(title: str, hint: str, words: Sequence[tuple[object, str]]) -> Schema:
    """One of a few values, each with what it is called."""
    labels = [label for _, label in words]
    listed = "；".join(f"{value} {label}" for value, label in words if label)
    return {
        "title": title,
        "description": "\n\n".join(filter(None, [title, hint, listed])),
        "enum": [value for value, _ in words],
        "enumDescriptions": labels,
        "x-taplo": {"docs": {"enumValues": labels}},
    }


def _described(title: str, hint: str, schema: Schema) -> Schema:
    """A schema with its label; the description begins with it, as the editors show one of the two."""
    return {"title": title, "description": f"{title}\n\n{hint}" if hint else title, **schema}


def _properties(edition: Edition, shared: _Definitions) -> Schema:
    result: Schema = {"edition": _edition([edition])}
    for table, fields in groupby(edition.fields, key=lambda field: field.key.rpartition(".")[0]):
        values = {field.name: _field(edition, field) for field in fields}
        result |= {table: _object(values)} if table else values
    for section in edition.sections:
        result[section.key] = _section(section, shared)
    result["accepted"] = _described(
        ACCEPTED_COMMENT.removeprefix("# "),
        "",
        {"type": "array", "items": _object({key: _accepted(key, hint) for key, hint in _ACCEPTED.items()})},
    )
    return result


def _accepted(key: str, hint: str) -> Schema:
    text = _DATE if key == "on" else _TEXT
    return {"description": hint, **({"type": "array", "items": text} if key in _LISTS else text)}


def _field(edition: Edition, field: Field) -> Schema:
    if field.choices:
        return _words(field.label, field.hint, [*field.choices, ("", "")])
    schema = _DATE if field.kind is Kind.DATE else _TEXT
    if field.kind is Kind.YEAR:
        schema = {"type": ["integer", "string"], "minimum": edition.first_year}
        if edition.last_year is not None:
            schema["maximum"] = edition.last_year
    return _described(field.label, field.hint, schema)


def _section(section: Section, shared: _Definitions) -> Schema:
    properties: Schema = {}
    if section.prose:
        properties["intro"] = _described(section.intro_label, section.demand, _TEXT)
        properties["parts"] = _parts(section)
    if section.table is not None:
        rows = _rows(section.table, shared)
        if section.table.key == section.key:
            properties |= rows
        else:
            table = _described(section.table.title, "", _object(rows))
            properties[section.table.key.rpartition(".")[2]] = table
    return _described(section.title, section.demand, _object(properties))


def _parts(section: Section) -> Schema:
    asked = "\n".join(f"{aspect.heading}：{aspect.demand}" for aspect in section.aspects)
    heading = dict(_TEXT)
    if section.aspects:
        heading["examples"] = [aspect.heading for aspect in section.aspects]
    texts = {"heading": _described(_PART["heading"], asked, heading), "text": _described(_PART["text"], "", _TEXT)}
    return {"description": section.demand, "type": "array", "items": _object(texts)}


def _rows(table: Table, shared: _Definitions) -> Schema:
    """The rows of a table, those of dotted keys in the object of their first key."""
    result: Schema = {}
    rows = (*table.rows, *filter(None, [table.results_total]))
    for first, group in groupby(rows, key=lambda row: row.key.partition(".")[0]):
        together = list(group)
        if "." not in together[0].key:
            result[first] = _row(table, together[0], shared)
        else:
            inner = {row.key.partition(".")[2]: _row(table, row, shared) for row in together}
            result[first] = _described("·".join(together[0].naming_groups), "", _object(inner))
    return result


def _row(table: Table, row: Row, shared: _Definitions) -> Schema:
    title = row_name(row) + row.note
    if row.scalar:
        return _described(title, "\n\n".join([row.hint, _cell_hint(row.columns[0])]), _figure(row.columns[0]))
    columns = row.columns if row.total is None else (*row.columns, row.total)
    order = f"{len(row.columns)}个数，依次是{'、'.join(column.label for column in row.columns)}"
    keyed = f"；可另录{row.total.label}，写在最后" if row.total is not None else ""
    shape: Schema = {"type": "array", "minItems": len(row.columns), "maxItems": len(columns)}
    described = _described(title, "\n\n".join(filter(None, [row.hint, f"{order}{keyed}。{_TYPED}"])), shape)
    # Taplo explains a row, and each of its figures, by the last of the items that it sees; in a condition it sees none.
    return described | {
        "items": {"description": described["description"]},
        "if": {"type": "array"},
        "then": {"items": [_column(table, column, shared) for column in columns]},
    }


def _column(table: Table, column: Column, shared: _Definitions) -> Schema:
    schema = _described(column.label, _cell_hint(column), _figure(column))
    return shared.refer(f"{table.key}.{column.key}", schema)


def _cell_hint(column: Column) -> str:
    return f"单位：{UNITS[column.kind]}。{_TYPED}"


def _figure(column: Column) -> Schema:
    kind = "number" if column.kind.decimal_places else "integer"
    least = -_LARGEST if column.kind is Kind.CHANGE else 0
    return {"type": [kind, "string"], "minimum": least, "maximum": _LARGEST}
