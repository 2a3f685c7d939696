"""A number of a text with what it counts, before it is held against the tables."""

from enum import Enum
from typing import NamedTuple

from schema.checks.claims.numbers import SHARE, Written
from schema.checks.claims.subjects import Subject
from schema.checks.claims.tokens import Token
from schema.form import Place


class Role(Enum):
    """What a number does in its sentence."""

    COUNT = "count"
    SHARE = "share"
    """A percentage of something."""
    CHANGE = "change"
    """How much more or less than in another year, as a percentage or as a count."""


_COUNT = Role.COUNT


class Mention(NamedTuple):
    """One number of a text, with its place in characters."""

    start: int
    end: int
    written: Written | None
    """None for a figure quoted in braces."""
    quoted: Place
    sentence: tuple[int, int]
    segment: tuple[int, int]
    """The part of the sentence that tells what the number counts."""
    role: Role = Role.COUNT
    subject: Subject | None = None
    """What is counted, of which the share is taken or which has changed; None where it could not be told."""
    of: Subject | None = None
    """What a share is of, where its clause says so."""
    about: int | None = None
    """The index of the number before that a share or a change goes with."""
    together: bool = False
    """Whether the share is that of several numbers before."""
    whole: int | None = None
    """The index of the number that this one is a part of."""
    direction: int = 0
    """1 for more, -1 for less."""
    guarded: bool = False
    """Whether its sentence speaks of another period: a number that differs then says nothing."""
    head: int | None = None
    """The index of the number that a result is told of: where that is in doubt, so is the result."""

    @property
    def counts(self) -> bool:
        """Whether it is a count, neither a change nor a percentage."""
        return self.role is _COUNT and (self.written is None or self.written.unit != SHARE)


class Listing(NamedTuple):
    """Parts listed after a number, by their indices; the number may be the sum of them."""

    whole: int
    parts: tuple[int, ...]
    rest: bool
    """Whether the last part is the rest, 其他, so that nothing is left out."""
    end: int
    """Where the last clause of the list ends."""


class Reading(NamedTuple):
    """All numbers of a text in order, and the lists among them."""

    mentions: tuple[Mention, ...]
    listings: tuple[Listing, ...]
    tokens: dict[int, list[Token]]
    """The words of each sentence with a number, by where it begins."""
