"""Wordings of reports as they are published: which numbers are held against the tables, and against what.

Every figure of the report is one that no sentence names, so that each number that is held differs.
"""

import pytest

from schema.checks.claims import Verdict, claims_in
from schema.checks.registry import Context
from schema.editions.cover import AGENCY_KIND, AGENCY_NAME
from schema.report import Report
from tests.schema.checked_reports import clean_report

PLACE = "overview.intro"
RECEIVED, CARRIED_IN, CARRIED_OUT = "requests.received", "requests.carried_in", "requests.carried_out"
RESULTS = "requests.results_total"
GRANTED, PARTLY = "requests.granted", "requests.partly_granted"
DENIED, UNAVAILABLE = "requests.denied", "requests.unavailable"


def _report(text: str, agency: str) -> Report:
    report = clean_report(2021, {"report.year": "2023", AGENCY_NAME.key: agency})
    for number, place in enumerate(report.edition.cells):
        report.set_text(place, str(3_000_017 + 1009 * number))
    for place in report.prose_places():
        report.set_text(place, "")
    report.set_text(PLACE, text)
    return report


def _government(text: str, agency: str) -> Report:
    report = _report(text, agency)
    report.set_text(AGENCY_KIND.key, "government")
    return report


def _asked(text: str, agency: str = "青石市某某局") -> list[tuple[str, str]]:
    """Each number that is held against the tables, with the first place of its figures."""
    claims = claims_in(Context(_report(text, agency)), PLACE)
    return [
        (claim.written, claim.target[0])
        for claim in claims
        if claim.number is not None and claim.verdict is Verdict.DIFFERS and claim.target and not claim.scope
    ]


def _rows(text: str, agency: str = "青石市某某局") -> list[tuple[str, str]]:
    """The same by the row of the first place."""
    return [(written, ".".join(place.split(".")[:2])) for written, place in _asked(text, agency)]


class TestResultsOfAPart:
    @pytest.mark.parametrize(
        "text",
        [
            "土地类申请15件，予以公开11件，部分公开4件。",
            "与拆迁有关的申请40件中，予以公开20件，不予公开9件。",
            "征收补偿方面20件，其中予以公开12件。",
            "邮寄申请8件，已答复7件。",
            "补正后符合要求的6件，予以公开4件，不予公开2件。",
            "法院判决撤销1件，重新答复后部分公开1件。",
            "复议后重新答复2件，其中予以公开1件、部分公开1件。",
            "律师提出的申请6件，予以公开3件，不予处理3件。",
            "某公司提交申请9件，予以公开9件。",
            "收到企业开办申请500件，办结499件，结转1件。",
            "收到来信80件，办结79件。",
            "代表建议答复件12件全部公开，2件不予公开。",
        ],
    )
    def test_nothing_is_held_against_the_whole(self, text: str) -> None:
        assert _asked(text) == []

    @pytest.mark.parametrize(
        ("text", "rows"),
        [
            ("收到申请60件。涉及征收20件，其中予以公开12件。", [("60件", RECEIVED)]),
            (
                "收到申请30件，其中线上20件（予以公开12件、不予公开8件），线下10件（予以公开6件）。",
                [("30件", RECEIVED)],
            ),
            ("收到申请30件，其中平台申请20件，予以公开12件；信函申请10件，予以公开6件。", [("30件", RECEIVED)]),
            ("2022年结转的3件申请，予以公开2件，无法提供1件。", [("3件", CARRIED_IN)]),
            ("上年结转的5件中，予以公开3件，部分公开2件。", [("5件", CARRIED_IN)]),
            (
                "收到申请60件。其中自然人申请50件，予以公开20件；企业申请10件，予以公开2件。",
                [("60件", RECEIVED), ("50件", RECEIVED), ("10件", RECEIVED)],
            ),
        ],
    )
    def test_only_the_whole_and_its_parts_are_held(self, text: str, rows: list[tuple[str, str]]) -> None:
        assert _rows(text) == rows

    @pytest.mark.parametrize(
        ("text", "rows"),
        [
            (
                "收到申请30件，自然人26件，法人4件，办结29件，予以公开12件。",
                [("30件", RECEIVED), ("26件", RECEIVED), ("4件", RECEIVED), ("29件", RESULTS), ("12件", GRANTED)],
            ),
            (
                "收到申请30件（网上20件、信函10件），答复28件，其中予以公开12件。",
                [("30件", RECEIVED), ("28件", RESULTS), ("12件", GRANTED)],
            ),
            (
                "新收申请30件，上年结转2件，办结31件，予以公开14件，结转下年1件。",
                [("30件", RECEIVED), ("2件", CARRIED_IN), ("31件", RESULTS), ("14件", GRANTED), ("1件", CARRIED_OUT)],
            ),
            (
                "在办结的31件申请中，予以公开14件，部分公开3件。",
                [("31件", RESULTS), ("14件", GRANTED), ("3件", PARTLY)],
            ),
        ],
    )
    def test_a_whole_may_have_its_parts_named_before_its_results(self, text: str, rows: list[tuple[str, str]]) -> None:
        assert _rows(text) == rows


