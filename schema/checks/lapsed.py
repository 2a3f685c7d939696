"""Which queries a report's reasons were given for, once these stand for other values or not at all."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from operator import itemgetter

from schema.cells import half_width
from schema.findings import Finding, Severity
from schema.form import Place
from schema.report import Accepted

Key = tuple[str, tuple[Place, ...]]
"""What a reason and its query have in common whatever the values: the code and the places."""

Value = str | Decimal

_FIGURE = re.compile(r"[+-]?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
_MOST_PAIRED = 30


def amounts(values: Iterable[str]) -> tuple[Value, ...]:
    """Values that are the same where one reads them as the same: figures by their amount, texts by their characters."""
    return tuple(map(bare, values))


def bare(value: str) -> Value:
    """A figure as its amount, a text without blanks and full-width letters."""
    text = "".join(half_width(value).split())
    return Decimal(text.replace(",", "")) if _FIGURE.fullmatch(text) else text


def is_query(finding: Finding) -> bool:
    """Whether a reason may be given for a finding, or is."""
    return finding.severity is Severity.QUERY


def lapsed(entries: Sequence[Accepted], findings: Sequence[Finding]) -> list[int]:
    """Which of the reasons that a report gives excuse nothing that is said of it."""
    used = {finding.entry for finding in findings if finding.accepted}
    return [index for index in range(len(entries)) if index not in used]


def begun(entries: Sequence[Accepted], findings: Sequence[Finding], finding: Finding) -> list[int]:
    """The reasons that were begun, for whatever values, for a query of the code and places of one."""
    key = finding.code, finding.where
    return [
        n for n in lapsed(entries, findings) if (entries[n].code, entries[n].where) == key and not entries[n].values
    ]


def queries_of_lapsed(entries: Sequence[Accepted], findings: Sequence[Finding]) -> dict[int, Finding]:
    """The query without a reason that each reason which excuses nothing is nearest to, each given to one.

    Of several at the same places those belong together that share the first value, which for a query of the prose is
    the number there, then those that share the most.
    """
    old: dict[Key, list[int]] = {}
    for index in lapsed(entries, findings):
        if entries[index].values:
            old.setdefault((entries[index].code, entries[index].where), []).append(index)
    queries: dict[Key, dict[tuple[Value, ...], Finding]] = {key: {} for key in old}
    for finding in findings:
        if is_query(finding) and not finding.accepted and (key := (finding.code, finding.where)) in queries:
            queries[key].setdefault(amounts(finding.values), finding)
    return {index: query for key, found in old.items() for index, query in _paired(entries, found, queries[key])}


def _paired(
    entries: Sequence[Accepted], old: Sequence[int], queries: Mapping[tuple[Value, ...], Finding]
) -> Iterator[tuple[int, Finding]]:
    pairs = []
    for index in old[:_MOST_PAIRED]:
        then = amounts(entries[index].values)
        for order, now in enumerate(islice(queries, _MOST_PAIRED)):
            same = [one == other for one, other in zip(then, now, strict=False)]
            pairs.append((not any(same[:1]), -sum(same), index, order, now))
    taken: set[object] = set()
    for _, _, index, _, now in sorted(pairs, key=itemgetter(0, 1, 2, 3)):
        if index not in taken and now not in taken:
            taken |= {index, now}
            yield index, queries[now]
