"""What is computed from the figures: 总计 columns, row （七） and the balance of section 三."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from schema.cells import Number
from schema.form import Place, Role, Row, Table
from schema.report import Report

Amount = int | Decimal


class Balance(NamedTuple):
    """One column of 第一项+第二项=第三项+第四项, in 件; None where a term is blank or unreadable."""

    column: str
    incoming: Amount | None
    accounted: Amount | None

    @property
    def difference(self) -> Amount | None:
        """First side minus second side."""
        if self.incoming is None or self.accounted is None:
            return None
        return self.incoming - self.accounted


def total(values: Iterable[Amount | None]) -> Amount | None:
    """The sum; None if a term is missing, for a sum with a blank in it is not 0."""
    result: Amount = 0
    for value in values:
        if value is None:
            return None
        result += value
    return result


def computed(report: Report) -> dict[Place, Amount | None]:
    """Every total of the report by its place, keyed ones left aside."""
    values: dict[Place, Amount | None] = {}
    for table in report.edition.tables:
        values |= table_totals(report, table)
    return values


def table_totals(report: Report, table: Table) -> dict[Place, Amount | None]:
    """The totals of one table by place: a row's 总计, and row （七） with its own 总计."""
    plan = _plan(table)
    figures = [value if fault is None else None for _, value, fault in plan.read(report.cells)]
    # With nothing missing the sums are the built-in's, which is what a keystroke in a full report pays for.
    add: Callable[[Any], Amount | None] = total if None in figures else sum
    values: dict[Place, Amount | None] = {place: add(figures[part]) for place, part in plan.row_sums}
    for place, pick in plan.column_sums:
        values[place] = add(pick(figures))
    if plan.grand_total is not None:
        place, terms = plan.grand_total
        values[place] = add(terms(values))
    return values


def balances(table: Table, report: Report, totals: Mapping[Place, Amount | None]) -> list[Balance]:
    """The balance of every column of 三 and of its 总计; empty for a table without one."""
    cells = report.cells

    def value(place: Place) -> Amount | None:
        return totals[place] if place in totals else cells[place].usable

    return [
        Balance(column, total(map(value, incoming)), total(map(value, accounted)))
        for column, incoming, accounted in _plan(table).balances
    ]


class _Plan:
    """Where a table's sums take their terms from, worked out once: they are recomputed at every keystroke."""

    def __init__(self, table: Table) -> None:
        places = [cell.place for cell in table.cells]
        self.read: Callable[[Mapping[Place, Number]], Sequence[Number]] = picker(places)
        self.row_sums: list[tuple[Place, slice]] = []
        self.column_sums: list[tuple[Place, Callable[[Sequence[Amount | None]], Sequence[Amount | None]]]] = []
        self.grand_total: tuple[Place, Callable[[Mapping[Place, Any]], Sequence[Any]]] | None = None
        self.balances: list[tuple[str, list[Place], list[Place]]] = []
        start = 0
        for row in table.rows:
            stop = start + len(row.columns)
            if row.total is not None:
                self.row_sums.append((table.cell_place(row, row.total), slice(start, stop)))
            start = stop
        if table.results_total is not None:
            self._sum_results(table, table.results_total, {place: index for index, place in enumerate(places)})

    def _sum_results(self, table: Table, results_total: Row, index: dict[Place, int]) -> None:
        results = list(table.rows_in(Role.RESULT))
        for column in results_total.columns:
            terms = [index[table.cell_place(row, column)] for row in results]
            self.column_sums.append((table.cell_place(results_total, column), picker(terms)))
        columns = list(results_total.columns)
        if results_total.total is not None:
            columns.append(results_total.total)
            sums = [table.cell_place(row, row.total) for row in results if row.total is not None]
            self.grand_total = (table.cell_place(results_total, results_total.total), picker(sums))
        incoming = list(table.rows_in(Role.INCOMING))
        accounted = [results_total, *table.rows_in(Role.OUTGOING)]
        for column in columns:
            self.balances.append(
                (
                    column.key,
                    [table.cell_place(row, column) for row in incoming],
                    [table.cell_place(row, column) for row in accounted],
                )
            )


def picker(keys: Sequence[Any]) -> Callable[[Any], Sequence[Any]]:
    """A function that takes several items, one at least, out of a mapping or a sequence at once."""
    if len(keys) == 1:
        only = keys[0]
        return lambda items: (items[only],)
    return itemgetter(*keys)


@lru_cache(maxsize=32)
def _plan(table: Table) -> _Plan:
    return _Plan(table)
