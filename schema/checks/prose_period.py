"""Whether prose speaks of the report's own year: sentences and periods left over from another year's report."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from schema.cells import half_width_figures
from schema.checks.registry import Context, Rule, text_check
from schema.checks.wording import quoted
from schema.editions.cover import AGENCY_NAME, PREAMBLE, YEAR
from schema.findings import Finding, Severity
from schema.form import Place
from schema.lazy_pattern import LazyPattern

PROSE_PERIOD = Rule("prose-period", Severity.QUERY)

_LONGEST = 80
_FIGURES = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0", "Ｏ": "0"}
_YEAR_FIGURES = LazyPattern(r"二[〇○零Ｏ][〇○零Ｏ一二三四五六七八九]{2}(?=年)")
_ANY_YEAR = LazyPattern(r"(?<!\d)(20\d\d)\s{0,3}[年.\-/]")
_COUNTED = LazyPattern("统计|数据")
_SENTENCE = LazyPattern(r"[^。！？\n]+[。！？]?[”’」』）)]*")
# What stands in brackets or between title marks is about something else: a document, an abbreviation.
_ASIDE = LazyPattern(
    r"《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》|〈[^〈〉\n]*〉|〔[^〕\n]*〕|（[^（）\n]*）|\([^()\n]*\)"
)
_TITLES = LazyPattern(r"《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》|〈[^〈〉\n]*〉|〔[^〕\n]*〕")

_COMPARED = LazyPattern(
    r"同比|环比|相比|对比|比较|[较比](?:20\d\d|上|去|前)|上[一]?年|去年|往年|上年度|前年|历年|近年|今年|本年(?!度?报告)"
)
_PLANNED = LazyPattern(
    r"将|[要拟]|计划|打算|下一步|下一年|明年|力争|争取|力求|规划|目标|重点|努力|着力|继续|进一步|不断|持续|加强|加大|着重"
)
_HISTORY = LazyPattern(
    r"荣获|获评|获得|评为|授予|名列|排名|成立|挂牌|组建|更名|划转|设立|合并|改革|撤销|修订|施行|实施以来|印发|出台|颁布"
    r"|结转|转入|遗留|跨年|历史|预算|决算|指出|反馈|整改|(?:考核|评估)(?:结果|得分|中)|第三方评估"
)
_RELATIVE = LazyPattern(
    r"(?:制定|印发|出台|发布|公布|存在|收到|受理|公开|办结|编制|建成|上线|开通|制发|申请|提出|工作|开展|提交|答复|来)的"
)

_HEAD = LazyPattern(
    r"\s{0,3}(?:[（(][一二三四五六七八九十\d]{1,3}[）)]\s{0,3}|[一二三四五六七八九十\d]{1,3}[、.．]\s{0,3})?"
    r"(?:[^，。；：:\n]{0,18}(?:情况|方面|工作)[。.：:]\s{0,3})?(?:[一二三四五六七八九]是)?(?:在|截[至止])?(?:回顾|刚刚过去的|过去的)?\s{0,3}"
    r"(?P<year>20\d\d)\s{0,3}年(?P<end>12月31日)?\s{0,3}(?:度|全年|年度|期间)?\s{0,3}[，,、]?\s{0,3}"
)
_OWN = (
    r"我(?!国|省|们)[\u4e00-\u9fff]|本(?:机关|单位|部门|[乡镇局县市区办委院街州盟旗厅])"
    r"|全[市县区乡镇州省盟旗局院系街办]|各(?:级|部门|乡镇|单位|科室|地)"
)
_DOING = (
    r"(?:共|累计|总计|合计|全年|主动公开|公开|发布|收到|未收到|没有收到|受理|新收|办理|未发生|没有发生|无"
    r"|认真|严格|深入|积极|扎实|切实|始终|坚持|高度重视|是[^，。；]{2,30}之年)"
)
_SUBJECT = LazyPattern(rf"(?:{_OWN}|{_DOING})")
_LEADING = LazyPattern(r"(?:在|按照|根据|依照|围绕|紧紧围绕|紧扣|以|为|对照|依据)[^，。；\n]{2,60}，")
_BODY = LazyPattern(
    r"([\u4e00-\u9fff]{1,14}?(?:[乡镇县市区州盟旗省局厅办院委]|街道|中心|政府|委员会|办公室))(?:的|坚持|认真|严格|深入|积极|扎实|切实|始终"
    r"|高度|紧|围绕|按照|根据|以|在|共|累计|主动|全面|不断|持续|进一步|政府信息|政务公开|信息公开|依申请|公开|未|没有|通过|依托|，)"
)
_UNITS = "省市县区州盟旗乡镇"
_DONE = LazyPattern(r"共|累计|收到|受理|办结|答复|发布|\d\s{0,3}[条件份次篇期]|公开了|完成了")

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
_STATISTICS = LazyPattern(
    rf"统计的?{_SPAN}|(?:所列|报告|使用|统计|涉及)[^，。\n]{{0,4}}数据[^，。\n]{{0,6}}(?:{_SPAN}|为|自|从)"
)
_UNTIL = LazyPattern(r"截[至止](?:到)?\s{0,3}(?P<year>20\d\d)\s{0,3}年\s{0,3}12\s{0,3}月\s{0,3}31\s{0,3}日")
_REPORT_OF = LazyPattern(
    r"(?P<year>20\d\d)\s{0,3}年(?:度)?[\u4e00-\u9fff]{0,20}?政府信息公开(?:工作)?(?:年度)?(?:工作)?(?:情况|报告|年报|年度报告)"
)
_HEREBY = LazyPattern(
    r"现将|现就|现公布|现对|现向|特编制|编制(?:本|并|而成|完成|了|形成)|本(?:年度)?报告(?:是|为|系|由)|特向社会公布|如下"
)


class _Slip(NamedTuple):
    """A year or a period that is not the report's: where, as written, the sentence, and what is said about it."""

    start: int
    written: str
    sentence: str
    problem: str
    remedy: str


