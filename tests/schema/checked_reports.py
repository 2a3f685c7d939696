"""Reports to check: one without a single finding per edition, and changes to it."""

from schema.checks import run
from schema.editions import EDITIONS
from schema.findings import Finding
from schema.form import Place
from schema.report import Part, Report, new_report

OVERVIEW = (
    "全年主动公开政府信息188条，办理依申请公开事项，制发行政规范性文件，维护网站专栏，开展业务培训。"
    "政府信息公开工作纳入年度考核，开展社会评议，没有责任追究的情况。"
)


def clean_report(edition: int = 2021, changes: dict[Place, str] | None = None) -> Report:
    """A final county report about which no check says anything, with some values changed."""
    report = new_report(
        EDITIONS[edition],
        {
            "status": "final",
            "report.year": str(EDITIONS[edition].first_year),
            "report.published": f"{EDITIONS[edition].first_year + 1}-03-31",
            "report.preamble": "根据《中华人民共和国政府信息公开条例》编制本报告。",
            "agency.name": "某县人民政府",
            "agency.kind": "government",
            "agency.level": "county",
            "agency.office": "县政府办公室",
            "agency.email": "xxgk@example.gov.cn",
        },
    )
    for place in report.edition.cells:
        report.set_text(place, "0")
    report.parts["overview"] = [Part("主要情况", OVERVIEW)]
    report.parts["problems"] = [Part("存在的主要问题", "政策解读形式单一，已经增加图解和视频。")]
    report.set_text("other.intro", "没有其他需要报告的事项。")
    for place, text in (changes or {}).items():
        report.set_text(place, text)
    return report


def findings(edition: int = 2021, changes: dict[Place, str] | None = None) -> list[Finding]:
    """Everything said about the clean report after some changes."""
    return run(clean_report(edition, changes))


def codes(found: list[Finding]) -> list[str]:
    """The codes of findings, in order."""
    return [finding.code for finding in found]
