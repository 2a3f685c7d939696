"""The reading of prose: every number in it with what it counts, and whether the tables say the same.

A text is read once, without the tables, into mentions; a mention becomes a claim when it is held against a report.
"""

from schema.checks.claims.claim import Claim, Verdict
from schema.checks.claims.held import all_claims, claims_in

__all__ = ["Claim", "Verdict", "all_claims", "claims_in"]
