"""Years and periods in prose that are not the report's, as the checks see them."""

import pytest

from schema.checks import run
from schema.findings import Finding, Severity
from schema.report import Part
from tests.schema.checked_reports import clean_report, findings

_OTHER_YEAR = [
    ("2020年，我乡认真贯彻落实条例，主动公开信息96条。", "2020"),
    ("（一）主动公开情况。2020年，我局通过门户网站公开信息50条。", "2020"),
    ("2020年度，青山县未收到政府信息公开申请。", "2020"),
    ("2020年全年共收到申请3件。", "2020"),
    ("2020年，全市共受理政府信息公开申请12件，均已答复。", "2020"),
    ("2019年我局主动公开各类信息30条。", "2019"),
    ("二〇二〇年，我镇主动公开政府信息20条。", "2020"),
    ("２０２０年，我镇主动公开政府信息20条。", "2020"),
    ("在2020年，我单位没有新建平台。", "2020"),
    ("2020年，在县委、县政府的正确领导下，我乡认真贯彻落实各项要求。", "2020"),
    ("2020年，认真贯彻落实《条例》，不断提高透明度。", "2020"),
    ("2020年，按照上级要求，围绕中心工作，我局主动公开信息。", "2020"),
    ("在过去的2020年，我局主动公开各类信息。", "2020"),
    ("1.2020年，本机关按照要求公开各类信息。", "2020"),
    ("2022年，我乡共主动公开信息3条。", "2022"),
    ("现将我乡2020年政府信息公开工作年度报告公布如下。", "2020"),
    ("截至2020年12月31日，我乡共主动公开信息188条。", "2020"),
    ("截至2020年12月底，共公开信息300条。", "2020"),
    ("2020年1-12月，共收到申请3件。", "2020"),
    ("2020年3月，我乡召开政府信息公开工作推进会。", "2020"),
    ("2020年11月，我局组织业务培训2次。", "2020"),
    ("2020年9月中旬，青山县开展了政务公开培训。", "2020"),
    ("（二）2020年6月15日，本机关答复申请2件。", "2020"),
]

_OTHER_PERIOD = [
    ("本报告所列数据的统计期限自2020年1月1日起至2020年12月31日止。", "2020年1月1日起至2020年12月31日"),
    ("本报告中所列数据统计期限为2020年1月1日至12月31日。", "2020年1月1日至12月31日"),
    ("统计期限为2021年1月1日至11月30日。", "2021年1月1日至11月30日"),
    ("统计期限自2021年1月1日至2020年12月31日。", "2021年1月1日至2020年12月31日"),
    ("统计时限为2020.1.1-2020.12.31。", "2020.1.1-2020.12.31"),
    ("统计数据从2020-01-01至2020-12-31。", "2020-01-01至2020-12-31"),
    ("2020年1月1日至12月31日，我局共公开信息5条。", "2020年1月1日至12月31日"),
    ("2020年1月至12月，我局公开信息30条。", "2020年1月至12月"),
    ("报告期为2020年1月1日至2020年12月31日。", "2020年1月1日至2020年12月31日"),
    ("现将2020年1月1日至12月31日政府信息公开工作报告如下。", "2020年1月1日至12月31日"),
    ("本报告所涉期限为2019年1月1日至2020年12月31日。", "2019年1月1日至2020年12月31日"),
]

