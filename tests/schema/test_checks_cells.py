"""Blank and wrong figures, as the checks see them."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.checks import run
from schema.editions import EDITIONS
from schema.findings import Finding, Severity
from schema.report import Accepted, new_report
from schema.unsafe import find_unsafe
from tests.schema.checked_reports import clean_report, codes, findings

_COUNT = "requests.partly_granted.natural_person"
_WAN_YUAN = "disclosure.fees"
_YUAN = "other.processing_fees.billed"


@pytest.mark.parametrize("edition", EDITIONS)
def test_one_blank_finding_per_table(edition: int) -> None:
    report = new_report(EDITIONS[edition])
    blank = [finding for finding in run(report) if finding.code == "cell-blank"]
    assert [finding.section for finding in blank] == ["disclosure", "requests", "disputes"]
    counted = [f"还有{len(table.cells)}格" for table in report.edition.tables[:3]]
    assert [count for count, finding in zip(counted, blank, strict=True) if count in finding.message] == counted
    assert all(finding.severity is Severity.HINT for finding in blank)


def test_blank_is_an_error_in_a_final_report() -> None:
    (finding,) = findings(2021, {"disclosure.licensing": ""})
    assert (finding.code, finding.severity) == ("cell-blank", Severity.ERROR)
    assert finding.where == ("disclosure.licensing",)
    assert "还有1格没有填（二·行政许可）" in finding.message


def test_blank_finding_names_the_first_three_places() -> None:
    row = ("natural_person", "company", "research", "public_welfare")
    (finding,) = findings(2021, {f"requests.granted.{column}": "" for column in row})
    assert finding.where == tuple(f"requests.granted.{column}" for column in row[:3])
    assert "还有4格" in finding.message
    assert finding.message.endswith("·科研机构等）")


_FEES = ("other.processing_fees.notices", _YUAN, "other.processing_fees.received")


def test_all_fee_cells_may_stay_blank() -> None:
    assert "cell-blank" not in codes(findings(2021, dict.fromkeys(_FEES, "")))


@pytest.mark.parametrize("blank", [_FEES[:1], _FEES[1:2], _FEES[1:]])
@pytest.mark.parametrize(("status", "severity"), [("final", Severity.ERROR), ("draft", Severity.HINT)])
def test_fee_cells_are_all_filled_or_all_blank(blank: tuple[str, ...], status: str, severity: Severity) -> None:
    (finding,) = findings(2021, dict.fromkeys(blank, "") | {"status": status})
    assert (finding.code, finding.severity, finding.where) == ("cell-blank", severity, blank)
    assert f"还有{len(blank)}格没有填" in finding.message


@pytest.mark.parametrize(
    ("place", "text", "remedy"),
    [
        (_COUNT, "-", "没有的填0"),
        (_COUNT, "/", "没有的填0"),
        (_COUNT, "／", "没有的填0"),
        (_COUNT, "——", "没有的填0"),
        (_COUNT, "无", "没有的填0"),
        (_COUNT, "12a", "只填阿拉伯数字"),
        (_COUNT, "3²", "只填阿拉伯数字"),
        (_COUNT, "三十", "只填阿拉伯数字"),
        (_COUNT, "12宗", "写作12。"),
        (_COUNT, "约12件", "写作12。"),
        (_COUNT, "12.", "写作12。"),
        (_COUNT, "+5", "写作5。"),
        (_COUNT, "12 34", "一格只填一个数"),
        (_COUNT, "12,34", "一格只填一个数"),
        (_COUNT, "1" * 16, "位数太多"),
        (_WAN_YUAN, "251000元", "写作25.1。"),
        (_WAN_YUAN, "70487元", "写作7.0487。"),
        (_WAN_YUAN, "2.5亿元", "写作25000。"),
        (_WAN_YUAN, "25.1万", "写作25.1。"),
        (_WAN_YUAN, ".5", "写作0.5。"),
        (_YUAN, "1.5万元", "写作15000。"),
        (_YUAN, "2,950万元", "写作29500000。"),
        (_YUAN, "5件", "只填阿拉伯数字"),
        pytest.param(_WAN_YUAN, "9" * 2_000_000 + "元", "只填阿拉伯数字", id="far too long"),
    ],
)
def test_cell_not_number(place: str, text: str, remedy: str) -> None:
    (finding,) = findings(2021, {place: text})
    assert (finding.code, finding.severity, finding.where) == ("cell-not-number", Severity.ERROR, (place,))
    assert finding.suggestion.startswith(remedy)


@pytest.mark.parametrize(("place", "text"), [(_COUNT, "１２件"), (_WAN_YUAN, "25.1万元"), (_YUAN, "2,950.50元")])
def test_typed_units_and_full_width_digits_are_numbers(place: str, text: str) -> None:
    balanced = {"requests.received.natural_person": "12"} if place == _COUNT else {}
    assert codes(findings(2021, {place: text} | balanced)) == []


def test_negative() -> None:
    (finding,) = findings(2021, {_COUNT: "-3"})
    assert (finding.code, finding.where) == ("cell-negative", (_COUNT,))
    assert "“-3”" in finding.message
    assert codes(findings(2021, {_WAN_YUAN: "-0.5"})) == ["cell-negative"]
    assert codes(findings(2021, {_COUNT: "-0"})) == []


def test_only_the_years_change_of_2019_is_signed() -> None:
    assert codes(findings(2019, {"disclosure.penalties.change": "-18"})) == []
    assert codes(findings(2019, {"disclosure.penalties.previous": "-18"})) == ["cell-negative"]


@pytest.mark.parametrize(
    ("place", "text", "remedy"),
    [
        (_COUNT, "1.5", "核对"),
        (_COUNT, "12.0", "写作12。"),
        (_WAN_YUAN, "1.2345678", "核对"),
        (_WAN_YUAN, "1.2300000", "写作1.23。"),
        (_YUAN, "1.234", "核对"),
    ],
)
def test_cell_not_whole(place: str, text: str, remedy: str) -> None:
    (finding,) = findings(2021, {place: text})
    assert (finding.code, finding.severity, finding.where) == ("cell-not-whole", Severity.ERROR, (place,))
    assert finding.suggestion.startswith(remedy)


@pytest.mark.parametrize(("place", "text"), [(_WAN_YUAN, "59237.123456"), (_YUAN, "2950.25"), (_WAN_YUAN, "1.5")])
def test_allowed_decimals(place: str, text: str) -> None:
    assert codes(findings(2021, {place: text})) == []


def test_implausible() -> None:
    assert codes(findings(2021, {"disclosure.licensing": "10000000"})) == []
    (finding,) = findings(2021, {"disclosure.licensing": "11398889"})
    assert (finding.code, finding.severity) == ("cell-implausible", Severity.QUERY)
    assert "11398889超过1000万" in finding.message
    assert codes(findings(2021, {_WAN_YUAN: "11398889"})) == []


@pytest.mark.parametrize(
    ("place", "last_year", "text", "told"),
    [
        ("disclosure.licensing", "12", "12000", "今年12000件，上年12件"),
        ("disclosure.licensing", "1", "1000", "今年1000件，上年1件"),
        ("disclosure.licensing", "12000", "12000000", "今年12000000件，上年12000件"),
        (_WAN_YUAN, "25.1", "251000", "今年251000万元，上年25.1万元"),
        ("disclosure.licensing", "12", "11999", ""),
        ("disclosure.licensing", "0", "9000", ""),
        ("disclosure.licensing", "", "9000", ""),
        ("disclosure.licensing", "无", "9000", ""),
        ("disclosure.licensing", "12", "", ""),
        (_WAN_YUAN, "0.9", "9000", ""),
        (_YUAN, "10", "10000", ""),
    ],
)
def test_a_thousand_times_last_year(place: str, last_year: str, text: str, told: str) -> None:
    found = slipped({place: text}, {place: last_year})
    assert [(finding.severity, finding.where) for finding in found] == [
        (Severity.QUERY, (place, "report.previous"))
    ] * bool(told)
    assert all(finding.values == (text, last_year) for finding in found)
    assert all(told in finding.message for finding in found)


def slipped(
    changes: dict[str, str], last_year: dict[str, str], edition: int = 2021, accepted: Sequence[Accepted] = ()
) -> list[Finding]:
    """What is said of figures a thousand times those of a report of the year before."""
    report = clean_report(2021, {"report.year": "2022" if edition == 2021 else "2021"} | changes)
    report.accepted = [*accepted]
    previous = clean_report(edition, {"report.year": str((report.year or 0) - 1)} | last_year)
    return [finding for finding in run(report, previous) if finding.code == "cell-implausible"]


def test_a_reason_for_a_thousandfold_lapses_with_either_figure() -> None:
    place = "disclosure.licensing"
    (finding,) = slipped({place: "9000"}, {place: "5"})
    reason = [Accepted(finding.code, finding.where, finding.values, "机构划转。")]
    for now, before, accepted in (("9000", "5", True), ("9000", "1", False), ("9001", "5", False)):
        (again,) = slipped({place: now}, {place: before}, accepted=reason)
        assert again.accepted is accepted


@pytest.mark.parametrize(("this", "last"), [("2022", "2020"), ("2022", "2022"), ("2022", ""), ("", "2021")])
def test_only_the_year_before_is_compared(this: str, last: str) -> None:
    place = "disclosure.licensing"
    report = clean_report(2021, {place: "9000", "report.year": this})
    found = run(report, clean_report(2021, {place: "5", "report.year": last}))
    assert [finding for finding in found if finding.code == "cell-implausible"] == []


def test_a_report_of_another_edition_is_compared_by_place() -> None:
    changes = {"disputes.reconsideration.upheld": "5000", "disclosure.licensing": "5000"}
    found = slipped(changes, {"disputes.reconsideration.upheld": "5"}, edition=2019)
    assert [finding.where[0] for finding in found] == ["disputes.reconsideration.upheld"]
    assert "今年5000件，上年5件" in found[0].message


def test_keyed_totals_are_cells_too() -> None:
    (finding,) = findings(2021, {"requests.received.total": "1o"})
    assert (finding.code, finding.where) == ("cell-not-number", ("requests.received.total",))


def test_unreadable_cell_silences_the_sums_it_is_part_of() -> None:
    report = clean_report(2021, {"requests.received.natural_person": "9", "requests.received.company": "9"})
    assert codes(run(report)) == ["requests-balance"] * 2
    report.set_text("requests.granted.natural_person", "9a")
    assert [(each.code, each.where[0]) for each in run(report)] == [
        ("requests-balance", "requests.received.company"),
        ("cell-not-number", "requests.granted.natural_person"),
    ]


@given(st.text(max_size=30), st.sampled_from([_COUNT, _WAN_YUAN, _YUAN]))
def test_anything_typed_gets_an_answer_that_is_safe_to_print(text: str, place: str) -> None:
    for finding in findings(2021, {place: text}):
        assert not find_unsafe(finding.message + finding.suggestion)
        assert "\n" not in finding.message + finding.suggestion
