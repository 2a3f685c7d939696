"""Which rows of 三 and 四 some words name together."""

from collections.abc import Sequence

from schema.checks.claims.slots import (
    ADDED,
    CARRIED_IN,
    CARRIED_ON,
    CARRIED_OUT,
    HANDLED,
    INCOMING,
    LITIGATION,
    NEW,
    RECEIVED,
    RESULTS,
    Slot,
)
from schema.checks.claims.subjects import DONE
from schema.checks.claims.words import Words


def dispute_rows(words: Words) -> tuple[str, ...]:
    """The rows of 四 that words name."""
    rows = words.values(Slot.DISPUTE)
    if any(row.startswith(LITIGATION + ".") for row in rows):
        rows = tuple(row for row in rows if row != LITIGATION)
        if "litigation.after_reconsideration" in rows or "litigation.direct" in rows:
            rows = tuple(row for row in rows if row != "reconsideration") if len(rows) > 1 else rows
    return ("",) if "" in rows else rows


def one_row(rows: Sequence[str]) -> str:
    """The step of the work that several words name together; empty for none."""
    named = {NEW if row == ADDED else row for row in rows}
    if CARRIED_OUT in named:
        return CARRIED_OUT
    if CARRIED_IN in named:
        return INCOMING if named & {RECEIVED, NEW} else CARRIED_IN
    if CARRIED_ON in named:
        return CARRIED_ON
    if named & {RECEIVED, NEW} and named & {RESULTS}:
        return DONE
    return next((row for row in (INCOMING, RESULTS, NEW, HANDLED, RECEIVED) if row in named), "")
