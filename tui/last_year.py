"""What last year's report says of the figures of this year's, across the change of edition too."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from schema.cells import Number
from schema.counterparts import carried_in_row, carried_out_row
from schema.form import Cell, Choice, Place
from schema.previous import carried_in_from
from schema.report import Report
from schema.totals import Amount, computed
from tui.session import Session

_COUNTED = "decisions"
"""The column of the trial edition whose count is all that later editions ask of its row."""
CARRY_IN = "上年结转照上年报告填吗？"
CARRY_IN_CHOICES = (Choice("no", "不，自己填"), Choice("yes", "照上年报告填"))


def figures(session: Session, cells: Iterable[Cell]) -> dict[Place, str]:
    """Last year's figure of each of some cells or totals that has one, by this year's place."""
    if (previous := session.previous) is None:
        return {}
    totals = computed(previous)
    found = {cell.place: _figure(previous, totals, cell) for cell in cells}
    return {place: text for place, text in found.items() if text}


def words(session: Session, cell: Cell) -> str:
    """What is said of last year beside the name of a cell, such as ``上年30``; empty where there is nothing to say.

    Of 上年结转 it is what last year's report carried over, which this year's figure has to be.
    """
    source, name = (carried, "上年结转下年") if (carried := _carried_out(session, cell)) is not None else (cell, "上年")
    text = figures(session, [source]).get(source.place, "")
    return f"{name}{text}" if text else ""


class CarriedOver(NamedTuple):
    """What last year's report says was carried over, for the blank cells of 上年结转, and how it is asked about."""

    figures: dict[Place, str]
    is_whole: bool
    """Whether that is every cell there."""
    told: str


def carried_over(session: Session) -> CarriedOver | None:
    """What last year's report carried over; None where there is nothing to fill in."""
    if session.previous is None or not (found := carried_in_from(session.previous, session.report)):
        return None
    table = session.report.edition.balanced_table
    cells = session.report.edition.cells
    named = [f"{cells[place].column.label}{text}" for place, text in found.items() if text != "0"]
    rest = ["其余都是0" if named else "各列都是0"] if len(named) < len(found) else []
    told = f"上年报告的“{carried_out_row(table).name}”：{'，'.join(named + rest)}。今年的上年结转应与它相等。"
    return CarriedOver(found, len(found) >= len(table.row_cells(carried_in_row(table))), told)


def _carried_out(session: Session, cell: Cell) -> Cell | None:
    """The cell of 结转下年度 that one of 上年结转 takes over; None for any other."""
    table = session.report.edition.balanced_table
    if cell.row is not carried_in_row(table):
        return None
    row = carried_out_row(table)
    return Cell(table.cell_place(row, cell.column), row, cell.column, cell.kind)


def _figure(previous: Report, totals: Mapping[Place, Amount | None], cell: Cell) -> str:
    place = cell.place
    if place not in previous.cells and place not in totals:
        if not cell.row.scalar:
            return ""
        place = f"{place}.{_COUNTED}"
    number: Number | None = previous.cells.get(place)
    if number is not None and not number.blank:
        return number.text if number.usable is not None else ""
    total = totals.get(place)
    return "" if total is None else str(total)
