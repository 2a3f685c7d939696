"""The claims of a report's prose."""

from operator import attrgetter

from schema.checks.claims.claim import Claim
from schema.checks.claims.growth import growth_in
from schema.checks.claims.judging import judged
from schema.checks.claims.statements import stated_in
from schema.checks.registry import Context
from schema.form import Place

_start_of = attrgetter("start")


def claims_in(context: Context, place: Place) -> list[Claim]:
    """Every number, and every statement without one, in the text at a place, in the text's order."""
    # In the text's order, and at one place in the order of reading.
    return sorted([*numbers_in(context, place), *stated_in(context, place)], key=_start_of)


def numbers_in(context: Context, place: Place) -> list[Claim]:
    """Every number in the text at a place, in the order of reading."""
    claims = judged(context, place)
    growth = {claim.start: claim for claim in growth_in(context, place)} if claims else {}
    return [growth.get(claim.start, claim) for claim in claims] if growth else claims


def all_claims(context: Context) -> list[Claim]:
    """Every claim of the report's prose, in the form's order."""
    return [claim for place in context.report.prose_places() for claim in claims_in(context, place)]
