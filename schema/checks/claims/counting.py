"""Small questions about one count among the words and the numbers around it."""

import re
from collections.abc import Sequence

from schema.checks.claims.clauses import Clause, Segment
from schema.checks.claims.mention import Mention
from schema.checks.claims.slots import CARRIED_IN, INCOMING, NEW, RECEIVED, RESULTS, Slot
from schema.checks.claims.subjects import REQUESTS, Subject
from schema.checks.claims.tokens import Mark, Token
from schema.checks.claims.words import MAIN, Words

_LAST = 60
"""How many numbers before one are looked at."""
_TOTAL = re.compile("共|合计|总计|总数")


def own_tokens(segment: Segment, clause: Clause, pending: Clause | None) -> tuple[Token, ...]:
    """The words of a number, with those of the clause before where it has none or they are members of one list."""
    if pending is None or not pending.tokens or segment.start != clause.start:
        return segment.tokens
    words = segment.words
    if pending.words.order[0] in (Slot.PART, Slot.BY):
        return segment.tokens
    if not (words.main or words.barred or words.any_of(Slot.REST, Slot.CHANNEL)):
        return pending.tokens + segment.tokens
    if clause.opener is Mark.LISTING:
        slots = pending.words.slots & MAIN
        if len(slots) == 1 and slots <= words.slots:
            return pending.tokens + segment.tokens
        last = pending.words.last(*slots) if slots else None
        if last in (Slot.DISPUTE, Slot.COLUMN) and last in words:
            return tuple(token for token in pending.tokens if token.word and token.word.slot is last) + segment.tokens
    return segment.tokens


def bare_ends(text: str, number: Token) -> bool:
    """Whether a number without a unit stands where nothing else can be counted."""
    if number.written is None or number.written.unit:
        return True
    following = text[number.end : number.end + 1]
    return not following or not (following.isalnum() or following in "-—~～/“《") or following in "和及与占"


def counts_less(subject: Subject, words: Words, mentions: Sequence[Mention], first: int) -> bool:
    """Whether a step is told of some requests only: 其中办结3件, or 受理3件 after 收到5件.

    The numbers of the sentence begin at an index of the mentions.
    """
    if subject.domain is not REQUESTS or Slot.REQUESTS in words or subject.columns:
        return False
    if subject.rows == (RESULTS,):
        return Slot.PART in words
    return subject.rows == (RECEIVED,) and any(
        mention.subject is not None and mention.subject.rows in ((RECEIVED,), (NEW,)) and not mention.subject.columns
        for mention in mentions[max(first, len(mentions) - _LAST) :]
    )


def added_up(text: str, segment: Segment, mentions: Sequence[Mention], first: int) -> Subject | None:
    """共计 after 本年新收 and 上年结转: the numbers of the sentence begin at an index of the mentions."""
    if _TOTAL.search(text, segment.start, segment.number.start) is None:
        return None
    rows = {
        row
        for mention in mentions[max(first, len(mentions) - _LAST) :]
        if mention.subject is not None
        for row in mention.subject.rows
    }
    return Subject(REQUESTS, (INCOMING,)) if CARRIED_IN in rows and rows & {NEW, RECEIVED} else None
