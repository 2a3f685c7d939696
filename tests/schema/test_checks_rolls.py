"""Last year beside this year: what rolls over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.checks import Context, run
from schema.checks.rolls import CARRIED_OVER, CHANGE_LARGE, IN_FORCE_ROLL, PREVIOUS_ITEMS_ROLL
from schema.findings import Severity
from schema.previous import MISMATCH, UNREADABLE, Problem
from schema.report import Report
from schema.unsafe import find_unsafe
from tests.schema import pingtan
from tests.schema.two_years import IN_FORCE, LAST, PREVIOUS, accept, of_year, queries, with_text

CARRIED_IN = "requests.carried_in"
CARRIED_OUT = "requests.carried_out"

# A chain of real reports


def chain() -> tuple[Report, Report]:
    """2022 and the year before."""
    return pingtan.report(2022), pingtan.report(2021)


def test_real_reports_roll_over() -> None:
    assert queries(*chain()) == []
    (hint,) = [finding for finding in run(*chain()) if finding.code == CHANGE_LARGE.code]
    assert hint.severity is Severity.HINT and "今年0件，上年42件，相差42件" in hint.message


@pytest.mark.parametrize(
    ("year", "place", "text", "code"),
    [
        (2022, f"{CARRIED_IN}.natural_person", "2", CARRIED_OVER),
        (2021, f"{CARRIED_OUT}.natural_person", "0", CARRIED_OVER),
        (2022, f"{CARRIED_IN}.legal_service", "1", CARRIED_OVER),
        (2022, IN_FORCE, "697", IN_FORCE_ROLL),
        (2022, "disclosure.normative_documents.issued", "89", IN_FORCE_ROLL),
        (2022, "disclosure.regulations.repealed", "1", IN_FORCE_ROLL),
        (2021, IN_FORCE, "666", IN_FORCE_ROLL),
    ],
)
def test_a_changed_figure_raises_exactly_its_query(year: int, place: str, text: str, code: object) -> None:
    report, previous = chain()
    (report if year == 2022 else previous).set_text(place, text)
    (finding,) = queries(report, previous)
    assert finding.code == code.code and finding.severity is Severity.QUERY  # type: ignore[attr-defined]
    assert finding.where[-1] == PREVIOUS and not find_unsafe(finding.message)


@pytest.mark.parametrize(("year", "again"), [(2022, "696"), (2021, "667")])
def test_an_accepted_query_is_back_when_either_years_figure_changes_again(year: int, again: str) -> None:
    report, previous = chain()
    changed = report if year == 2022 else previous
    changed.set_text(IN_FORCE, "697" if year == 2022 else "666")
    (finding,) = queries(report, previous)
    accept(report, finding)
    (silenced,) = queries(report, previous)
    assert silenced.accepted and not silenced.blocks
    changed.set_text(IN_FORCE, again)
    (back,) = queries(report, previous)
    assert not back.accepted and back.blocks
    assert "accepted-stale" in [each.code for each in run(report, previous)]
    changed.set_text(IN_FORCE, "697" if year == 2022 else "666")
    assert [each.accepted for each in queries(report, previous)] == [True]


def test_the_query_names_both_figures_and_the_difference() -> None:
    report, previous = chain()
    report.set_text(IN_FORCE, "697")
    (finding,) = queries(report, previous)
    assert finding.message == (
        "二·行政规范性文件·现行有效件数：本年697；上年665，加本年制发件数88、减本年废止件数55应为698，相差1"
    )
    assert finding.values == ("697", "88", "55", "665")


# 上年结转


def test_carried_over_is_told_per_column() -> None:
    previous = of_year(2021, {f"{CARRIED_OUT}.natural_person": "3", f"{CARRIED_OUT}.company": "1"})
    report = of_year(2022, {f"{CARRIED_IN}.natural_person": "1", f"{CARRIED_IN}.company": "3"})
    found = queries(report, previous)
    assert [finding.where for finding in found] == [
        (f"{CARRIED_IN}.natural_person", PREVIOUS),
        (f"{CARRIED_IN}.company", PREVIOUS),
    ]
    assert [finding.values for finding in found] == [("1", "3"), ("3", "1")]
    assert found[0].message == (
        "三·二、上年结转政府信息公开申请数量·自然人：本年1，上年报告“三·四、结转下年度继续办理·自然人”是3，相差2"
    )


def test_the_total_alone_is_told_where_no_column_can_be() -> None:
    blank = dict.fromkeys((f"{CARRIED_OUT}.natural_person", f"{CARRIED_OUT}.other"), "")
    previous = of_year(2021, blank | {f"{CARRIED_OUT}.total": "4"})
    report = of_year(2022, {f"{CARRIED_IN}.natural_person": "5"})
    (finding,) = queries(report, previous)
    assert finding.where == (f"{CARRIED_IN}.total", PREVIOUS) and finding.values == ("5", "4")
    report.set_text(f"{CARRIED_IN}.natural_person", "4")
    assert queries(report, previous) == []
    report.set_text(f"{CARRIED_IN}.natural_person", "")
    report.set_text(f"{CARRIED_IN}.total", "6")
    assert [finding.values for finding in queries(report, previous)] == [("6", "4")]


def test_a_keyed_total_of_last_year_does_not_stand_against_its_own_columns() -> None:
    previous = of_year(2021, {f"{CARRIED_OUT}.natural_person": "3", f"{CARRIED_OUT}.total": "4"})
    assert queries(of_year(2022, {f"{CARRIED_IN}.natural_person": "3"}), previous) == []


@pytest.mark.parametrize("text", ["", "/", "12a", "-3"])
def test_what_cannot_be_read_is_not_compared(text: str) -> None:
    place = f"{CARRIED_OUT}.natural_person"
    assert queries(of_year(2022), of_year(2021, {place: text})) == []
    place = f"{CARRIED_IN}.natural_person"
    assert queries(of_year(2022, {place: text}), of_year(2021, {f"{CARRIED_OUT}.natural_person": "3"})) == []


def test_carried_over_holds_across_the_change_of_edition() -> None:
    previous = of_year(2020, {f"{CARRIED_OUT}.research": "2"})
    (finding,) = queries(of_year(2021), previous)
    assert finding.values == ("0", "2")
    assert queries(of_year(2021, {f"{CARRIED_IN}.research": "2"}), previous) == []


# 现行有效, 上一年项目数量


def test_in_force_is_not_asked_before_2022() -> None:
    assert queries(of_year(2021, {IN_FORCE: "5", "disclosure.normative_documents.issued": "5"}), of_year(2020)) == []


def test_items_of_the_trial_edition_roll_over() -> None:
    last = {"disclosure.licensing.previous": "10", "disclosure.licensing.change": "-2"}
    previous = of_year(2019, last | {"disclosure.fees.previous": "7", "disclosure.fees.change": "3"})
    report = of_year(2020, {"disclosure.licensing.previous": "9", "disclosure.fees.previous": "10"})
    (finding,) = queries(report, previous)
    assert finding.code == PREVIOUS_ITEMS_ROLL.code
    assert finding.where == ("disclosure.licensing.previous", PREVIOUS) and finding.values == ("9", "10-2")
    assert finding.message == (
        "二·行政许可·上一年项目数量：本年填9；上年报告的上一年项目数量10，本年增/减-2，应为8，相差1"
    )
    report.set_text("disclosure.licensing.previous", "8")
    assert queries(report, previous) == []


@pytest.mark.parametrize("year", [2019, 2020, 2022, 2023])
def test_only_the_year_before_is_compared(year: int) -> None:
    previous = of_year(year, {f"{CARRIED_OUT}.natural_person": "3"})
    assert queries(of_year(2022 if year != 2022 else 2021), previous) == []
    previous.set_text("report.year", "")
    assert queries(of_year(2022), previous) == []


# The file itself


@pytest.mark.parametrize("code", [UNREADABLE, MISMATCH])
def test_a_problem_with_the_file_named_is_a_query(code: str) -> None:
    report = of_year(2022, {PREVIOUS: "2021.toml"})
    against = "agency.name" if code == MISMATCH else ""
    problem = Problem(code, "上年报告2021.toml：说明", "核对。", against, "别的机关" if against else "")
    (finding,) = [each for each in run(report, None, problem) if each.code == code]
    assert finding.severity is Severity.QUERY and finding.section == "cover"
    assert finding.where == ((PREVIOUS, "agency.name") if against else (PREVIOUS,))
    assert finding.values == (("别的机关", "某县人民政府") if against else ("2021.toml",))
    accept(report, finding)
    assert [each.accepted for each in run(report, None, problem) if each.code == code] == [True]


@given(st.data())
def test_no_figures_and_texts_raise(data: st.DataObject) -> None:
    reports = []
    for year in (data.draw(st.sampled_from([2019, 2020, 2021])), None):
        report = of_year(year if year is not None else reports[0].year + 1)
        for place in data.draw(st.lists(st.sampled_from(list(report.edition.cells)), max_size=8)):
            report.set_text(place, data.draw(st.sampled_from(["", "0", "7", "30", "-5", "x", "9" * 15, "1.5"])))
        reports.append(with_text(report, data.draw(st.text(alphabet="年二〇一2021\u202e　，字", max_size=80)), LAST))
    previous, report = reports
    for finding in run(report, previous):
        assert len(finding.values) == len(finding.where)
        assert not find_unsafe(finding.message) and not find_unsafe(finding.suggestion)
        assert Context(report, previous).name(finding.where[0])
