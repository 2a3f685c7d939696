"""Statements without a number in many wordings, each held against tables that it fits and tables that it does not."""

import pytest

from schema.checks import run
from schema.checks.claims import Verdict
from schema.findings import Finding, Severity
from tests.schema.claims.test_statements import report_saying, statements_in

_ROWS = {
    "received": ("requests.received.total",),
    "in": ("requests.carried_in.total",),
    "out": ("requests.carried_out.total",),
    "reconsideration": ("disputes.reconsideration.total",),
    "litigation": ("disputes.litigation.direct.total", "disputes.litigation.after_reconsideration.total"),
    "fees": ("other.processing_fees.received",),
    "issued": ("disclosure.normative_documents.issued",),
    "repealed": ("disclosure.normative_documents.repealed",),
    "licensing": ("disclosure.licensing",),
    "penalties": ("disclosure.penalties",),
    "coercive": ("disclosure.coercive_measures",),
    "charges": ("disclosure.fees",),
    "partly": ("requests.partly_granted.total",),
    "rejected": tuple(
        f"disputes.litigation.{row}.{column}"
        for row in ("direct", "after_reconsideration")
        for column in ("corrected", "pending")
    ),
    "annulled": ("disputes.reconsideration.corrected",),
    "upheld": tuple(f"disputes.reconsideration.{column}" for column in ("corrected", "other", "pending")),
}

_STATED = [
    ("2021年度本机关未接收任何政府信息公开申请件。", "received"),
    ("年内无公民、法人和其他组织向我局申请公开政府信息。", "received"),
    ("截至2021年12月31日，尚未收到政府信息公开申请。", "received"),
    ("全年依申请公开受理量为零。", "received"),
    ("本年度新收政府信息公开申请数量为零。", "received"),
    ("我单位2021年没有接到过公众提出的信息公开申请。", "received"),
    ("本单位未收到书面或网络等形式的政府信息公开申请。", "received"),
    ("全年零申请。", "received"),
    ("上年无结转申请。", "in"),
    ("2020年度无结转到2021年的政府信息公开申请。", "in"),
    ("不存在上年结转情况。", "in"),
    ("无结转至2022年办理的申请。", "out"),
    ("无申请件结转到下一年度。", "out"),
    ("不存在结转下年度继续办理的情况。", "out"),
    ("收到申请2件，已全部答复完毕。", "out"),
    ("收到申请5件，目前已全部办结。", "out"),
    ("收到申请5件，其中自然人4件、法人1件，现已全部办结。", "out"),
    ("全部申请已办理完毕。", "out"),
    ("申请已全部办复。", "out"),
    ("所收申请均已办结。", "out"),
    ("上年结转1件，新收申请4件，5件均已办结。", "out"),
    ("共受理政府信息公开申请5件，当年办结率100%。", "out"),
    ("收到政府信息公开申请5件，办结率达到100％。", "out"),
    ("共收到申请10件，全部按期办结。", "out"),
    ("不存在部分公开情形。", "partly"),
    ("2021年未因政府信息公开工作引发行政复议。", "reconsideration"),
    ("本年度未发生涉及政府信息公开的诉讼案件。", "litigation"),
    ("本机关未被提起行政诉讼。", "litigation"),
    ("未收到任何行政复议。", "reconsideration"),
    ("行政复议3件，无一被撤销或责令履行。", "annulled"),
    ("行政复议3件，结果均为维持。", "upheld"),
    ("复议机关均维持了我局的答复决定。", "upheld"),
    ("行政诉讼2件，均被驳回。", "rejected"),
    ("行政诉讼2件，全部驳回原告诉讼请求。", "rejected"),
    ("依申请公开未收取信息处理费。", "fees"),
    ("2021年未出台规范性文件。", "issued"),
    ("没有废止的规范性文件。", "repealed"),
    ("本机关无行政许可事项。", "licensing"),
    ("没有实施行政强制。", "coercive"),
    ("未作出行政处罚决定。", "penalties"),
    ("本单位无行政事业性收费。", "charges"),
]


