"""Percentages and changes: which number they go with, and what they are of."""

from collections.abc import Sequence
from typing import NamedTuple

from schema.checks.claims.clauses import Clause, Segment
from schema.checks.claims.mention import Role
from schema.checks.claims.placing import subject_of
from schema.checks.claims.settings import Setting
from schema.checks.claims.slots import Slot, Word
from schema.checks.claims.subjects import Subject
from schema.checks.claims.tokens import Token
from schema.checks.claims.words import words_of

_TOGETHER = ("二者", "两者", "两项", "三者", "三项", "合计", "共", "总计")
"""Before 占: the share is that of several numbers."""

_NEAR = 6
"""How many characters may stand between a word of change and its number."""


_CHANGES = frozenset({Slot.CHANGE, Slot.LEVEL})


class Ratio(NamedTuple):
    """What a percentage or a change says."""

    role: Role
    subject: Subject | None = None
    of: Subject | None = None
    about: int | None = None
    direction: int = 0
    together: bool = False


def change_before(segment: Segment) -> Word | None:
    """The word of a change right before a number."""
    if _CHANGES.isdisjoint(segment.words.slots):
        return None
    number = segment.number.start
    for token in reversed(segment.tokens):
        if token.end <= number:
            word = token.word
            near = number - token.end <= _NEAR
            return word if near and word is not None and word.slot in _CHANGES else None
    return None


def changed(segment: Segment, word: Word, last: int | None, setting: Setting) -> Ratio | None:
    """What a number says behind a word of change; None for the level that something has changed to."""
    if word.slot is Slot.LEVEL:
        return None
    words = words_of([token for token in segment.tokens if token.word and token.word.slot is not Slot.PERIOD])
    subject = None if words.barred else subject_of(words, None, setting, False, None)
    return Ratio(Role.CHANGE, subject, None, last, int(word.value))


def shared(text: str, segment: Segment, pending: Clause | None, last: int | None, setting: Setting) -> Ratio | None:
    """What a percentage is of what; None where it is no share, or that cannot be told."""
    tokens: Sequence[Token] = segment.tokens
    place = _share_word(tokens)
    if place is None and pending is not None and not segment.words.main:
        tokens = (*pending.tokens, *tokens)
        place = _share_word(tokens)
    if place is None or tokens[place].end > segment.number.start:
        return None
    if any(mark in text[segment.start : tokens[place].start] for mark in _TOGETHER):
        return Ratio(Role.SHARE, about=last, together=True)
    own, base = words_of(tokens[:place]), words_of(tokens[place + 1 :])
    if own.barred or base.barred:
        return None
    of = subject_of(base, None, setting, False, None) if base.main else None
    if not own.main:
        return Ratio(Role.SHARE, None, of, last)
    subject = subject_of(own, None, setting, False, None)
    return None if subject is None else Ratio(Role.SHARE, subject, of)


def _share_word(tokens: Sequence[Token]) -> int | None:
    return next((index for index, token in enumerate(tokens) if token.word and token.word.slot is Slot.SHARE), None)
