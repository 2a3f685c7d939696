"""What is computed from the figures."""

from decimal import Decimal

import pytest

from schema.editions import EDITIONS
from schema.form import Role
from schema.report import new_report
from schema.totals import balances, computed, table_totals, total
from tests.schema.checked_reports import clean_report


def test_total_of_a_missing_term_is_missing() -> None:
    assert total([1, 2]) == 3
    assert total([1, None]) is None
    assert total([]) == 0
    assert total([Decimal("0.1"), Decimal("0.2")]) == Decimal("0.3")


@pytest.mark.parametrize("edition", EDITIONS)
def test_blank_report_has_totals_without_value(edition: int) -> None:
    totals = computed(new_report(EDITIONS[edition]))
    assert totals.keys() == EDITIONS[edition].keyed_cells.keys()
    assert set(totals.values()) == {None}


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_cell_counts_in_exactly_its_totals(edition: int) -> None:
    report = clean_report(edition)
    requests = report.edition.table("requests")
    results = [row.key for row in requests.rows_in(Role.RESULT)]
    for table in (requests, report.edition.table("disputes")):
        for cell in table.cells:
            report.set_text(cell.place, "5")
            expected = {f"{table.key}.{cell.row.key}.total"}
            if cell.row.key in results:
                expected |= {f"requests.results_total.{cell.column.key}", "requests.results_total.total"}
            assert {place: value for place, value in computed(report).items() if value} == dict.fromkeys(expected, 5)
            report.set_text(cell.place, "0")


def test_blank_makes_its_own_totals_missing_and_no_others() -> None:
    report = clean_report(2021, {"requests.denied.process.company": ""})
    missing = {place for place, value in computed(report).items() if value is None}
    assert missing == {
        "requests.denied.process.total",
        "requests.results_total.company",
        "requests.results_total.total",
    }


def test_keyed_totals_are_left_aside() -> None:
    report = clean_report(2021, {"requests.received.total": "9", "requests.received.company": "2"})
    assert computed(report)["requests.received.total"] == 2


def test_table_without_totals_has_none() -> None:
    report = clean_report(2021)
    assert table_totals(report, report.edition.table("disclosure")) == {}
    assert balances(report.edition.table("disputes"), report, computed(report)) == []


def test_balance_of_every_column_and_the_total() -> None:
    report = clean_report(
        2021,
        {
            "requests.received.company": "9",
            "requests.carried_in.company": "1",
            "requests.granted.company": "4",
            "requests.carried_out.company": "3",
            "requests.carried_out.other": "",
        },
    )
    by_column = {
        balance.column: balance for balance in balances(report.edition.table("requests"), report, computed(report))
    }
    assert list(by_column) == [
        "natural_person",
        "company",
        "research",
        "public_welfare",
        "legal_service",
        "other",
        "total",
    ]
    assert by_column["company"][1:] == (10, 7)
    assert by_column["company"].difference == 3
    assert by_column["research"].difference == 0
    assert by_column["other"][1:] == (0, None)
    assert by_column["other"].difference is None
    assert by_column["total"][1:] == (10, None)