@text_check(PROSE_PERIOD)
def prose_period(context: Context) -> Iterator[Finding]:
    """Years and periods that are not the report's: of each in a text the first, with how often it stands there."""
    year = context.report.year
    if year is None:
        return
    own = context.report.text(AGENCY_NAME.key).strip()
    for place in context.report.prose_places():
        slips: dict[str, list[_Slip]] = {}
        for slip in _slips(context.report.text(place), year, own, place):
            slips.setdefault(slip.written, []).append(slip)
        for written, (first, *more) in slips.items():
            yield context.finding(
                PROSE_PERIOD,
                (place, YEAR.key),
                f"{context.name(place)}：{quoted(first.sentence, _LONGEST)}{first.problem}"
                + (f"（这里共{len(more) + 1}处）" if more else ""),
                first.remedy,
                values={place: written},
                offset=first.start,
            )


def _is_own(words: str, agency: str) -> bool:
    """Whether words begin with the agency's name, or with what it is called for short, such as 区市场监管局."""
    match = _BODY.match(words)
    if match is None or not agency:
        return False
    name = match[1]
    letters = iter(agency)
    # 省政府 is not the government of a county, whose name begins with the province's.
    units, own_units = ([char for char in each if char in _UNITS] for each in (name, agency))
    return all(char in letters for char in name) and (not units or units[-1] == own_units[-1])


def _slips(text: str, year: int, own: str, place: Place) -> Iterator[_Slip]:
    typed, text = text, _half_figures(text)
    suspects = [match.start() for match in _ANY_YEAR.finditer(text) if int(match[1]) != year]
    suspects += [match.start() for match in _COUNTED.finditer(text)]
    suspects.sort()
    if not suspects:
        return
    for match in _SENTENCE.finditer(text):
        if bisect_left(suspects, match.start()) == bisect_left(suspects, match.end()):
            continue
        sentence = match.group()
        slip = (
            _period(sentence, year)
            or _report_of(sentence, year, place)
            or _head(sentence, year, own, place)
            or _until(sentence, year)
        )
        if slip is not None:
            yield slip._replace(start=slip.start + match.start(), sentence=typed[match.start() : match.end()].strip())


