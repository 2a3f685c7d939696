"""The names of the law and of the form's notices, as the checks see them."""

import pytest

from schema.findings import Severity
from schema.unsafe import find_unsafe
from tests.schema.checked_reports import findings

_FORMAT_NAME = "中华人民共和国政府信息公开工作年度报告格式"
_FORMAT_TITLE = f"《关于印发〈{_FORMAT_NAME}〉的通知》"
_MATTERS_TITLE = "《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》"

_WRONG_LAWS = [
    "《政府信息公开工作条例》",
    "《中华人民共和国政府信息公开工作条例》",
    "《中华人民共和国信息公开条例》",
    "《中华人民共和国政府信息公开条列》",
    "《政府信息公开条列》",
    "《中国人民共和国政府信息公开条例》",
    "《中华人民共和国政务信息公开条例》",
    "《政务信息公开条例》",
    "《中华人民共和国政府信息公开暂行条例》",
    "《政府信息公开法》",
    "《中华人民共和国政府信息条例》",
    "《中华人民共和国政府公开条例》",
    "《人民共和国政府信息公开条例》",
    "《中华人民共和国政府信息公开》",
    "《政府公开条例》",
    "中华人民共和国政务公开条例",
    "政府信息公开工作条例",
    "中华人民共和国信息公开条例",
]

_WRONG_NUMBERS = [
    ("（国令第711号）", "国令第711号", "国务院令第711号"),
    ("《政府信息公开条例》（国务院令第492号）", "国务院令第492号", "国务院令第711号"),
    ("国办公开办函[2021]30号", "国办公开办函[2021]30号", "〔2021〕30号"),
    ("国办公开办函【2019】60号", "国办公开办函【2019】60号", "〔2019〕60号"),
    ("国办公开办函（2021）30号", "国办公开办函（2021）30号", "〔2021〕30号"),
    ("国办公开办函2021年30号", "国办公开办函2021年30号", "〔2021〕30号"),
    ("国办公开办函〔2021〕60号", "国办公开办函〔2021〕60号", "〔2019〕60号"),
    ("国办公开办函〔２０１９〕３０号", "国办公开办函〔2019〕30号", "〔2021〕30号"),
    ("国办公开函〔2021〕30号", "国办公开函〔2021〕30号", "国办公开办函〔2021〕30号"),
    (f"{_FORMAT_TITLE}（国办公开办函〔2022〕30号）", "国办公开办函〔2022〕30号", "〔2021〕30号"),
    (f"{_FORMAT_TITLE}（国办发〔2021〕30号）", "国办发〔2021〕30号", "国办公开办函〔2021〕30号"),
    (f"{_FORMAT_TITLE}（国办公开办函〔2019〕60号）", "国办公开办函〔2019〕60号", "〔2021〕30号"),
    (f"{_MATTERS_TITLE}（国办公开办函〔2021〕30号）", "国办公开办函〔2021〕30号", "〔2019〕60号"),
    (f"国办公开办函〔2021〕30号{_MATTERS_TITLE}", "国办公开办函〔2021〕30号", "〔2019〕60号"),
    (
        "《关于政府信息公开年度报告有关事项的通知》（国办公开办函〔2019〕60号）",
        "政府信息公开年度报告有关事项的通知",
        "政府信息公开工作年度报告有关事项的通知",
    ),
    ("《中华人民共和国政府信息年度报告格式》", "中华人民共和国政府信息年度报告格式", _FORMAT_NAME),
    (
        "《关于印发中华人民共和国政府信息公开年度报告格式的通知》",
        "中华人民共和国政府信息公开年度报告格式",
        _FORMAT_NAME,
    ),
]

