"""Statements without a number, read from a text: that there was none of something, or that all of it was the same.

A sentence becomes a line of letters, one for each word; a statement is a pattern of letters. It is read only where
every word between its ends is known: what is left over may well be what it turns on.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from schema.cells import half_width_figures
from schema.checks.claims.denial_doubts import (
    has_manner,
    is_praise,
    leaves_some,
    of_another_kind,
    of_other_law,
    tells_some,
)
from schema.checks.claims.denial_lines import Before, Line, Stated
from schema.checks.claims.denial_rules import RULES, Fact
from schema.checks.claims.denial_words import OTHER, words_of
from schema.checks.claims.numbers import chinese_number
from schema.checks.claims.tokens import Sentence, sentences
from schema.lazy_pattern import LazyPattern

# Every choice begins with a character, not with a set of them: so the search passes over all others at once.
_TRIGGER = LazyPattern(
    r"没|未|零|均|皆|无(?!法)|都[^市江]|全部|悉数|全数|一律|维持|驳回|率|不存在|不涉及|不收|不制|不出台"
)
_DENYING = frozenset("UNTHm0J")
LONGEST = 1000
"""The longest sentence that anybody writes."""
MOST = 200
"""How many statements of one text are read: more than any has."""
_STOPS = "。！？!? \u3000\n"

_OF_A_NUMBER = (Fact.ALL_DECIDED, Fact.ALL_UPHELD, Fact.ALL_REJECTED, Fact.NO_OUTCOME)
_DISPUTED = {"V": "V", "L": "L", "B": "L"}
_OUTCOMES = {"K": "corrected", "B": "corrected", "t": "pending", "I": "other"}


@lru_cache(maxsize=512)
def statements(text: str, heading: str, year: int | None) -> tuple[Stated, ...]:
    """Every statement without a number of a text, in order.

    Args:
        text: Paragraphs as they stand in a report.
        heading: What stands over them, which they may refer to.
        year: The report's year, by which 2022年 is known to be the next.
    """
    text = half_width_figures(text)
    found: list[Stated] = []
    trigger = _TRIGGER.search(text)
    last: Sentence | None = None
    for sentence in sentences(text) if trigger is not None else ():
        if trigger is None or len(found) >= MOST:
            break
        if trigger.start() < sentence.end:
            before = None if last is None or sentence.paragraph else _said(text, last)
            found += _stated(text, sentence, Before(text, before, heading, year))
            trigger = _TRIGGER.search(text, sentence.end)
        last = sentence
    return tuple(found)


def _said(text: str, sentence: Sentence) -> tuple[int, int]:
    """What a sentence says, without what ends it."""
    return sentence.start, sentence.start + len(text[sentence.start : sentence.end].rstrip(_STOPS))


def _stated(text: str, sentence: Sentence, before: Before) -> Iterator[Stated]:
    """The statements of one sentence."""
    start, end = _said(text, sentence)
    if end - start > LONGEST or not _TRIGGER.search(text, start, end):
        return
    words = words_of(text, start, end, before.year)
    if not _DENYING.isdisjoint(word.letter for word in words):
        yield from _Statements(text, words, (start, sentence.end), before).statements()


class _Statements(Line):
    """The statements of one sentence."""

    def statements(self) -> Iterator[Stated]:
        """The statements of the sentence, none inside another."""
        taken: list[tuple[int, int]] = []
        found: list[Stated] = []
        letters = set(self.letters)
        for rule in RULES:
            if rule.turns_on.isdisjoint(letters):
                continue
            for match in rule.pattern.finditer(self.letters):
                first, last = match.span()
                if any(first < end and start < last for start, end in taken):
                    continue
                if (stated := self._judged(rule.fact, first, last)) is not None:
                    taken.append((first, last))
                    found.append(stated)
        return iter(sorted(found))

    def _judged(self, fact: Fact, first: int, last: int) -> Stated | None:
        clause = self.clause_before(first)
        left = self.letters[clause:first]
        if "!" in left or "#" in left.replace("#s", "" if fact in _OF_A_NUMBER else "#s"):
            return None
        if "l" in left and fact not in (Fact.NOTHING_CARRIED_IN, Fact.NOTHING_CARRIED):
            return None
        words = self.words[first:last]
        stated = Stated(words[0].start, words[-1].end, fact, sentence=self.span)
        if (special := _SPECIAL.get(fact)) is not None:
            return special(self, stated, first, last)
        return stated._replace(of=tuple(word.text for word in words if word.letter in "qSPXMr"))

    def _no_requests(self, stated: Stated, first: int, last: int) -> Stated | None:
        matched = self.letters[first:last]
        if "@" in self.letters[self.clause_before(first) : first]:
            return None
        of_information = any(letter in "WYi" for letter in matched)
        return stated if of_information or self.topic(first) in ("A", "Y") else None

    def _nothing_carried(self, stated: Stated, first: int, last: int) -> Stated:
        left = self.letters[:first]
        decided = "l" not in left and re.search("Z|T[^p]*a", left)
        return stated._replace(fact=Fact.NOTHING_CARRIED_OUT) if decided else stated

    def _all_decided(self, stated: Stated, first: int, last: int) -> Stated | None:
        left, matched = self.letters[:first], self.letters[first:last]
        if "!" in left or self.topic(first) not in ("A", "Y"):
            return None
        rate = "J" in matched
        if rate and left.endswith(OTHER):
            # 到期答复率 is of those due.
            return None
        numbers = [index for index, letter in enumerate(left) if letter == "#"]
        words = self.words[first:last]
        praise = is_praise(words)
        subject = self.words[:first] or words
        if of_another_kind(subject):
            return None
        weak = tells_some(subject) or (praise and "其中" in self.text[self.span[0] : stated.start])
        if numbers and not rate:
            verb = next((letter for letter in reversed(left[: numbers[-1]]) if letter in "RZabOE"), "")
            if verb in ("Z", "a", "O") or self._is_of_a_part(numbers, first):
                # 答复805件，均在期限内答复 speaks of those alone.
                return None
            weak = weak or verb == "b"
        leaves = leaves_some(self.text[slice(*self.span)] if "Z" in matched else self.text)
        return stated._replace(weak=weak or leaves, praise=praise, unless_left=praise or has_manner(words))

    def _is_of_a_part(self, numbers: list[int], first: int) -> bool:
        """Whether the number right before 均 is less than one before it: 共受理10件，其中2件均办结."""
        if numbers[-1] < self.clause_before(first):
            return False
        *others, own = (_count(self.words[index].text) for index in numbers)
        return own is None or any(other is None or other > own for other in others)

    def _natural_persons(self, stated: Stated, first: int, last: int) -> Stated | None:
        # Of those decided in one way all may well have been.
        part = any(letter in "qZaO" for letter in self.letters[:first])
        return stated if not part and self.topic(last) in ("A", "Y") else None

    def _no_applicants(self, stated: Stated, first: int, last: int) -> Stated | None:
        if not any(letter in "WYiA" for letter in self.letters[first:last]) and self.topic(first) not in ("A", "Y"):
            return None
        return stated._replace(of=tuple(word.text for word in self.words[first:last] if word.letter in "nu"))

    def _no_disputes(self, stated: Stated, first: int, last: int) -> Stated | None:
        words = self.words[first:last]
        named = {_DISPUTED[word.letter] for word in words if word.letter in _DISPUTED}
        outcomes = tuple(dict.fromkeys(_OUTCOMES[word.letter] for word in words if word.letter in _OUTCOMES))
        sentence = self.text[self.span[0] : stated.end]
        before = "" if self.before.span is None else self.text[slice(*self.before.span)]
        if of_other_law(words, sentence, before):
            return None
        if not named:
            named = {letter for letter in self.letters[:first] if letter in "VL"}
            about = named or any(letter in "WYAB" for letter in self.letters) or self.topic(first) in ("V", "L")
            if not about:
                return None
        of = tuple(letter for letter in "VL" if letter in named or not named)
        return stated._replace(fact=Fact.NO_OUTCOME if outcomes else Fact.NO_DISPUTES, of=(*of, *outcomes))

    def _all_closed(self, stated: Stated, first: int, last: int) -> Stated | None:
        of = self.named_before(first)
        return stated._replace(of=(*of, "pending")) if of else None

    def _all_upheld(self, stated: Stated, first: int, last: int) -> Stated | None:
        if not (of := self.named_before(first)):
            return None
        everything = "T" in self.letters[first:last]
        if not everything and "#" in self.letters[self.clause_before(first) : first]:
            return None
        closed = re.search("审结|已结|结案|办结|已判|已作出|裁判", self.text[self.span[0] : stated.start]) is not None
        won = any(word.text == "胜诉" for word in self.words[first:last])
        fact = Fact.NONE_LOST if won else Fact.CLOSED_UPHELD if closed else Fact.ALL_UPHELD
        return stated._replace(fact=fact, of=of, weak=not everything)

    def _all_rejected(self, stated: Stated, first: int, last: int) -> Stated | None:
        of = self.named_before(first)
        return stated._replace(of=of) if of else None

    def _no_documents(self, stated: Stated, first: int, last: int) -> Stated | None:
        of = [word.text for word in self.words[first:last] if word.letter in "SPMr"]
        if not any(letter in "SP" for letter in self.letters[first:last]):
            named = [word.text for word in self.words[:first] if word.letter in "SP"]
            if not named or self.topic(first) not in ("S", "P"):
                return None
            of.append(named[-1])
        return stated._replace(of=tuple(of))

    def _no_fee(self, stated: Stated, first: int, last: int) -> Stated | None:
        named = "F" in self.letters[first:last]
        if not named and not any(word.text in ("收费", "不收", "费用") for word in self.words[first:last]):
            return None
        return stated._replace(weak=not named)


_SPECIAL: dict[Fact, Callable[[_Statements, Stated, int, int], Stated | None]] = {
    Fact.NO_REQUESTS: _Statements._no_requests,
    Fact.NOTHING_CARRIED: _Statements._nothing_carried,
    Fact.ALL_DECIDED: _Statements._all_decided,
    Fact.NATURAL_PERSONS: _Statements._natural_persons,
    Fact.NO_APPLICANTS: _Statements._no_applicants,
    Fact.NO_DISPUTES: _Statements._no_disputes,
    Fact.NO_OUTCOME: _Statements._all_closed,
    Fact.ALL_UPHELD: _Statements._all_upheld,
    Fact.ALL_REJECTED: _Statements._all_rejected,
    Fact.NO_FEE: _Statements._no_fee,
    Fact.NO_DOCUMENTS: _Statements._no_documents,
}
"""What has to be asked of a statement beyond its letters."""


def _count(written: str) -> int | None:
    digits = re.sub("[,，.]", "", written)
    return int(digits) if digits.isdecimal() else chinese_number(digits)
