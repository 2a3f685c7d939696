"""Queries that were looked into and let stand with a reason, for as long as the values they were given for stand."""

from collections.abc import Iterator
from dataclasses import replace

from schema.checks.registry import RULES, Context, Rule
from schema.checks.wording import quoted
from schema.findings import Finding, Severity
from schema.form import Place
from schema.report import Accepted

STALE = Rule("accepted-stale", Severity.HINT)
RULES[STALE.code] = STALE

_Key = tuple[str, tuple[Place, ...], tuple[str, ...]]


def with_accepted(context: Context, findings: list[Finding]) -> list[Finding]:
    """The findings, the queries that a reason excuses marked as accepted; a reason that excuses nothing is a hint."""
    entries = context.report.accepted
    if not entries:
        return findings
    reasons = {_key(entry) for entry in entries if entry.reason.strip()}
    used = set()
    marked = []
    for finding in findings:
        key = (finding.code, finding.where, finding.values)
        if finding.severity is Severity.QUERY and key in reasons:
            used.add(key)
            finding = replace(finding, accepted=True)
        marked.append(finding)
    return [*marked, *_stale(context, used)]


def _key(entry: Accepted) -> _Key:
    return entry.code, entry.where, entry.values


def _stale(context: Context, used: set[_Key]) -> Iterator[Finding]:
    for index, entry in enumerate(context.report.accepted):
        if _key(entry) not in used:
            names = "、".join(map(context.name, entry.where))
            yield context.finding(
                STALE,
                (f"accepted.{index}",),
                f"对{quoted(entry.code)}的说明已不起作用（{names}）：所说明的疑问没有了，或者数值变了",
                "核实后删去这条说明，或者对现在的疑问重新说明。",
            )
