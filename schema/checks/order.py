"""The order in which findings are told: the form's."""

from collections.abc import Iterable
from functools import lru_cache

from schema.findings import COVER, Finding
from schema.form import Edition, Place, Role, Table

_LAST = 1_000_000


def in_form_order(edition: Edition, findings: Iterable[Finding]) -> list[Finding]:
    """Findings by the first place they name: cover, then section by section, prose before its table."""
    sections = {COVER: -1} | {section.key: index for index, section in enumerate(edition.sections)}

    def key(finding: Finding) -> tuple[int, int]:
        return sections.get(finding.section, -2), _position(edition, finding.where[0]) if finding.where else -1

    return sorted(findings, key=key)


def _position(edition: Edition, place: Place) -> int:
    """Where a place stands within its section."""
    if (position := _table_positions(edition).get(place)) is not None:
        return position
    if place in edition.fields_by_place:
        return list(edition.fields_by_place).index(place)
    _, _, rest = place.partition(".parts.")
    index, _, name = rest.partition(".")
    if index.isdecimal() and len(index) < 6:
        return 2 * int(index) + (2 if name == "text" else 1)
    return 0 if place.endswith(".intro") else _LAST


@lru_cache(maxsize=8)
def _table_positions(edition: Edition) -> dict[Place, int]:
    """Every cell and total in reading order, after any prose of its section."""
    return {place: _LAST + index for index, place in enumerate(p for table in edition.tables for p in _reading(table))}


def _reading(table: Table) -> list[Place]:
    places: list[Place] = []
    outgoing = {row.key for row in table.rows_in(Role.OUTGOING)}
    rows = [(row.key in outgoing, row) for row in table.rows]
    if table.results_total is not None:
        rows.insert(next((i for i, (after, _) in enumerate(rows) if after), len(rows)), (False, table.results_total))
    for _, row in rows:
        places += [cell.place for cell in table.row_cells(row)]
        if row.total is not None:
            places.append(table.cell_place(row, row.total))
    return places
