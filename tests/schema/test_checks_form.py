"""Completeness of the form, as the checks see it."""

import pytest

from schema.checks import run
from schema.editions import EDITIONS
from schema.findings import Severity
from schema.report import new_report
from tests.schema.checked_reports import OVERVIEW, clean_report, codes, findings


@pytest.mark.parametrize("edition", EDITIONS)
def test_clean_report_has_no_findings(edition: int) -> None:
    assert findings(edition) == []


@pytest.mark.parametrize(
    ("edition", "year", "right"),
    [
        (2019, "2018", False),
        (2019, "2019", True),
        (2019, "2020", True),
        (2019, "2021", False),
        (2021, "2020", False),
        (2021, "2021", True),
        (2021, "2031", True),
        (2021, "二〇二一", False),
        (2021, "21", False),
    ],
)
def test_edition_year(edition: int, year: str, right: bool) -> None:
    found = findings(edition, {"report.year": year, "report.published": ""})
    assert codes(found) == ([] if right else ["edition-year"])
    assert all(finding.severity is Severity.ERROR and finding.section == "cover" for finding in found)


def test_edition_year_names_the_edition_and_its_span() -> None:
    (finding,) = findings(2019, {"report.year": "2023", "report.published": ""})
    assert "2023" in finding.message
    assert "国办公开办函〔2019〕60号" in finding.message
    assert "2019至2020年度" in finding.message


def test_missing_year_is_a_hint_in_a_draft() -> None:
    (finding,) = findings(2021, {"report.year": "", "report.published": "", "status": "draft"})
    assert (finding.code, finding.severity) == ("edition-year", Severity.HINT)


@pytest.mark.parametrize(
    ("kind", "level", "asked"),
    [
        ("government", "county", True),
        ("government", "township", True),
        ("department", "county", True),
        ("department", "city", True),
        ("authorised", "city", True),
        ("government", "city", False),
        ("government", "province", False),
        ("department", "national", False),
        ("department", "province", False),
    ],
)
def test_regulation_power(kind: str, level: str, asked: bool) -> None:
    changes = {"agency.kind": kind, "agency.level": level, "report.published": "2022-01-20"}
    assert codes(findings(2021, changes)) == []
    found = findings(2021, changes | {"disclosure.regulations.in_force": "3"})
    assert codes(found) == (["regulation-power"] if asked else [])
    if asked:
        assert found[0].where == ("disclosure.regulations.in_force",)
        assert found[0].severity is Severity.QUERY
        assert "=3" in found[0].message


def test_regulation_power_reads_only_regulations() -> None:
    assert codes(findings(2021, {"disclosure.normative_documents.in_force": "3"})) == []


@pytest.mark.parametrize("section", ["overview", "problems"])
@pytest.mark.parametrize("text", ["", " \n　", "\u200b"])
def test_empty_section_is_an_error_in_a_final_report_only(section: str, text: str) -> None:
    report = clean_report(2021, {f"{section}.parts.0.text": text})
    assert "section-empty" in codes(run(report))
    report.set_text("status", "draft")
    assert "section-empty" not in codes(run(report))


def test_section_six_may_say_all_in_figures() -> None:
    without_words = clean_report(2021, {"other.intro": ""})
    assert codes(run(without_words)) == []
    for place in ("notices", "billed", "received"):
        without_words.set_text(f"other.processing_fees.{place}", "")
    assert codes(run(without_words)) == ["section-empty", "fee-statement-missing"]


@pytest.mark.parametrize(
    ("text", "asked"), [("无", True), ("无。", True), ("一二三四五六七八九", True), ("一二三四五 六七八九\n十", False)]
)
def test_perfunctory_problems_are_queried(text: str, asked: bool) -> None:
    found = findings(2021, {"problems.parts.0.text": text})
    assert codes(found) == (["section-empty"] if asked else [])
    if asked:
        assert found[0].severity is Severity.QUERY
        assert found[0].where == ("problems.parts.0.text",)
        assert f"共{len(text)}个字" in found[0].message


@pytest.mark.parametrize(
    ("removed", "missing"),
    [
        ("主动公开", "主动公开"),
        ("依申请公开", "依申请公开"),
        ("规范性文件", "政府信息管理"),
        ("网站专栏", "政府信息公开平台建设"),
        ("培训", "监督保障"),
        ("考核", "工作考核"),
        ("评议", "社会评议"),
        ("责任追究", "责任追究"),
    ],
)
def test_aspect_missing(removed: str, missing: str) -> None:
    found = findings(2021, {"overview.parts.0.text": OVERVIEW.replace(removed, "")})
    assert codes(found) == ["aspect-missing"]
    assert found[0].severity is Severity.HINT
    assert found[0].message.endswith(missing)
    report = clean_report(2021, {"overview.parts.0.text": OVERVIEW.replace(removed, "")})
    report.set_text("overview.parts.0.heading", removed)
    assert codes(run(report)) == []


def test_accountability_is_asked_of_governments_only() -> None:
    text = OVERVIEW.partition("政府信息公开工作纳入")[0]
    assert codes(findings(2021, {"overview.parts.0.text": text})) == ["aspect-missing"] * 3
    department = {"agency.kind": "department", "report.published": "2022-01-31"}
    assert codes(findings(2021, {"overview.parts.0.text": text} | department)) == []


def test_offered_heading_without_text_treats_nothing() -> None:
    report = clean_report(2021)
    report.parts["overview"] = new_report(report.edition).parts["overview"]
    report.set_text("overview.parts.0.text", "主动公开、申请、规章、网站；考核、评议、追责。")
    (finding,) = run(report)
    assert finding.where == ("overview.parts.4.text",)


_NO_FEES = {f"other.processing_fees.{key}": "" for key in ("notices", "billed", "received")}


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({}, True),
        ({"other.intro": "本年度没有收取信息处理费。"}, False),
        ({"other.intro": "未发生收费。"}, False),
        ({"other.processing_fees.billed": "0"}, False),
    ],
)
def test_fee_statement_missing(changes: dict[str, str], asked: bool) -> None:
    found = findings(2021, _NO_FEES | changes)
    assert ("fee-statement-missing" in codes(found)) == asked
    assert all(finding.section == "other" for finding in found)


def test_fee_statement_is_not_asked_before_edition_2021() -> None:
    assert codes(findings(2019, {"other.intro": "无。"})) == []


def test_findings_come_in_the_forms_order() -> None:
    report = clean_report(
        2021,
        {
            "other.intro": "（）",
            "disputes.reconsideration.total": "9",
            "requests.carried_out.company": "1",
            "requests.granted.other": "x",
            "disclosure.fees": "-1",
            "overview.parts.0.text": OVERVIEW + "XX",
            "report.year": "",
        },
    )
    assert codes(run(report)) == [
        "edition-year",
        "placeholder-left",
        "cell-negative",
        "requests-balance",
        "cell-not-number",
        "disputes-total",
        "placeholder-left",
    ]
