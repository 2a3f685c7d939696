"""What is said about a report: one module per family of checks.

A check is one pure function from a report to findings, registered under the rules it tells of. It never raises for
what a user typed and never changes a value.
"""

from typing import TYPE_CHECKING

from schema.checks import cells, dates, form, placeholders, prose_period, prose_words, repeated, rolls, sums, texts
from schema.checks.accepted import with_accepted
from schema.checks.claims import findings as claims
from schema.checks.claims import statement_findings as statements
from schema.checks.order import in_form_order
from schema.checks.registry import RULES, TABLE_CHECKS, TEXT_CHECKS, Check, Context, Rule
from schema.findings import Finding
from schema.report import Report

if TYPE_CHECKING:
    from schema.previous import Problem

FAMILIES = (
    form,
    texts,
    prose_words,
    prose_period,
    placeholders,
    cells,
    sums,
    claims,
    statements,
    rolls,
    repeated,
    dates,
)
"""Every family of checks; importing one registers its checks."""

__all__ = ["FAMILIES", "RULES", "Check", "Context", "Rule", "check_tables", "check_texts", "findings_of", "run"]


def run(report: Report, previous: Report | None = None, previous_problem: "Problem | None" = None) -> list[Finding]:
    """Every finding about a report, in the form's order.

    Args:
        report: The report.
        previous: Last year's, where it is known.
        previous_problem: Why the file that the report names as last year's is not what it should be.
    """
    return findings_of(Context(report, previous, previous_problem))


def findings_of(context: Context) -> list[Finding]:
    """Every finding about the report of a context, in the form's order, with repairs where the error was located.

    Queries let stand with a reason are marked.
    """
    report = context.report
    found = check_tables(report, context)
    if found:
        # Most reports have nothing wrong in their tables that would have to be located.
        from schema.checks.locator import with_repairs

        found = with_repairs(context, found)
    return in_form_order(report.edition, with_accepted(context, [*found, *check_texts(report, context)]))


def check_tables(report: Report, context: Context | None = None) -> list[Finding]:
    """What is wrong with the figures alone: cells and sums, in the form's order. Made to run at every keystroke."""
    return _findings(TABLE_CHECKS, context or Context(report))


def check_texts(report: Report, context: Context | None = None) -> list[Finding]:
    """Everything but the figures alone, in the form's order; with ``check_tables`` this is all that ``run`` says."""
    return _findings(TEXT_CHECKS, context or Context(report))


def _findings(checks: list[Check], context: Context) -> list[Finding]:
    found = [finding for check in checks for finding in check(context)]
    return in_form_order(context.edition, found) if found else found
