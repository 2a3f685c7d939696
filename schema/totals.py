"""What is computed from the figures: 总计 columns, row （七） and the balance of section 三."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from schema.form import Place, Role, Table
from schema.report import Report

Amount = int | Decimal


@dataclass(frozen=True, slots=True)
class Balance:
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
    cells = report.cells
    values: dict[Place, Amount | None] = {}
    for row in table.rows:
        if row.total is not None:
            prefix = f"{table.key}.{row.key}."
            values[prefix + row.total.key] = total(cells[prefix + column.key].usable for column in row.columns)
    results_row = table.results_total
    if results_row is not None and results_row.total is not None:
        results = [f"{table.key}.{result.key}." for result in table.rows_in(Role.RESULT)]
        for column in results_row.columns:
            values[f"{table.key}.{results_row.key}.{column.key}"] = total(
                cells[prefix + column.key].usable for prefix in results
            )
        values[f"{table.key}.{results_row.key}.{results_row.total.key}"] = total(
            values[prefix + results_row.total.key] for prefix in results
        )
    return values


def balances(table: Table, report: Report, totals: dict[Place, Amount | None]) -> list[Balance]:
    """The balance of every column of 三 and of its 总计; empty for a table without one."""
    row = table.results_total
    if row is None or row.total is None:
        return []

    def value(key: str, column: str) -> Amount | None:
        place = f"{table.key}.{key}.{column}"
        return totals[place] if place in totals else report.cells[place].usable

    incoming = [each.key for each in table.rows_in(Role.INCOMING)]
    accounted = [row.key, *(each.key for each in table.rows_in(Role.OUTGOING))]
    return [
        Balance(
            column.key,
            total(value(key, column.key) for key in incoming),
            total(value(key, column.key) for key in accounted),
        )
        for column in (*row.columns, row.total)
    ]
