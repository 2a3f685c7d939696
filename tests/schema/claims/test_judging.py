"""Prose held against the tables of a real report: 宿迁 2023 and others."""

from pathlib import Path

import pytest

from schema.checks.claims import Claim, Verdict, claims_in
from schema.checks.claims.findings import numbers_in_prose
from schema.checks.registry import Context
from schema.editions.cover import AGENCY_KIND, AGENCY_NAME
from schema.findings import Finding, Severity
from schema.report import Report
from schema.report_file import load

SAMPLES = Path(__file__).parents[3] / "sample_reports"
PLACE = "overview.intro"


def _report(text: str, sample: str = "suqian-2023") -> Report:
    report = load(SAMPLES / f"{sample}.toml").report
    assert report is not None
    for place in report.prose_places():
        report.set_text(place, "")
    report.set_text(PLACE, text)
    return report


def _claims(text: str) -> list[Claim]:
    return claims_in(Context(_report(text)), PLACE)


def _findings(report: Report) -> list[Finding]:
    return list(numbers_in_prose(Context(report)))


def _verdicts(text: str) -> list[str]:
    return [claim.verdict.value for claim in _claims(text)]


class TestVerdicts:
    @pytest.mark.parametrize(
        "text",
        [
            "全市收到政府信息公开申请3511件。",
            "全市收到政府信息公开申请3607件。",
            "上年结转政府信息公开申请96件，结转下年121件。",
            "收到申请3607件，自然人申请3493件，法人或其他组织申请114件。",
            "收到申请3511件，自然人申请3402件。",
            "办结申请3486件，其中予以公开1191件，占34.2%；部分公开328件（9.4%）。",
            "予以公开及部分公开1519件，占办结总数的43.57%。",
            "行政诉讼113件，其中维持14件、其他结果83件。",
            "行政处罚282.27万件，行政事业性收费5.92亿元。",
            "发出收费通知25件，信息处理费2950元。",
            "约三千五百件政府信息公开申请。",
            "新收申请3511件，上年结转96件，其中自然人3402件，法人或其他组织109件。",
            "新收申请3511件，上年结转96件，其中自然人3493件，法人或其他组织114件。",
            "新收申请3511件，上年结转96件，其中自然人91件，法人或其他组织5件。",
            "收到政府信息公开申请{requests.received.total}件。",
            "{requests.carried_out.total}件。",
        ],
    )
    def test_what_the_tables_say_holds(self, text: str) -> None:
        assert set(_verdicts(text)) == {"holds"}, _claims(text)

    @pytest.mark.parametrize(
        ("text", "code", "expected"),
        [
            ("全市收到政府信息公开申请3512件。", "prose-requests-received", 3511),
            ("收到申请3511件，办结3485件。", "prose-results", 3486),
            ("上年结转政府信息公开申请69件。", "prose-carried-in", 96),
            ("政府信息公开申请结转下年112件。", "prose-carried-out", 121),
            ("答复申请3486件，其中不予公开124件。", "prose-result-kind", 142),
            ("新收申请3511件（自然人3493件）。", "prose-applicants", 3402),
            ("行政复议440件，其中维持390件。", "prose-disputes", 309),
            ("全年制发行政规范性文件190件。", "prose-documents", 109),
            ("信息处理费2590元。", "prose-fees", 2950),
            ("收到申请{requests.carried_in.total}件。", "prose-requests-received", 3511),
        ],
    )
    def test_what_they_do_not_say_differs_once(self, text: str, code: str, expected: int) -> None:
        report = _report(text)
        (finding,) = _findings(report)
        (claim,) = (each for each in claims_in(Context(report), PLACE) if each.verdict is Verdict.DIFFERS)
        assert (finding.code, finding.severity, claim.expected) == (code, Severity.QUERY, expected)
        assert str(expected) in finding.message
        assert finding.where[0] == PLACE
        assert len(finding.where) > 1
        assert finding.offset == claim.start

    def test_a_number_is_told_against_the_figure_it_is_much_nearer_to(self) -> None:
        report = _report("自然人申请3493件。")
        report.set_text("requests.received.natural_person", "3403")
        (query,) = _findings(report)
        assert "＋二、上年结转政府信息公开申请数量·自然人为3494，相差1" in query.message
        report.set_text(PLACE, "自然人申请3460件。")
        (query,) = _findings(report)
        assert "三·一、本年新收政府信息公开申请数量·自然人为3403，相差57" in query.message

    def test_a_figure_that_is_quoted_is_told_by_its_name(self) -> None:
        (query,) = _findings(_report("政府信息公开申请结转下年度{requests.received.natural_person}件。"))
        assert query.message == (
            "正文写3402（引用三·一、本年新收政府信息公开申请数量·自然人），三·四、结转下年度继续办理·总计为121，"
            "相差3281：“政府信息公开申请结转下年度3402件。”"
        )

    def test_a_share_is_reported_only_where_its_part_is_right(self) -> None:
        wrong_part, wrong_share = (
            "收到申请3511件，予以公开1911件，占54.8%。",
            "收到申请3511件，予以公开1191件，占43.2%。",
        )
        assert [finding.code for finding in _findings(_report(wrong_part))] == ["prose-result-kind"]
        assert [finding.code for finding in _findings(_report(wrong_share))] == ["prose-share"]

    def test_a_blank_cell_leaves_a_claim_open(self) -> None:
        report = _report("收到政府信息公开申请7件。")
        report.set_text("requests.received.total", "")
        report.set_text("requests.received.company", "")
        (claim,) = claims_in(Context(report), PLACE)
        assert claim.verdict is Verdict.UNPLACED
        assert not _findings(report)


