"""Statements without a number, read from a text: that there was none of something, or that all of it was the same.

A sentence becomes a line of letters, one for each word; a statement is a pattern of letters. It is read only where
every word between its ends is known: what is left over may well be what it turns on.
"""

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from schema.checks.claims.denial_words import OTHER, words_by_first
from schema.checks.claims.tokens import sentences


class Fact(Enum):
    """What a statement without a number says; of which rows, `Stated.of` tells."""

    NO_REQUESTS = "no requests"
    NOTHING_CARRIED_IN = "nothing carried in"
    NOTHING_CARRIED_OUT = "nothing carried out"
    NOTHING_CARRIED = "nothing carried"
    """无结转, from last year or to the next."""
    ALL_DECIDED = "all decided"
    NO_RESULT = "no result"
    NATURAL_PERSONS = "natural persons"
    """Nobody but natural persons made requests."""
    NO_APPLICANTS = "no applicants"
    """No requests of the kinds of applicant in `of`."""
    NO_DISPUTES = "no disputes"
    NO_OUTCOME = "no outcome"
    """None ended as `of` says behind the rows."""
    ALL_UPHELD = "all upheld"
    CLOSED_UPHELD = "closed upheld"
    """All upheld as far as they were closed."""
    NONE_LOST = "none lost"
    """All won, which leaves open how."""
    NO_FEE = "no fee"
    NO_FEE_NOTICE = "no fee notice"
    NO_DOCUMENTS = "no documents"
    """None issued, or repealed if `of` says so."""
    NO_DECISIONS = "no decisions"


class Stated(NamedTuple):
    """One statement of a text, by its place in it."""

    start: int
    end: int
    fact: Fact
    of: tuple[str, ...] = ()
    """The words for what it speaks of: 复议, 规范性文件, 不予公开."""
    weak: bool = False
    """Whether it says too little to be called wrong."""
    sentence: tuple[int, int] = (0, 0)
    subject: str = ""
    """What stands before it and is no word of its own: perhaps a name of who it is about."""


class Word(NamedTuple):
    """One word of a sentence."""

    letter: str
    start: int
    end: int
    text: str


_TRIGGER = re.compile(r"[无没未零均都皆不]|全部|悉数|全数|一律|维持")
_STOPS = "。！？!? \u3000\n"
_NEXT = 80
"""How far a statement may stand in its sentence, to take its topic from the one before."""
_AGENCY = re.compile(r"[\u4e00-\u9fff]{1,10}(?:[乡镇县市区局委办厅院]|街道|政府|委员会|中心)")
_NUMERALS = frozenset("一二两三四五六七八九十百")
_DIGITS = _NUMERALS | frozenset("0123456789")
_NUMBER = re.compile(r"(?P<year>20\d\d)\s*年度?|\d[\d,，.]*|[一二两三四五六七八九十百]+(?=[件宗起例份条])")
_FIGURES = {0xFF10 + value: str(value) for value in range(10)}