class TestWhoAndHow:
    @pytest.mark.parametrize(
        "text",
        [
            "受理公民、法人提出的政府信息公开申请15件。",
            "收到企业和个人提交的政府信息公开申请15件。",
            "受理群众、单位依申请公开15件。",
            "我局通过网络和窗口等方式受理政府信息公开申请共15件。",
            "共收到公民政府信息公开申请15件。",
        ],
    )
    def test_whoever_applies_and_in_every_way_is_all(self, text: str) -> None:
        assert _asked(text) == [("15件", "requests.received.total")]

    @pytest.mark.parametrize(
        "text",
        [
            "网站受理依申请公开9件；当面受理依申请公开7件；其他渠道受理依申请公开13件。",
            "通过其他方式收到申请4件。",
            "申请人李某提交申请14件，占全年申请量的三成。",
            "外地居民提交的申请3件。",
            "截至2023年底累计收到政府信息公开申请900件，办结880件。",
            "分层级看，省级机关收到申请70件，市县机关收到申请90件。",
        ],
    )
    def test_some_applicants_ways_and_years_are_not(self, text: str) -> None:
        assert _asked(text) == []

    def test_applicants_behind_a_bracket_are_those_of_what_stands_before_it(self) -> None:
        assert _asked("收到申请90件（含上年结转4件），自然人申请80件。") == [
            ("90件", "requests.received.total"),
            ("4件", "requests.carried_in.total"),
            ("80件", "requests.received.natural_person"),
        ]

    def test_a_name_given_says_who_applied(self) -> None:
        assert _asked("以律所名义申请3件。") == [("3件", "requests.received.legal_service")]


class TestWaysOfDeciding:
    @pytest.mark.parametrize(
        ("text", "rows"),
        [
            ("予以公开6件；因本机关不掌握等原因无法提供10件。", [("6件", GRANTED), ("10件", UNAVAILABLE)]),
            ("办结9件，其中部份公开1件，不予公开2件。", [("1件", PARTLY), ("2件", DENIED)]),
            ("收到申请95件，公开答复91件，结转下年4件。", [("95件", RECEIVED), ("4件", CARRIED_OUT)]),
            ("收到申请19件。其中5件办理结果为依申请公开，8件办理结果为主动公开。", [("19件", RECEIVED)]),
            ("收到申请20件，答复15件，转办3件，撤回2件。", [("20件", RECEIVED)]),
            ("收到申请20件，答复15件，结转5件。", [("20件", RECEIVED), ("15件", RESULTS), ("5件", CARRIED_OUT)]),
            (
                "主动公开信息320条；收到依申请公开12件，予以公开9件，不予公开3件。",
                [("12件", RECEIVED), ("9件", GRANTED), ("3件", DENIED)],
            ),
        ],
    )
    def test_what_was_decided(self, text: str, rows: list[tuple[str, str]]) -> None:
        assert _rows(text) == rows

    def test_several_reasons_are_the_whole_group(self) -> None:
        claims = claims_in(Context(_report("因本机关不掌握等原因无法提供10件。", "青石市某某局")), PLACE)
        assert [len(claim.target) for claim in claims] == [3]

    @pytest.mark.parametrize(
        "text",
        [
            "主动公开320条、依申请公开12条、不予公开4条。",
            "制发公文88件，其中主动公开66件、依申请公开12件、不予公开10件。",
            "公文属性：主动公开66件，依申请公开12件，不予公开10件。",
            "依申请公开2条，免于公开信息0条。",
        ],
    )
    def test_attributes_of_documents_are_none(self, text: str) -> None:
        assert _asked(text) == []


