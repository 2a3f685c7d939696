"""Statements without a number, read from sentences and held against tables in which something stands."""

import pytest

from schema.checks import run
from schema.checks.claims import Claim, Verdict, claims_in
from schema.checks.registry import Context
from schema.findings import Finding, Severity
from schema.report import Part, Report
from schema.unsafe import find_unsafe
from tests.schema.checked_reports import clean_report

_PLACE = "overview.parts.0.text"

_REQUESTS = ("requests.received.total",)
_IN = ("requests.carried_in.total",)
_OUT = ("requests.carried_out.total",)
_LITIGATION = ("disputes.litigation.direct.{}", "disputes.litigation.after_reconsideration.{}")


def _outcomes(column: str, *, reconsideration: bool = True, litigation: bool = True) -> tuple[str, ...]:
    rows = ("disputes.reconsideration.{}",) * reconsideration + _LITIGATION * litigation
    return tuple(row.format(column) for row in rows)


def report_saying(text: str, heading: str = "依申请公开", figure: str = "", edition: int = 2021) -> Report:
    """A report whose first part says a text, with the same figure in every cell of every table; 0 where none is."""
    report = clean_report(edition)
    report.parts["overview"] = [Part(heading, text)]
    for place in report.edition.cells if figure else ():
        report.set_text(place, figure)
    return report


def statements_in(text: str, heading: str = "依申请公开", figure: str = "2", edition: int = 2021) -> list[Claim]:
    """The claims without a number of a text, where all tables hold one figure."""
    return [
        each
        for each in claims_in(Context(report_saying(text, heading, figure, edition)), _PLACE)
        if each.number is None
    ]


_NONE = [
    # 申请
    ("全年未收到政府信息公开申请。", _REQUESTS),
    ("2021年，我局没有收到任何政府信息公开申请。", _REQUESTS),
    ("本年度未接到公民、法人或其他组织的政府信息公开申请。", _REQUESTS),
    ("未收到公民、法人和其他组织要求公开政府信息的申请。", _REQUESTS),
    ("未收到和处理政府信息公开申请，零报告。", _REQUESTS),
    ("全年无依申请公开事项.", _REQUESTS),
    ("未收到申请。", _REQUESTS),
    ("本年度依申请公开事项为零。", _REQUESTS),
    ("没有法人或其他组织提出的申请。", tuple(f"requests.received.{each}" for each in (
        "company", "research", "public_welfare", "legal_service", "other"))),
    ("未收到商业企业、科研机构申请。", ("requests.received.company", "requests.received.research")),
    ("无人申请政府信息公开。", _REQUESTS),
    ("未有单位和个人提出申请。", _REQUESTS),
    ("未涉及依申请公开事项。", _REQUESTS),
    # 结转
    ("上年度没有结转本年度办理的申请。", _IN),
    ("没有结转到本年度的申请。", _IN),
    ("没有结转至下年度的申请。", _OUT),
    ("亦无上年结转的申请。", _IN),
    ("上年结转申请为零。", _IN),
    ("没有结转下年度的申请。", _OUT),
    ("无申请结转2022年。", _OUT),
    ("办结申请3件，无结转。", _OUT),
    ("年度申请没有结转。", _OUT),
    # 办结
    ("共受理政府信息公开申请2件，都在法定期限内予以答复。", _OUT),
    ("全年12件新收申请，1件上年结转，全部办结。", _OUT),
    ("所有申请均已依法依规按时办结答复完毕。", _OUT),
    # 结果
    ("无部分公开的情况。", ("requests.partly_granted.total",)),
    # 复议、诉讼
    ("全年无因政府信息公开引起的行政复议、行政诉讼。", _outcomes("total")),
    ("未出现申请行政复议、提起行政诉讼的情况。", _outcomes("total")),
    ("没有因信息公开被申请行政复议或提起行政诉讼。", _outcomes("total")),
    ("未发生针对民意乡有关政府信息公开事务的行政复议案件、行政诉讼案件和举报申诉件。", _outcomes("total")),
    ("全年未发生一起因政府信息公开引起的行政复议、行政诉讼案件。", _outcomes("total")),
    ("行政复议、行政诉讼情况：无。", _outcomes("total")),
    ("无行政诉讼，行政复议3件。", _outcomes("total", reconsideration=False)),
    ("无行政诉讼、行政复议3件。", _outcomes("total", reconsideration=False)),
    ("未引发行政诉讼。", _outcomes("total", reconsideration=False)),
    ("未发生因政府信息公开申请被复议、诉讼纠错的情况。", _outcomes("corrected")),
    ("行政复议3件，均未被纠错。", _outcomes("corrected", litigation=False)),
    ("零败诉。", _outcomes("corrected", reconsideration=False)),
    ("行政复议3件，无尚未审结案件。", _outcomes("pending", litigation=False)),
    ("发生行政复议3件，行政诉讼2件，均已审结。", _outcomes("pending")),
    ("零复议。", _outcomes("total", litigation=False)),
    ("未发生被复议、被诉讼情况。", _outcomes("total")),
    ("未引发信访、行政复议和行政诉讼。", _outcomes("total")),
    ("没有公民、法人或者其他组织就政府信息公开申请行政复议、提起行政诉讼。", _outcomes("total")),
    ("行政复议、行政诉讼均未发生。", _outcomes("total")),
    ("未出现行政机关败诉情况。", _outcomes("corrected", reconsideration=False)),
    # 收费
    ("信息处理费未收取。", ("other.processing_fees.received",)),
    ("无收取信息处理费。", ("other.processing_fees.received",)),
    ("未向任何申请人收取过信息处理费。", ("other.processing_fees.received",)),
    ("未发出收费通知。", ("other.processing_fees.notices",)),
    # 文件
    ("未制发规章和规范性文件。", ("disclosure.regulations.issued", "disclosure.normative_documents.issued")),
    ("本街道不制发行政规范性文件。", ("disclosure.normative_documents.issued",)),
    ("没有以本机关名义制发的行政规范性文件。", ("disclosure.normative_documents.issued",)),
    ("制发规范性文件2件，无废止。", ("disclosure.normative_documents.repealed",)),
    ("行政处罚、行政强制均为零。", ("disclosure.penalties", "disclosure.coercive_measures")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "places"), _NONE)
