"""What the clauses of a paragraph settle for those that follow."""

from functools import lru_cache
from typing import NamedTuple

from schema.checks.claims.rows import dispute_rows, one_row
from schema.checks.claims.slots import BARE, ITEM, Slot
from schema.checks.claims.subjects import DISPUTES, REQUESTS
from schema.checks.claims.words import Words


class Setting(NamedTuple):
    """What the words before have settled, for a clause that does not say it again."""

    row: str = ""
    """The step of the work on requests that was last spoken of."""
    dispute: tuple[str, ...] = ()
    disputes: tuple[str, ...] = ()
    """All rows of 四 that the sentence has named, where they are more than one."""
    told: tuple[str, ...] = ()
    """The outcomes that have been told of disputes."""
    earlier: tuple[str, ...] = ()
    """Those told before the last dispute was named: told again, they are its own alone."""
    document: tuple[str, ...] = ()
    action: tuple[str, ...] = ()
    topic: str = ""
    """Whose steps are being told: `REQUESTS`' table, `DISPUTES`', or `ELSEWHERE`; empty where nothing says."""


ELSEWHERE = "elsewhere"


def topic_of(words: Words, numbered: bool, topic: str) -> str | None:
    """The topic that a clause begins; None where it goes on with the one before."""
    if Slot.DISPUTE in words:
        return DISPUTES.table
    if topic == DISPUTES.table and words.values(Slot.REQUESTS) == (BARE,):
        return None
    if topic == ELSEWHERE and Slot.KIND in words and not words.any_of(Slot.REQUESTS, Slot.COLUMN):
        return None
    others = words.values(Slot.ELSE)
    elsewhere = ITEM in others or (numbered and "" in others) or Slot.DOCUMENT in words
    if elsewhere and (Slot.KIND not in words or ITEM in others) and words.values(Slot.REQUESTS) in ((), (BARE,)):
        return ELSEWHERE
    if words.any_of(Slot.REQUESTS, Slot.KIND, Slot.COLUMN):
        return REQUESTS.table
    return None


@lru_cache(maxsize=4096)
def passed(setting: Setting, words: Words) -> Setting:
    """A setting after a number whose words do not say what it counts."""
    topic = topic_of(words, True, setting.topic)
    if topic is None:
        return setting
    if topic == ELSEWHERE:
        return setting._replace(dispute=(), disputes=(), topic=topic)
    return setting._replace(topic=topic)


_SETTLING = (
    Slot.DISPUTE,
    Slot.OUTCOME,
    Slot.DOCUMENT,
    Slot.ACTION,
    Slot.ROW,
    Slot.REQUESTS,
    Slot.KIND,
    Slot.COLUMN,
    Slot.ELSE,
)


@lru_cache(maxsize=4096)
def settled(setting: Setting, words: Words, of_requests: bool = False, numbered: bool = False) -> Setting:
    """A setting after a clause with some words, with a number of requests or of something else."""
    if not words.any_of(*_SETTLING):
        return setting
    row, dispute, disputes, told, earlier, document, action, topic = setting
    topic = topic_of(words, numbered, topic) or topic
    if Slot.DISPUTE in words:
        rows = dispute_rows(words)
        both = tuple(dict.fromkeys((*(disputes or dispute), *rows)))
        dispute, disputes, earlier = rows, both if len(both) > 1 else (), told
    if Slot.OUTCOME in words:
        told = (*told, *words.values(Slot.OUTCOME))
    elif of_requests and Slot.ROW in words:
        dispute = ()
    if Slot.DOCUMENT in words:
        document = words.values(Slot.DOCUMENT)
    if Slot.ACTION in words:
        action = words.values(Slot.ACTION)
    if Slot.ROW in words and not words.barred:
        row = one_row(words.values(Slot.ROW))
    return Setting(row, dispute, disputes, told, earlier, document, action, topic)