_NO = "(?:UE|NE?)"
_END = r"(?=[p:.j]|$)"
_CARRY_TAIL = "[dAsYWibaj]*?"
_DOCUMENTS = "[SP](?:j[SP])*"
_OUTCOME = "KBtI"
_RULES: tuple[tuple[Fact, str], ...] = (
    (Fact.NO_REQUESTS, rf"(?:[UN]R[jR]*[dba]*|{_NO})[deWYicj]*?(?:[WYi]*A|Y[i]*)[sWibad]*?{_END}"),
    (Fact.NO_REQUESTS, rf"(?:[WYi]*A|Y)[sbj]*:?T?z?(?:N|UE){_END}"),
    (Fact.NO_APPLICANTS, rf"(?:[UN]R[dba]*|{_NO})[dc]*[nu](?:j[nu])*[d]*[WYi]*A?[sd]*{_END}"),
    (Fact.NOTHING_CARRIED_OUT, rf"(?:{_NO}|U)[dAsYWi]*Od?x{_CARRY_TAIL}{_END}"),
    (Fact.NOTHING_CARRIED_OUT, rf"{_NO}[dAsYWi]*x[hd]*[ba]{_CARRY_TAIL}{_END}"),
    (Fact.NOTHING_CARRIED_OUT, rf"x(?:{_NO}|U)[dAsYWi]*O{_CARRY_TAIL}{_END}"),
    (Fact.NOTHING_CARRIED_OUT, rf"Od?x{_CARRY_TAIL}:?z?(?:N|UE){_END}"),
    (Fact.NOTHING_CARRIED_IN, rf"(?:{_NO}|U)[dAsYWi]*(?:l[dAsYWi]*O|Ol){_CARRY_TAIL}{_END}"),
    (Fact.NOTHING_CARRIED_IN, rf"l(?:{_NO}|U)[dAsYWi]*O{_CARRY_TAIL}{_END}"),
    (Fact.NOTHING_CARRIED_IN, rf"lO{_CARRY_TAIL}:?z?(?:N|UE){_END}"),
    (Fact.NOTHING_CARRIED, rf"(?:{_NO}|U)[dAsYWi]*O{_CARRY_TAIL}{_END}"),
    (Fact.ALL_DECIDED, rf"T[Thgabdyj]*?[Za][Zh]*{_END}"),
    (Fact.NO_RESULT, rf"(?:{_NO}|Ug?)d*q(?:jq)*[dsAib]*{_END}"),
    (Fact.NATURAL_PERSONS, rf"[eA]s?T[z]?u[Ad]*{_END}"),
    (
        Fact.NO_DISPUTES,
        rf"[UN][ERc]?[cdWYiAsebaEyjR]*?[VL{_OUTCOME}][VL{_OUTCOME}sdjEWYAicba]*{_END}",
    ),
    (Fact.NO_DISPUTES, rf"[VL][VLjsWYA]*T?:?z?(?:N|UE){_END}"),
    (Fact.NO_DISPUTES, rf"Ud?[{_OUTCOME}](?:j[{_OUTCOME}])*s*{_END}"),
    (Fact.NO_OUTCOME, rf"T[gdhcz]*w{_END}"),
    (Fact.ALL_UPHELD, rf"(?:T[gdcz]*|(?<=[VLs])g*)H[dsg]*a?{_END}"),
    (Fact.NO_FEE_NOTICE, rf"[UN][o$E]?[dWYiec]*fs*{_END}"),
    (Fact.NO_FEE, rf"(?:[UN][$ERo]?|0)[dWYiec$]*F[$sdEb]*{_END}"),
    (Fact.NO_FEE, rf"F[$sdE]*:?T?z?(?:N|UE){_END}"),
    (Fact.NO_FEE, rf"(?:[UN][dec]*\$|0)[ds]*{_END}"),
    (Fact.NO_DOCUMENTS, rf"(?:(?:{_NO}|U)d*[Mr](?:j?[Mr])*|m)[dj]*{_DOCUMENTS}[sd]*{_END}"),
    (Fact.NO_DOCUMENTS, rf"{_NO}{_DOCUMENTS}d?[Mr](?:j?[Mr])*s*{_END}"),
    (Fact.NO_DECISIONS, rf"(?:{_NO}|U[vgbE$])d*X(?:jX)*[sdi]*{_END}"),
    (Fact.NO_DECISIONS, rf"X(?:jX)*s*T?:?z?N{_END}"),
)
_COMPILED = tuple((fact, re.compile(rule)) for fact, rule in _RULES)
_OF_A_NUMBER = (Fact.ALL_DECIDED, Fact.ALL_UPHELD, Fact.NO_OUTCOME)
_TOPICS = frozenset("AYVLX%FSP")
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
    text = text.translate(_FIGURES)
    found: list[Stated] = []
    before = over = _words(heading, 0, len(heading), year)
    for sentence in sentences(text):
        if sentence.paragraph:
            before = over
        end = len(text[: sentence.end].rstrip(_STOPS))
        words: list[Word] | None = None
        if _TRIGGER.search(text, sentence.start, end):
            words = _words(text, sentence.start, end, year)
            found += _Line(text, words, before, (sentence.start, sentence.end)).statements()
        elif _TRIGGER.search(text, sentence.end, sentence.end + _NEXT):
            words = _words(text, sentence.start, end, year)
        before = words or before
    return tuple(found)