_RIGHT = [
    "2021年，我乡认真贯彻落实条例，主动公开信息96条。",
    "根据国办公开办函〔2019〕60号编制，《某些条例》（2019年修订）自2019年5月15日起施行。",
    "2020年，国务院办公厅印发管理办法。",
    "2020年，在国务院部署下，省政府开展试点。",
    "在2020年工作基础上，我局继续推进；2020年基础上，我局进一步完善目录。",
    "2022年，在县委的领导下，我局将认真落实。",
    "2020年，省政府将我市列为试点。",
    "2022年，我乡将进一步加强政府信息公开工作，计划公开信息100条。",
    "2022年我局继续做好各项工作，努力提升公开水平。",
    "下一步，2022年工作打算如下。",
    "公开量比2020年增加5条，较2019年增长1.23%。",
    "2020年我局公开信息3条，2021年公开信息5条。",
    "本报告于2022年1月20日公布，电子版可于2022年1月31日前下载。",
    "自2019年以来，我局主动公开信息。2019年以来，全市累计公开信息1万条。",
    "截至2022年3月，相关问题已整改。截至2020年底，我乡建成专区1个。",
    "本局成立于2018年3月。2020年10月，我局启动机构改革。",
    "全面公开2021年部门预算、2020年部门决算。",
    "按照“十四五”规划和2025年规划目标推进。",
    "2020年结转的事项已全部处理。",
    "2020年，我局荣获先进单位称号。",
    "及时发布2020年度政府信息公开工作年度报告。2020年政府信息公开工作年度报告已于1月公布。",
    "《关于做好2020年政府信息公开工作年度报告编制的通知》要求明确，现将情况报告如下。",
    "2020年，我局收到的来信中有1件今年办理。",
    "统计期限为2021年1月1日至12月31日。",
    "所列数据的统计期限自2021年1月1日起，至2021年12月31日止。",
    "统计期限为二〇二一年一月一日至十二月三十一日。",
    "统计时限为2021.1.1-2021.12.31。",
    "2021年3月至6月，我局开展了专项整治，统计数据全部上网。",
    "统计数据显示，2021年3月1日至6月30日访问量上升。",
    "据统计，2020年1月3日至5日共有3起。",
    "办理期限为2020年12月20日至2021年1月20日。",
    "网站2020年1月1日至12月31日的访问量与今年相比下降。",
    "自2022年1月1日起施行。截止2021年12月31日我局发布信息34条。",
    "联系电话2020-1234，邮编202012。",
    "规划期为2021年1月1日至2025年12月31日。",
    "规划期限为2020年1月1日至2022年12月31日。",
    "聘期自2020年1月1日至2020年12月31日。",
    "该文件有效期限为2020年1月1日至2020年12月31日。",
    "合同期限自2020年1月1日起至12月31日止。",
    "项目实施期限为2020年1月1日至2020年12月31日，资金已公开。",
    "任期时限自2018年1月1日至2022年12月31日。",
    "三年行动的数据从2019年1月1日至2022年12月31日。",
    "专项审计涵盖2020年1月1日至2020年12月31日。",
    "截至2020年12月底，我乡建成专区1个。",
    "2020年1至12月的访问量与今年1至12月相比有所下降。",
    "2020年3月，省政府召开推进会。",
    "2020年3月，我乡门户网站上线运行，开通栏目5个。",
    "2020年12月，我局制定实施方案，2021年逐项落实。",
    "2020年7月，县政府印发考核办法，我局共报送材料3次。",
    "2019年3月，我乡召开大会。",
    "2020年3月，我乡被列为试点。",
    "自2020年3月起，我乡每周公开信息。",
    "2020年收到申请188件，2019年收到申请203件。",
    "2020年收到申请188件，申请量逐年下降。",
]


def _said(text: str) -> list[Finding]:
    report = clean_report(2021, {"overview.parts.0.text": text + clean_report().text("overview.parts.0.text")})
    report.set_text("agency.name", "青山县人民政府")
    return [each for each in run(report) if each.code == "prose-period"]


@pytest.mark.parametrize(("text", "written"), [*_OTHER_YEAR, *_OTHER_PERIOD])
def test_another_year_is_asked_about(text: str, written: str) -> None:
    (finding,) = _said(text)
    place = "overview.parts.0.text"
    assert (finding.severity, finding.where) == (Severity.QUERY, (place, "report.year"))
    assert finding.values == (written, "2021")
    assert finding.offset is not None
    assert text[finding.offset :][:9] in finding.message
    assert "2021年" in finding.message and "一·第1部分" in finding.message
    assert text[finding.offset :].startswith((written[:4], "二〇二〇", "２０２０"))


@pytest.mark.parametrize("text", _RIGHT)
def test_other_years_with_a_reason_pass(text: str) -> None:
    assert _said(text) == []


def test_a_year_copied_many_times_is_one_finding() -> None:
    (finding,) = _said("2020年，我乡公开信息。全年平稳。2020年，我乡公布指南。")
    assert "我乡公开信息" in finding.message and "共2处" in finding.message
    one, other = _said("2020年，我乡公开信息。2019年，我乡公布目录。")
    assert (one.values[0], other.values[0]) == ("2020", "2019")


def test_a_plan_in_five_may_name_the_next_year() -> None:
    text = "2022年，我县共开展三项改进。"
    assert findings(2021, {"problems.parts.0.text": text * 2}) == []
    assert len(_said(text)) == 1


def test_without_a_report_year_nothing_is_said() -> None:
    report = clean_report(2021, {"report.year": "", "other.intro": "2020年，我乡公开信息。"})
    assert "prose-period" not in {each.code for each in run(report)}


_WRONG_HEADINGS = [
    "2020年主动公开情况",
    "（一）2020年依申请公开情况",
    "二〇二〇年度政府信息公开总体情况",
    "2022年工作开展情况",
]
_RIGHT_HEADINGS = [
    "2021年主动公开情况",
    "主动公开",
    "2020年存在问题整改情况",
    "2022年工作计划",
    "2022年工作",
    "2020年以来工作回顾",
    "与2020年比较",
    "2020—2021年工作情况",
    "贯彻《2020年政务公开工作要点》情况",
    "政府信息公开2021年较2020年变化",
]


def _said_of_heading(heading: str) -> list[Finding]:
    report = clean_report(2021)
    report.parts["overview"][0] = Part(heading, report.parts["overview"][0].text)
    return [each for each in run(report) if each.code == "prose-period"]


@pytest.mark.parametrize("heading", _WRONG_HEADINGS)
def test_another_year_over_a_part_is_asked_about(heading: str) -> None:
    (finding,) = _said_of_heading(heading)
    assert finding.where == ("overview.parts.0.heading", "report.year")
    assert finding.values[0] in ("2020", "2022")
    assert heading in finding.message and "2021年" in finding.message


@pytest.mark.parametrize("heading", _RIGHT_HEADINGS)
def test_other_headings_pass(heading: str) -> None:
    assert _said_of_heading(heading) == []