def test_what_there_was_none_of(text: str, places: tuple[str, ...]) -> None:
    (claim,) = statements_in(text)
    assert (claim.verdict, claim.code) == (Verdict.DIFFERS, "prose-none")
    assert set(claim.target) == set(places)
    assert claim.expected is not None and claim.expected > 0
    assert claim.written == text[claim.start : claim.end]
    assert claim.sentence in (text, text.rstrip("."))
    (true,) = statements_in(text, figure="0")
    assert (true.verdict, true.expected) == (Verdict.HOLDS, 0)


_UPHELD = ("corrected", "other", "pending")


@pytest.mark.parametrize(
    ("text", "columns", "rows"),
    [
        ("行政复议和行政诉讼均获维持。", _UPHELD, "VL"),
        ("复议决定均维持原答复。", _UPHELD, "V"),
        ("行政复议3件，维持2件；行政诉讼2件，均获维持。", _UPHELD, "L"),
        ("已审结的行政复议均予以维持。", _UPHELD[:2], "V"),
        ("行政诉讼全部胜诉。", _UPHELD[:1], "L"),
    ],
)
def test_all_upheld(text: str, columns: tuple[str, ...], rows: str) -> None:
    expected = {
        place for column in columns for place in _outcomes(column, reconsideration="V" in rows, litigation="L" in rows)
    }
    (claim,) = statements_in(text)
    assert (claim.verdict, set(claim.target)) == (Verdict.DIFFERS, expected)
    report = report_saying(text)
    for row in ("reconsideration", "litigation.direct"):
        report.set_text(f"disputes.{row}.upheld", "3")
    assert [each.verdict for each in claims_in(Context(report), _PLACE) if each.number is None] == [Verdict.HOLDS]
    for place in expected:
        changed = report.copy()
        changed.set_text(place, "1")
        (differs,) = [each for each in claims_in(Context(changed), _PLACE) if each.number is None]
        assert (differs.verdict, differs.expected) == (Verdict.DIFFERS, 1)


_NOTHING_STATED = [
    "在市政府的领导下，未发生因政府信息公开引起的群体性事件。",
    "在规定时限内答复申请人。",
    "个别申请未在规定期限内答复。",
    "行政处罚、行政许可等信用信息“双公示”全部公开。",
    "人大代表建议和政协委员提案全部办结。",
    "本单位不具备规章和规范性文件制定权。",
    "没有应当公开而未公开的政府信息。",
    "下一步，力争做到零投诉、零败诉。",
    "无依申请公开收费情况。",
    "信息公开申请数量没有明显变化。",
    "无法提供的主要原因是本机关不掌握相关政府信息。",
    "申请全部得到妥善处理。",
    "未收到对信访答复的复议。",
    "收到申请3件，不予公开2件，均为自然人。",
    "全年未收到行政许可申请。",
    "通过信函未收到申请。",
    "收到信件申请1件，未收到当面申请。",
    "12个单位未收到申请。",
    "上半年未收到政府信息公开申请。",
    "2019年未收到政府信息公开申请。",
    "对未收到答复的申请人及时说明。",
    "确保无一件行政诉讼。",
    "未经复议直接起诉0件。",
    "未建立行政复议机关。",
    "未发生行政复议机关认定违法的情况。",
    "没有发生因信息公开工作被投诉举报的情况。",
    "没有发生因政府信息公开被追责的情形。",
    "未发生因答复超期引发的行政复议。",
    "无历史遗留问题。",
    "做到件件有答复、无遗漏。",
    "政府信息公开申请无逾期答复。",
    "没有不予公开的正当理由。",
    "无法提供3件。",
    "共办理政府12345热线47件，已全部办结。",
    "收到留言92条，全部办结。",
    "除1件外，均已办结。",
    "答复政府信息公开申请2件，均在法定期限内答复。",
    "行政诉讼2件（1件获维持，1件未审结）。",
    "平均每件申请答复用时12天，群众普遍满意。",
    "首都和成都的做法值得学习。",
    "行政复议维持率有所上升。",
]