class TestScope:
    @pytest.mark.parametrize(
        "text",
        ["市本级收到申请349件。", "代表市政府受理政府信息公开申请34件。", "市政府办公室受理申请349件。"],
    )
    def test_words_of_scope_make_a_hint(self, text: str) -> None:
        (finding,) = _findings(_report(text))
        assert finding.severity is Severity.HINT
        assert "范围" in finding.message

    @pytest.mark.parametrize(
        "text",
        [
            "沭阳县收到申请477件。",
            "全市收到申请3511件，其中教育局受理申请12件。",
            "收到征地拆迁类申请1200件。",
            "通过信函收到申请52件。",
            "截至6月底，收到申请1500件。",
            "2022年，全市收到申请3200件。",
            "比上年增加310件。",
            "3人合计申请政府信息公开207件。",
            "按期答复申请3000件，延期答复申请486件。",
            "作为复议机关办理政府信息公开行政复议案件900件。",
            "公开行政许可1.2万件。",
        ],
    )
    def test_what_may_count_something_else_is_left_alone(self, text: str) -> None:
        assert not [finding for finding in _findings(_report(text)) if finding.severity is Severity.QUERY]

    def test_the_whole_area_is_no_office(self) -> None:
        report = _report("全市收到政府信息公开申请5000件。")
        report.set_text(AGENCY_KIND.key, "department")
        report.set_text(AGENCY_NAME.key, "宿迁市教育局")
        assert [finding.severity for finding in _findings(report)] == [Severity.HINT]

    def test_more_than_all_is_wrong_however_it_came_in(self) -> None:
        (finding,) = _findings(_report("今年共受理网上政府信息公开申请30件，均按期答复。", "shimen-2021"))
        assert finding.code == "prose-requests-received"
        assert "30" in finding.message
        assert "相差30" in finding.message


class TestLists:
    def test_parts_that_do_not_add_up_though_the_rest_is_named(self) -> None:
        (finding,) = _findings(_report("公布政府信息2602条，其中政策82条、规划1467条、其他1054条。"))
        assert finding.code == "prose-list-sum"
        assert "2602" in finding.message
        assert "2603" in finding.message

    @pytest.mark.parametrize(
        "text",
        [
            "公布政府信息2602条，其中政策82条、规划1466条、其他1054条。",
            "公布政府信息2602条，其中政策82条、规划467条。",
            "公布政府信息2602条，其中政策82条、规划467条、人事等2100条。",
            "公布政府信息500条，其中网站500条、微信公众号200条、其他平台50条。",
            "收到政府信息公开申请3607件，其中市政府349件、市各有关部门933件、沭阳县477件。",
        ],
    )
    def test_what_adds_up_or_need_not_is_left_alone(self, text: str) -> None:
        assert not _findings(_report(text))

    def test_a_list_under_a_number_that_holds_is_a_second_claim(self) -> None:
        text = "收到申请3607件，其中甲县1000件、乙县2000件、丙县500件、其他108件。"
        codes = [claim.code for claim in _claims(text) if claim.verdict is Verdict.DIFFERS]
        assert codes == ["prose-list-sum"]
