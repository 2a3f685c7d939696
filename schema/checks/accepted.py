"""Queries that were looked into and let stand with a reason, for as long as the values it was given for stand."""

from collections.abc import Iterator, Mapping, Sequence

from schema.cells import EMPTY
from schema.checks.lapsed import Key, Value, amounts, bare, is_query, lapsed, queries_of_lapsed
from schema.checks.query_names import query_name
from schema.checks.registry import RULES, Context, Rule
from schema.checks.wording import quoted
from schema.editions.cover import STATUS
from schema.findings import Finding, Severity
from schema.form import Place
from schema.report import Accepted

STALE = Rule("accepted-stale", Severity.HINT)
RULES[STALE.code] = STALE

_NAMED = 3
_AGAIN = "核实后对现在的疑问重新说明，或者撤去这条说明。"
_REMOVE = "撤去这条说明。"


def with_accepted(context: Context, findings: list[Finding]) -> list[Finding]:
    """The findings, the queries that a reason excuses marked as accepted; a reason that excuses nothing is a hint."""
    if not context.report.accepted:
        return findings
    marked = marked_accepted(context.report.accepted, findings)
    return [*marked, *_stale(context, marked)]


def marked_accepted(entries: Sequence[Accepted], findings: list[Finding]) -> list[Finding]:
    """The findings, the queries that a reason excuses marked as accepted.

    A query that is said of the same values at the same places more than once, as where two sentences of a text give the
    same number, is one query: the reason for it holds wherever it is repeated.
    """
    if not entries:
        return findings
    reasons: dict[Key, dict[tuple[Value, ...], int]] = {}
    for index, entry in enumerate(entries):
        if entry.reason.strip():
            reasons.setdefault((entry.code, entry.where), {}).setdefault(amounts(entry.values), index)
    return [_marked(reasons, finding) for finding in findings]


def _marked(reasons: Mapping[Key, Mapping[tuple[Value, ...], int]], finding: Finding) -> Finding:
    given = reasons.get((finding.code, finding.where)) if is_query(finding) else None
    index = given.get(amounts(finding.values)) if given else None
    return finding if index is None else finding._replace(accepted=True, entry=index)


# What excuses nothing


def _stale(context: Context, findings: Sequence[Finding]) -> Iterator[Finding]:
    entries = context.report.accepted
    stale = set(lapsed(entries, findings))
    said = _Said(entries, findings) if stale else None
    for index, entry in enumerate(entries):
        if index in stale and said is not None:
            places = tuple(place for place in dict.fromkeys(entry.where) if _is_there(context, place))
            told, advice = _why(context, index, said)
            about = f"（{context.name(places[0])}{'等' if len(places) > 1 else ''}）" if places else ""
            message = f"对疑问{quoted(query_name(entry.code), 40)}{about}的说明不起作用：{told}"
            yield context.finding(STALE, places or (STATUS.key,), message, advice)._replace(entry=index)


def _is_there(context: Context, place: Place) -> bool:
    return place in context.totals or context.report.has(place)


class _Said:
    """What is said of a report, ready to be looked up for each of many reasons."""

    def __init__(self, entries: Sequence[Accepted], findings: Sequence[Finding]) -> None:
        keys = {(entry.code, entry.where) for entry in entries}
        self.errors = {finding.code for finding in findings if finding.severity is Severity.ERROR}
        self.here: dict[Key, Finding] = {}
        self.hints: set[Key] = set()
        self.values: set[tuple[Key, tuple[Value, ...]]] = set()
        for finding in findings:
            if (key := (finding.code, finding.where)) in keys:
                self.here.setdefault(key, finding)
                self.values.add((key, amounts(finding.values)))
                if finding.severity is Severity.HINT:
                    self.hints.add(key)
        self.now = queries_of_lapsed(entries, findings)


def _why(context: Context, index: int, said: _Said) -> tuple[str, str]:
    """Why an entry excuses nothing, and what to do."""
    entry = context.report.accepted[index]
    key = entry.code, entry.where
    if entry.code not in RULES or entry.code == STALE.code:
        return "没有这个代号的疑问", "改正代号，或者撤去这条说明。"
    if entry.code in said.errors:
        return "这是错误，错误不能说明保留，必须改正", _REMOVE
    if key in said.hints:
        return "这是提示，不用说明", _REMOVE
    is_said = (key, amounts(entry.values)) in said.values
    if not entry.reason.strip():
        return ("没有写理由", "写明理由，或者撤去这条说明。") if is_said else ("没有写理由，也没有这个疑问了", _REMOVE)
    if is_said:
        return "同一疑问前面已有说明", _REMOVE
    now = said.now.get(index) or said.here.get(key)
    if not entry.values:
        return "没有写明是对什么数或文字说明的", _AGAIN if now else _REMOVE
    then = f"所说明时为{_listed(entry.values)}"
    if now is not None:
        return f"{then}，现在是{_listed(now.values)}", _AGAIN
    return f"{then}，现在没有这个疑问了{_figures_now(context, entry)}", _REMOVE


def _figures_now(context: Context, entry: Accepted) -> str:
    """What the figures among an entry's places are now, where they are not what they were."""
    then = dict(zip(entry.where, entry.values, strict=False))
    now = {
        place: context.value(place)
        for place in dict.fromkeys(entry.where)
        if context.edition.table_of(place) is not None and _is_there(context, place)
    }
    changed = [place for place, value in now.items() if bare(then.get(place, "")) != bare(value)]
    told = "、".join(f"{context.name(place)}为{_listed([now[place]])}" for place in changed[:_NAMED])
    return f"（现在{told}）" if told else ""


def _listed(values: Sequence[str]) -> str:
    return "、".join((quoted(value)[1:-1] if value.strip() else EMPTY) for value in values) or EMPTY
