"""Which cell is probably wrong where sums fail: the fewest slips that make every failing relation hold at once.

Offered only where there is one way; the user confirms, and nothing is repaired by itself.
"""

from collections.abc import Iterable
from typing import NamedTuple

from schema.checks.locator.guesses import guesses
from schema.checks.locator.patterns import Kind, Slip
from schema.checks.locator.relations import Effect, Figures, Key, after, figures_of
from schema.checks.locator.search import certain, explanations
from schema.checks.locator.words import brief_name, kind_of, words
from schema.checks.registry import Context
from schema.findings import Finding, Repair
from schema.form import Place, Table

__all__ = ["Kind", "Located", "locate", "with_repairs"]


class Located(NamedTuple):
    """One error that was located: what to change, and which findings that settles."""

    table: str
    """The table's key."""
    kind: Kind
    certain: bool
    """Whether nothing else as small explains the sums; otherwise one of the usual slips that alone explains a row."""
    repairs: tuple[Repair, ...]
    """All of them together; a proposed text is empty where a cell is left blank."""
    settles: tuple[Key, ...]
    """The findings that the repairs settle by themselves, each by its code and the first of its places."""
    shares: tuple[Key, ...]
    """The findings that they settle only together with the other errors located in the table."""
    instead: tuple[Repair, ...]
    """What would settle the same, but is less likely, and is said so: the totals of slipped rows moved instead."""
    words: str
    """Chinese: the cells, their figures now and proposed, and what it looks like."""
    brief: str
    """The same with the rows' short labels."""

    @property
    def lead(self) -> str:
        """The Chinese word before what is said: whether it must be so, or only may be."""
        return "应是" if self.certain and not self.instead else "可能是"

    @property
    def places(self) -> tuple[Place, ...]:
        """The cells to mark, in the form's order."""
        return tuple(repair.place for repair in self.repairs)


def locate(context: Context) -> list[Located]:
    """The errors behind the sums that fail, in the form's order, as far as they can be told."""
    edition = context.edition
    # What fails in a table is told of its totals, or of the balance: of the others nothing is to be found out.
    failing = {edition.table_of(cell.place) for cell, _, _ in context.miskeyed}
    if any(balance.difference for balance in context.balances):
        failing.add(edition.balanced_table)
    return [located for table in edition.tables if table in failing for located in _located(context, table)]


def with_repairs(context: Context, findings: list[Finding]) -> list[Finding]:
    """The findings, with the repair of every sum whose error was located in its suggestion.

    One that is certain is proposed as changes too.
    """
    if not (located := locate(context)):
        return findings
    return [_with_repair(finding, located) for finding in findings]


def _with_repair(finding: Finding, located: list[Located]) -> Finding:
    key = (finding.code, finding.where[0]) if finding.where else ("", "")
    found = [each for each in located if key in each.settles] or [each for each in located if key in each.shares]
    if not found:
        return finding
    return finding._replace(
        suggestion="；".join(f"{each.lead}{each.words}" for each in found),
        repair=tuple(repair for each in found for repair in each.repairs) if found[0].certain else finding.repair,
    )


def _located(context: Context, table: Table) -> list[Located]:
    figures = figures_of(context.report, table)
    if not any(figures.plan.relations[number].key for number in figures.failing):
        return []
    slips, complete = certain(explanations(figures))
    groups = [[slip] for slip in slips]
    if not all(_stands_alone(figures, slip) for slip in slips):
        # One of them alone would break a sum that holds, or mend none.
        groups = [slips] if complete else []
    groups = _sound(figures, groups)
    sure = all(slip.is_sure for slip in slips)
    found = [_group(figures, group, certain=sure) for group in groups]
    settled = frozenset(variable for group in groups for slip in group for variable in slip.variables)
    likely = (group for slip in guesses(figures, settled) for group in _sound(figures, [[slip]]))
    found += [_group(figures, group, certain=False) for group in likely]
    return sorted(found, key=lambda each: _order(figures, each))


def _sound(figures: Figures, groups: list[list[Slip]]) -> list[list[Slip]]:
    """The groups of slips that, all of them taken back, leave every relation of their variables without a failure."""
    rest = _rest(figures, [slip for group in groups for slip in group])
    kept = [group for group in groups if not rest.keys() & _relations_of(figures, group)]
    # What is left may have relied on what is dropped.
    return kept if len(kept) == len(groups) else _sound(figures, kept)


def _relations_of(figures: Figures, slips: list[Slip]) -> set[int]:
    of_variable = figures.plan.of_variable
    return {number for slip in slips for variable in slip.variables for number, _ in of_variable[variable]}


def _order(figures: Figures, located: Located) -> int:
    return min(figures.plan.places.index(place) for place in located.places)


def _stands_alone(figures: Figures, slip: Slip) -> bool:
    rest = _rest(figures, [slip])
    return rest.keys() <= figures.failing.keys() and bool(_settled(figures, rest))


def _rest(figures: Figures, slips: list[Slip]) -> Effect:
    """What still fails after some slips are taken back."""
    changes = [change for slip in slips for change in slip.changes]
    if any(value is None for _, value in changes):
        return figures.changed(changes).failing
    rest = figures.failing
    for slip in slips:
        rest = after(rest, slip.effect)
    return rest


def _settled(figures: Figures, rest: Effect) -> list[Key]:
    relations = figures.plan.relations
    keys = [relations[number].key for number in figures.failing if number not in rest]
    return [key for key in keys if key is not None]


def _group(figures: Figures, slips: list[Slip], *, certain: bool) -> Located:
    relations, places = figures.plan.relations, figures.plan.places
    settles = _settled(figures, _rest(figures, slips))
    touched = {relations[number].key for slip in slips for number in slip.effect if number in figures.failing}
    shares = [key for key in touched if key is not None and key not in settles]
    kind = kind_of(figures, slips[0]) if len(slips) == 1 else Kind.CELLS_WRONG

    def repairs(changes: Iterable[tuple[int, int | None]]) -> tuple[Repair, ...]:
        return tuple(Repair(places[each], _text(figures.values[each]), _text(value)) for each, value in sorted(changes))

    return Located(
        figures.plan.table.key,
        kind,
        certain,
        repairs(change for slip in slips for change in slip.changes),
        tuple(settles),
        tuple(sorted(shares)),
        repairs(slips[0].instead) if len(slips) == 1 else (),
        words(figures, slips, kind, len(settles)),
        words(figures, slips, kind, len(settles), brief_name),
    )


def _text(value: int | None) -> str:
    return "" if value is None else str(value)
