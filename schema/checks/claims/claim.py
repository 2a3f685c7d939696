"""What one number, or one statement without a number, says in prose."""

from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from schema.form import Place


class Verdict(Enum):
    """What the tables say to a claim."""

    HOLDS = "holds"
    DIFFERS = "differs"
    UNPLACED = "unplaced"
    """It could not be told what the number counts, or the figures it counts are not all there."""

    @property
    def mark(self) -> str:
        """One character for it: ``✓``, ``≠`` or nothing."""
        return _MARKS[self]


_MARKS = {Verdict.HOLDS: "✓", Verdict.DIFFERS: "≠", Verdict.UNPLACED: ""}


class Claim(NamedTuple):
    """One number in prose, held against the tables."""

    place: Place
    """The text it stands in."""
    start: int
    """Where the number, or the statement, begins in that text, in characters."""
    end: int
    sentence: str
    written: str
    """The number as it is written, its unit included."""
    number: int | Decimal | None
    """None for a statement without a number."""
    code: str = ""
    """The rule that the claim falls under; empty for one that was not placed."""
    target: tuple[Place, ...] = ()
    """The places whose figures added up the number was compared with; empty where it was not placed."""
    label: str = ""
    """What the number was compared with, in Chinese, as the form names it."""
    expected: int | Decimal | None = None
    """What the tables give: the figure that the number equals, else the likeliest of those it may mean."""
    verdict: Verdict = Verdict.UNPLACED
    scope: str = ""
    """The words, such as 本级, that say that the number counts something else than the tables; then it is a hint."""
