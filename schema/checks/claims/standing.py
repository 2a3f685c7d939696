"""Of what the results in a sentence are told: of all requests, or of the part of them that was named last."""

from collections.abc import Sequence
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from schema.checks.claims.mention import Mention
from schema.checks.claims.numbers import Amount
from schema.checks.claims.slots import (
    ANY,
    CARRIED_IN,
    CARRIED_ON,
    CARRIED_OUT,
    HANDLED,
    INCOMING,
    NEW,
    RECEIVED,
    RESULTS,
    Slot,
)
from schema.checks.claims.subjects import DONE, DONE_OR_CARRIED, REQUESTS, Subject
from schema.checks.claims.words import Words


class Sort(Enum):
    """What a count is to the results that follow it."""

    WHOLE = "whole"
    """All requests of the year."""
    STEP = "step"
    """A total of what was done with them."""
    WAY = "way"
    """What became of some, or what is left: never what the next results are of."""
    PART = "part"
    """Some of the requests: of one kind of applicant, way or topic."""
    CARRY = "carry"
    """上年结转, of which results may be told or not."""
    FOREIGN = "foreign"
    """Something else than requests."""
    NOTHING = "nothing"


# Members of an Enum are slow to look up by its name, and these are for every number.
_WHOLE, _STEP, _WAY, _PART, _CARRY, _FOREIGN, _NOTHING = Sort
_OF_RESULTS = (_WAY, _STEP)
_REQUESTS = Slot.REQUESTS

_WHOLES = {RECEIVED, NEW, INCOMING, ANY, DONE, DONE_OR_CARRIED}
_COUNTABLE = {
    "",
    "件",
    "份",
    "宗",
    "起",
    "例",
    "条",
    "件次",
    "个",
    "项",
    "次",
    "封",
    "人",
    "人次",
    "家",
    "名",
    "位",
    "户",
}
_OF_SOME = (Slot.REQUESTS, Slot.CHANNEL, Slot.COLUMN)
_MOST = 40
"""How many parts are kept in mind."""
_ENDS = {RESULTS, HANDLED, CARRIED_OUT}


@lru_cache(maxsize=4096)
def sort_of(subject: Subject | None, words: Words, unit: str) -> Sort:
    """What a count with some words is to the results after it."""
    if subject is None:
        steps = words.values(Slot.ROW)
        if words.any_of(*_OF_SOME) or not _ENDS.issuperset(steps):
            return _PART
        return _NOTHING if unit in _COUNTABLE and not steps else _WAY
    if subject.domain is not REQUESTS:
        return _FOREIGN
    row = subject.rows[0]
    if row in (CARRIED_OUT, CARRIED_ON):
        return _WAY
    if row == CARRIED_IN:
        return _CARRY
    if row in (RESULTS, HANDLED):
        return _PART if subject.columns else _WHOLE if _REQUESTS in words else _STEP
    if row in _WHOLES:
        return _PART if subject.columns else _WHOLE
    return _WAY


class Standing(NamedTuple):
    """What the words of one level of a sentence have named, for the results that come."""

    head: int | None = None
    """The index of the last count of all."""
    run: tuple[int, ...] = ()
    """The parts of it that were named last, one after the other."""
    told: bool = False
    """Whether results have come behind them."""
    foreign: bool = False
    """Whether something else than requests came last."""
    only: bool = True
    """Whether there was no other count of all before the last one."""

    def after(self, index: int, sort: Sort, sibling: bool) -> "Standing":
        """The standing behind a count; a sibling is one that may be of the list of results before it."""
        if sort is _WHOLE or (sort is _STEP and not self.run and not self.foreign):
            return Standing(index, (), False, False, self.only and (sort is _STEP or self.head is None))
        if sort is _FOREIGN:
            return Standing(self.head, (), False, True, self.only)
        if sort is _PART or (sort is _NOTHING and not (self.told and sibling)):
            run = (index,) if self.told else (*self.run[-_MOST:], index)
            return Standing(self.head, run, False, False, self.only)
        if self.told or sort not in _OF_RESULTS:
            return self
        return Standing(self.head, self.run, True, self.foreign, self.only)

    def inside(self, whole: int | None, sort: Sort) -> "Standing":
        """The standing at the beginning of a list of parts of a count."""
        if whole is None or sort is Sort.WAY:
            return self
        if sort in (Sort.WHOLE, Sort.STEP):
            return Standing(whole) if whole not in self.run else self
        return Standing(self.head, foreign=True) if sort is Sort.FOREIGN else Standing(self.head, (whole,))

    def of_part(self, value: Amount | None, mentions: Sequence[Mention]) -> bool:
        """Whether a result that comes now is one of the parts named last: it is not more, and they are not all."""
        if self.foreign:
            return True
        if not self.run:
            return False
        parts = [mentions[index] for index in self.run]
        amounts = [part.written.value for part in parts if part.written is not None]
        if len(parts) > 1 and _all_applicants(parts):
            return False
        head = None if self.head is None else mentions[self.head].written
        if len(amounts) > 1 and head is not None and sum(amounts) == head.value:
            return False
        return value is None or value <= sum(amounts)


def _all_applicants(parts: Sequence[Mention]) -> bool:
    """Whether parts are both persons and organisations."""
    columns = [part.subject.columns if part.subject is not None else () for part in parts]
    return ("natural_person",) in columns and all(columns)


NOTHING_NAMED = Standing()
