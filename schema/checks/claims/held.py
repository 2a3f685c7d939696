"""The claims of a report's prose."""

from schema.checks.claims.claim import Claim
from schema.checks.claims.judging import judged
from schema.checks.registry import Context
from schema.form import Place


def claims_in(context: Context, place: Place) -> list[Claim]:
    """Every number, and every statement without one, in the text at a place, in the text's order."""
    return judged(context, place)


def all_claims(context: Context) -> list[Claim]:
    """Every claim of the report's prose, in the form's order."""
    return [claim for place in context.report.prose_places() for claim in claims_in(context, place)]
