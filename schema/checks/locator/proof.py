"""Which figures more than one keystroke supports."""

from typing import NamedTuple

from schema.checks.locator.relations import figures_of
from schema.checks.registry import Context
from schema.form import Place, Row, Table

PROVEN = "已印证"
UNPROVEN = "未印证"


class Proof(NamedTuple):
    """What confirms the figures of a table.

    A figure is confirmed by a relation that it is a term of, that can be assessed and that holds: a wrong one alone
    would break it. A row is proven where it adds up to its keyed total, which also shows figures in each other's place.
    """

    confirmed: frozenset[Place]
    """The filled cells and keyed totals that a relation confirms."""
    unsupported: frozenset[Place]
    """The filled cells and keyed totals that only one keystroke supports."""
    proven: frozenset[str]
    """The keys of the rows that add up to their keyed total, row （七） included."""
    started: frozenset[str]
    """The keys of the rows in which anything is filled in."""

    def word(self, row: Row) -> str:
        """已印证 or 未印证; empty for a row that nothing is filled into yet."""
        if row.key in self.proven:
            return PROVEN
        return UNPROVEN if row.key in self.started else ""


def proof(context: Context, table: Table) -> Proof:
    """The proof state of a table, from what stands in it."""
    figures = figures_of(context.report, table)
    plan = figures.plan
    held: set[int] = set()
    for number, relation in enumerate(plan.relations):
        if figures.assessable[number] and number not in figures.failing:
            held.update(variable for variable, _ in relation.terms)
    filled = {variable for variable, value in enumerate(figures.values) if value is not None}
    proven, started = set(), set()
    for line in plan.all_lines:
        if any(figures.values[cell] is not None for cell in line.cells):
            started.add(line.row.key)
        if figures.adds_up(line):
            proven.add(line.row.key)
    return Proof(
        frozenset(plan.places[variable] for variable in held),
        frozenset(plan.places[variable] for variable in filled - held),
        frozenset(proven),
        frozenset(started),
    )