@pytest.mark.parametrize("text", _NOTHING_STATED)
def test_what_says_less_or_something_else_is_left_alone(text: str) -> None:
    assert statements_in(text) == []
    assert [each for each in _findings(report_saying(text, figure="2")) if each.code == "prose-none"] == []


@pytest.mark.parametrize(
    "text",
    [
        "全部申请均在法定期限内答复。其中2件结转下年度办理。",
        "收到申请4件，均按期答复，2件结转下年度继续办理。",
        "办理政府信息公开申请4件，均按时办结。",
        "全年无收费。",
        "本年度行政复议维持。",
    ],
)
def test_what_can_be_meant_otherwise_is_no_query(text: str) -> None:
    assert Verdict.DIFFERS not in {each.verdict for each in statements_in(text)}
    assert Verdict.HOLDS in {each.verdict for each in statements_in(text, figure="0")}


def test_nothing_carried_is_right_for_either_and_wrong_for_both() -> None:
    text = "无结转事项。"
    report = report_saying(text)
    assert _verdicts(report) == [Verdict.HOLDS]
    report.set_text("requests.carried_in.company", "1")
    assert _verdicts(report) == [Verdict.UNPLACED]
    report.set_text("requests.carried_out.company", "1")
    assert _verdicts(report) == [Verdict.DIFFERS]


def test_a_blank_cell_tells_nothing() -> None:
    report = report_saying("无收取信息处理费。")
    report.set_text("other.processing_fees.received", "")
    assert _verdicts(report) == [Verdict.UNPLACED]


def test_an_edition_without_the_figure_tells_nothing() -> None:
    assert [each.verdict for each in statements_in("无收取信息处理费。", edition=2019)] == [Verdict.UNPLACED]
    (claim,) = statements_in("未制发规范性文件。", edition=2019)
    assert claim.target == ("disclosure.normative_documents.made",)


def test_a_topic_is_taken_from_the_sentence_before_and_from_the_heading() -> None:
    assert len(statements_in("收到政府信息公开申请2件。已全部办结。", heading="情况")) == 1
    assert statements_in("收到留言2条。已全部办结。", heading="情况") == []
    assert len(statements_in("已全部办结。", heading="依申请公开")) == 1
    assert statements_in("已全部办结。", heading="建议提案") == []
    assert statements_in("收到政府信息公开申请2件。\n已全部办结。", heading="建议提案") == []


def test_the_query_names_the_words_the_places_and_the_figures() -> None:
    report = report_saying("发生行政复议7件、诉讼9件。行政复议和行政诉讼均获维持。", "复议诉讼")
    report.set_text("disputes.reconsideration.upheld", "5")
    report.set_text("disputes.reconsideration.pending", "2")
    report.set_text("disputes.litigation.direct.upheld", "8")
    report.set_text("disputes.litigation.direct.pending", "1")
    (finding,) = [each for each in _findings(report) if each.code == "prose-none"]
    assert (finding.severity, finding.where[0]) == (Severity.QUERY, _PLACE)
    assert {"disputes.reconsideration.pending", "disputes.litigation.direct.pending"} <= set(finding.where)
    assert finding.values[0] == "均获维持"
    assert finding.values[finding.where.index("disputes.reconsideration.pending")] == "2"
    assert finding.offset == report.text(_PLACE).index("均获维持")
    for part in (
        "“均获维持”",
        "四·行政复议·尚未审结",
        "四·行政诉讼·未经复议直接起诉·尚未审结",
        "为3",
        "行政复议和行政诉讼均获维持。",
    ):
        assert part in finding.message


def test_what_is_said_of_a_part_is_a_hint() -> None:
    report = report_saying("区政府本级未收到政府信息公开申请。", figure="0")
    report.set_text("requests.received.natural_person", "3")
    report.set_text("requests.granted.natural_person", "3")
    (finding,) = [each for each in _findings(report) if each.code == "prose-none"]
    assert finding.severity is Severity.HINT
    assert "本级" in finding.message


def test_another_body_is_left_alone() -> None:
    report = report_saying("县农业农村局未收到政府信息公开申请。", figure="0")
    report.set_text("requests.received.natural_person", "3")
    assert _verdicts(report) == [Verdict.UNPLACED]


def test_hostile_text_is_read_and_told_harmlessly() -> None:
    report = report_saying("全年\u202e未收到政府信息公开申请\x1b[31m，已全部办结。" * 200, figure="2")
    for finding in _findings(report):
        assert finding.code == "unsafe-text" or not find_unsafe(finding.message)
    long = report_saying("未" + "政府信息公开的" * 5000 + "申请。", figure="2")
    assert len(_verdicts(long)) <= 1


def _verdicts(report: Report) -> list[Verdict]:
    return [each.verdict for each in claims_in(Context(report), _PLACE) if each.number is None]


def _findings(report: Report) -> list[Finding]:
    return run(report)