_RIGHT = [
    "《中华人民共和国政府信息公开条例》（国务院令第711号，以下简称《条例》）",
    "《政府信息公开条例》、新《条例》、《修订后的政府信息公开条例》和《信息公开条例》",
    "《中华人民共和国政府信息公开条例》（2019年修订）、《中华人民共和国政府信息公开条例（修订草案）》",
    "《中华人民共和国政府信息公开条例》（2007年国务院令第492号公布，2019年国务院令第711号修订）",
    "《某某市政府信息公开规定》《福建省政府信息公开办法》《海南省政府信息公开条例》《广东省政务公开条例》".replace(
        "某某", "上海"
    ),
    "《企业信息公示暂行条例》《公共企事业单位信息公开规定制定办法》《物业管理条例》《政府投资条例》",
    "《中华人民共和国政府采购法》《中华人民共和国保守国家秘密法》《中华人民共和国行政复议法》《政府督查工作条例》",
    "《中华人民共和国政府信息公开工作年度报告》《政府信息公开工作年度报告》",
    "《政府信息公开指南》《政府信息公开目录》《政府信息公开制度》",
    f"{_MATTERS_TITLE}（国办公开办函〔2019〕60号）和{_FORMAT_TITLE}（国办公开办函〔2021〕30号）",
    f"《国务院办公厅政府信息与政务公开办公室关于印发{_FORMAT_NAME}的通知》（国办公开办函〔2021〕30号）",
    f"《<{_FORMAT_NAME}>的通知》（国办公开办函〔2021〕30号）",
    f"《{_FORMAT_NAME}》（国办公开办函〔2021〕30号）",
    f"{_MATTERS_TITLE}国办公开办函〔2019〕60号、《省政务公开办关于做好年度报告编制的通知》",
    "按照国办公开办函〔2021〕30号文件和《省政务公开办关于政府信息公开工作年度报告有关事项的通知》（甘政公开〔2022〕1号）",
    "《关于做好年度报告编制发布工作的通知》（宁政办公开办函[2023]2号）（闽政办〔2012〕99号）",
    "《关于规范政府信息公开平台有关事项的通知》（国办公开办函〔2019〕61号）（国办发〔2021〕12号）",
    "国办函〔2021〕30号、国办发〔2019〕60号、国办公开办函〔2022〕5号",
]


def _said(text: str) -> list[tuple[str, str]]:
    return [(each.values[0], each.suggestion) for each in findings(2021, {"other.intro": text})]


@pytest.mark.parametrize("name", _WRONG_LAWS)
@pytest.mark.parametrize("text", ["根据{}要求编制。", "一是贯彻{}。\n二是依法公开。"])
def test_a_wrong_name_of_the_law(name: str, text: str) -> None:
    (finding,) = findings(2021, {"other.intro": text.format(name)})
    assert (finding.code, finding.severity, finding.where) == ("prose-law-name", Severity.QUERY, ("other.intro",))
    assert finding.offset is not None and text.format(name)[finding.offset :].startswith(name[:4])
    assert finding.values[0] in name and finding.values[0] in finding.message
    assert "《中华人民共和国政府信息公开条例》" in finding.suggestion


@pytest.mark.parametrize(("text", "written", "right"), _WRONG_NUMBERS)
def test_a_wrong_number_or_title(text: str, written: str, right: str) -> None:
    ((found, suggestion),) = _said(f"依据{text}的要求编制。")
    assert found == written
    assert right in suggestion


@pytest.mark.parametrize("text", _RIGHT)
def test_right_names_and_other_documents_pass(text: str) -> None:
    assert _said(f"依据{text}要求编制。") == []


def test_what_is_wrong_twice_is_said_once() -> None:
    assert [written for written, _ in _said("《政府信息公开工作条例》。国令第711号。《政府信息公开工作条例》。")] == [
        "《政府信息公开工作条例》",
        "国令第711号",
    ]


def test_the_preamble_is_read_too_and_hostile_text_is_shown_harmless() -> None:
    (finding, *_) = [
        each
        for each in findings(2021, {"report.preamble": "根据《政府信息公开\x1b条列》编制。"})
        if each.code == "prose-law-name"
    ]
    assert finding.where == ("report.preamble",)
    assert not find_unsafe(finding.message)


def test_the_short_name_of_the_decree_is_asked_about_softly() -> None:
    text = "根据《中华人民共和国政府信息公开条例》（国令第711号）编制。"
    (finding,) = findings(2021, {"other.intro": text})
    assert finding.severity is Severity.QUERY
    assert "“国令第711号”是简写，全称是“国务院令第711号”" in finding.message
    assert finding.suggestion.startswith("建议写作国务院令第711号")
