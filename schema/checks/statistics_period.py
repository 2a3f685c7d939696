"""The period of a report's statistics as prose gives it: 1 January to 31 December of the report's year."""

import re

from schema.checks.year_words import COMPARED, DONE, HEREBY, SUBJECT, TITLES, Slip, blanked
from schema.lazy_pattern import LazyPattern

_NEAR = 20
"""How far before a period stands what it is the period of, in characters."""
_DATE = (
    r"(?:(?P<{0}y>20\d\d)\s{{0,3}}[年.\-/]\s{{0,3}})?"
    r"(?P<{0}m>1[0-2]|0?[1-9])\s{{0,3}}[月.\-/]\s{{0,3}}(?:(?P<{0}d>3[01]|[12]\d|0?[1-9])\s{{0,3}}[日号]?)?"
)
_RANGE = LazyPattern(
    r"(?<![\d.\-/])"
    + _DATE.format("a")
    + r"\s{0,3}(?:起|开始|零时)?\s{0,3}[，,]?\s{0,3}(?:[—\-–－~～至到止]{1,3}|截[至止])\s{0,3}(?:至|到)?\s{0,3}"
    + _DATE.format("b")
    + r"(?![\d.])"
)
_SPAN = r"(?:期限|时限|期间|时间|时段|周期|区间|范围|起止|截[至止])"
STATISTICS = LazyPattern(
    rf"统计的?{_SPAN}|(?:所列|报告|使用|统计|涉及)[^，。\n]{{0,4}}数据[^，。\n]{{0,6}}(?:{_SPAN}|为|自|从)"
)
_OF_STATISTICS = LazyPattern(r"统计|数据|期限|时限|报告期|所列|报告时间")
_OTHER_SPAN = LazyPattern(
    r"规划|计划|任期|有效期|合同|协议|协定|服务期|租赁|租期|聘期|保修|质保|施工|工期|试点|试行|试运行|整改期|公示期|创建期|周期为|办理[期时]限"
    r"|答复[期时]限|许可|证书|项目|建设期|过渡期|审计|巡察|巡视|普查|行动|方案|三年|五年|补贴|优惠|执行期|实施期|申报"
)
_YEARS_AT_MOST = 2
"""How many years apart the ends of a period of one report's statistics may be written by mistake."""


def period_slip(sentence: str, year: int) -> Slip | None:
    """A period of statistics that is not 1 January to 31 December of the report year."""
    bare = blanked(TITLES, sentence)
    for match in _RANGE.finditer(bare):
        first, last = match["ay"] or match["by"], match["by"] or match["ay"]
        ends = (match["am"].lstrip("0"), match["ad"] or "1", match["bm"], match["bd"] or "31")
        whole_year = (int(ends[0]), int(ends[1]), int(ends[2]), int(ends[3])) == (1, 1, 12, 31)
        years_right = first is None or int(first) == int(last) == year
        if whole_year and years_right:
            continue
        statistics = STATISTICS.search(bare)
        if not statistics and (not whole_year or str(year) in bare or COMPARED.search(bare)):
            continue
        if not _is_of_report(bare, match) or (first and abs(int(last) - int(first)) > _YEARS_AT_MOST):
            continue
        if statistics and (first is None or not (match["ad"] or whole_year)):
            # Months alone may be anything but the period of the report.
            continue
        return Slip(
            match.start(),
            match.group().strip(),
            sentence,
            f"：{match.group().strip()}不是报告年度{year}年的1月1日至12月31日",
            f"统计期限写作{year}年1月1日至12月31日；如确指别的期间，写明理由。",
        )
    return None


def _is_of_report(sentence: str, match: re.Match[str]) -> bool:
    """Whether a period is the one that a report counts: named so, or what the agency did in it."""
    before = sentence[: match.start()]
    if _OTHER_SPAN.search(before[-_NEAR:]) and not STATISTICS.search(before):
        return False
    after = sentence[match.end() :].lstrip("，,、 期间止内")
    deed = not before.strip() and (SUBJECT.match(after) is not None) and DONE.search(after) is not None
    return deed or _OF_STATISTICS.search(sentence) is not None or HEREBY.search(sentence) is not None
