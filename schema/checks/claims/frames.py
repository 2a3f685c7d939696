"""The levels of a sentence: what stands in a bracket, or after 其中, are parts of a number before."""

from functools import lru_cache

from schema.checks.claims.clauses import Clause
from schema.checks.claims.mention import Listing
from schema.checks.claims.rows import dispute_rows, one_row
from schema.checks.claims.slots import CARRIED_OUT, HANDLED, RESULTS, Slot
from schema.checks.claims.standing import NOTHING_NAMED
from schema.checks.claims.subjects import DISPUTES, DOCUMENTS, REQUESTS, Subject
from schema.checks.claims.words import Words, words_of

_STEPS = {RESULTS, HANDLED, CARRIED_OUT}
"""The steps of the work that are no part of what was received."""


class Frame:
    """The numbers at one level of a sentence: those of the sentence itself, of a bracket, or after 其中.

    Args:
        whole: The index of the number that they are parts of.
        bracket: Whether they stand in a bracket.
        listed: Whether they are parts.
        dispute: What disputes were spoken of where a bracket begins.
        told: The outcomes that had been told of them.
        row: What step was spoken of where a bracket begins.
        pending: The clause before a bracket.
    """

    __slots__ = (
        "bracket",
        "dispute",
        "end",
        "last",
        "listed",
        "parts",
        "pending",
        "rest",
        "row",
        "standing",
        "told",
        "whole",
    )

    def __init__(
        self,
        whole: int | None = None,
        bracket: bool = False,
        listed: bool = False,
        dispute: tuple[str, ...] = (),
        told: tuple[str, ...] = (),
        row: str = "",
        pending: Clause | None = None,
    ) -> None:
        self.whole = whole
        self.bracket = bracket
        self.listed = listed
        self.dispute = dispute
        self.told = told
        self.row = row
        self.pending = pending
        self.parts: list[int] = []
        self.last: int | None = None
        """The last count of this level."""
        self.rest = False
        """Whether the last of the parts is 其他."""
        self.end = 0
        """Where its last clause ends."""
        self.standing = NOTHING_NAMED


class Frames:
    """The open levels of a sentence, and the lists that were closed."""

    def __init__(self, listings: list[Listing], first: int = 0) -> None:
        self.listings = listings
        self.first = first
        """The index of the sentence's first number."""
        self.open = [Frame()]

    @property
    def inner(self) -> Frame:
        """The innermost level."""
        return self.open[-1]

    def close(self) -> Frame:
        """Leave the innermost level."""
        frame = self.open.pop()
        if frame.listed and frame.whole is not None and len(frame.parts) > 1:
            self.listings.append(Listing(frame.whole, tuple(frame.parts), frame.rest, frame.end))
        return frame

    def close_all(self) -> None:
        """Leave the sentence."""
        while self.open:
            self.close()

    def close_bracket(self) -> Frame | None:
        """Leave the innermost bracket and what was opened in it; None where there is none."""
        if not any(frame.bracket for frame in self.open):
            return None
        while not (frame := self.close()).bracket:
            pass
        return frame

    def close_lists(self) -> None:
        """Leave the lists that are no brackets."""
        while len(self.open) > 1 and not self.inner.bracket:
            run = self.close().standing.run
            if run and run[0] >= self.first and not self.inner.standing.run:
                self.inner.standing = self.inner.standing._replace(run=run)


@lru_cache(maxsize=4096)
def leaves_list(words: Words, parent: Subject | None) -> bool:
    """Whether a clause with some words cannot go on listing the parts of what a parent counts."""
    of_requests = parent is None or parent.domain is REQUESTS
    if Slot.DISPUTE in words:
        return parent is None or parent.domain is not DISPUTES or not _within(dispute_rows(words), parent.rows)
    if Slot.DOCUMENT in words:
        return parent is not None and parent.domain is not DOCUMENTS
    row = one_row(words.values(Slot.ROW))
    if not row or words.any_of(Slot.KIND, Slot.COLUMN) or not of_requests:
        return bool(row) and not of_requests and Slot.OUTCOME not in words
    return row in _STEPS or parent is None


def _within(rows: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether rows of 四 are parts of other ones."""
    return "" in whole or rows == whole or all(any(row.startswith(one + ".") for one in whole) for row in rows)


def around(before: Clause | None, inside: Clause | None) -> Clause | None:
    """The words before a bracket, with those in it: 行政复议（含诉讼）3件."""
    if before is None or before.has_number:
        return None
    if inside is None or inside.has_number:
        return before
    kept = (token for token in inside.tokens if token.word is not None and token.word.slot is not Slot.PART)
    both = (*before.tokens, *kept)
    return before._replace(tokens=both, words=words_of(both))
