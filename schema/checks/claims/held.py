"""The claims of a report's prose."""

from schema.checks.claims.claim import Claim
from schema.checks.claims.growth import growth_in
from schema.checks.claims.judging import judged
from schema.checks.claims.statements import stated_in
from schema.checks.registry import Context
from schema.form import Place


def claims_in(context: Context, place: Place) -> list[Claim]:
    """Every number, and every statement without one, in the text at a place, in the text's order."""
    growth = {claim.start: claim for claim in growth_in(context, place)}
    numbers = [growth.get(claim.start, claim) for claim in judged(context, place)]
    # In the text's order, and at one place in the order of reading.
    return sorted([*numbers, *stated_in(context, place)], key=lambda claim: claim.start)


def all_claims(context: Context) -> list[Claim]:
    """Every claim of the report's prose, in the form's order."""
    return [claim for place in context.report.prose_places() for claim in claims_in(context, place)]
