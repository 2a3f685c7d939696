"""Slips that can be written down without knowing what is wrong: figures that stand in each other's place, or twice.

Each is tried on what is typed; only those that break no relation which holds are candidates.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from schema.checks.locator.relations import Effect, Figures, Line, after
from schema.form import Role

PARTLY_GRANTED = "partly_granted"
"""The row that the form wants counted nowhere else."""


LEAST_TELLING_SUM = 10
"""Of figures whose columns cannot be assessed: two wrong digits may well make 3 of one row and 5 of another 5 and 3."""


class Kind(Enum):
    """What was probably done wrong."""

    ONE_CELL = "one-cell"
    """Another number in one cell or keyed total."""
    DIGITS_SWAPPED = "digits-swapped"
    """21 for 12."""
    DIGIT_DROPPED = "digit-dropped"
    """12 for 112 or 132."""
    DIGIT_DOUBLED = "digit-doubled"
    """122 for 12."""
    NEIGHBOURS_SWAPPED = "neighbours-swapped"
    """Two cells beside or below each other hold each other's figures."""
    ROW_SLIPPED = "row-slipped"
    """The figures of whole rows stand one line too low or high, against their totals or the balance."""
    TOTALS_SWAPPED = "totals-swapped"
    """Two keyed totals of neighbouring rows hold each other's figures."""
    COUNTED_TWICE = "counted-twice"
    """The figures of one row are counted in another as well."""
    ROW_WRONG = "row-wrong"
    """Three or more cells of one row."""
    CELLS_WRONG = "cells-wrong"
    """Several cells that only a change of all sets right."""


class Slip(NamedTuple):
    """Other values for some variables, by which relations that fail come to hold; None for a blank."""

    kind: Kind
    changes: tuple[tuple[int, int | None], ...]
    effect: Effect
    instead: tuple[tuple[int, int | None], ...] = ()
    """What would do the same to the relations, but is less likely: the totals of slipped rows moved the other way."""

    @property
    def variables(self) -> frozenset[int]:
        """What it changes."""
        return frozenset(variable for variable, _ in self.changes)


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
        *_runs(figures),
        *_counted_twice(figures),
    ):
        found.setdefault(frozenset(each.changes), each)
    return list(found.values())


def _slip(figures: Figures, kind: Kind, changes: Iterable[tuple[int, int]]) -> Slip | None:
    """The slip, unless it changes nothing, helps nothing or breaks a relation."""
    real = tuple(sorted(change for change in changes if figures.values[change[0]] != change[1]))
    effect = figures.effect(real)
    failing = figures.failing
    if not effect or any(number not in failing for number in effect):
        return None
    if not any(failing[number] + amount == 0 for number, amount in effect.items()):
        return None
    return Slip(kind, real, effect)


def _swapped(figures: Figures, kind: Kind, pairs: Iterable[tuple[int, int]]) -> Slip | None:
    values = figures.values
    changes: list[tuple[int, int]] = []
    for one, other in pairs:
        first, second = values[one], values[other]
        if first is None or second is None:
            return None
        changes += [(one, second), (other, first)]
    return _slip(figures, kind, changes)


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
            yield slip


def _exchanged_rows(figures: Figures, surely: bool) -> Iterator[Slip]:
    """Two rows one below the other whose figures, with or without their totals, or totals alone stand for each other's.

    Exchanged totals look the same as exchanged figures where the balance has no part in it. A total is keyed as the
    control of its row, so it is the figures that are taken to have slipped, and the totals are told as the other way.
    """
    for upper, lower in figures.plan.neighbours:
        if figures.adds_up(upper) is None or figures.adds_up(lower) is None:
            continue
        is_crossed = figures.is_crossed(upper) and figures.is_crossed(lower)
        if surely and not is_crossed and not (_is_telling(figures, upper) and _is_telling(figures, lower)):
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
            yield with_totals


