"""Changes against last year, read from sentences and held against the tables of both years."""

from decimal import Decimal

import pytest

from schema.checks import run
from schema.checks.claims import Claim, Verdict, claims_in
from schema.checks.registry import Context
from schema.findings import Severity
from schema.report import Part, Report
from tests.schema.checked_reports import clean_report

_PLACE = "overview.parts.0.text"


def _report(year: int, figures: dict[str, str], text: str = "", edition: int = 2021) -> Report:
    report = clean_report(edition, {"report.year": str(year), **figures})
    if text:
        report.parts["overview"] = [Part("依申请公开", text)]
    return report


_LAST = {
    "requests.received.natural_person": "65",
    "requests.received.company": "5",
    "requests.carried_in.natural_person": "10",
    "requests.granted.natural_person": "76",
    "requests.carried_out.natural_person": "4",
    "disputes.reconsideration.upheld": "8",
}
_THIS = {
    "requests.received.natural_person": "72",
    "requests.received.company": "3",
    "requests.carried_in.natural_person": "4",
    "requests.granted.natural_person": "79",
    "disputes.reconsideration.upheld": "6",
}
# received 70 → 75, incoming 80 → 79, results 76 → 79, reconsideration 8 → 6.


def _growth(text: str, last: dict[str, str] | None = None) -> Claim:
    """The last number of a text, in a report of 2022 whose year before is known."""
    context = Context(_report(2022, _THIS, text), _report(2021, last or _LAST))
    return [claim for claim in claims_in(context, _PLACE) if claim.number is not None][-1]


_HOLDS = [
    "收到申请75件，同比增长7.1%。",
    "收到申请75件，同比增长7.14%。",
    "收到申请75件，较上年增长7%。",
    "收到申请75件，比去年增加5件。",
    "收到申请75件，比2021年增加5件，增长7.1%。",
    "收到申请75件，与上年相比增长约7.5%。",
    "共收到申请79件（含上年结转4件），同比下降1.25%。",
    "收到申请75件。同比增长7.1%。",
    "收到申请75件，较上年70件增长7.1%。",
    "2022年75件申请，同比增长7.1%。",
    "收到申请75件，较2021年的70件增加5件。",
    "收到申请75件，比去年同期（70件）增加5件。",
    "收到申请75件，上年为70件，同比上升7.1%。",
    "收到申请75件，上年结转4件，答复79件，转下年度办理0件。同比增长7.1%。",
    "新收申请75件，其中自然人72件。比上年增加5件。",
    "办结79件，较上年增加3件。",
    "行政复议6件，同比下降25%。",
    "行政复议6件，比上年减少2件。",
    "其中商业企业申请3件，比上年减少2件。",
]
_DIFFERS = [
    ("收到申请75件，同比增长12.3%。", "7.1"),
    ("收到申请75件，同比下降7.1%。", "-7.1"),
    ("收到申请75件，比上年增加15件。", "5"),
    ("行政复议6件，同比下降20%。", "25"),
    ("收到申请75件，较上年70件增长12.3%。", "7.1"),
    ("收到申请75件（上年70件），同比上升17.1%。", "7.1"),
    ("收到申请75件，与上年同期相比，增加15件。", "5"),
    ("收到申请75件。较去年回落12.3%。", "-7.1"),
]
_SILENT = [
    "收到申请75件，环比增长12.3%。",
    "收到申请75件，较2019年增长12.3%。",
    "收到申请75件，较2019年61件增长12.3%。",
    "收到申请75件，近三年年均增长12.3%。",
    "收到申请75件，办结率同比提高3.2个百分点。",
    "收到申请75件，是上年的1.5倍。",
    "收到申请75件，公开信息同比增长12.3%。",
    "收到申请75件，上半年同比增长12.3%。",
    "网站访问量12万人次，同比增长12.3%。",
    "主动公开信息120条，比上年增加20条。",
    "收到申请75件，其中信函20件，同比增长12.3%。",
    "收到申请75件，上年结转4件，答复79件，转下年度办理0件。同比增长53.5%。",
    "收到申请75件，办结79件。同比增长3.9%。",
    "办结79件，行政复议6件。同比下降25%。",
]


@pytest.mark.parametrize("text", _HOLDS)
def test_a_change_that_both_tables_give(text: str) -> None:
    claim = _growth(text)
    assert (claim.verdict, claim.code) == (Verdict.HOLDS, "prose-growth")
    assert claim.target


