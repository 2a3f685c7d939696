"""What is likely, not certain: a row that is not its keyed total, while nothing else can be held against its figures.

A row alone cannot say which of its figures is wrong, or whether its total is. Where a single one of the usual slips
explains the difference, it may be told as a guess.
"""

from collections.abc import Iterator

from schema.checks.locator.patterns import Kind, Slip
from schema.checks.locator.relations import Figures, Line
from schema.checks.locator.slips import slips
from schema.checks.locator.words import digits_kind


def guesses(figures: Figures, settled: frozenset[int]) -> list[Slip]:
    """One slip for each row that only one usual slip explains.

    Args:
        figures: The figures.
        settled: The variables that certain slips change: their rows are left alone.
    """
    rows = [
        line
        for line in figures.plan.lines
        if figures.adds_up(line) is False and not figures.is_crossed(line) and not settled & _variables(line)
    ]
    if not rows:
        return []
    patterns = [slip for slip in slips(figures, surely=False) if not slip.variables & settled]
    likely = {
        line.row: [*_digit_slips(figures, line), *(slip for slip in patterns if slip.variables & _variables(line))]
        for line in rows
    }
    found: list[Slip] = []
    for line in rows:
        if len(likely[line.row]) != 1:
            continue
        first = likely[line.row][0]
        if (
            first not in found
            and _is_telling(figures, line, first)
            and all(likely[each.row] == [first] for each in rows if first.variables & _variables(each))
        ):
            found.append(first)
    return found


def _is_telling(figures: Figures, line: Line, slip: Slip) -> bool:
    """Whether a slip leaves enough of a number to be known again.

    Any number of one digit is one slip from most others, so that two errors look like it as often as not, unless the
    row's total is a term of sums that hold.
    """
    if len(slip.changes) > 1 or (line.total is not None and len(figures.active[line.total]) > 1):
        return True
    ((variable, proposed),) = slip.changes
    return min(len(str(figures.values[variable])), len(str(proposed))) > 1


def _variables(line: Line) -> frozenset[int]:
    return frozenset(line.cells if line.total is None else (*line.cells, line.total))


def _digit_slips(figures: Figures, line: Line) -> Iterator[Slip]:
    """Each figure of a row, and its total, that one slip of a finger on the right number explains."""
    assert line.total is not None
    values = figures.known(line)
    keyed = figures.values[line.total]
    assert values is not None and keyed is not None
    over = sum(values) - keyed
    for variable, now, proposed in (
        *((cell, value, value - over) for cell, value in zip(line.cells, values, strict=True)),
        (line.total, keyed, keyed + over),
    ):
        if proposed < 0 or not _is_one_slip(str(now), str(proposed)):
            continue
        effect = figures.effect([(variable, proposed)])
        # A keyed total may stand in a sum of totals that holds.
        if effect.keys() <= figures.failing.keys():
            yield Slip(Kind.ONE_CELL, ((variable, proposed),), effect)


def _is_one_slip(now: str, proposed: str) -> bool:
    # A leading nought disappears in a number: what is left of 10 with its digits exchanged is 1.
    width = max(len(now), len(proposed))
    padded = now.zfill(width), proposed.zfill(width)
    differing = sum(one != other for one, other in zip(*padded, strict=True))
    return differing == 1 or digits_kind(*padded) is not None or digits_kind(now, proposed) is not None