def _words(text: str, start: int, end: int, year: int | None) -> list[Word]:
    """The words of a part of a text; what stands between them is one word of its own."""
    by_first = words_by_first()
    found: list[Word] = []
    position = known = start
    while position < end:
        char = text[position]
        word = _year_or_number(text, position, end, year) if char in _DIGITS else None
        if word is None or char in _NUMERALS:
            for spelling, letter in by_first.get(char, ()):
                if text.startswith(spelling, position, end):
                    word = Word(letter, position, position + len(spelling), spelling)
                    break
        if word is None:
            position += 1
            continue
        if text[known:position].strip():
            found.append(_unknown(text, known, position, found))
        found.append(word)
        position = known = word.end
    if text[known:end].strip():
        found.append(_unknown(text, known, end, found))
    return found


def _year_or_number(text: str, start: int, end: int, year: int | None) -> Word | None:
    match = _NUMBER.match(text, start, end)
    if match is None:
        return None
    if match["year"] is None:
        return Word("#", *match.span(), match.group())
    letter = "y" if year is None else {0: "y", -1: "l", 1: "x"}.get(int(match["year"]) - year, "!")
    return Word(letter, *match.span(), match.group())


def _unknown(text: str, start: int, end: int, before: list[Word]) -> Word:
    """What is no word of its own; after 针对 the name of an agency."""
    named = before and before[-1].text in ("针对", "对", "涉及") and _AGENCY.fullmatch(text, start, end)
    return Word("e" if named else OTHER, start, end, text[start:end])


