"""What a number counts, and the figures of the tables that say how many that is."""

from functools import lru_cache
from itertools import product
from typing import NamedTuple

from schema.checks.claims.slots import (
    ALL_FEES,
    ANY,
    CARRIED_IN,
    CARRIED_ON,
    CARRIED_OUT,
    CITIZENS,
    HANDLED,
    INCOMING,
    LITIGATION,
    NEW,
    ORGANISATIONS,
    RECEIVED,
    RESULTS,
)
from schema.form import Edition, Place, Row, Table
from schema.places import row_name

DONE = "received or done"
"""收到 and 办结 in one."""

DONE_OR_CARRIED = "received, done or carried out"


class Domain(NamedTuple):
    """A table that claims are about."""

    table: str
    code: str


RECEIVED_CODE = "prose-requests-received"
CARRIED_IN_CODE = "prose-carried-in"
CARRIED_OUT_CODE = "prose-carried-out"
RESULTS_CODE = "prose-results"
KIND_CODE = "prose-result-kind"
APPLICANTS_CODE = "prose-applicants"
DISPUTES_CODE = "prose-disputes"
DOCUMENTS_CODE = "prose-documents"
FEES_CODE = "prose-fees"

REQUESTS = Domain("requests", "")
DISPUTES = Domain("disputes", DISPUTES_CODE)
DOCUMENTS = Domain("disclosure", DOCUMENTS_CODE)
FEES = Domain("other.processing_fees", FEES_CODE)

_ROW_CODES = {
    CARRIED_IN: CARRIED_IN_CODE,
    CARRIED_OUT: CARRIED_OUT_CODE,
    CARRIED_ON: CARRIED_OUT_CODE,
    RESULTS: RESULTS_CODE,
    HANDLED: RESULTS_CODE,
}


class Subject(NamedTuple):
    """What a number counts: rows added up, in columns added up."""

    domain: Domain
    rows: tuple[str, ...]
    columns: tuple[str, ...] = ()
    """All columns together where none is named."""
    weak: bool = False
    """Whether the words say too little to call a number that differs wrong."""
    instead: tuple[tuple[str, ...], ...] = ()
    """Other rows that may be meant as well."""


def weakened(subject: Subject) -> Subject:
    """A subject whose words say too little."""
    return subject if subject.weak else Subject(subject.domain, subject.rows, subject.columns, True, subject.instead)


class Target(NamedTuple):
    """Figures that added up are what a number may say."""

    places: tuple[Place, ...]
    label: str


_BASES: dict[str, tuple[tuple[str, ...], ...]] = {
    NEW: ((RECEIVED,),),
    RECEIVED: ((RECEIVED,), (RECEIVED, CARRIED_IN)),
    INCOMING: ((RECEIVED, CARRIED_IN),),
    HANDLED: ((RECEIVED, CARRIED_IN), (RESULTS,), (RECEIVED,)),
    RESULTS: ((RESULTS,),),
    DONE: ((RECEIVED,), (RECEIVED, CARRIED_IN), (RESULTS,)),
    CARRIED_ON: ((CARRIED_OUT,), (CARRIED_IN,)),
    DONE_OR_CARRIED: ((CARRIED_OUT,), (RECEIVED,), (RECEIVED, CARRIED_IN), (RESULTS,)),
    ANY: ((RECEIVED,), (RECEIVED, CARRIED_IN), (RESULTS,)),
}


def code_of(subject: Subject) -> str:
    """The rule that a claim about a subject falls under."""
    if subject.domain is not REQUESTS:
        return subject.domain.code
    if all(row in _ROW_CODES or row in _BASES for row in subject.rows):
        if subject.columns:
            return APPLICANTS_CODE
        return _ROW_CODES.get(subject.rows[0], RECEIVED_CODE)
    return KIND_CODE


