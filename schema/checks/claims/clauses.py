"""Sentences cut into clauses, and clauses into numbers, each with the words that belong to it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from schema.checks.claims.labels import Slot
from schema.checks.claims.tokens import Mark, Sentence, Token


class Clause(NamedTuple):
    """What stands between two marks of a sentence."""

    start: int
    end: int
    opener: Mark | None
    """The mark before it; None at the beginning of the sentence."""
    tokens: tuple[Token, ...]
    """Its words and numbers, without words that say nothing."""

    @property
    def has_number(self) -> bool:
        """Whether a number stands in it."""
        return any(token.word is None for token in self.tokens)


class Segment(NamedTuple):
    """One number of a clause and its part of the clause."""

    number: Token
    words: tuple[Token, ...]
    start: int
    end: int


def clauses(sentence: Sentence, tokens: Sequence[Token]) -> Iterator[Clause]:
    """The clauses of a sentence, empty ones too: they begin and end with the brackets."""
    start, opener = sentence.start, None
    held: list[Token] = []
    for token in tokens:
        if token.mark is None:
            if token.word is None or token.word.slot is not Slot.FILLER:
                held.append(token)
            continue
        yield Clause(start, token.start, opener, tuple(held))
        start, opener, held = token.end, token.mark, []
    yield Clause(start, sentence.end, opener, tuple(held))


def segments(tokens: Sequence[Token], start: int, end: int) -> list[Segment]:
    """The numbers of a clause, each with the words before it, or with those behind where the clause begins with one."""
    places = [index for index, token in enumerate(tokens) if token.word is None]
    if len(places) == 1:
        number = tokens[places[0]]
        return [Segment(number, tuple(token for token in tokens if token is not number), start, end)]
    if places[0] == 0 and places[-1] < len(tokens) - 1:
        bounds = [*places[1:], len(tokens)]
        return [
            Segment(
                tokens[place],
                tuple(tokens[place + 1 : bound]),
                tokens[place].start,
                tokens[bound].start if bound < len(tokens) else end,
            )
            for place, bound in zip(places, bounds, strict=True)
        ]
    found = []
    previous, previous_end = 0, start
    for place in places:
        found.append(Segment(tokens[place], tuple(tokens[previous:place]), previous_end, tokens[place].end))
        previous, previous_end = place + 1, tokens[place].end
    if not found[-1].words:
        found[-1] = found[-1]._replace(words=tuple(tokens[previous:]), end=end)
    return found
