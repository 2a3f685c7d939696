"""Sentences cut into clauses, and clauses into numbers, each with the words that belong to it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from schema.checks.claims.making import maker
from schema.checks.claims.slots import Slot
from schema.checks.claims.tokens import Mark, Sentence, Token
from schema.checks.claims.words import Words, words_of

_FILLER = Slot.FILLER


class Clause(NamedTuple):
    """What stands between two marks of a sentence."""

    start: int
    end: int
    opener: Mark | None
    """The mark before it; None at the beginning of the sentence."""
    tokens: tuple[Token, ...]
    """Its words and numbers, without words that say nothing."""
    words: Words
    has_number: bool


class Segment(NamedTuple):
    """One number of a clause and its part of the clause."""

    number: Token
    tokens: tuple[Token, ...]
    """Its words."""
    words: Words
    start: int
    end: int


_clause, _made_segment = maker(Clause), maker(Segment)


def clauses(sentence: Sentence, tokens: Sequence[Token]) -> Iterator[Clause]:
    """The clauses of a sentence, empty ones too: they begin and end with the brackets."""
    start, opener = sentence.start, None
    held: list[Token] = []
    numbered = False
    for token in tokens:
        if token.mark is not None:
            yield _clause((start, token.start, opener, tuple(held), words_of(held), numbered))
            start, opener, held, numbered = token.end, token.mark, [], False
        elif token.word is None:
            held.append(token)
            numbered = True
        elif token.word.slot is not _FILLER:
            held.append(token)
    yield _clause((start, sentence.end, opener, tuple(held), words_of(held), numbered))


def segments(tokens: tuple[Token, ...], words: Words, start: int, end: int) -> list[Segment]:
    """The numbers of a clause, each with the words before it, or with those behind where the clause begins with one.

    Args:
        tokens: Those of the clause.
        words: The words among them.
        start: Where the clause begins.
        end: And where it ends.
    """
    places = [index for index, token in enumerate(tokens) if token.word is None]
    if len(places) == 1:
        place = places[0]
        return [_made_segment((tokens[place], tokens[:place] + tokens[place + 1 :], words, start, end))]
    if places[0] == 0 and places[-1] < len(tokens) - 1:
        bounds = [*places[1:], len(tokens)]
        return [
            _segment(
                tokens[place],
                tokens[place + 1 : bound],
                tokens[place].start,
                tokens[bound].start if bound < len(tokens) else end,
            )
            for place, bound in zip(places, bounds, strict=True)
        ]
    found = []
    previous, previous_end = 0, start
    for place in places:
        found.append(_segment(tokens[place], tokens[previous:place], previous_end, tokens[place].end))
        previous, previous_end = place + 1, tokens[place].end
    if not found[-1].tokens:
        found[-1] = _segment(found[-1].number, tokens[previous:], found[-1].start, end)
    return found


def _segment(number: Token, tokens: Sequence[Token], start: int, end: int) -> Segment:
    return _made_segment((number, tuple(tokens), words_of(tokens), start, end))
