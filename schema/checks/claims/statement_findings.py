"""The queries about statements without a number and about changes against last year."""

from collections.abc import Iterator

from schema.checks.claims.claim import Claim, Verdict
from schema.checks.claims.growth import PROSE_GROWTH, Change, changes_in
from schema.checks.claims.statements import PROSE_NONE, stated_in
from schema.checks.claims.subjects import in_section
from schema.checks.registry import Context, text_check
from schema.checks.wording import quoted
from schema.findings import Finding, Severity
from schema.placeholders import expanded

_LONGEST = 60


@text_check(PROSE_NONE)
def statements_in_prose(context: Context) -> Iterator[Finding]:
    """Every statement such as 未收到申请 that the tables contradict, with the figures that do."""
    for prose in context.prose:
        for claim in stated_in(context, prose):
            if claim.verdict is Verdict.DIFFERS:
                told = f"正文写“{claim.written}”，{claim.label}为{claim.expected}，相差{claim.expected}"
                yield _finding(context, claim, told, claim.written)


@text_check(PROSE_GROWTH)
def changes_in_prose(context: Context) -> Iterator[Finding]:
    """Every change against last year that the tables of both years contradict."""
    for prose in context.prose:
        for told in changes_in(context, prose):
            claim, change = told.claim, told.change
            if claim.verdict is Verdict.DIFFERS and change is not None:
                yield _finding(context, claim, _of_change(context, claim, change, told.direction), str(claim.number))


def _of_change(context: Context, claim: Claim, change: Change, direction: int) -> str:
    """正文写比上年增长28.5%，…本年74件，比上年（60件）增长23.3%，相差5.2个百分点."""
    assert claim.number is not None and claim.expected is not None
    share = claim.written.endswith(("%", "％"))
    up, down = ("增长", "下降") if share else ("增加", "减少")
    unit = "元" if any("fees" in place for place in change.target.places) else "件"
    actual = (
        f"{up if change.amount > 0 else down}{abs(claim.expected)}{'%' if share else unit}"
        if change.amount
        else "没有变化"
    )
    opposite = "，方向相反" if claim.expected < 0 else ""
    label = in_section(context.edition, change.target)
    return (
        f"正文写比上年{up if direction > 0 else down}{claim.written}，"
        f"{label}本年{change.now}{unit}，比上年（{change.before}{unit}）{actual}{opposite}，"
        f"相差{abs(claim.number - claim.expected)}{'个百分点' if share else unit}"
    )


def _finding(context: Context, claim: Claim, told: str, value: str) -> Finding:
    if claim.scope and claim.scope == claim.written:
        told += "（也可能只是说没有逾期的）"
    elif claim.scope:
        told += f"（正文说的是“{claim.scope}”，范围可能不同）"
    return context.finding(
        PROSE_NONE if claim.code == PROSE_NONE.code else PROSE_GROWTH,
        (claim.place, *claim.target),
        f"{context.name(claim.place)}：{told}：{quoted(expanded(context.report, claim.sentence), _LONGEST)}",
        "核对后改正文或者改表；确有原因的，说明理由。",
        Severity.HINT if claim.scope else None,
        values={claim.place: value},
        offset=claim.start,
    )
