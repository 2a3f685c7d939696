"""A report with one query, the same in every respect but one figure as a report without any."""

from schema.report import Accepted, Report
from tests import figures

CODE = "in-force-short"
ROW = "disclosure.normative_documents"
ISSUED = f"{ROW}.issued"
WHERE = (f"{ROW}.in_force", ISSUED, f"{ROW}.repealed")
VALUES = ("597", "9999", "489")


def settled() -> Report:
    """A filled report of which nothing stands against: its prose quotes no figure."""
    report = figures.report()
    for place in list(report.prose_places())[1:]:
        report.set_text(place, "依照规定主动公开，及时办理申请。")
    return report


def report() -> Report:
    """The report with the query."""
    made = settled()
    made.set_text(ISSUED, VALUES[1])
    return made


def reason(*values: str) -> Accepted:
    """A reason for the query, or for what it was with other values."""
    return Accepted(CODE, WHERE, values or VALUES, "清理时合并", "办公室", "2026-01-05")
