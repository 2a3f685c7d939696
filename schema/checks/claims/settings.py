"""What the clauses of a paragraph settle for those that follow."""

from functools import lru_cache

from schema.checks.claims.labels import Slot
from schema.checks.claims.placing import Setting, dispute_rows, one_row, topic_of
from schema.checks.claims.words import Words

_SETTLING = (
    Slot.DISPUTE,
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
    row, dispute, disputes, document, action, topic = setting
    topic = topic_of(words, numbered, topic) or topic
    if Slot.DISPUTE in words:
        rows = dispute_rows(words)
        both = tuple(dict.fromkeys((*(disputes or dispute), *rows)))
        dispute, disputes = rows, both if len(both) > 1 else ()
    elif of_requests and Slot.ROW in words:
        dispute = ()
    if Slot.DOCUMENT in words:
        document = words.values(Slot.DOCUMENT)
    if Slot.ACTION in words:
        action = words.values(Slot.ACTION)
    if Slot.ROW in words and not words.barred:
        row = one_row(words.values(Slot.ROW))
    return Setting(row, dispute, disputes, document, action, topic)
