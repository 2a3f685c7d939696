"""Labels that are more than a word: 结转 in both directions, and what is said of a request that was dropped."""

import re

from schema.checks.claims.alternatives import maybe, one_of
from schema.checks.claims.slots import CARRIED_IN, CARRIED_OUT, HANDLED, RESULTS

_YEAR = rf"(?:[12]\d{{3}}|{one_of('〇零一二三四五六七八九')}{{4}})"
_NEXT = r"(?:下一|次一|明一|来一|翌一|下|次|明|来|翌)个?(?:自然)?年度?"
_LAST = r"(?:上一|去一|前一|上|去|前)个?年度?"
_THIS = r"(?:本年度?|今年)"
_CARRY = (
    r"(?:跨年度?)?(?:结转|结存|结至|转接[至到]|转结|转入|转接|转至|转到|接转|顺转|续转|流转|留转|顺延|延续|延期|延至|延后"
    r"|遗留|滚存|跨[入至]|推迟|留[待至]|移[交至]|转)"
)
_OPEN = r"(?:未办结|未办理完毕|未答复|未结|剩余|留存|遗留|结余|跨年|待办|积存)"
_DOING = r"(?:(?:继续|再行?|予以|进行|依法)?(?:办理|答复|处理|办结))?"
_DONE = r"(?:答复|办结|办理完毕|办理|办复|回复)"
_NOT_YET = r"(?:(?:尚|暂|还|)未[能及]?|[尚有]?待|[仍尚]需|[还尚]?没有|来不及)"
_REQUESTS = r"(?:政府信息公开|信息公开)?(?:申请)?"
_TERM = r"(?:期限|时限|期间|期)"

CARRIED = (
    rf"(?P<later>{maybe('将拟留待')}{maybe('于在到至')}(?P<then>{_YEAR})年(?:\d{{1,2}}月|{one_of('一二三四上下')}半?[年季]度?)?(?:份|底|初|)[前内]?(?:继续)?"
    r"(?P<doing>办理|答复|处理|办结))"
    rf"|(?!\d)(?P<into>{_NOT_YET}(?:到|届|满|超过?|逾)?(?:法定)?{_DONE}{_TERM}?|{_NOT_YET}(?:到期|届满|期满)"
    rf"|在(?:法定|规定)?(?:答复|办理|办结|回复)?{_TERM}[以之]?内(?![^，。；,;]{{0,8}}(?:答复|办|处理|回复|完))"
    r"|(?:继续|接续|延续|滚动|跨期|后续)(?:予以|依法)?(?:办理|答复|处理|办结)|(?:正在|仍在|尚在|还在)(?:依法|按程序)?(?:答复|办理|处理)[中]?|跨年度?(?:继续)?(?:办理|答复|处理)"
    rf"|{_CARRY}{maybe('至到入为往于给')}{_NEXT}{_DOING}|{maybe('留待需将拟')}{maybe('至到在于')}{_NEXT}(?:继续|再|度)?(?:办理|答复|处理|办结))"
    rf"|(?!\d)(?P<into_year>{_CARRY}{maybe('至到入为往于')}(?P<to>{_YEAR})年度?{_DOING})"
    rf"|(?!\d)(?P<out_of>(?:承接|接续)?{_LAST}(?:[年]?[末底]|期)?(?:收到|受理)?[的度]?{_REQUESTS}{maybe('的且尚')}"
    rf"(?:{_CARRY}|{_OPEN})(?:至|到|入|来|下来|){_THIS}?(?:继续)?(?:办理)?"
    rf"|{_CARRY}自?{_LAST}|{_CARRY}{maybe('至到入')}{_THIS}|上期结转|以前年度结转)"
    rf"|(?P<out_of_year>(?P<from>{_YEAR})年度?[末底]?(?:收到|受理)?{maybe('、，,')}(?:尚?未办结)?[的且]?{_REQUESTS}"
    rf"(?:{_CARRY}|{_OPEN})(?!自?{_LAST}|{maybe('至到入')}{_NEXT}){maybe('至到入来')}(?:{_THIS}|(?P<onto>{_YEAR})年度?)?(?:继续)?(?:办理)?)"
)
"""结转 in either direction, as a part of a larger pattern; with a year, `carried_row` says which.

Most places where it is tried are digits, with which only a year begins.
"""

_COMMA = maybe("、，,")
_DROPPED = rf"{_COMMA}(?:视为放弃(?:申请)?{_COMMA})?(?:行政机关)?不再处理其?(?:政府信息公开|信息公开)?(?:申请)?"
DROPPED = (
    rf"(?P<uncorrected>(?:无正当理由)?逾期[不未](?:作出?)?补正(?:{_DROPPED})?)"
    rf"|(?P<unpaid>逾期未?(?:按[^，。；、\d]{{0,12}})?[不未]?缴[纳费][^，。；、\d]{{0,4}}(?:{_DROPPED})?)"
)
"""The first two rows of 其他处理 with what is said of them in a second clause, as a part of a larger pattern."""

DISCLOSED = r"(?P<disclosed>(?<!申请)(?<!信息)(?<!主动)(?<!事项)公开(?=的?\s*\d|答复|类|的，))"
"""公开 on its own for 予以公开, as a part of a larger pattern."""

EVERYONE = (
    rf"(?P<everyone>(?:(?:公民|自然人|个人|群众){maybe('、和及与或')}(?:法人|企业|单位|组织)"
    rf"(?:(?:或者|以及|和|或|及|与|、|)(?:其[他它]|社会)组织)?|(?:法人|企业|单位){one_of('、和及与或')}(?:公民|自然人|个人|群众))"
    r"(?![和或及与、以者]{0,2}(?:其[他它]|社会)组织)(?!\s*\d|[^，。；]{0,10}(?:分别|各)|代表))"
)
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
