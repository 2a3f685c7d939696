"""Left-over placeholders and unsafe characters, as the checks see them."""

import pytest

from schema.checks import run
from schema.findings import Severity
from schema.report import Accepted
from schema.unsafe import find_unsafe
from tests.schema.checked_reports import clean_report, codes, findings

_LEFT_OVER = [
    ("全年公开XX条。", "XX"),
    ("全年公开xxx条。", "xxx"),
    ("在××网站公布。", "××"),
    ("受理申请……件。", "……件"),
    ("报告可以下载（）。", "（）"),
    ("报告可以下载( )。", "( )"),
    ("邮箱：[email protected]", "[email protected]"),
    ("邮箱：[email\u00a0protected]", "[email"),
    ("某某县人民政府", "某某"),
    ("公开**件", "**"),
    ("2022年  月  日", "年  月  日"),
    ("请填写数量", "请填写"),
    ("依据《》编制", "《》"),
    ("X月公布", "X"),
    ("20XX年，我乡公开信息。", "20XX"),
    ("20××年度", "20××"),
    ("２０ＸＸ年", "２０ＸＸ"),
    ("202X年度", "202X"),
    ("收到申请＿＿件。", "＿＿"),
    ("收到申请＿件。", "＿"),
    ("收到申请____。", "____"),
    ("收到申请__件。", "__"),
    ("见附件［］。", "［］"),
    ("见附件［　］。", "［　］"),
    ("方式：□ 网站", "□"),
]
_NOT_LEFT_OVER = [
    "网址为www.example.gov.cn/xxgk/index.html。",
    "二〇〇八年施行。",
    "工作还在继续……有关情况另行报告。",
    "会议室（一）",
    "面积3×4米",
    "EXXON公司",
    "2022年1月20日",
    "第IX、XX3号",
    "面积20×30米",
    "规格200×宽",
    "地址www.example.gov.cn/a_b__c/index_1.html",
    "邮箱a__b@example.gov.cn",
    "二〇二〇年○五月",
    "收到申请{requests.received.total}件。",
]


@pytest.mark.parametrize(("text", "piece"), _LEFT_OVER)
@pytest.mark.parametrize("place", ["report.preamble", "other.intro", "problems.parts.0.heading", "agency.address"])
def test_placeholder_left(text: str, piece: str, place: str) -> None:
    (finding,) = [each for each in findings(2021, {place: text}) if each.code != "unsafe-text"]
    assert (finding.code, finding.severity) == ("placeholder-left", Severity.QUERY)
    assert finding.where == (place,)
    assert f"“{piece}" in finding.message


@pytest.mark.parametrize("text", _NOT_LEFT_OVER)
def test_ordinary_text_is_no_placeholder(text: str) -> None:
    assert findings(2021, {"other.intro": text}) == []


def test_one_placeholder_finding_per_place() -> None:
    (finding,) = findings(2021, {"other.intro": "XX、××、（）、某某、XX"})
    assert finding.message.count("“") == 3
    assert finding.message.endswith("等")


_UNSAFE = {
    "escape": "\x1b[31m红",
    "bell": "铃\x07",
    "delete": "删\x7f",
    "c1": "\x9b31m",
    "bidi override": "正\u202e反",
    "bidi isolate": "正\u2066反",
    "zero width space": "零\u200b宽",
    "zero width joiner": "零\u200d宽",
    "byte order mark": "\ufeff头",
    "line separator": "行\u2028行",
    "tag": "旗\U000e0041",
    "variation selector": "葛\ufe00",
    "carriage return": "一\r二",
    "tab": "一\t二",
}


@pytest.mark.parametrize("text", _UNSAFE.values(), ids=_UNSAFE)
@pytest.mark.parametrize(
    "place",
    [
        "agency.name",
        "agency.website",
        "report.preamble",
        "overview.intro",
        "overview.parts.0.heading",
        "problems.parts.0.text",
        "requests.granted.company",
    ],
)
def test_unsafe_text_is_an_error_that_quotes_nothing_raw(text: str, place: str) -> None:
    found = findings(2021, {place: text + "平平常常的一段文字，有十个字以上。"})
    unsafe = [finding for finding in found if finding.code == "unsafe-text"]
    assert [finding.where for finding in unsafe] == [(place,)]
    assert unsafe[0].severity is Severity.ERROR
    assert "‹U+" in unsafe[0].message
    assert not [finding for finding in found if find_unsafe(finding.message + finding.suggestion)]


@pytest.mark.parametrize("place", ["status", "report.year", "report.published", "agency.kind", "agency.level"])
def test_no_message_quotes_a_control_character_raw(place: str) -> None:
    report = clean_report(2021, {place: "\x1b[2J\u202e\n", "disclosure.regulations.issued": "1"})
    found = run(report)
    assert "unsafe-text" in codes(found)
    assert not [each for each in found if find_unsafe(each.message + each.suggestion) or "\n" in each.message]


def test_line_break_is_unsafe_in_one_line_only() -> None:
    assert codes(findings(2021, {"agency.address": "一号\n二号"})) == ["unsafe-text"]
    assert codes(findings(2021, {"other.intro": "一号\n\n二号"})) == []


def test_unsafe_text_names_the_first_character_and_the_count() -> None:
    (finding,) = findings(2021, {"agency.address": "一\u200b号\u200b\u202e"})
    assert "第2个字符起，有3个" in finding.message
    assert "看不见的字符‹U+200B›、改变文字方向的字符‹U+202E›" in finding.message


def test_reasons_of_acceptance_are_read_too() -> None:
    report = clean_report(2021)
    report.accepted.append(Accepted("regulation-power", ("disclosure",), ("1",), "汇总\x1b[31m数"))
    assert [finding.where for finding in run(report) if finding.code == "unsafe-text"] == [("accepted.0.reason",)]


@pytest.mark.parametrize(
    ("where", "values", "place"),
    [(("disclosure\u202e",), ("1",), "accepted.0.where"), (("disclosure",), ("1", "0\n1"), "accepted.0.values")],
)
def test_what_was_accepted_is_read_too(where: tuple[str, ...], values: tuple[str, ...], place: str) -> None:
    report = clean_report(2021)
    report.accepted.append(Accepted("regulation-power", where, values, "汇总数"))
    (finding,) = [each for each in run(report) if each.code == "unsafe-text"]
    assert (finding.severity, finding.where) == (Severity.ERROR, (place,))
    assert not find_unsafe(finding.message)


@pytest.mark.parametrize("name", ["", "　 "])
@pytest.mark.parametrize(("status", "severity"), [("final", Severity.ERROR), ("draft", Severity.HINT)])
def test_a_report_needs_the_name_of_its_agency(name: str, status: str, severity: Severity) -> None:
    (finding,) = findings(2021, {"agency.name": name, "status": status})
    assert (finding.code, finding.severity, finding.where) == ("agency-name-missing", severity, ("agency.name",))
    assert finding.message and finding.suggestion


def test_long_quotation_is_cut() -> None:
    (finding,) = findings(2021, {"requests.granted.company": "很" * 500})
    assert finding.code == "cell-not-number"
    assert len(finding.message) < 80
    assert "很很…”" in finding.message
