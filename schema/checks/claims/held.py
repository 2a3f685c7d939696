"""The claims of a report's prose."""

from operator import attrgetter

from schema.checks.claims.claim import Claim
from schema.checks.claims.growth import growth_in
from schema.checks.claims.judging import judged
from schema.checks.claims.statements import stated_in
from schema.checks.registry import Context
from schema.form import Place
from schema.report import Prose

_start_of = attrgetter("start")


def claims_in(context: Context, place: Place) -> list[Claim]:
    """Every number, and every statement without one, in the text at a place, in the text's order."""
    return _claims_in(context, context.report.prose_at(place))


def _claims_in(context: Context, prose: Prose) -> list[Claim]:
    # In the text's order, and at one place in the order of reading.
    return sorted([*numbers_in(context, prose), *stated_in(context, prose)], key=_start_of)


def numbers_in(context: Context, prose: Prose) -> list[Claim]:
    """Every number in some paragraphs, in the order of reading."""
    claims = judged(context, prose)
    growth = {claim.start: claim for claim in growth_in(context, prose)} if claims else {}
    return [growth.get(claim.start, claim) for claim in claims] if growth else claims


def all_claims(context: Context) -> list[Claim]:
    """Every claim of the report's prose, in the form's order."""
    return [claim for prose in context.prose for claim in _claims_in(context, prose)]