@lru_cache(maxsize=1024)
def targets(subject: Subject, edition: Edition) -> tuple[Target, ...]:
    """What a subject may be in the tables of an edition, the likeliest first; empty where there is none of it."""
    try:
        table = edition.table(subject.domain.table)
    except KeyError:
        return ()
    if subject.domain is REQUESTS:
        choices = [_request_rows(table, row) for row in subject.rows]
        if subject.instead:
            meant = (subject.rows, *subject.instead)
            choices = [[sum((_request_rows(table, row)[0] for row in rows), ()) for rows in meant]]
        columns = _applicants(subject.columns)
    elif subject.domain is DISPUTES:
        choices = [[_dispute_rows(row)] for row in subject.rows]
        if subject.instead:
            meant = (subject.rows, *subject.instead)
            choices = [[sum((_dispute_rows(row) for row in rows), ()) for rows in meant]]
        columns = [subject.columns or ("total",)]
    else:
        choices = [
            [(row,)] if row != ALL_FEES or subject.domain is DOCUMENTS else [("received",), ("billed",)]
            for row in subject.rows
        ]
        columns = [(column,) for column in subject.columns] or [()]
        if subject.columns == (ANY,):
            columns = [(column.key,) for column in table.blocks[0].columns]
    found = [_target(table, sum(rows, ()), names) for rows in product(*choices) for names in columns]
    return tuple(dict.fromkeys(target for target in found if target is not None))


def in_section(edition: Edition, target: Target) -> str:
    """The label of a target with its section's numeral, as `place_name` has it."""
    section = edition.section_of(target.places[0]) if target.places else None
    return target.label if section is None else f"{section.numeral}·{target.label}"


def _request_rows(table: Table, row: str) -> list[tuple[str, ...]]:
    if row in _BASES:
        return list(_BASES[row])
    return [tuple(each.key for each in table.rows if each.key == row or each.key.startswith(row + "."))]


def _dispute_rows(row: str) -> tuple[str, ...]:
    litigation = (f"{LITIGATION}.direct", f"{LITIGATION}.after_reconsideration")
    return {LITIGATION: litigation, "": ("reconsideration", *litigation)}.get(row, (row,))


def _applicants(columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    organisations = ("company", "research", "public_welfare", "legal_service", "other")
    if not columns:
        return [("total",)]
    if columns == ("company",):
        # 企业 alone is what people also call every organisation.
        return [("company",), organisations]
    if columns == (CITIZENS,):
        return [("total",), ("natural_person",)]
    named = tuple(name for column in columns for name in (organisations if column == ORGANISATIONS else (column,)))
    return [tuple(dict.fromkeys(named))]


def _target(table: Table, rows: tuple[str, ...], columns: tuple[str, ...]) -> Target | None:
    by_key: dict[str, Row] = {row.key: row for row in table.rows}
    if table.results_total is not None:
        by_key[table.results_total.key] = table.results_total
    if not rows or any(row not in by_key for row in rows):
        return None
    places = []
    for row in (by_key[key] for key in dict.fromkeys(rows)):
        for column in columns or tuple(column.key for column in row.columns):
            if column not in {each.key for each in (*row.columns, *filter(None, [row.total]))}:
                return None
            places.append(f"{table.key}.{row.key}" if row.scalar else f"{table.key}.{row.key}.{column}")
    return Target(tuple(places), _label(table, [by_key[key] for key in dict.fromkeys(rows)], columns))


def _label(table: Table, rows: list[Row], columns: tuple[str, ...]) -> str:
    groups = {row.naming_groups[0] for row in rows if row.naming_groups}
    names = [row_name(row) for row in rows]
    if len(rows) > 1 and len(groups) == 1 and all(row.naming_groups for row in rows):
        group = groups.pop()
        if len(rows) == sum(1 for row in table.rows if row.naming_groups[:1] == (group,)):
            names = [group]
    row = rows[0]
    labels = {column.key: column.label for column in (*row.columns, *filter(None, [row.total]))}
    heads = [labels[column] for column in columns if column in labels]
    if not columns or row.scalar:
        return "＋".join(names)
    group = next((column.group for column in row.columns if column.group), "")
    if group and set(columns) == {column.key for column in row.columns if column.group}:
        heads = [group]
    return "＋".join(names) + "·" + "＋".join(heads)