class _Line:
    """One sentence as a line of letters."""

    def __init__(self, text: str, words: list[Word], before: list[Word], span: tuple[int, int]) -> None:
        self.text = text
        self.words = words
        self.before = before
        self.span = span
        self.letters = "".join(word.letter for word in words)

    def statements(self) -> Iterator[Stated]:
        """The statements of the sentence, none inside another."""
        taken: list[tuple[int, int]] = []
        found: list[Stated] = []
        for fact, rule in _COMPILED:
            for match in rule.finditer(self.letters):
                first, last = match.span()
                if any(first < end and start < last for start, end in taken):
                    continue
                if (stated := self._judged(fact, first, last)) is not None:
                    taken.append((first, last))
                    found.append(stated)
        return iter(sorted(found))

    def _judged(self, fact: Fact, first: int, last: int) -> Stated | None:
        clause = self._clause_before(first)
        left = self.letters[clause:first]
        if "!" in left or "#" in left.replace("#s", "" if fact in _OF_A_NUMBER else "#s"):
            return None
        if "l" in left and fact not in (Fact.NOTHING_CARRIED_IN, Fact.NOTHING_CARRIED):
            return None
        words = self.words[first:last]
        stated = Stated(words[0].start, words[-1].end, fact, sentence=self.span)
        if first > clause and self.words[first - 1].letter == OTHER:
            stated = stated._replace(subject=self.words[first - 1].text.strip())
        special = {
            Fact.NO_REQUESTS: self._no_requests,
            Fact.NOTHING_CARRIED: self._nothing_carried,
            Fact.ALL_DECIDED: self._all_decided,
            Fact.NO_APPLICANTS: self._no_applicants,
            Fact.NO_DISPUTES: self._no_disputes,
            Fact.NO_OUTCOME: self._all_closed,
            Fact.ALL_UPHELD: self._all_upheld,
            Fact.NO_FEE: self._no_fee,
        }.get(fact)
        if special is not None:
            return special(stated, first, last)
        return stated._replace(of=tuple(word.text for word in words if word.letter in "qSPXMr"))

    def _clause_before(self, place: int) -> int:
        """Where the clause of a place begins."""
        return max(self.letters.rfind("p", 0, place), self.letters.rfind(":", 0, place)) + 1

    def _topic(self, place: int) -> str:
        """What was last spoken of before a place: in the sentence, the one before it, or the heading."""
        for letter in reversed(self.letters[:place]):
            if letter in _TOPICS:
                return letter
        return next((word.letter for word in reversed(self.before) if word.letter in _TOPICS), "")

    def _no_requests(self, stated: Stated, first: int, last: int) -> Stated | None:
        matched = self.letters[first:last]
        if "@" in self.letters[self._clause_before(first) : first]:
            return None
        of_information = any(letter in "WYi" for letter in matched)
        return stated if of_information or self._topic(first) in ("A", "Y") else None

    def _nothing_carried(self, stated: Stated, first: int, last: int) -> Stated:
        left = self.letters[:first]
        decided = "l" not in left and re.search("Z|T[^p]*a", left)
        return stated._replace(fact=Fact.NOTHING_CARRIED_OUT) if decided else stated

    def _all_decided(self, stated: Stated, first: int, last: int) -> Stated | None:
        left = self.letters[:first]
        if "!" in left or self._topic(first) not in ("A", "Y"):
            return None
        number = left.rfind("#")
        if number >= 0:
            verb = next((letter for letter in reversed(left[:number]) if letter in "RZabOE"), "")
            if verb in ("Z", "a", "O"):
                # 答复805件，均在期限内答复 speaks of those alone.
                return None
            stated = stated._replace(weak=verb == "b")
        decided = "Z" in self.letters[first:last]
        rest = self.text[slice(*self.span)] if decided else self.text
        return stated._replace(weak=stated.weak or _LEFT_OVER.search(rest) is not None)

    def _no_applicants(self, stated: Stated, first: int, last: int) -> Stated | None:
        if not any(letter in "WYiA" for letter in self.letters[first:last]) and self._topic(first) not in ("A", "Y"):
            return None
        return stated._replace(of=tuple(word.text for word in self.words[first:last] if word.letter in "nu"))

    def _no_disputes(self, stated: Stated, first: int, last: int) -> Stated | None:
        words = self.words[first:last]
        named = {_DISPUTED[word.letter] for word in words if word.letter in _DISPUTED}
        outcomes = tuple(dict.fromkeys(_OUTCOMES[word.letter] for word in words if word.letter in _OUTCOMES))
        if not named:
            named = {letter for letter in self.letters[:first] if letter in "VL"}
            about = named or any(letter in "WYAB" for letter in self.letters) or self._topic(first) in ("V", "L")
            if not about:
                return None
        of = tuple(letter for letter in "VL" if letter in named or not named)
        return stated._replace(fact=Fact.NO_OUTCOME if outcomes else Fact.NO_DISPUTES, of=(*of, *outcomes))

    def _all_closed(self, stated: Stated, first: int, last: int) -> Stated | None:
        of = self._named_before(first)
        return stated._replace(of=(*of, "pending")) if of else None

    def _named_before(self, place: int) -> tuple[str, ...]:
        """Which of 复议 and 诉讼 the clause before a place names, or the nearest clause that names any."""
        clause = self._clause_before(place)
        while clause and not any(letter in "VL" for letter in self.letters[clause:place]):
            clause = self._clause_before(clause - 1)
        return tuple(letter for letter in "VL" if letter in self.letters[clause:place])

    def _all_upheld(self, stated: Stated, first: int, last: int) -> Stated | None:
        if not (of := self._named_before(first)):
            return None
        everything = "T" in self.letters[first:last]
        if not everything and "#" in self.letters[self._clause_before(first) : first]:
            return None
        closed = re.search("审结|已结|结案|办结|已判|已作出|裁判", self.text[self.span[0] : stated.start]) is not None
        won = any(word.text == "胜诉" for word in self.words[first:last])
        fact = Fact.NONE_LOST if won else Fact.CLOSED_UPHELD if closed else Fact.ALL_UPHELD
        return stated._replace(fact=fact, of=of, weak=not everything)

    def _no_fee(self, stated: Stated, first: int, last: int) -> Stated | None:
        named = "F" in self.letters[first:last]
        if not named and not any(word.text in ("收费", "不收", "费用") for word in self.words[first:last]):
            return None
        return stated._replace(weak=not named)


_LATER = r"(?:结转|顺延|转入|转至|转到|延至|留待|跨年|正在办理|尚在办理|仍在办理|在办|未到|未办结|延期)"
_LEFT_OVER = re.compile(
    rf"\d\s*[件宗起份](?:申请)?[^，。；、上去没无未]{{0,8}}{_LATER}"
    r"|(?:结转|顺延|转入|转至|转到|延至|留待)(?:至|到|入)?(?:下|次|明|来|20\d\d)[^，。；没无未零]{0,12}[1-9]"
    r"|(?:正|尚|仍)在办理|未到(?:答复)?期|(?<![无未])延期"
)
"""Words that some requests were left for the next year."""