@pytest.mark.parametrize(("text", "expected"), _DIFFERS)
def test_a_change_that_the_tables_contradict(text: str, expected: str) -> None:
    claim = _growth(text)
    assert (claim.verdict, claim.code) == (Verdict.DIFFERS, "prose-growth")
    assert claim.expected == Decimal(expected)


@pytest.mark.parametrize("text", _SILENT)
def test_a_change_of_something_else_is_left_alone(text: str) -> None:
    assert _growth(text).verdict is Verdict.UNPLACED


@pytest.mark.parametrize("text", [*_HOLDS, *(text for text, _ in _DIFFERS)])
def test_without_last_year_nothing_is_said(text: str) -> None:
    report = _report(2022, _THIS, text)
    assert [each for each in claims_in(Context(report), _PLACE) if each.code == "prose-growth"] == []
    assert "prose-growth" not in {each.code for each in run(report)}


def test_a_blank_figure_or_none_last_year_says_nothing() -> None:
    assert (
        _growth("行政复议6件，同比下降20%。", _LAST | {"disputes.reconsideration.upheld": ""}).verdict
        is Verdict.UNPLACED
    )
    assert (
        _growth("行政复议6件，同比增长20%。", _LAST | {"disputes.reconsideration.upheld": "0"}).verdict
        is Verdict.UNPLACED
    )
    assert (
        _growth("行政复议6件，比上年增加6件。", _LAST | {"disputes.reconsideration.upheld": "0"}).verdict
        is Verdict.HOLDS
    )


def test_across_the_change_of_edition() -> None:
    figures = {"requests.otherwise.natural_person": "4", "requests.received.natural_person": "4"}
    last = _report(2020, figures, edition=2019)
    now = _report(
        2021,
        {"requests.otherwise.other.natural_person": "6", "requests.received.natural_person": "6"},
        "其他处理6件，同比增长50%。",
    )
    claim = claims_in(Context(now, last), _PLACE)[-1]
    assert (claim.verdict, claim.expected) == (Verdict.HOLDS, 50)


def test_a_number_that_is_wrong_itself_is_told_once() -> None:
    report = _report(2022, _THIS, "收到申请77件，同比增长10%。")
    codes = [each.code for each in run(report, _report(2021, _LAST)) if each.code.startswith("prose")]
    assert codes == ["prose-requests-received"]


def test_the_query_names_both_years_and_the_difference() -> None:
    text = "全年办理平稳。收到申请75件，同比增长12.3%。"
    (finding,) = [each for each in run(_report(2022, _THIS, text), _report(2021, _LAST)) if each.code == "prose-growth"]
    assert (finding.severity, finding.where) == (Severity.QUERY, (_PLACE, "requests.received.total"))
    assert finding.values == ("12.3", "75")
    assert finding.offset == text.index("12.3")
    told = (
        "正文写比上年增长12.3%，三·一、本年新收政府信息公开申请数量·总计本年75件，"
        "比上年（70件）增长7.1%，相差5.2个百分点"
    )
    assert f"：{told}：“收到申请75件，同比增长12.3%。”" in finding.message
    assert "方向相反" not in finding.message
    opposite = text.replace("增长", "下降")
    (finding,) = [
        each for each in run(_report(2022, _THIS, opposite), _report(2021, _LAST)) if each.code == "prose-growth"
    ]
    assert "正文写比上年下降12.3%" in finding.message and "增长7.1%，方向相反，相差19.4个百分点" in finding.message


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("行政复议6件，比上年减少3件。", "本年6件，比上年（8件）减少2件，相差1件"),
        ("商业企业申请3件，比上年减少1件。", "本年3件，比上年（5件）减少2件，相差1件"),
    ],
)
def test_the_query_names_a_difference_in_cases(text: str, told: str) -> None:
    (finding,) = [each for each in run(_report(2022, _THIS, text), _report(2021, _LAST)) if each.code == "prose-growth"]
    assert told in finding.message


def test_the_query_says_where_nothing_changed() -> None:
    same = _LAST | {"requests.received.natural_person": "70"}
    text = "收到申请75件，同比增长12.3%。"
    (finding,) = [each for each in run(_report(2022, _THIS, text), _report(2021, same)) if each.code == "prose-growth"]
    assert "本年75件，比上年（75件）没有变化，相差12.3个百分点" in finding.message
