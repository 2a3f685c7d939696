"""Whether the day of publication fits the report year: 《条例》第四十九条."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from schema.cells import half_width
from schema.checks.registry import Context, Rule, text_check
from schema.checks.wording import quoted
from schema.editions.cover import AGENCY_KIND, PUBLISHED, YEAR
from schema.findings import Finding, Severity

NOT_DATE = Rule("published-not-date", Severity.ERROR)
EARLY = Rule("published-early", Severity.ERROR)
LATE = Rule("published-late", Severity.HINT)

_PLACE = PUBLISHED.key
_GOVERNMENT_DEADLINE = (3, 31)
_DEPARTMENT_DEADLINE = (1, 31)
_OTHER_WRITINGS = (r"(\d{4})\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})\s*日?", r"(\d{4})(\d{2})(\d{2})")


@text_check(NOT_DATE)
def published_not_date(context: Context) -> Iterator[Finding]:
    """A day of publication that cannot be read."""
    text = context.report.text(_PLACE)
    if text.strip() and context.report.published is None:
        rewritten = _rewritten(text)
        yield context.finding(
            NOT_DATE,
            (_PLACE,),
            f"{context.name(_PLACE)}{quoted(text)}不是日期",
            f"写作{rewritten}。" if rewritten else "写成2026-01-20这样的日期；可以不填。",
        )


def _rewritten(text: str) -> str:
    bare = half_width(text).strip()
    for writing in _OTHER_WRITINGS:
        if match := re.fullmatch(writing, bare, re.ASCII):
            with suppress(ValueError):
                return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    return ""


@text_check(EARLY)
def published_early(context: Context) -> Iterator[Finding]:
    """Published before the report year was over."""
    published, year = context.report.published, context.report.year
    if published is not None and year is not None and published.year <= year:
        yield context.finding(
            EARLY,
            (_PLACE, YEAR.key),
            f"{context.name(_PLACE)}{published}在{year}年12月31日统计期限截止以前",
            f"核对{PUBLISHED.label}和{YEAR.label}。",
        )


@text_check(LATE)
def published_late(context: Context) -> Iterator[Finding]:
    """Published after the legal day: 31 March for a government, 31 January for everyone else."""
    published, year = context.report.published, context.report.year
    if published is None or year is None or not 1 <= year < date.max.year:
        return
    kind = context.report.text(AGENCY_KIND.key)
    deadline = date(year + 1, *(_GOVERNMENT_DEADLINE if kind == "government" else _DEPARTMENT_DEADLINE))
    if published > deadline:
        yield context.finding(
            LATE,
            (_PLACE,),
            f"{context.name(_PLACE)}{published}晚于{deadline}，迟了{(published - deadline).days}天",
            f"{context.choice(AGENCY_KIND.key)}应于次年{deadline.month}月{deadline.day}日前公布（《条例》第四十九条）。",
        )
