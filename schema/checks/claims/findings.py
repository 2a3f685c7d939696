"""The queries about prose: one for every claim that the tables contradict."""

from collections.abc import Iterator

from schema.checks.claims.claim import Claim, Verdict
from schema.checks.claims.held import numbers_in
from schema.checks.claims.judging import SHARE_CODE
from schema.checks.claims.subjects import (
    APPLICANTS_CODE,
    CARRIED_IN_CODE,
    CARRIED_OUT_CODE,
    DISPUTES_CODE,
    DOCUMENTS_CODE,
    FEES_CODE,
    KIND_CODE,
    RECEIVED_CODE,
    RESULTS_CODE,
    Target,
    in_section,
)
from schema.checks.claims.sums import SUM_CODE
from schema.checks.registry import Context, Rule, text_check
from schema.checks.wording import quoted
from schema.findings import Finding, Severity
from schema.placeholders import expanded, placeholders

_LONGEST = 60

NUMBER_RULES = tuple(
    Rule(code, Severity.QUERY)
    for code in (
        RECEIVED_CODE,
        CARRIED_IN_CODE,
        CARRIED_OUT_CODE,
        RESULTS_CODE,
        KIND_CODE,
        APPLICANTS_CODE,
        SHARE_CODE,
        SUM_CODE,
        DISPUTES_CODE,
        DOCUMENTS_CODE,
        FEES_CODE,
    )
)
"""The rules that a number in prose can break."""

_RULES = {rule.code: rule for rule in NUMBER_RULES}


@text_check(*NUMBER_RULES)
def numbers_in_prose(context: Context) -> Iterator[Finding]:
    """Every number of the prose that the tables contradict; one of a stated scope is only worth a look."""
    for prose in context.prose:
        for claim in numbers_in(context, prose):
            if claim.verdict is Verdict.DIFFERS and claim.number is not None and claim.code in _RULES:
                yield _finding(context, claim)


def _finding(context: Context, claim: Claim) -> Finding:
    assert claim.number is not None and claim.expected is not None
    unit = "%" if claim.code == SHARE_CODE else ""
    difference = abs(claim.number - claim.expected)
    if claim.code == SUM_CODE:
        told = f"正文写总数为{claim.number}，所列各项之和为{claim.expected}，相差{difference}"
        advice = "核对总数和各项，改正不对的一个；各项不全的，写明“等”。"
    elif claim.code == SHARE_CODE:
        told = f"正文写占{claim.number}%，按表中数字是{claim.expected}%，相差{difference}个百分点"
        advice = "按表中数字重算比例；所占的不是办结总数或者收到总数的，写明是占什么的比例。"
    else:
        label = in_section(context.edition, Target(claim.target, claim.label))
        told = f"正文写{_written(context, claim)}，{label}为{claim.expected}{unit}，相差{difference}"
        advice = "核对后改正文或者改表；确有原因的，说明理由。"
    if claim.scope:
        told += f"（正文说的是“{claim.scope}”，范围可能不同）"
    return context.finding(
        _RULES[claim.code],
        (claim.place, *(place for place in claim.target if place != claim.place)),
        f"{told}：{quoted(expanded(context.report, claim.sentence), _LONGEST)}",
        advice,
        Severity.HINT if claim.scope else None,
        values={claim.place: str(claim.number)},
        offset=claim.start,
    )


def _written(context: Context, claim: Claim) -> str:
    """A number as it stands in the text; of a figure that is quoted, the figure and where it is from."""
    quoting = next(placeholders(claim.written), None)
    return (
        claim.written
        if quoting is None or quoting.place is None
        else f"{claim.number}（引用{context.name(quoting.place)}）"
    )
