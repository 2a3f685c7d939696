"""Last year beside this year: what rolls over, what changed beyond belief, what was copied."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.checks import Context, run
from schema.checks.rolls import CARRIED_OVER, CHANGE_LARGE, IN_FORCE_ROLL, PREVIOUS_ITEMS_ROLL
from schema.counterparts import counterparts
from schema.editions import EDITIONS
from schema.findings import Finding, Severity
from schema.previous import MISMATCH, UNREADABLE, Problem
from schema.report import Accepted, Part, Report
from schema.unsafe import find_unsafe
from tests.schema import pingtan
from tests.schema.checked_reports import clean_report

SAME = "same-as-last-year"
YEARS = {CARRIED_OVER.code, IN_FORCE_ROLL.code, PREVIOUS_ITEMS_ROLL.code, SAME}
CARRIED_IN = "requests.carried_in"
CARRIED_OUT = "requests.carried_out"
PREVIOUS = "report.previous"


def of_year(year: int, changes: dict[str, str] | None = None) -> Report:
    """A clean report of a year; its own paragraphs are short of what is compared."""
    edition = 2019 if year < 2021 else 2021
    report = clean_report(edition, {"report.year": str(year), "report.published": ""} | (changes or {}))
    report.parts["overview"][
        0
    ].text = f"{'甲乙丙丁戊己庚'[year % 7]}，主动公开与依申请公开，制发文件，维护网站，培训考核。"
    return report


def queries(report: Report, previous: Report) -> list[Finding]:
    """What is asked about the two years."""
    return [finding for finding in run(report, previous) if finding.code in YEARS]


# A chain of real reports

IN_FORCE = "disclosure.normative_documents.in_force"


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


def accept(report: Report, finding: Finding) -> None:
    report.accepted = [Accepted(finding.code, finding.where, finding.values, "上年清理，口径不同。")]


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


# 变化


def hints(report: Report, previous: Report) -> list[Finding]:
    return [finding for finding in run(report, previous) if finding.code == CHANGE_LARGE.code]


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ("20", "100", ""),
        ("20", "101", "今年101件，上年20件，相差81件，是上年的5倍多"),
        ("19", "500", ""),
        ("100", "20", ""),
        ("100", "19", "今年19件，上年100件，相差81件，只有上年的19%"),
        ("100", "", ""),
        ("", "100", ""),
        ("20", "19999", "，是上年的999倍多"),
        ("20", "20000", ""),
    ],
)
def test_large_changes(before: str, now: str, told: str) -> None:
    place = "disclosure.licensing"
    found = hints(of_year(2022, {place: now}), of_year(2021, {place: before}))
    assert [told in finding.message for finding in found] == ([True] if told else [])
    assert all(finding.where == (place,) and not finding.blocks for finding in found)


def test_amounts_in_decimals_change_too() -> None:
    (hint,) = hints(of_year(2022, {"disclosure.fees": "0.25"}), of_year(2021, {"disclosure.fees": "20.5"}))
    assert "今年0.25万元，上年20.5万元，相差20.25万元，只有上年的1.2%" in hint.message


def test_a_row_that_only_one_edition_divides_is_compared_as_a_whole() -> None:
    previous = of_year(2020, {"requests.otherwise.natural_person": "60"})
    parts = [f"requests.otherwise.{key}.natural_person" for key in ("no_correction", "fee_unpaid", "other")]
    (hint,) = hints(of_year(2021, dict(zip(parts, "123", strict=True))), previous)
    assert hint.where == tuple(parts)
    assert hint.message.startswith("三·（六）其他处理·自然人：今年6件，上年60件，")
    assert hints(of_year(2021, dict.fromkeys(parts, "20")), previous) == []
    assert hints(of_year(2021, {parts[0]: "1", parts[1]: ""}), previous) == []


def test_decisions_are_compared_across_the_change_of_edition() -> None:
    (hint,) = hints(of_year(2021), of_year(2020, {"disclosure.penalties.decisions": "50"}))
    assert hint.where == ("disclosure.penalties",)


def test_every_figure_of_an_edition_has_its_own_as_counterpart() -> None:
    for edition in EDITIONS.values():
        pairs = counterparts(edition, edition)
        assert [each.here for each in pairs] == [(place,) for place in edition.cells]
        assert all(each.here == each.there for each in pairs)


# 照抄


def test_the_same_figures_in_every_cell() -> None:
    figures = {"disclosure.licensing": "7", IN_FORCE: "3", "requests.granted.other": "2"}
    previous = of_year(2021, figures)
    (finding,) = queries(of_year(2022, figures), previous)
    assert finding.code == SAME and finding.where == (
        IN_FORCE,
        "disclosure.licensing",
        "requests.granted.other",
        PREVIOUS,
    )
    assert finding.values == ("3", "7", "2", "3格相同") and "不为0的3格都没有变" in finding.message
    assert queries(of_year(2022, figures | {"disputes.reconsideration.upheld": "1"}), previous) == []
    assert queries(of_year(2022, figures | {"disclosure.licensing": "0"}), previous) == []
    assert queries(of_year(2022, figures | {"disclosure.penalties": ""}), previous) == []
    fees = ("notices", "billed", "received")
    assert len(queries(of_year(2022, figures | {f"other.processing_fees.{key}": "" for key in fees}), previous)) == 1


def test_what_stays_by_itself_is_not_copied() -> None:
    assert queries(of_year(2022, {IN_FORCE: "3"}), of_year(2021, {IN_FORCE: "3"})) == []
    assert queries(of_year(2022), of_year(2021)) == []


LAST = (
    "2021年，我县深入推进政务公开，围绕重点领域公开各类信息，组织业务培训，扩大政策解读的覆盖面，"
    "群众满意度持续提升，取得了良好的成效。"
)
SHORT = "2021年，我县深入推进政务公开。"


def with_text(report: Report, *texts: str) -> Report:
    report.parts["problems"] = [Part("情况", "\n".join(texts))]
    return report


@pytest.mark.parametrize(
    ("last", "now"),
    [
        (LAST, LAST),
        (LAST, LAST.replace("2021", "2022")),
        (LAST, LAST.replace("2021", "二〇二二")),
        (LAST, LAST.replace("2021", "２０２２ ")),
        (LAST.replace("2021", "二○二一"), LAST.replace("2021", "二零二二")),
        (LAST, f"　　{LAST}".replace("，", "， ")),
    ],
)
def test_a_repeated_paragraph(last: str, now: str) -> None:
    report = with_text(of_year(2022), SHORT, now, "另起一段。")
    (finding,) = queries(report, with_text(of_year(2021), "先说别的。", last))
    assert finding.code == SAME and finding.where == ("problems.parts.0.text",)
    assert finding.offset == len(SHORT) + 1
    bare = "".join(now.split())
    assert re.fullmatch(rf"{bare[:20]}…（共{len(bare)}字，校验码[0-9a-f]{{8}}）", finding.values[0])
    assert f"“{now.strip()[:20]}…”" in finding.message


def test_a_reason_for_one_paragraph_is_none_for_another_that_begins_alike() -> None:
    others = (LAST.replace("持续提升", "不断提升"), LAST.replace("良好", "较好"), f"{LAST}谢谢。")
    previous = with_text(of_year(2021), LAST, *others)
    report = with_text(of_year(2022), LAST)
    (finding,) = queries(report, previous)
    accept(report, finding)
    spaced = LAST.replace("，", "，　")
    for text, accepted in [(LAST, True), (spaced, True), *((other, False) for other in others)]:
        (again,) = queries(with_text(report, text), previous)
        assert again.accepted is accepted, text


def test_every_repeated_paragraph_is_told() -> None:
    texts = (LAST, LAST.replace("我县", "全县"), LAST)
    found = queries(with_text(of_year(2022), *texts), with_text(of_year(2021), *texts))
    assert [finding.offset for finding in found] == [0, len(LAST) + 1, 2 * len(LAST) + 2]


def test_a_paragraph_is_looked_for_in_every_section() -> None:
    report = of_year(2022)
    report.set_text("overview.intro", LAST)
    assert len(queries(report, with_text(of_year(2021), LAST))) == 1


@pytest.mark.parametrize(
    ("last", "now"),
    [
        (LAST, LAST.replace("持续", "不断")),
        (LAST, LAST.replace("2021年", "近3年")),
        (SHORT, SHORT),
        (LAST.replace("我县", "编制"), LAST.replace("我县", "编制")),
    ],
)
def test_what_is_not_repeated(last: str, now: str) -> None:
    assert queries(with_text(of_year(2022), now), with_text(of_year(2021), last)) == []


def test_the_preamble_is_the_same_every_year() -> None:
    texts = {"report.preamble": LAST}
    assert queries(of_year(2022, texts), of_year(2021, texts)) == []


def test_an_accepted_paragraph_is_back_when_it_begins_otherwise() -> None:
    previous = with_text(of_year(2021), LAST, LAST.replace("2021年，", "一年来，"))
    report = with_text(of_year(2022), LAST)
    (finding,) = queries(report, previous)
    accept(report, finding)
    assert queries(report, previous)[0].accepted
    with_text(report, LAST.replace("2021年，", "一年来，"))
    assert not queries(report, previous)[0].accepted


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