class TestDisputes:
    @pytest.mark.parametrize(
        "text",
        [
            "全局行政诉讼案件30件，败诉2件，其中信息公开类案件3件。",
            "全年发生行政复议12件（其中政府信息公开类3件）。",
            "行政复议12件，其中涉及政府信息公开3件；行政诉讼8件，其中涉及政府信息公开1件。",
            "有3件申请引发行政复议。",
            "出现2宗政府信息公开申请引起行政复议和行政诉讼的情况。",
            "作为共同被告参加行政诉讼3件。",
        ],
    )
    def test_those_of_all_law_or_of_others_are_not_held(self, text: str) -> None:
        assert _asked(text) == []

    @pytest.mark.parametrize(
        ("text", "held"),
        [
            ("政府信息公开行政复议4件，其中维持3件；涉及政府信息公开的行政诉讼2件。", 3),
            ("因政府信息公开申请引发行政复议2件，引发行政诉讼1件。", 2),
            ("因信息公开被提起行政复议、诉讼2件。", 1),
        ],
    )
    def test_those_of_information_are(self, text: str, held: int) -> None:
        assert len(_asked(text)) == held


class TestDocuments:
    @pytest.mark.parametrize(
        "text",
        [
            "全年“双公示”公示行政许可1200件、行政处罚350件。",
            "网站发布工作动态50条；通知公告20条；行政处罚35件。",
            "调整废止行政规范性文件11件。",
            "修订并废止行政规范性文件7件。",
        ],
    )
    def test_what_was_published_or_changed_is_not_held(self, text: str) -> None:
        assert _asked(text) == []

    def test_decisions_made_are(self) -> None:
        assert len(_asked("作出行政许可120件、行政处罚35件、行政强制2件。")) == 3


class TestOwnNames:
    @pytest.mark.parametrize(
        ("agency", "text"),
        [
            ("青石县自然资源局", "县自然资源局收到政府信息公开申请5件。"),
            ("青石县发展和改革局", "2023年发改局共收到政府信息公开申请5件。"),
            ("青石经济开发区管理委员会", "管委会收到政府信息公开申请5件。"),
            ("白水市青石区民政局", "区民政局收到政府信息公开申请5件。"),
            ("青石市财政局", "今年以来，市财政局收到政府信息公开申请5件。"),
            ("青石市财政局", "截至2023年12月，我局收到政府信息公开申请5件。"),
        ],
    )
    def test_a_short_name_is_the_agencys_own(self, agency: str, text: str) -> None:
        assert _asked(text, agency) == [("5件", "requests.received.total")]

    @pytest.mark.parametrize(
        ("agency", "text"),
        [
            ("青石市财政局", "市公安局收到政府信息公开申请5件。"),
            ("青石市财政局", "城东区财政局收到政府信息公开申请5件。"),
            ("青石经济开发区管理委员会", "管委会收到政府信息公开申请5件，城东街道收到政府信息公开申请9件。"),
        ],
    )
    def test_another_bodys_is_not(self, agency: str, text: str) -> None:
        assert _asked(text, agency) == []


def test_a_sentence_of_a_hundred_thousand_characters_is_held_in_time() -> None:
    sentence = "收到申请30件，" * 12_500
    assert len(_asked(sentence)) >= 1


