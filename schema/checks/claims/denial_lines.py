"""A sentence as a line of letters, one for each word, with what it can be asked about the words before a place."""

import re
from typing import NamedTuple

from schema.checks.claims.denial_rules import Fact
from schema.checks.claims.denial_words import Word, words_of

_DECIDED_BY = {"复议机关": "V", "法院": "L", "人民法院": "L", "司法机关": "L"}
_TOPICS = frozenset("AYVLX%FSP")


class Stated(NamedTuple):
    """One statement of a text, by its place in it."""

    start: int
    end: int
    fact: Fact
    of: tuple[str, ...] = ()
    """The words for what it speaks of: 复议, 规范性文件, 不予公开."""
    weak: bool = False
    """Whether it says too little to be called wrong."""
    praise: bool = False
    """Whether it tells how things were done rather than how many: 均按期答复."""
    unless_left: bool = False
    """Whether it says nothing where the report tells of some that were left."""
    sentence: tuple[int, int] = (0, 0)


class Before(NamedTuple):
    """What a sentence may take its topic from: the one before it in its paragraph, and the heading."""

    text: str
    span: tuple[int, int] | None
    heading: str
    year: int | None

    def topic(self) -> str:
        """The letter of what was last spoken of; empty where nothing was."""
        spoken = [] if self.span is None else words_of(self.text, *self.span, self.year)
        for words in (spoken, words_of(self.heading, 0, len(self.heading), self.year)):
            if topics := [word.letter for word in words if word.letter in _TOPICS]:
                return topics[-1]
        return ""


class Line:
    """One sentence as a line of letters."""

    def __init__(self, text: str, words: list[Word], span: tuple[int, int], before: Before) -> None:
        self.text = text
        self.words = words
        self.before = before
        self.span = span
        self.letters = "".join(word.letter for word in words)

    def clause_before(self, place: int) -> int:
        """Where the clause of a place begins."""
        return max(self.letters.rfind("p", 0, place), self.letters.rfind(":", 0, place)) + 1

    def topic(self, place: int) -> str:
        """What was last spoken of before a place: in the sentence, the one before it, or the heading."""
        for letter in reversed(self.letters[:place]):
            if letter in _TOPICS:
                return letter
        return self.before.topic()

    def named_before(self, place: int) -> tuple[str, ...]:
        """Which of 复议 and 诉讼 are spoken of: in the clause before a place, or the nearest that names any.

        Clauses that only count them one after the other are taken together: 行政复议3件，行政诉讼2件，均获维持.
        """
        named: set[str] = set()
        end = place
        while end > 0:
            start = self.clause_before(end)
            clause = self.letters[start:end]
            here = {letter for letter in clause if letter in "VL"}
            if named and (not here or not re.fullmatch(r"[^#HKBtIw]*#s*", clause)):
                break
            named |= here
            if here and end != place and not re.fullmatch(r"[^#HKBtIw]*#s*", clause):
                break
            end = start - 1
        if not named:
            named = {_DECIDED_BY[word.text] for word in self.words[:place] if word.text in _DECIDED_BY}
        return tuple(letter for letter in "VL" if letter in named)
