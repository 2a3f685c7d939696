"""Reports of two years, and what is asked about them."""

from schema.checks import run
from schema.checks.rolls import CARRIED_OVER, IN_FORCE_ROLL, PREVIOUS_ITEMS_ROLL
from schema.findings import Finding
from schema.report import Accepted, Part, Report
from tests.schema.checked_reports import clean_report

SAME = "same-as-last-year"
YEARS = {CARRIED_OVER.code, IN_FORCE_ROLL.code, PREVIOUS_ITEMS_ROLL.code, SAME}
PREVIOUS = "report.previous"
IN_FORCE = "disclosure.normative_documents.in_force"
LAST = (
    "2021年，我县深入推进政务公开，围绕重点领域公开各类信息，组织业务培训，扩大政策解读的覆盖面，"
    "群众满意度持续提升，取得了良好的成效。"
)


def of_year(year: int, changes: dict[str, str] | None = None) -> Report:
    """A clean report of a year; its own paragraphs are short of what is compared."""
    edition = 2019 if year < 2021 else 2021
    report = clean_report(edition, {"report.year": str(year), "report.published": ""} | (changes or {}))
    report.parts["overview"][
        0
    ].text = f"{'甲乙丙丁戊己庚'[year % 7]}，主动公开与依申请公开，制发文件，维护网站，培训考核。"
    return report


def queries(report: Report, previous: Report) -> list[Finding]:
    """What is asked about the two years."""
    return [finding for finding in run(report, previous) if finding.code in YEARS]


def accept(report: Report, finding: Finding) -> None:
    report.accepted = [Accepted(finding.code, finding.where, finding.values, "上年清理，口径不同。")]


def with_text(report: Report, *texts: str) -> Report:
    report.parts["problems"] = [Part("情况", "\n".join(texts))]
    return report
