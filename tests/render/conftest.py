"""Reports to be rendered, made by hand."""

from itertools import count

import pytest

from schema.cells import read_number
from schema.editions import EDITIONS
from schema.report import Part, Report, new_report

COVER = {
    "status": "final",
    "report.year": "2023",
    "report.published": "2024-01-19",
    "report.preamble": (
        "根据《中华人民共和国政府信息公开条例》（国务院令第711号）和《国务院办公厅政府信息与政务公开办公室关于印发"
        "〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）要求，编制本报告。\n"
        "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、"
        "存在的主要问题及改进情况、其他需要报告的事项六部分组成。"
    ),
    "agency.name": "青川县白水镇人民政府",
    "agency.kind": "government",
    "agency.level": "township",
    "agency.office": "白水镇党政办公室",
    "agency.address": "白水镇滨河路18号",
    "agency.postcode": "628100",
    "agency.phone": "0839-7200000",
    "agency.email": "dzb@baishui.example.cn",
    "agency.website": "青川县人民政府门户网站",
}
SENTENCES = (
    "全年通过政府门户网站公开信息1286条，其中政策文件64件、解读材料31篇，回应社会关切18次。"
    "坚持“以公开为常态、不公开为例外”，对照基本目录逐项核对，更新率达到100%；"
    "新媒体发布2450条（篇），阅读量超过12.6万次。"
)


def filled(edition: int, *, paragraphs: int = 2, first: int = 101) -> Report:
    """A final report with a number of its own in every cell and paragraphs in every part."""
    year = "2023" if edition == 2021 else "2020"
    report = new_report(EDITIONS[edition], COVER | {"report.year": year, "report.published": f"{int(year) + 1}-01-19"})
    numbers = count(first)
    for place, cell in report.edition.cells.items():
        report.cells[place] = read_number(str(next(numbers)), cell.kind)
    for section in report.edition.sections:
        if section.prose:
            report.texts[f"{section.key}.intro"] = SENTENCES
            for part in report.parts[section.key]:
                part.text = "\n".join([SENTENCES] * paragraphs)
    return report


@pytest.fixture(params=sorted(EDITIONS))
def full_report(request: pytest.FixtureRequest) -> Report:
    """A final report of each edition."""
    return filled(request.param)


@pytest.fixture(params=sorted(EDITIONS))
def empty_report(request: pytest.FixtureRequest) -> Report:
    """A draft in which nothing was filled in, of each edition."""
    return new_report(EDITIONS[request.param])


@pytest.fixture
def small_report() -> Report:
    """A short township report of the edition of 2021: few cases, one part a section."""
    report = new_report(
        EDITIONS[2021],
        {
            "status": "final",
            "report.year": "2022",
            "report.published": "2023-01-16",
            "report.preamble": "根据《中华人民共和国政府信息公开条例》编制本报告。",
            "agency.name": "某县石桥乡人民政府",
            "agency.office": "党政办公室",
            "agency.phone": "0943-7343018",
        },
    )
    for place, cell in report.edition.cells.items():
        report.cells[place] = read_number("0", cell.kind)
    for place, text in {
        "disclosure.normative_documents.issued": "2",
        "disclosure.normative_documents.in_force": "11",
        "disclosure.fees": "12.50",
        "requests.received.natural_person": "3",
        "requests.received.company": "1",
        "requests.granted.natural_person": "2",
        "requests.denied.third_party.company": "1",
        "requests.carried_out.natural_person": "1",
        "disputes.litigation.direct.upheld": "1",
    }.items():
        report.set_text(place, text)
    report.texts["overview.intro"] = "2022年，我乡公开工作平稳推进。"
    report.parts["overview"] = [
        Part("主动公开", "全年主动公开政府信息188条。"),
        Part("（二）依申请公开", "共受理4件。"),
    ]
    report.parts["problems"] = []
    report.texts["problems.intro"] = "政策解读不够主动，将加强培训。"
    report.texts["other.intro"] = "无。"
    return report