def _is_telling(figures: Figures, line: Line) -> bool:
    """Whether the sum of a row is large enough that it does not equal another row's keyed total by chance."""
    return sum(figures.known(line) or ()) >= LEAST_TELLING_SUM


def _runs(figures: Figures) -> Iterator[Slip]:
    """Three rows and more, all one line too low or too high, beside a row of zeros."""
    lines = figures.plan.lines
    if not all(figures.is_crossed(line) for line in lines):
        return
    for order in (lines, lines[::-1]):
        for start, line in enumerate(order):
            values = figures.known(line)
            if values is not None and not any(values):
                for run in _fitting(figures, order[start:]):
                    changes = moved_up(figures, run)
                    slip = _slip(
                        figures, Kind.ROW_SLIPPED, [(cell, value) for cell, value in changes if value is not None]
                    )
                    if slip is not None:
                        yield slip


def _with_totals_instead(figures: Figures, slip: Slip, run: tuple[Line, ...]) -> Slip:
    """The slip of a run, with its totals one line on where that has the same effect."""
    totals = [line.total for line in run if line.total is not None]
    moved = {total: figures.values[origin] for total, origin in zip(totals, (totals[-1], *totals[:-1]), strict=True)}
    changes = [(total, value) for total, value in sorted(moved.items()) if value is not None]
    real = [change for change in changes if figures.values[change[0]] != change[1]]
    return slip._replace(instead=tuple(real)) if figures.effect(real) == slip.effect else slip


def _without_blanks(changes: Iterable[tuple[int, int | None]]) -> list[tuple[int, int]]:
    return [(variable, value) for variable, value in changes if value is not None]


def _fitting(figures: Figures, lines: tuple[Line, ...]) -> Iterator[tuple[Line, ...]]:
    """The runs from the first line on in which each keyed total is that of the figures one line further on.

    Each ends where the figures of the first line fit too; two rows of it at least do not add up as they stand.
    """
    sums = figures.values
    failing = 0
    for index, (line, following) in enumerate(pairwise(lines)):
        figures_here, figures_next = figures.known(line), figures.known(following)
        keyed = None if line.total is None else sums[line.total]
        if keyed is None or figures_next is None or keyed != sum(figures_next):
            return
        failing += figures_here is not None and sum(figures_here) != keyed
        keyed_next = None if following.total is None else sums[following.total]
        if index and figures_here is not None and keyed_next == 0:
            still = failing + (sum(figures_next) != 0)
            if still >= 2:
                yield lines[: index + 2]


def moved_up(figures: Figures, run: tuple[Line, ...]) -> list[tuple[int, int | None]]:
    """The figures of a run each one line back, those of its first line at its end."""
    values = figures.values
    return [
        (cell, values[source])
        for line, origin in zip(run, (*run[1:], run[0]), strict=True)
        for cell, source in zip(line.cells, origin.cells, strict=True)
        if values[cell] != values[source]
    ]


def blank_runs(figures: Figures) -> Iterator[Slip]:
    """Two rows and more that stand one line further on than their keyed totals, beside a line left blank.

    The only slips that make a blank: what they do to the relations is not in their effect.
    """
    lines = figures.plan.lines
    values = figures.values
    for order in (lines, lines[::-1]):
        for start, line in enumerate(order):
            if not all(values[cell] is None for cell in line.cells) or line.total is None or not values[line.total]:
                continue
            length = 1
            for here, following in pairwise(order[start:]):
                known = figures.known(following)
                if known is None or here.total is None or values[here.total] != sum(known):
                    break
                length += 1
            for stop in range(3, length + 1):
                run = order[start : start + stop]
                changes = tuple(moved_up(figures, run))
                if sum(_is_telling(figures, each) for each in run) >= 2 and not figures.changed(changes).failing:
                    yield Slip(Kind.ROW_SLIPPED, changes, {})


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
        slip = _slip(figures, Kind.COUNTED_TWICE, changes)
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
