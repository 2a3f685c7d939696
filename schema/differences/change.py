"""One thing that differs between two reports."""

from enum import Enum
from typing import NamedTuple

from schema.form import Place
from schema.totals import Amount


class ChangeKind(Enum):
    """What kind of thing differs; the value is the published word for it."""

    COVER = "cover"
    """A field before section 一."""
    FIGURE = "figure"
    """A cell that is filled in."""
    KEYED = "keyed-total"
    """A total that was keyed, taken away or changed."""
    FIGURE_GONE = "figure-gone"
    """A figure that the new report's edition of the form does not ask for."""
    FIGURE_NEW = "figure-new"
    """A figure that the old report's edition of the form does not ask for."""
    COMPUTED = "computed-total"
    """A total that follows from the changed figures: no change of its own."""
    PART_ADDED = "part-added"
    PART_REMOVED = "part-removed"
    PART_MOVED = "part-moved"
    PART_RENAMED = "part-renamed"
    SENTENCE_ADDED = "sentence-added"
    SENTENCE_REMOVED = "sentence-removed"
    SENTENCE_EDITED = "sentence-edited"
    SENTENCE_MOVED = "sentence-moved"
    PARAGRAPHS = "paragraphs"
    """The same sentences, parted into other paragraphs."""
    QUOTED = "quoted-figure"
    """A sentence that reads otherwise only because a figure that it quotes has changed."""
    SUM_BROKEN = "sum-broken"
    SUM_RIGHTED = "sum-righted"
    SUM_UNKNOWN = "sum-unknown"
    """A sum that was wrong and that a blank or unreadable figure now keeps from being held."""
    SUM_DROPPED = "sum-dropped"
    """A keyed total that was wrong and is no longer keyed."""
    SUM_ONLY_OLD = "sum-only-old"
    """A sum that is wrong in the one of two different reports; nobody has put it right."""
    SUM_ONLY_NEW = "sum-only-new"
    ERROR_RAISED = "error-raised"
    ERROR_SETTLED = "error-settled"
    ERROR_ONLY_OLD = "error-only-old"
    ERROR_ONLY_NEW = "error-only-new"
    QUERY_RAISED = "query-raised"
    QUERY_SETTLED = "query-settled"
    QUERY_ACCEPTED = "query-accepted"
    QUERY_ONLY_OLD = "query-only-old"
    QUERY_ONLY_NEW = "query-only-new"
    FINDING_UNKNOWN = "finding-unknown"
    """An error or a query that a blank or unreadable figure now keeps from being judged."""
    FINDING_SOFTENED = "finding-softened"
    """An error or a query of which the new report has a hint."""
    REASON_ADDED = "reason-added"
    REASON_WITHDRAWN = "reason-withdrawn"
    REASON_CHANGED = "reason-changed"
    REASON_LAPSED = "reason-lapsed"
    """One that now excuses nothing."""


class Piece(NamedTuple):
    """A stretch of an edited sentence: what stood there and what stands there; the same where nothing changed."""

    old: str
    new: str


class Change(NamedTuple):
    """One difference.

    ``old`` and ``new`` are what is read at the place, None where there is no such thing on that side: a blank figure is
    an empty text. Of findings they are the messages.
    """

    kind: ChangeKind
    place: Place
    """In the new report; in the old one where the new has nothing of it."""
    name: str
    """What the form calls the place."""
    old: str | None = None
    new: str | None = None
    difference: Amount | None = None
    """New minus old, where both are figures."""
    old_place: Place = ""
    """Where it stood in the old report, where that was elsewhere."""
    old_name: str = ""
    """What it was called there, where it did not go there with all that it stood among."""
    pieces: tuple[Piece, ...] = ()
    """Of an edited sentence, from beginning to end."""
    code: str = ""
    """The rule that a finding or a reason is of."""
    reason: str = ""
    """Why a query was let stand, by whom and when."""
    suggestion: str = ""
    """What would right a sum that is wrong."""

    def as_json(self) -> dict[str, object]:
        """The change as ``nianbao diff --format json`` prints it, keys in their published order."""
        return {
            "kind": self.kind.value,
            "place": self.place,
            "name": self.name,
            "old": self.old,
            "new": self.new,
            "difference": self.difference,
            "old_place": self.old_place or None,
            "old_name": self.old_name or None,
            "code": self.code or None,
            "reason": self.reason or None,
            "suggestion": self.suggestion or None,
        }
