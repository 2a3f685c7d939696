"""Rows that stand one line too low or too high, one after the other, beside a row of zeros or one left blank."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from schema.checks.locator.patterns import Kind, Slip, is_telling, slip_of
from schema.checks.locator.relations import Figures, Line


def runs(figures: Figures) -> Iterator[Slip]:
    """Three rows and more, all one line too low or too high, beside a row of zeros."""
    lines = figures.plan.lines
    if not all(figures.is_crossed(line) for line in lines):
        return
    for order in (lines, lines[::-1]):
        for start, line in enumerate(order):
            values = figures.known(line)
            if values is not None and not any(values):
                for run in _fitting(figures, order[start:]):
                    slip = slip_of(figures, Kind.ROW_SLIPPED, _without_blanks(_moved_up(figures, run)))
                    if slip is not None:
                        yield _with_totals_instead(figures, slip, run)


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


def _moved_up(figures: Figures, run: tuple[Line, ...]) -> list[tuple[int, int | None]]:
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
                changes = tuple(_moved_up(figures, run))
                if sum(is_telling(figures, each) for each in run) >= 2 and not figures.changed(changes).failing:
                    yield Slip(Kind.ROW_SLIPPED, changes, {})
