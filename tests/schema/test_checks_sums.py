"""Sums, as the checks see them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.checks import Context, check_tables, check_texts, run
from schema.checks.order import in_form_order
from schema.editions import EDITIONS
from schema.findings import Severity
from schema.form import Role
from schema.report import Report
from tests.schema.checked_reports import clean_report, codes, findings

COLUMNS = ("natural_person", "company", "research", "public_welfare", "legal_service", "other")
RESULT_KEYS = {
    number: [row.key for row in edition.table("requests").rows_in(Role.RESULT)] for number, edition in EDITIONS.items()
}


def test_balance_names_both_sums_and_the_difference() -> None:
    column = "natural_person"
    (finding,) = findings(
        2021,
        {
            f"requests.received.{column}": "28",
            f"requests.carried_in.{column}": "2",
            f"requests.granted.{column}": "10",
            f"requests.carried_out.{column}": "2",
        },
    )
    assert finding.message == "自然人列不平：第一项+第二项=30，第三项+第四项=12，相差18"
    assert (finding.code, finding.severity, finding.section) == ("requests-balance", Severity.ERROR, "requests")
    assert finding.where == tuple(
        f"requests.{row}.{column}" for row in ("received", "carried_in", "results_total", "carried_out")
    )


def test_columns_that_cancel_out_in_the_total_fail_each() -> None:
    found = findings(2021, {"requests.received.company": "3", "requests.granted.research": "3"})
    assert [(each.code, each.where[0]) for each in found] == [
        ("requests-balance", "requests.received.company"),
        ("requests-balance", "requests.received.research"),
    ]


def test_one_failing_column_is_not_told_again_for_the_total() -> None:
    assert codes(findings(2021, {"requests.received.company": "3"})) == ["requests-balance"]


def _keyed(report: Report) -> None:
    for place, amount in Context(report).totals.items():
        report.set_text(place, str(amount))


@pytest.mark.parametrize("edition", EDITIONS)
def test_right_keyed_totals_are_no_findings(edition: int) -> None:
    report = clean_report(edition, {"requests.received.company": "7", "requests.granted.company": "7"})
    _keyed(report)
    assert report.number("requests.results_total.total").value == 7
    assert run(report) == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_each_keyed_total_is_compared_under_its_code(edition: int) -> None:
    for place in EDITIONS[edition].keyed_cells:
        report = clean_report(edition)
        _keyed(report)
        report.set_text(place, "1")
        if place.startswith("disputes."):
            code = "disputes-total"
        else:
            code = "requests-results-total" if ".results_total." in place else "requests-row-total"
        assert [(each.code, each.where) for each in run(report)] == [(code, (place,))]


def test_keyed_total_message() -> None:
    (finding,) = findings(
        2021,
        {
            "disputes.reconsideration.upheld": "10",
            "disputes.reconsideration.corrected": "1",
            "disputes.reconsideration.total": "0",
        },
    )
    assert finding.message == "四·行政复议·总计：填的是0，结果维持+结果纠正+其他结果+尚未审结=11，相差11"


def test_keyed_total_is_never_used_in_a_sum() -> None:
    wrong = {"requests.received.total": "5", "requests.results_total.company": "5"}
    assert sorted(codes(findings(2021, wrong))) == ["requests-results-total", "requests-row-total"]


@pytest.mark.parametrize("blank", ["", "x", "-1", "1.5"])
def test_total_with_an_unusable_term_is_not_assessed(blank: str) -> None:
    report = clean_report(2021, {"requests.received.total": "9", "requests.received.company": blank})
    found = codes(check_tables(report))
    assert len(found) == 1
    assert found[0].startswith("cell-")


@pytest.mark.parametrize(
    ("incoming", "carried_out", "asked"), [("22", "12", True), ("24", "12", False), ("10", "10", False)]
)
def test_carried_out_large(incoming: str, carried_out: str, asked: bool) -> None:
    found = findings(
        2021,
        {
            "requests.received.company": incoming,
            "requests.carried_out.company": carried_out,
            "requests.granted.company": str(int(incoming) - int(carried_out)),
        },
    )
    assert codes(found) == (["carried-out-large"] if asked else [])
    if asked:
        assert found[0].where[0] == "requests.carried_out.total"
        assert found[0].severity is Severity.QUERY
        assert "54.5%" in found[0].message


def test_carried_out_large_in_one_column_only() -> None:
    found = findings(
        2021,
        {
            "requests.received.company": "12",
            "requests.carried_out.company": "12",
            "requests.received.other": "30",
            "requests.granted.other": "30",
        },
    )
    assert [each.where[0] for each in found] == ["requests.carried_out.company"]


@pytest.mark.parametrize(("other", "granted", "asked"), [("6", "23", True), ("6", "24", False), ("5", "5", False)])
def test_other_large(other: str, granted: str, asked: bool) -> None:
    found = findings(
        2021,
        {
            "requests.received.company": str(int(other) + int(granted)),
            "requests.granted.company": granted,
            "requests.otherwise.other.company": other,
        },
    )
    assert codes(found) == (["other-large"] if asked else [])
    assert all(each.severity is Severity.HINT and each.where[0].endswith("other.total") for each in found)


@pytest.mark.parametrize(
    ("issued", "repealed", "in_force", "asked"), [("5", "2", "2", True), ("5", "2", "3", False), ("0", "5", "0", False)]
)
def test_in_force_short(issued: str, repealed: str, in_force: str, asked: bool) -> None:
    row = "disclosure.normative_documents"
    found = findings(2021, {f"{row}.issued": issued, f"{row}.repealed": repealed, f"{row}.in_force": in_force})
    assert codes(found) == (["in-force-short"] if asked else [])
    if asked:
        assert found[0].message == "行政规范性文件：现行有效件数2，少于本年制发件数5减本年废止件数2（3），相差1"


@pytest.mark.parametrize(
    ("made", "disclosed", "all_disclosed", "against"),
    [
        ("5", "5", "5", []),
        ("4", "5", "9", ["made"]),
        ("9", "5", "4", ["all_disclosed"]),
        ("4", "5", "3", ["made", "all_disclosed"]),
        ("", "5", "", []),
    ],
)
def test_disclosed_exceeds(made: str, disclosed: str, all_disclosed: str, against: list[str]) -> None:
    row = "disclosure.normative_documents"
    changes = {f"{row}.made": made, f"{row}.disclosed": disclosed, f"{row}.all_disclosed": all_disclosed}
    found = [each for each in findings(2019, changes) if each.code != "cell-blank"]
    assert [(each.code, each.where) for each in found] == [
        ("disclosed-exceeds", (f"{row}.disclosed", f"{row}.{key}")) for key in against
    ]


@st.composite
def balanced(draw: st.DrawFn) -> Report:
    """A report whose columns of 三 balance: results and carried-out drawn, split over the incoming rows."""
    edition = draw(st.sampled_from(sorted(EDITIONS)))
    report = clean_report(edition)
    for column in COLUMNS:
        rows = draw(st.lists(st.sampled_from(RESULT_KEYS[edition]), unique=True, max_size=5))
        counts = {row: draw(st.integers(1, 5000)) for row in rows}
        counts["carried_out"] = draw(st.integers(0, 50))
        carried_in = draw(st.integers(0, sum(counts.values())))
        counts |= {"carried_in": carried_in, "received": sum(counts.values()) - carried_in}
        for row, count in counts.items():
            report.set_text(f"requests.{row}.{column}", str(count))
    if draw(st.booleans()):
        _keyed(report)
    return report


def _errors(report: Report) -> list[str]:
    return [finding.code for finding in check_tables(report) if finding.severity is Severity.ERROR]


@given(balanced())
@settings(deadline=None)
def test_balanced_table_has_no_failing_sum(report: Report) -> None:
    assert _errors(report) == []


@given(balanced(), st.data())
@settings(deadline=None)
def test_changing_one_cell_breaks_exactly_its_sums(report: Report, data: st.DataObject) -> None:
    cell = data.draw(st.sampled_from(report.edition.table("requests").cells))
    keyed = "requests.results_total.total" in report.cells
    report.set_text(cell.place, str(int(report.text(cell.place)) + data.draw(st.integers(1, 99))))
    broken = {("requests-balance", f"requests.received.{cell.column.key}")}
    if keyed:
        broken.add(("requests-row-total", f"requests.{cell.row.key}.total"))
        if cell.row.key in RESULT_KEYS[report.edition.number]:
            broken |= {
                ("requests-results-total", f"requests.results_total.{each}") for each in (cell.column.key, "total")
            }
    errors = [finding for finding in check_tables(report) if finding.severity is Severity.ERROR]
    assert {(finding.code, finding.where[0]) for finding in errors} == broken
    assert len(errors) == len(broken)


@given(balanced())
@settings(deadline=None, max_examples=20)
def test_partial_checks_make_up_the_whole(report: Report) -> None:
    report.set_text("other.intro", "（）")
    report.set_text("requests.granted.company", "x")
    context = Context(report)
    both = in_form_order(report.edition, [*check_tables(report, context), *check_texts(report)])
    assert both == run(report)
    assert {"placeholder-left", "cell-not-number"} <= set(codes(both))