@pytest.mark.parametrize(("text", "row"), _STATED)
def test_a_statement_in_another_wording(text: str, row: str) -> None:
    (claim,) = statements_in(text)
    assert (claim.verdict, set(claim.target), claim.scope) == (Verdict.DIFFERS, set(_ROWS[row]), "")
    assert [each.verdict for each in statements_in(text, figure="0")] == [Verdict.HOLDS]


_NOTHING = [
    "一年来行政执法零复议、零诉讼。",
    "2021年度行政执法工作均无被申请行政复议和提起行政诉讼。",
    "行政处罚案件均未被提起行政复议。",
    "作出行政处罚350件。均无复议、诉讼。",
    "征地拆迁工作未引发行政复议、行政诉讼。",
    "无受理行政复议案件。",
    "我局办理行政复议案件1宗，无办理行政复议案件。",
    "我办审理的行政复议案件均已办结。",
    "共受理申请10件，其中2件均按规定程序办结。",
    "收到政府信息公开申请10件，其中3件均已办结。",
    "全年受理行政许可申请2000件，全部办结。",
    "行政许可申请均按期办结。",
    "应答复的申请均已办结。",
    "到期答复率100%。",
    "建议提案办结率100%。",
    "12345工单办结率100%。",
    "群众满意率100%。",
    "收到申请3件，均不予公开。",
    "第三方意见均已征求答复。",
    "未收到不属于本机关的申请。",
    "没有因未按时答复引发的复议。",
    "无规范性文件被撤销。",
    "公开收费目录，无乱收费。",
]


@pytest.mark.parametrize("text", _NOTHING)
def test_what_is_said_of_other_work_or_of_a_part_is_no_statement(text: str) -> None:
    assert statements_in(text) == []


_OF_SOME = [
    "涉及征地的申请均已办结。",
    "网上申请全部办结。",
    "到期申请全部答复完毕。",
    "补正后申请全部办结。",
    "自然人申请均已办结。",
    "收到申请10件，其中涉及拆迁4件，均已办结。",
    "收到请求9件，其中网络收到申请3件，都妥善答复。",
]


@pytest.mark.parametrize("text", _OF_SOME)
def test_what_may_be_said_of_some_is_never_called_wrong(text: str) -> None:
    assert [each.verdict for each in statements_in(text)] == [Verdict.UNPLACED]
    assert [each.verdict for each in statements_in(text, figure="0")] == [Verdict.HOLDS]


_PRAISE = [
    "共收到申请10件，均在法定期限内予以答复。",
    "全年申请件均依法依规及时答复。",
    "收到申请2件，都妥善办理并答复。",
    "申请均按时办结。",
    "共收到申请10件，全部按时答复。",
    "按时答复率100%。",
    "全部依法答复。",
]


def _answered(text: str, after: str = "", carried_out: str = "2") -> list[Finding]:
    report = report_saying(text + after, figure="0")
    report.set_text("requests.carried_out.natural_person", carried_out)
    return [each for each in run(report) if each.code == "prose-none"]


@pytest.mark.parametrize("text", _PRAISE)
def test_praise_of_how_requests_were_answered_is_a_hint(text: str) -> None:
    (finding,) = _answered(text)
    assert finding.severity is Severity.HINT
    assert "为2" in finding.message and "也可能只是说没有逾期的" in finding.message
    assert _answered(text, carried_out="0") == []


@pytest.mark.parametrize("text", [*_PRAISE, "共收到申请10件，全部按期办结。"])
@pytest.mark.parametrize(
    "after", ["\n2件结转下年度继续办理。", "其中2件尚在办理。", "结转下年度2件。", "另有2件未到答复期。"]
)
def test_praise_says_nothing_where_the_report_tells_of_some_that_were_left(text: str, after: str) -> None:
    assert _answered(text, after) == []


def test_that_all_were_closed_stays_a_query() -> None:
    for text in ("共收到申请10件，已全部办结。", "收到申请10件，全部答复完毕。", "收到申请10件，全部办结。"):
        (finding,) = _answered(text)
        assert finding.severity is Severity.QUERY
