"""All checks but those of prose: of the cover, the figures, and both against last year's."""

from typing import TYPE_CHECKING

from schema.checks import check_tables, claims, placeholders, prose_period, prose_words, statements
from schema.checks.accepted import STALE, with_accepted
from schema.checks.form import aspect_missing, fee_statement_missing, section_empty
from schema.checks.locator import with_repairs
from schema.checks.order import in_form_order
from schema.checks.registry import TEXT_CHECKS, Context
from schema.editions.cover import PREAMBLE
from schema.findings import Finding
from schema.report import Report

if TYPE_CHECKING:
    from schema.previous import Problem

_FAMILIES = {family.__name__ for family in (claims, placeholders, prose_period, prose_words, statements)}
# Without its prose every report would be said to lack some.
_OF_PROSE = {section_empty, aspect_missing, fee_statement_missing}
_CHECKS = [check for check in TEXT_CHECKS if check not in _OF_PROSE and check.__module__ not in _FAMILIES]


def run_without_prose(
    report: Report, previous: Report | None = None, previous_problem: "Problem | None" = None
) -> list[Finding]:
    """Every finding about a report but those of its prose, in the form's order.

    Reasons given for queries of prose excuse nothing here, and nothing is said of them. Arguments as of `run`.
    """
    bare = without_prose(report)
    context = Context(bare, None if previous is None else without_prose(previous), previous_problem)
    found = with_repairs(context, check_tables(bare, context))
    found = [*found, *(finding for check in _CHECKS for finding in check(context))]
    findings = with_accepted(context, found)
    return in_form_order(report.edition, [each for each in findings if not _about_prose(report, each)])


def without_prose(report: Report) -> Report:
    """A report without its prose; figures and what is accepted are shared."""
    fields = report.edition.fields_by_place
    texts = {place: text for place, text in report.texts.items() if place in fields and place != PREAMBLE.key}
    return Report(report.edition, texts, report.cells, {}, report.accepted)


def _about_prose(report: Report, finding: Finding) -> bool:
    """Whether a finding says that a reason excuses nothing, and that reason is for a query of prose."""
    if finding.code != STALE.code or finding.entry is None:
        return False
    entry = report.accepted[finding.entry]
    prose = set(report.prose_places())
    return entry.code.startswith("prose-") or any(place in prose for place in entry.where)
