"""The exact search: the fewest slips by which every failing relation of a table comes to hold at once.

At each number of slips all explanations are looked for; a slip is certain only if it is part of every one of them.
"""

from collections.abc import Iterator, Mapping
from itertools import chain

from schema.checks.locator.patterns import Kind, Slip
from schema.checks.locator.relations import Effect, Figures, after
from schema.checks.locator.runs import blank_runs
from schema.checks.locator.slips import slips, whole_row

MOST_SLIPS = 3
MOST_TRIES = 800
"""How many last steps are tried before nothing is said: what keeps a keystroke short in a table full of errors."""
MOST_EXPLANATIONS = 60
"""From how many on nothing is said, though they may have a slip in common."""

Explanation = tuple[Slip, ...]


class _TooManyError(Exception):
    """More is wrong than can be searched while somebody types."""


def explanations(figures: Figures) -> list[Explanation]:
    """Every explanation of the fewest slips; at most two, or none, where they have no slip in common."""
    if not figures.failing:
        return []
    search = _Search(figures)
    if not search.patterns and _is_open(figures):
        return []
    try:
        for size in range(1, MOST_SLIPS + 1):
            if found := search.of_size(size):
                return found
    except _TooManyError:
        pass
    return []


def _is_open(figures: Figures) -> bool:
    """Whether any one cell of a sum that fails may be wrong: none is in another sum too, and no row is blank."""
    return all(len(relations) < 2 for relations in figures.active) and all(
        figures.known(line) is not None for line in figures.plan.lines
    )


def certain(found: list[Explanation]) -> tuple[list[Slip], bool]:
    """The slips that every explanation contains, and whether these are all there are."""
    if not found:
        return [], False
    common = set.intersection(*({slip.changes for slip in each} for each in found))
    slips = [slip for slip in found[0] if slip.changes in common]
    return (slips, len(found) == 1) if _is_possible(tuple(slips)) else ([], False)


def _is_possible(explanation: Explanation) -> bool:
    return all(value is None or value >= 0 for slip in explanation for _, value in slip.changes)


class _Search:
    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.patterns = slips(figures)
        self.by_effect: dict[frozenset[tuple[int, int]], list[Slip]] = {}
        for slip in self.patterns:
            self.by_effect.setdefault(frozenset(slip.effect.items()), []).append(slip)
        self.tries = 0

    def of_size(self, size: int) -> list[Explanation]:
        """The explanations of as many slips, up to the point where no slip is common to all."""
        found: dict[frozenset[tuple[int, int | None]], Explanation] = {}
        common: set[tuple[tuple[int, int | None], ...]] = set()
        whole = chain(self._solved(self.figures.failing, size, frozenset()), self._wholes() if size == 1 else ())
        for each in whole:
            changes = frozenset(change for slip in each for change in slip.changes)
            if changes in found:
                continue
            parts = {slip.changes for slip in each}
            common = common & parts if found else parts
            found[changes] = each
            if not common:
                break
            if len(found) > MOST_EXPLANATIONS:
                raise _TooManyError
        return list(found.values())

    def _wholes(self) -> Iterator[Explanation]:
        """What is one slip, though it is not one that others could stand beside."""
        row = whole_row(self.figures)
        if row is not None:
            yield (row,)
        for run in blank_runs(self.figures):
            yield (run,)

    def _solved(self, residuals: Effect, size: int, used: frozenset[int]) -> Iterator[Explanation]:
        """Every way to make what fails hold by so many slips that change none of the variables used."""
        if size == 1:
            yield from self._last(residuals, used)
            return
        for slip in self._first(residuals, used):
            rest = after(residuals, slip.effect)
            if rest:
                for more in self._solved(rest, size - 1, used | slip.variables):
                    yield (slip, *more)

    def _last(self, residuals: Effect, used: frozenset[int]) -> Iterator[Explanation]:
        self.tries += 1
        if self.tries > MOST_TRIES:
            raise _TooManyError
        figures = self.figures
        number, residual = next(iter(residuals.items()))
        for variable in figures.by_signature.get(frozenset(residuals), ()):
            relations = figures.active[variable]
            delta = next(-sign * residual for each, sign in relations if each == number)
            if variable not in used and all(residuals[each] + sign * delta == 0 for each, sign in relations):
                yield (self._cell(variable, delta),)
        wanted = frozenset((number, -residual) for number, residual in residuals.items())
        for slip in self.by_effect.get(wanted, ()):
            if not slip.variables & used:
                yield (slip,)

    def _first(self, residuals: Mapping[int, int], used: frozenset[int]) -> Iterator[Slip]:
        """What may be one of several slips: each that has a part in one relation, for something has to mend that."""
        figures = self.figures
        relations = figures.plan.relations
        chosen = min(residuals, key=lambda number: len(relations[number].terms))
        for slip in self.patterns:
            if chosen in slip.effect and not slip.variables & used:
                yield slip
        for variable, _ in relations[chosen].terms:
            if variable in used:
                continue
            # One of the relations of one of the cells to change has no other of them in it.
            deltas = {-sign * residuals[number] for number, sign in figures.active[variable] if number in residuals}
            for delta in deltas:
                yield self._cell(variable, delta)

    def _cell(self, variable: int, delta: int) -> Slip:
        value = self.figures.values[variable]
        assert value is not None
        effect = {number: sign * delta for number, sign in self.figures.active[variable]}
        return Slip(Kind.ONE_CELL, ((variable, value + delta),), effect)