def _half_figures(text: str) -> str:
    """The text with full-width figures and years in Chinese figures as half-width ones; its length stays."""
    text = half_width_figures(text)
    if "二" not in text:
        return text
    return _YEAR_FIGURES.sub(lambda match: "".join(_FIGURES[char] for char in match.group()), text)


def _blanked(pattern: LazyPattern, sentence: str) -> str:
    """The sentence with what stands aside made blank, at the same offsets."""
    return pattern.sub(lambda match: "\u3000" * len(match.group()), sentence)


def _period(sentence: str, year: int) -> _Slip | None:
    """A period of statistics that is not 1 January to 31 December of the report year."""
    bare = _blanked(_TITLES, sentence)
    statistics = _STATISTICS.search(bare)
    for match in _RANGE.finditer(bare):
        first, last = match["ay"] or match["by"], match["by"] or match["ay"]
        ends = (match["am"].lstrip("0"), match["ad"] or "1", match["bm"], match["bd"] or "31")
        whole_year = (int(ends[0]), int(ends[1]), int(ends[2]), int(ends[3])) == (1, 1, 12, 31)
        years_right = first is None or int(first) == int(last) == year
        if (statistics and whole_year and years_right) or not (statistics or whole_year):
            continue
        if not statistics and (years_right or str(year) in bare or _COMPARED.search(bare)):
            continue
        if statistics and (first is None or not (match["ad"] or whole_year)):
            # Months alone may be anything but the period of the report.
            continue
        return _Slip(
            match.start(),
            match.group().strip(),
            sentence,
            f"：{match.group().strip()}不是报告年度{year}年的1月1日至12月31日",
            f"统计期限写作{year}年1月1日至12月31日；如确指别的期间，写明理由。",
        )
    return None


def _report_of(sentence: str, year: int, place: Place) -> _Slip | None:
    """现将…2020年政府信息公开工作年度报告公布如下 in the report of another year."""
    bare = _blanked(_ASIDE, sentence)
    if str(year) in bare or not _HEREBY.search(bare) or _COMPARED.search(bare):
        return None
    match = _REPORT_OF.search(bare)
    if match is None or int(match["year"]) == year:
        return None
    opening = place == PREAMBLE.key or place.endswith(".intro")
    if not opening and not re.search(r"现将|现就|现公布|如下", bare):
        return None
    return _wrong_year(sentence, match, year)


def _head(sentence: str, year: int, own: str, place: Place) -> _Slip | None:
    """A sentence that begins with another year and goes on with what the agency did in it."""
    bare = _blanked(_TITLES, sentence)
    match = _HEAD.match(bare)
    if match is None or (other := int(match["year"])) == year:
        return None
    rest = bare[match.end() :]
    if str(year) in bare or re.match(r"以来|起|开始|底|初|末|\d|[前后]|至|到|之", rest):
        return None
    while (leading := _LEADING.match(rest)) is not None:
        rest = rest[leading.end() :]
    subject = _SUBJECT.match(rest) or _is_own(rest, own)
    if not subject or _COMPARED.search(bare) or _HISTORY.search(bare) or _RELATIVE.search(rest):
        return None
    if other > year and (_PLANNED.search(rest) or not _DONE.search(rest) or place.startswith("problems.")):
        return None
    return _wrong_year(sentence, match, year)


def _until(sentence: str, year: int) -> _Slip | None:
    """截至2020年12月31日 with what was counted up to then, in the report of another year."""
    bare = _blanked(_TITLES, sentence)
    match = _UNTIL.search(bare)
    if match is None or int(match["year"]) == year or str(year) in bare:
        return None
    if _COMPARED.search(bare) or _PLANNED.search(bare) or _HISTORY.search(bare):
        return None
    if not (_STATISTICS.search(bare) or (match.start() <= 1 and _DONE.search(bare[match.end() :]))):
        return None
    return _wrong_year(sentence, match, year)


def _wrong_year(sentence: str, match: re.Match[str], year: int) -> _Slip:
    return _Slip(
        match.start("year"),
        match["year"],
        sentence,
        f"：写的是{match['year']}年，报告年度是{year}年",
        f"如是照抄别的年度，改为{year}年；如确指{match['year']}年，写明理由。",
    )
