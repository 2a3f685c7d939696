"""The values of a report as strict pydantic models, made from the edition's declaration.

The program reads files with ``schema.structure``, which names every slip in Chinese and starts without pydantic; these
models are the second reading that a document passes before it replaces a file.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from schema.cells import read_number
from schema.form import Edition, Kind, Place, Row, Section, Table
from schema.form import Field as FormField
from schema.structure import digits

_Figure = Annotated[int | Decimal | str, Field(union_mode="left_to_right", description="还不是数的写在引号里")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class PartModel(_Strict):
    """One headed part of a prose section."""

    heading: str = ""
    text: str = ""


class AcceptedModel(_Strict):
    """One query that was let stand."""

    code: str
    where: list[str]
    values: list[str]
    reason: str
    by: str = ""
    on: date | str = ""


@lru_cache(maxsize=4)
def document_model(edition: Edition) -> type[BaseModel]:
    """The model of a whole file of an edition."""
    fields: dict[str, Any] = {"edition": (Literal[edition.number], Field(description=edition.notice))}
    for table, inner in _grouped(edition.fields).items():
        if table:
            model = create_model(
                f"{table}_{edition.number}", __base__=_Strict, **{each.name: _field(each) for each in inner}
            )
            fields[table] = (model, Field(default_factory=model))
        else:
            fields |= {each.name: _field(each) for each in inner}
    for section in edition.sections:
        fields[section.key] = _table(_section_model(edition, section), section.title)
    fields["accepted"] = (list[AcceptedModel], [])
    return create_model(f"Report{edition.number}", __base__=_Strict, **fields)


def _table(model: type[BaseModel], title: str | None = None) -> Any:
    """A table that may be missing, as a field."""
    return (model, Field(default_factory=model, title=title))


def _grouped(fields: tuple[FormField, ...]) -> dict[str, list[FormField]]:
    groups: dict[str, list[FormField]] = {}
    for field in fields:
        groups.setdefault(field.key.rpartition(".")[0], []).append(field)
    return groups


def _field(field: FormField) -> Any:
    kinds: dict[Kind, Any] = {
        Kind.YEAR: int | str,
        Kind.DATE: date | str,
        Kind.CHOICE: Literal[(*(choice.value for choice in field.choices), "")],
    }
    return (kinds.get(field.kind, str), Field(default="", title=field.label, description=field.hint))


def _section_model(edition: Edition, section: Section) -> type[BaseModel]:
    fields: dict[str, Any] = {}
    if section.prose:
        fields["intro"] = (str, Field(default="", title=section.intro_label))
        fields["parts"] = (list[PartModel], [])
    if (table := section.table) is not None:
        rows = _rows(f"{section.key}_{edition.number}", table)
        if table.key == section.key:
            fields |= rows
        else:
            inner = create_model(f"{section.key}_table_{edition.number}", __base__=_Strict, **rows)
            fields[table.key.rpartition(".")[2]] = _table(inner, table.title)
    return create_model(f"{section.key}_{edition.number}", __base__=_Strict, **fields)


def _rows(name: str, table: Table) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    groups: dict[str, dict[str, Any]] = {}
    for row in (*table.rows, *filter(None, [table.results_total])):
        first, _, second = row.key.partition(".")
        (groups.setdefault(first, {}) if second else fields)[second or first] = _row(row)
    for first, inner in groups.items():
        fields[first] = _table(create_model(f"{name}_{first}", __base__=_Strict, **inner))
    return fields


def _row(row: Row) -> Any:
    if row.scalar:
        return (_Figure, Field(default="", title=row.label, description=row.hint))
    most = len(row.columns) + (row.total is not None)
    return (
        Annotated[list[_Figure], Field(min_length=len(row.columns), max_length=most)],
        Field(default=[""] * len(row.columns), title=row.label, description=row.hint),
    )


def figures(edition: Edition, document: Mapping[str, object]) -> dict[Place, str]:
    """Every figure of a document by place, as strict models read it, its digits normalised; blanks left out.

    Raises pydantic.ValidationError for a document that is not a report.
    """
    model = document_model(edition).model_validate(document)
    result: dict[Place, str] = {}
    for table in edition.tables:
        for row in (*table.rows, *filter(None, [table.results_total])):
            value = attrgetter(f"{table.key}.{row.key}")(model)
            columns = row.columns if row.total is None else (*row.columns, row.total)
            values = [value] if row.scalar else value
            for column, figure in zip(columns, values, strict=False):
                typed = digits(figure) if isinstance(figure, int) else str(figure)
                if text := read_number(typed, column.kind).text:
                    result[table.cell_place(row, column)] = text
    return result
