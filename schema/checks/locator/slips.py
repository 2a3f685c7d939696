"""Slips that can be written down without knowing what is wrong: figures that stand in each other's place, or twice.

Each is tried on what is typed; only those that break no relation which holds are candidates.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from schema.checks.locator.patterns import PARTLY_GRANTED, Kind, Slip, is_telling, slip_of, unless_small
from schema.checks.locator.relations import Figures, after
from schema.checks.locator.runs import runs
from schema.form import Role


def slips(figures: Figures, *, surely: bool = True) -> list[Slip]:
    """Every slip of a known pattern that the failing relations speak for, none of which breaks another relation.

    Args:
        figures: The figures.
        surely: Only those that two wrong cells would hardly look like.
    """
    found: dict[frozenset[tuple[int, int | None]], Slip] = {}
    for each in (
        *_exchanged_rows(figures, surely),
        *_neighbours(figures, surely),
        *runs(figures),
        *_counted_twice(figures),
    ):
        found.setdefault(frozenset(each.changes), each)
    return list(found.values())


def _swapped(figures: Figures, kind: Kind, pairs: Iterable[tuple[int, int]]) -> Slip | None:
    values = figures.values
    changes: list[tuple[int, int]] = []
    for one, other in pairs:
        first, second = values[one], values[other]
        if first is None or second is None:
            return None
        changes += [(one, second), (other, first)]
    return slip_of(figures, kind, changes)


def _may_swap(figures: Figures, one: int, other: int) -> bool:
    """Whether no relation that holds would break if two variables were exchanged: a quick look, before the sums."""
    first, second = figures.values[one], figures.values[other]
    if first == second or first is None or second is None:
        return False
    touched = dict(figures.active[one])
    for number, sign in figures.active[other]:
        if touched.get(number) == sign:
            del touched[number]
        elif number not in figures.failing:
            return False
    return bool(touched) and all(number in figures.failing for number in touched)


def _neighbours(figures: Figures, surely: bool) -> Iterator[Slip]:
    """Two cells of a row beside each other, or of a column below each other; the rows have their keyed totals."""
    plan = figures.plan
    proved = {
        line.row
        for line in plan.all_lines
        if figures.adds_up(line) is not None and (figures.is_crossed(line) or not surely)
    }
    pairs = [pair for line in plan.all_lines if line.row in proved for pair in pairwise(line.cells)]
    for upper, lower in plan.neighbours:
        if upper.row in proved and lower.row in proved:
            pairs += zip(upper.cells, lower.cells, strict=True)
    for pair in pairs:
        if _may_swap(figures, *pair) and (slip := _swapped(figures, Kind.NEIGHBOURS_SWAPPED, [pair])) is not None:
            yield unless_small(slip)


def _exchanged_rows(figures: Figures, surely: bool) -> Iterator[Slip]:
    """Two rows one below the other whose figures, with or without their totals, or totals alone stand for each other's.

    Exchanged totals look the same as exchanged figures where the balance has no part in it. A total is keyed as the
    control of its row, so it is the figures that are taken to have slipped, and the totals are told as the other way.
    """
    for upper, lower in figures.plan.neighbours:
        if figures.adds_up(upper) is None or figures.adds_up(lower) is None:
            continue
        is_crossed = figures.is_crossed(upper) and figures.is_crossed(lower)
        if surely and not is_crossed and not (is_telling(figures, upper) and is_telling(figures, lower)):
            continue
        assert upper.total is not None and lower.total is not None
        cells = list(zip(upper.cells, lower.cells, strict=True))
        totals = (upper.total, lower.total)
        totals_alone = _swapped(figures, Kind.TOTALS_SWAPPED, [totals])
        figures_alone = _swapped(figures, Kind.ROW_SLIPPED, cells)
        if figures_alone is not None:
            same = totals_alone is not None and totals_alone.effect == figures_alone.effect
            yield figures_alone._replace(instead=totals_alone.changes if same and totals_alone is not None else ())
        elif totals_alone is not None and is_crossed:
            yield totals_alone
        with_totals = _swapped(figures, Kind.ROW_SLIPPED, [*cells, totals])
        if with_totals is not None:
            yield unless_small(with_totals)


def _counted_twice(figures: Figures) -> Iterator[Slip]:
    """The figures of （二）部分公开 counted in another row of results too, whose keyed total is without them."""
    plan = figures.plan
    roles = plan.table.roles
    source = next((line for line in plan.lines if line.row.key == PARTLY_GRANTED), None)
    added = None if source is None else figures.known(source)
    if source is None or not added or not any(added):
        return
    for line in plan.lines:
        if line is source or roles.get(line.row.key) is not Role.RESULT:
            continue
        values = figures.known(line)
        if (
            values is None
            or figures.adds_up(line) is not False
            or any(value < more for value, more in zip(values, added, strict=True))
        ):
            continue
        changes = [(cell, value - more) for cell, value, more in zip(line.cells, values, added, strict=True)]
        slip = slip_of(figures, Kind.COUNTED_TWICE, changes)
        if slip is not None:
            yield slip


def whole_row(figures: Figures) -> Slip | None:
    """The one row that is not its keyed total, set right cell by cell as its columns ask for.

    Three cells and more; fewer are found one by one.
    """
    wrong = [line for line in figures.plan.all_lines if figures.adds_up(line) is False]
    if len(wrong) != 1:
        return None
    cells = wrong[0].cells
    met = Counter(number for cell in cells for number, _ in figures.active[cell])
    changes: list[tuple[int, int]] = []
    for cell in cells:
        # A relation with one cell of the row is that cell's column.
        deltas = {-sign * figures.failing.get(number, 0) for number, sign in figures.active[cell] if met[number] == 1}
        value = figures.values[cell]
        if value is None or len(deltas) != 1:
            return None
        delta = deltas.pop()
        if value + delta < 0:
            return None
        if delta:
            changes.append((cell, value + delta))
    effect = figures.effect(changes)
    if len(changes) < 3 or after(figures.failing, effect):
        return None
    return Slip(Kind.ROW_WRONG, tuple(changes), effect)
