"""Labels that are more than a word: 结转 in both directions, and what is said of a request that was dropped."""

import re

from schema.checks.claims.slots import CARRIED_IN, CARRIED_OUT, HANDLED, RESULTS

_YEAR = r"(?:[12]\d{3}|[〇零一二三四五六七八九]{4})"
_NEXT = r"(?:下|次|明|来|翌)一?个?(?:自然)?年度?"
_LAST = r"(?:上|去|前)一?个?年度?"
_CARRY = r"(?:跨年度?)?(?:结转|转结|结存|转入|转接|接转|顺延|延续|遗留|滚存|跨入|跨至|流转|续转|延期|推迟|延至|结至|转至|转到|留转|留待|留至|顺转|延后|移交|移至|转)"
_DOING = r"(?:(?:继续|再行?|予以|进行|依法)?(?:办理|答复|处理|办结))?"

CARRIED = (
    rf"(?P<later>(?:将|拟|留|待)?(?:于|在|到|至)?(?P<then>{_YEAR})年(?:\d{{1,2}}月)?(?:份|[底初])?(?:前|内)?(?:继续)?(?P<doing>办理|答复|处理|办结))"
    rf"|(?P<into>(?:尚未|未|尚待|有待|仍需|尚需|暂未|还未)(?:到|届|满|超过?|逾)?(?:法定)?(?:答复|办结|办理完毕|办理|办复|回复)(?:期限|时限|期)?"
    rf"|(?:尚未|未)(?:到期|届满|期满)"
    rf"|在(?:法定|规定)?(?:答复|办理|办结|回复)?(?:期|期限|时限|期间)(?:以|之)?内(?![^，。；,;]{{0,8}}(?:答复|办|处理|回复|完))|跨年度?(?:继续)?(?:办理|答复|处理)|(?:{_CARRY})[至到入为往于给]?(?:{_NEXT}){_DOING}|(?:留|待|需|将|拟)?(?:至|到|在|于)?{_NEXT}(?:继续|再|度)?(?:办理|答复|处理|办结))"
    rf"|(?P<into_year>(?:{_CARRY})[至到入为往于]?(?P<to>{_YEAR})年度?{_DOING})"
    rf"|(?P<out_of>(?:承接|接续)?{_LAST}(?:末|底|年末|年底|期)?(?:收到|受理)?(?:的|度)?(?:政府信息公开|信息公开)?(?:申请)?(?:的|且|尚)?"
    rf"(?:{_CARRY}|未办结|未办理完毕|未答复|剩余|留存|结余|跨年|待办|积存|未结)(?:至|到|入|来|下来)?(?:本年度?|今年)?(?:继续)?(?:办理)?"
    rf"|{_CARRY}自?{_LAST}|{_CARRY}[至到入]?(?:本年度?|今年)|结转自{_LAST}|上期结转|以前年度结转)"
    rf"|(?P<out_of_year>(?P<from>{_YEAR})年度?(?:末|底)?(?:收到|受理)?[、，,]?(?:尚未办结|未办结)?(?:的|且)?(?:政府信息公开|信息公开)?(?:申请)?"
    rf"(?:{_CARRY}|未办结|未答复|遗留|剩余|结余)(?!自?{_LAST}|[至到入]?{_NEXT})[至到入来]?(?:本年度?|今年|(?P<onto>{_YEAR})年度?)?(?:继续)?(?:办理)?)"
)
"""结转 in either direction, as a part of a larger pattern; with a year, `carried_row` says which."""

_DROPPED = r"[、，,]?(?:视为放弃(?:申请)?[、，,]?)?(?:行政机关)?不再处理其?(?:政府信息公开|信息公开)?(?:申请)?"
DROPPED = (
    rf"(?P<uncorrected>(?:无正当理由)?逾期[不未](?:作出?)?补正(?:{_DROPPED})?)"
    rf"|(?P<unpaid>逾期未?(?:按[^，。；、\d]{{0,12}})?[不未]?缴[纳费][^，。；、\d]{{0,4}}(?:{_DROPPED})?)"
)
"""The first two rows of 其他处理 with what is said of them in a second clause, as a part of a larger pattern."""

DISCLOSED = r"(?P<disclosed>(?<!申请)(?<!信息)(?<!主动)(?<!事项)公开(?=的?\s*\d|答复|类|的，))"
"""公开 on its own for 予以公开, as a part of a larger pattern."""

EVERYONE = r"(?P<everyone>(?:公民|自然人|个人)[、和及与]法人(?:或者|以及|[和或及与、])?其[他它]组织(?![^，。；]{0,10}(?:分别|各)))"
"""公民、法人和其他组织: whoever applies, where they are not counted one by one; as a part of a larger pattern."""


def carried_row(match: re.Match[str], year: int | None) -> str | None:
    """The row of 三 that a match of `CARRIED` names in a report of a year; None where it is of another year."""
    if match["then"] is not None:
        done = RESULTS if match["doing"] in ("答复", "办结") else HANDLED
        return None if year is None else {year: done, year + 1: CARRIED_OUT}.get(read_year(match["then"]))
    if match["into"] is not None:
        return CARRIED_OUT
    if match["out_of"] is not None:
        return CARRIED_IN
    first, last = match["from"], match["to"] or match["onto"]
    if year is None:
        return None
    if last is not None:
        return {year - 1: CARRIED_IN, year: CARRIED_IN, year + 1: CARRIED_OUT}.get(read_year(last))
    return {year - 1: CARRIED_IN, year: CARRIED_OUT}.get(read_year(first))


def read_year(text: str) -> int:
    """The year of four digits, Chinese ones too."""
    return int(
        "".join(
            str("〇一二三四五六七八九".find(char)) if char in "〇一二三四五六七八九" else "0" if char in "零○" else char
            for char in text
        )
    )
