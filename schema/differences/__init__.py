"""What differs between two reports: two states of one, or the reports of two years.

Every figure, field and sentence that differs is told once, by the name that the form gives its place; what follows
from that by itself is told apart.
"""

from collections.abc import Sequence
from typing import NamedTuple

from schema.differences.change import Change, ChangeKind, Piece
from schema.differences.figures import cover_changes, figure_changes, total_changes
from schema.editions.cover import PREAMBLE
from schema.findings import Finding
from schema.report import Report

__all__ = ["Change", "ChangeKind", "Differences", "Piece", "differences"]


class Differences(NamedTuple):
    """What differs between an old report and a new one, each list in the form's order."""

    cover: Sequence[Change] = ()
    figures: Sequence[Change] = ()
    """Cells, keyed totals, and what only one of two editions asks for."""
    totals: Sequence[Change] = ()
    """Computed totals: what follows from the figures."""
    parts: Sequence[Change] = ()
    sentences: Sequence[Change] = ()
    quoted: Sequence[Change] = ()
    """Sentences that read otherwise because of a figure that they quote: what follows from the figures."""
    sums: Sequence[Change] = ()
    findings: Sequence[Change] = ()
    reasons: Sequence[Change] = ()
    """Accepted queries that came, went or changed and are not told of among the findings."""
    standing: Sequence[Finding] = ()
    """Errors and queries that both have, as the new report has them."""
    years_only: int = 0
    """Sentences in which nothing but the year has changed, as the report's has."""

    @property
    def changes(self) -> list[Change]:
        """Everything that differs."""
        return [
            *(*self.cover, *self.figures, *self.totals, *self.parts, *self.sentences, *self.quoted),
            *(*self.sums, *self.findings, *self.reasons),
        ]


def differences(
    old: Report,
    new: Report,
    old_findings: Sequence[Finding] | None = (),
    new_findings: Sequence[Finding] | None = (),
) -> Differences:
    """Compare two reports, which may be of different editions, and what is said of them.

    The findings are None for a report that is not there, of which one where nothing stands takes the place.
    """
    prose = None
    if _may_read_otherwise(old, new):
        from schema.differences.prose import prose_difference

        prose = prose_difference(old, new)
    said = None
    if old_findings or new_findings or old.accepted != new.accepted:
        from schema.differences.findings import finding_difference

        said = finding_difference((old, new), (old_findings, new_findings), prose.moved if prose else str)
    return Differences(
        [*cover_changes(old, new)],
        [*figure_changes(old, new)],
        [*total_changes(old, new)],
        prose.parts if prose else (),
        prose.sentences if prose else (),
        prose.quoted if prose else (),
        said.sums if said else (),
        said.others if said else (),
        said.reasons if said else (),
        said.standing if said else (),
        prose.years_only if prose else 0,
    )


def _may_read_otherwise(old: Report, new: Report) -> bool:
    """Whether the prose of two reports differs, or quotes figures, which may."""
    singles = (PREAMBLE.key, *new.intro_places())
    return (
        old.parts != new.parts
        or any(old.text(place) != new.text(place) for place in singles)
        or any("{" in new.text(place) for place in new.prose_places())
    )
