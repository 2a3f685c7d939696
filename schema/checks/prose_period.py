"""Whether prose speaks of the report's own year: sentences and periods left over from another year's report."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from schema.cells import half_width_figures
from schema.checks.registry import Context, Rule, text_check
from schema.checks.statistics_period import STATISTICS, period_slip
from schema.checks.wording import quoted
from schema.checks.year_words import ASIDE, COMPARED, DONE, HEREBY, OWN, SUBJECT, TITLES, Slip, blanked, wrong_year
from schema.editions.cover import AGENCY_NAME, PREAMBLE, YEAR
from schema.findings import Finding, Severity
from schema.form import Place
from schema.lazy_pattern import LazyPattern
from schema.report import heading_place

PROSE_PERIOD = Rule("prose-period", Severity.QUERY)

_LONGEST = 80
_FIGURES = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0", "Ｏ": "0"}
_YEAR_FIGURES = LazyPattern(r"二[〇○零Ｏ][〇○零Ｏ一二三四五六七八九]{2}(?=年)")
_ANY_YEAR = LazyPattern(r"(20(?<!\d20)\d\d)\s{0,3}[年.\-/]")
_COUNTED = LazyPattern("统计|数据")
_SENTENCE = LazyPattern(r"[^。！？\n]+[。！？]?[”’」』）)]*")
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

_OF_YEARS = LazyPattern(r"(20\d\d)\s{0,3}年(?:度|全年)?[^，。；：\d]{0,20}\d{1,9}\s{0,3}[件条份宗起例次]")
_TREND = LazyPattern(r"逐年|[二两三四五六七八九十]年(?:间|来)")
_NUMBERING = r"\s{0,3}(?:[（(][一二三四五六七八九十\d]{1,3}[）)]\s{0,3}|[一二三四五六七八九十\d]{1,3}[、.．]\s{0,3})?"
_HEAD = LazyPattern(
    _NUMBERING + r"(?:[^，。；：:\n]{0,18}(?:情况|方面|工作)[。.：:]\s{0,3})?(?:[一二三四五六七八九]是)?"
    r"(?:在|截[至止])?(?:回顾|刚刚过去的|过去的)?\s{0,3}"
    r"(?P<year>20\d\d)\s{0,3}年(?P<end>12月31日|1月?\s{0,3}[—\-–~～至到]{1,2}\s{0,3}12月份?)?\s{0,3}(?:度|全年|年度|期间)?\s{0,3}[，,、]?\s{0,3}"
)
_MONTH = LazyPattern(
    _NUMBERING + r"(?:[一二三四五六七八九]是)?在?"
    r"(?P<year>20\d\d)\s{0,3}年\s{0,3}\d{1,2}\s{0,3}月(?:份|底|初|末|[上中下]旬|\s{0,3}\d{1,2}\s{0,3}日)?\s{0,3}[，,]?\s{0,3}"
)
_OF_OWN = LazyPattern(OWN)
_DEED = LazyPattern(
    r"共|累计|收到|受理|办结|答复|\d\s{0,3}[条件份次篇期人名]|(?:召开|举办|举行|组织|开展|参加|完成|公开|发布|更新)(?:了|[^，。；]{0,20}(?:会|班|培训|学习|活动|信息))"
)
_BACKGROUND = LazyPattern(r"启动|建立|搭建|开通|上线|运行|制定|搬迁|列入|纳入|启用|投入|调整|任命|起")
_HEADING = LazyPattern(r"[^\d\n]{0,8}(?:\d{1,2}[.、．）)]\s*)?(?P<year>20\d\d)\s{0,3}年(?!.*(?:以来|至|—|-|条例))")
_OTHER_HEADING = LazyPattern(
    r"计划|安排|打算|思路|展望|规划|问题|整改|反馈|上年|去年|较|比|同比|预算|决算|下一步|重点任务|修订|文件|结转|历史|目标|[《〔]"
)
_OF_DONE = LazyPattern(r"情况|总体|概况|成效|数据|统计|回顾|总结")
_LEADING = LazyPattern(r"(?:在|按照|根据|依照|围绕|紧紧围绕|紧扣|以|为|对照|依据)[^，。；\n]{2,60}，")
_BODY = LazyPattern(
    r"([\u4e00-\u9fff]{1,14}?(?:[乡镇县市区州盟旗省局厅办院委]|街道|中心|政府|委员会|办公室))(?:的|坚持|认真|严格|深入|积极|扎实|切实|始终"
    r"|高度|紧|围绕|按照|根据|以|在|共|累计|主动|全面|不断|持续|进一步|政府信息|政务公开|信息公开|依申请|公开|未|没有|通过|依托|组织|开展|召开|举办|，)"
)
_UNITS = "省市县区州盟旗乡镇"

_UNTIL = LazyPattern(r"截[至止](?:到)?\s{0,3}(?P<year>20\d\d)\s{0,3}年\s{0,3}12\s{0,3}月\s{0,3}(?:31\s{0,3}日|底)")
_REPORT_OF = LazyPattern(
    r"(?P<year>20\d\d)\s{0,3}年(?:度)?[\u4e00-\u9fff]{0,20}?政府信息公开(?:工作)?(?:年度)?(?:工作)?(?:情况|报告|年报|年度报告)"
)


@text_check(PROSE_PERIOD)
def prose_period(context: Context) -> Iterator[Finding]:
    """Years and periods that are not the report's: of each in a text the first, with how often it stands there."""
    year = context.report.year
    if year is None:
        return
    own = context.report.text(AGENCY_NAME.key).strip()
    for place, text, heading in context.prose:
        if heading and (slips := list(_heading_slips(heading, year))):
            yield from _findings(context, heading_place(place), slips)
        if text and (slips := list(_slips(text, year, own, place))):
            yield from _findings(context, place, slips)


