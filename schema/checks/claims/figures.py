"""The figures of a report that prose is held against."""

from schema.cells import BLANK
from schema.checks.claims.numbers import Amount
from schema.checks.claims.subjects import Target
from schema.checks.registry import Context
from schema.form import Place
from schema.totals import total


def figures_of(context: Context, target: Target) -> list[Amount | None]:
    """What the places of a target add up to: as computed, and as keyed where that is something else."""
    if not context.miskeyed:
        totals, cells = context.totals, context.report.cells
        return [total([totals[at] if at in totals else cells.get(at, BLANK).usable for at in target.places])]
    values: list[Amount | None] = []
    keyed: list[Amount | None] = []
    for place in target.places:
        number = context.report.cells.get(place)
        usable = None if number is None else number.usable
        computed = context.totals.get(place, usable)
        values.append(computed)
        keyed.append(computed if usable is None else usable)
    return [total(values)] if keyed == values else [total(values), total(keyed)]


def figure_at(context: Context, place: Place) -> Amount | None:
    """The figure at a place, totals as computed; None where there is none."""
    if place in context.totals:
        return context.totals[place]
    number = context.report.cells.get(place)
    return None if number is None else number.usable
