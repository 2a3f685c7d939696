"""What a slip is: other values for a few cells, by which sums that fail come to hold."""

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from schema.checks.locator.relations import Effect, Figures, Line

PARTLY_GRANTED = "partly_granted"
"""The row that the form wants counted nowhere else."""

LEAST_TELLING = 10
"""From what on a sum or a difference hardly agrees with another by chance."""


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

    is_sure: bool = True
    """Whether it explains more than two errors that happen to be of the same size would."""

    @property
    def variables(self) -> frozenset[int]:
        """What it changes."""
        return frozenset(variable for variable, _ in self.changes)


def slip_of(figures: Figures, kind: Kind, changes: Iterable[tuple[int, int]]) -> Slip | None:
    """The slip, unless it changes nothing, helps nothing or breaks a relation."""
    real = tuple(sorted(change for change in changes if figures.values[change[0]] != change[1]))
    effect = figures.effect(real)
    failing = figures.failing
    if not effect or any(number not in failing for number in effect):
        return None
    if not any(failing[number] + amount == 0 for number, amount in effect.items()):
        return None
    return Slip(kind, real, effect)


def unless_small(slip: Slip) -> Slip:
    """The slip, not sure where what it moves is little."""
    return slip._replace(is_sure=max(map(abs, slip.effect.values())) >= LEAST_TELLING)


def is_telling(figures: Figures, line: Line) -> bool:
    """Whether the sum of a row is large enough that it does not equal another row's keyed total by chance."""
    return sum(figures.known(line) or ()) >= LEAST_TELLING
