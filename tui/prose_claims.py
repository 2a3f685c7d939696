"""The claims of a text as users are told of them: quoted figures among them, and which were let stand with a reason."""

from typing import NamedTuple

from schema.checks import Context
from schema.checks.accepted import marked_accepted
from schema.checks.claims import Claim, Verdict, claims_in
from schema.checks.claims.findings import numbers_in_prose
from schema.checks.claims.statement_findings import changes_in_prose, statements_in_prose
from schema.checks.claims.tokens import sentences
from schema.checks.placeholders import PLACEHOLDER_UNKNOWN
from schema.form import Place
from schema.placeholders import Placeholder, figures, placeholders
from schema.places import place_name

NO_PLACE = "没有这个位置"
"""What is said of a placeholder of an unknown place."""

_QUERIES = (numbers_in_prose, statements_in_prose, changes_in_prose)


class ProseClaim(NamedTuple):
    """One claim, or one placeholder, of a text."""

    claim: Claim
    shows: str | None = None
    """What a placeholder shows, empty for a blank; None for a claim that is none, and for an unknown place."""
    quotes: Place | None = None
    """The place that it names, if it is told of for that alone: no such place, or one that nothing else is said of."""
    explained: bool = False
    """Whether its query was let stand with a reason."""

    @property
    def unexplained(self) -> bool:
        """Whether it differs from the tables and no reason was given."""
        return self.claim.verdict is Verdict.DIFFERS and not self.explained


def prose_claims(context: Context, place: Place) -> list[ProseClaim]:
    """Every claim of the text at a place and every placeholder in it, in the text's order.

    A placeholder of an unknown place differs, under the code of that error; one that shows a figure holds.
    """
    text = context.report.text(place)
    quoted = {each.start: each for each in placeholders(text) if each.place is not None}
    look_up = figures(context.report)
    explained = _explained(context, place)
    told = []
    for claim in claims_in(context, place):
        number = quoted.pop(claim.start, None)
        shows = look_up(number.place) if number is not None and number.place is not None else None
        if number is not None and (shows is None or claim.verdict is Verdict.UNPLACED):
            told.append(_of_placeholder(context, claim, number, shows))
        else:
            told.append(ProseClaim(claim, shows, explained=(claim.code, claim.start) in explained))
    for number in quoted.values():
        written = text[number.start : number.end]
        bare = Claim(place, number.start, number.end, _sentence(text, number.start), written, None)
        told.append(_of_placeholder(context, bare, number, look_up(number.place or "")))
    return sorted(told, key=lambda each: each.claim.start)


def _of_placeholder(context: Context, claim: Claim, number: Placeholder, shows: str | None) -> ProseClaim:
    place = number.place or ""
    if shows is None:
        claim = claim._replace(code=PLACEHOLDER_UNKNOWN.code, verdict=Verdict.DIFFERS)
    elif shows:
        label = place_name(context.edition, place)
        claim = claim._replace(target=(place,), label=label, expected=claim.number, verdict=Verdict.HOLDS)
    return ProseClaim(claim, shows, place)


def _sentence(text: str, offset: int) -> str:
    return next(("".join(text[each.start : each.end].split()) for each in sentences(text) if offset < each.end), "")


def _explained(context: Context, place: Place) -> set[tuple[str, int | None]]:
    """The code and the offset of every query about a number of a text that was let stand with a reason."""
    entries = context.report.accepted
    codes = {entry.code for entry in entries if place in entry.where}
    if not codes:
        return set()
    found = [
        finding
        for check in _QUERIES
        for finding in check(context)
        if finding.where[0] == place and finding.code in codes
    ]
    return {(each.code, each.offset) for each in marked_accepted(entries, found) if each.accepted}