class TestOfAnother:
    @pytest.mark.parametrize(
        "text",
        [
            "涉及征收拆迁的予以公开31件、不予公开6件。",
            "涉及拆迁的申请中，予以公开3件、不予公开2件。",
            "与土地有关的申请中，予以公开3件、部分公开2件。",
            "房屋征收类申请中，予以公开3件、部分公开2件。",
            "涉及第三方合法权益的申请6件，均征求了第三方意见。",
            "涉及国家秘密的申请2件。",
            "复议纠正后重新作出答复2件。",
            "各类行政诉讼案件30件，败诉2件。",
            "民事诉讼3件，败诉1件。",
            "行政诉讼案件应诉88件，败诉6件。",
            "撤回申请1件，合并办理2件。",
            "结转2件（自然人1件，企业1件）。",
            "我局代市政府办理信息公开申请27件，办结25件。",
            "代区政府答复申请3件。",
        ],
    )
    def test_what_is_a_part_or_other_law_is_not_held(self, text: str) -> None:
        assert _asked(text) == []

    def test_a_wider_area_is_not_held_in_the_report_of_a_lower_body(self) -> None:
        text = "全区（含街道、部门）共收到政府信息公开申请1200件。"
        claims = claims_in(Context(_government(text, "松原区望河街道办事处")), PLACE)
        assert [claim.scope for claim in claims if claim.target] == ["全区"]
        own = claims_in(Context(_government(text, "青石市松原区人民政府")), PLACE)
        assert [claim.scope for claim in own if claim.target] == [""]

    def test_what_is_told_of_a_reason_is_held(self) -> None:
        assert _rows("涉及国家秘密的不予公开3件。") == [("3件", "requests.denied")]


class TestEitherOfTwo:
    def test_applicants_after_a_sum_may_be_those_of_what_was_received(self) -> None:
        report = _report("新收到申请90件，上年结转4件，合计94件。自然人71件，企业19件。", "青石市某某局")
        for place, value in (
            ("received.natural_person", 71),
            ("carried_in.natural_person", 4),
            ("received.company", 9),
        ):
            report.set_text(f"requests.{place}", str(value))
        found = {claim.written: claim.verdict for claim in claims_in(Context(report), PLACE)}
        assert (found["71件"], found["19件"]) == (Verdict.HOLDS, Verdict.DIFFERS)

    def test_an_outcome_told_of_both_disputes_is_told_of_the_last_alone(self) -> None:
        text = "因政府信息公开被申请行政复议10件，2件尚在审理；被提起行政诉讼6件，未审结3件。"
        report = _report(text, "青石市某某局")
        pending = {"reconsideration": 2, "litigation.direct": 1, "litigation.after_reconsideration": 0}
        for row, value in pending.items():
            report.set_text(f"disputes.{row}.pending", str(value))
        claims = [claim for claim in claims_in(Context(report), PLACE) if claim.written in ("2件", "3件")]
        assert [(claim.verdict, claim.expected) for claim in claims] == [(Verdict.HOLDS, 2), (Verdict.DIFFERS, 1)]


class TestPlainResults:
    @pytest.mark.parametrize(
        ("text", "asked"),
        [
            ("已办结的申请中，有15件予以公开，6件属部分公开。", ["15件", "6件"]),
            ("2件因法律法规禁止不予公开。", ["2件"]),
            ("信访投诉12件、重复申请5件不再处理；逾期不补正终结7件。", ["12件", "5件", "7件"]),
            ("不予处理20件，其中信访投诉12件。", ["20件", "12件"]),
            ("不予公开20件，其中涉及第三方合法权益6件。", ["20件", "6件"]),
            ("应办结政府信息公开申请37件，实办30件，6件转至次年。", ["37件", "30件", "6件"]),
            ("作出行政许可决定465项，行政处罚决定98项。", ["465项", "98项"]),
            ("行政许可465项，行政处罚98项。", []),
            ("共作出答复168件：决定公开74件，占45.2%。", ["168件", "74件", "45.2%"]),
            ("共作出答复168件：决定公开74件，占44.0%。", ["168件", "74件"]),
            ("自然人申请74件，占45.2%。", ["74件"]),
        ],
    )
    def test_numbers_that_differ_are_held(self, text: str, asked: list[str]) -> None:
        report = f"收到政府信息公开申请3000件。{text}"
        assert [written for written, _ in _asked(report)][1:] == asked