def _findings(context: Context, place: Place, found: Iterable[Slip]) -> Iterator[Finding]:
    """What is said of the slips of one text: of each year or period once."""
    slips: dict[str, list[Slip]] = {}
    for slip in found:
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


def _slips(text: str, year: int, own: str, place: Place) -> Iterator[Slip]:
    typed, text = text, _half_figures(text)
    others = [match.start() for match in _ANY_YEAR.finditer(text) if int(match[1]) != year]
    suspects = sorted([*others, *(match.start() for match in _COUNTED.finditer(text))])
    if not suspects:
        return
    for match in _SENTENCE.finditer(text):
        if not _within(match, suspects):
            continue
        sentence = match.group()
        slip = period_slip(sentence, year)
        if slip is None and _within(match, others):
            slip = (
                _report_of(sentence, year, place)
                or _head(sentence, year, own, place)
                or _month(sentence, year, own)
                or _until(sentence, year)
            )
        if slip is not None:
            yield slip._replace(start=slip.start + match.start(), sentence=typed[match.start() : match.end()].strip())


def _within(match: re.Match[str], places: list[int]) -> bool:
    """Whether any of some places, in order, is in a match."""
    return bisect_left(places, match.start()) < bisect_left(places, match.end())


def _half_figures(text: str) -> str:
    """The text with full-width figures and years in Chinese figures as half-width ones; its length stays."""
    text = half_width_figures(text)
    if "二" not in text:
        return text
    return _YEAR_FIGURES.sub(lambda match: "".join(_FIGURES[char] for char in match.group()), text)


def _report_of(sentence: str, year: int, place: Place) -> Slip | None:
    """现将…2020年政府信息公开工作年度报告公布如下 in the report of another year."""
    bare = blanked(ASIDE, sentence)
    if str(year) in bare or not HEREBY.search(bare) or COMPARED.search(bare):
        return None
    match = _REPORT_OF.search(bare)
    if match is None or int(match["year"]) == year:
        return None
    opening = place == PREAMBLE.key or place.endswith(".intro")
    if not opening and not re.search(r"现将|现就|现公布|如下", bare):
        return None
    return wrong_year(sentence, match, year)


def _head(sentence: str, year: int, own: str, place: Place) -> Slip | None:
    """A sentence that begins with another year and goes on with what the agency did in it."""
    bare = blanked(TITLES, sentence)
    match = _HEAD.match(bare)
    if match is None or (other := int(match["year"])) == year:
        return None
    rest = bare[match.end() :]
    if str(year) in bare or re.match(r"以来|起|开始|底|初|末|\d|[前后]|至|到|之", rest):
        return None
    while (leading := _LEADING.match(rest)) is not None:
        rest = rest[leading.end() :]
    subject = SUBJECT.match(rest) or _is_own(rest, own)
    if _TREND.search(bare) or len({row[1] for row in _OF_YEARS.finditer(bare)}) > 1:
        return None
    if not subject or COMPARED.search(bare) or _HISTORY.search(bare) or _RELATIVE.search(rest):
        return None
    if other > year and (_PLANNED.search(rest) or not DONE.search(rest) or place.startswith("problems.")):
        return None
    return wrong_year(sentence, match, year)


def _until(sentence: str, year: int) -> Slip | None:
    """截至2020年12月31日 with what was counted up to then, in the report of another year."""
    bare = blanked(TITLES, sentence)
    match = _UNTIL.search(bare)
    if match is None or int(match["year"]) == year or str(year) in bare:
        return None
    if COMPARED.search(bare) or _PLANNED.search(bare) or _HISTORY.search(bare):
        return None
    if not (STATISTICS.search(bare) or (match.start() <= 1 and DONE.search(bare[match.end() :]))):
        return None
    return wrong_year(sentence, match, year)


def _month(sentence: str, year: int, own: str) -> Slip | None:
    """2020年3月，我乡召开… in the report of the year after: a deed of the agency's own, kept from last year's text."""
    bare = blanked(TITLES, sentence)
    match = _MONTH.match(bare)
    if match is None or int(match["year"]) != year - 1 or str(year) in bare:
        return None
    rest = bare[match.end() :]
    if not (_OF_OWN.match(rest) or _is_own(rest, own)) or not _DEED.search(rest) or _BACKGROUND.search(rest):
        return None
    if COMPARED.search(bare) or _HISTORY.search(bare) or _RELATIVE.search(rest):
        return None
    return wrong_year(sentence, match, year)


def _heading_slips(heading: str, year: int) -> Iterator[Slip]:
    """2020年主动公开情况 over a part of another year's report."""
    match = _HEADING.match(_half_figures(heading))
    if match is None or (other := int(match["year"])) == year or str(year) in heading:
        return
    if _OTHER_HEADING.search(heading) or (other > year and not _OF_DONE.search(heading)):
        return
    yield wrong_year(heading, match, year)
