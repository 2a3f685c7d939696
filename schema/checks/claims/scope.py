"""Why a number that differs from the tables may still be right: it counts less, or somebody else's."""

from bisect import bisect_left
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from schema.checks.claims.bodies import (
    names_another,
    names_organ,
    one_of_many,
    other_area,
    scope_of,
    without_generics,
    without_ours,
)
from schema.checks.claims.mention import Mention
from schema.checks.claims.reading import read
from schema.checks.claims.slots import HANDLED, RECEIVED, RESULTS, Slot
from schema.checks.claims.subjects import DISPUTES, DOCUMENTS, KIND_CODE, REQUESTS, RESULTS_CODE, Subject, code_of
from schema.checks.claims.tokens import Token, tokens
from schema.checks.claims.words import MAIN
from schema.checks.registry import Context
from schema.lazy_pattern import LazyPattern


class Doubt(Enum):
    """Why a claim that differs may hold."""

    NONE = "none"
    SCOPE = "scope"
    """It says that it counts a part of what the tables do, or more."""
    CHANNEL = "channel"
    """It counts what came in one way; more than all there were is still wrong."""
    UNKNOWN = "unknown"
    """It has words that may make it anything."""


class Doubts(NamedTuple):
    """What speaks against calling a claim wrong."""

    reason: Doubt
    words: str = ""


_FAR = 600
"""How much of a very long sentence is looked at on either side of a number."""
_NEAR = 40
"""How far before a number its clause is looked at."""
_UNKNOWN, _CHANNEL, _SURE = Doubts(Doubt.UNKNOWN), Doubts(Doubt.CHANNEL), Doubts(Doubt.NONE)

_NARROW = LazyPattern(
    r"(?:涉及|关于|有关|针对|围绕)(?!政府信息|信息公开|依申请|申请公开)|(?<![此原])因(?!·|政府|信息|此|为|公开|申请|依申请|被|本)|其中|部分(?!公开)|首[次个例]|最(?![终后])|每|由于"
    r"|提前|当场|当日|即时|联合|协助|指导|会同|协调|督促|(?<!报告)(?<!统计)(?<!法定)期间|法院|出庭|机构(?!改革)|站所|各地"
    r"|同一|个别|某|以[^·，。；]{1,8}(?:名义|身份)|[外本当异]地|多次|反复|集中|批量|职业|上级|转来|交办|截至目前|迄今|至今"
)
_OF_TOPIC = LazyPattern(
    r"(?:(?:涉及|关于|有关|针对|围绕|[与和同])(?!政府信息|信息公开|依申请|申请公开|公开)(?![^，。；]{0,8}(?:秘密|隐私|第三|安全|稳定|内部|过程|案卷|查询))"
    r"[^，。；：、\d]{1,20}?的|[^，。；：、\d]{2,8}(?<!各)类(?:的)?(?=[^，。；：、\d]{0,8}申请))(?:[^，。；：、\d]{0,8}申请)?[中里内]?[，,：:]?(?:共|已|均|依法)*"
    r"(?=作出|予以|不予|部分公开|全部公开|同意公开|决定公开|无法|答复|办结|其他处理)"
)
"""Some of the requests, of whose topic the results behind are told."""
_LATE = LazyPattern(r"延期|逾期(?!不补|未补|不缴|未缴|未按)|超期|延长|当年(?:收到|受理|申请|新收)|当期")
_SOME_WAY = LazyPattern(
    r"(?:不(?!断|仅|但|折)|非|无)[^，。；]{0,6}(?:处理|答复|办理|办结)|(?:视[为作]|作为|按)[^，。；]{1,8}(?:情形|方式|事项|渠道|类)处理"
    r"|作[^，。；]{1,6}处理|其[他它][^，。；]{0,6}(?:处理|答复)|答复为|[待将拟未没正仍尚还][^，。；]{0,14}(?:答复|办结)"
    r"|其余|余下|剩余|[下次明来]年|[年期节]后|年初|元旦|春节|顺延|跨年|结转"
)
_BOTH_GONE = LazyPattern(r"废止[、和或及（(]*(?:宣布)?失效|失效[、和或及]*废止")
_DECIDING = LazyPattern(r"共同被告|第三人参|法院|复议机[关构]|检察|出庭|负责人|旁听|庭审|开庭|司法")
_ALL_LAW = LazyPattern(r"(?:各类|全部|所有)(?:案件|行政|诉讼|复议)")
_CHANGED = LazyPattern(
    r"(?:调整|修[改订])[、和或及与并]?(?:宣布)?(?:废止|失效)|(?:废止|失效)[、和或及与并]?(?:调整|修[改订])"
)
_SINCE = LazyPattern(r"截[至止][^，。；]{0,14}累[计积](?![^，。；]{0,12}公开信息)")
_OF_YEAR = LazyPattern(r"[全本今当]年|年内|1月1日")
_LEVELS = LazyPattern(r"[分按从][^，。；]{0,6}(?:层级|级别|层次|区域|地区|地域)")
_DECIDES = LazyPattern(r"(?:受理|办理|审理|处理)[^，。；]{0,8}(?:复议|诉讼)")
_PUBLISHED = LazyPattern(r"公开|公示|归集|录入|上传|推送|报送|抽查|评查|报备|上报")
_COUNTED_BEFORE = LazyPattern(
    r"[\d〇零一二两三四五六七八九十百]+(?:[名人家户位]|个(?!自然|工作|申请|组织))[^，、：；（(,]*\Z"
)

_HARMLESS = LazyPattern(
    "全年|今年|本年度?|年内|年度|当[年前]|目前|截[至止]|年[底末]|期末|共计|共有|共收|累[计积]|总计|合计|总共|一共|数量|总量|总数|件数"
    "|案件数?|各[类项级]|各部门|各单位|依[法规照]|严格|规范|妥善|认真|及时|准确|高效|有序|顺利|圆满|全部|已经|按照|规定|要求|程序|[时期]限"
    "|终结|法定|予以|进行|[作做]出|给予|以及|达到|超过|方面|范畴|范围|情况|工作|结果|引[起发致]|发生|产生|涉及|提[起出交]|申请|公开|群众|公众|社会"
    "|机关|单位|信息|政府|行政|通过|主要|具体|分别|内容|类型|情形|属于|共同|办理|答复|处理|收到|受理|接收|登记|审理|作为|被告|一审"
    "|完成|书面|方式|继续|以上|左右|决定|现行|有效|规范性|文件|存量|街道|收取|征收|缴纳|实际|金额|发出|通知|期间|行为|实施|办件|数据"
    "|指标|公民|法人|个人|自然人|企业|其[他它]组织|网上|系统|统计|目标|名义|制定|地方|理由|原因|[有相]关"
    "|[总共有为是系属了的所案数量全均都已按期内在并而和与及或中上到至于达约近超逾余其此该新仍尚还需将由因被我本年月日起件份条宗次以从类型经后前"
    "当不未无零办结完毕人向等转留续下待拟继书事项之也则即又再现存市县区镇乡省州收费据率对就答复给]"
)
"""What says nothing of what is counted."""
_NOT_CHINESE = LazyPattern(r"[^\u4e00-\u9fff]+")


def doubt_about(text: str, mention: Mention, context: Context) -> Doubts:
    """What speaks against calling a number wrong that differs from the tables."""
    reading = read(text, context.edition, context.report.year)
    words = reading.tokens[mention.sentence[0]]
    if mention.sentence[1] - mention.sentence[0] > _FAR:
        first, last = mention.sentence
        mention = mention._replace(sentence=(max(first, mention.start - _FAR), min(last, mention.end + _FAR)))
    sentence, end = mention.sentence[0], mention.segment[1]
    if (scope := scope_of(text, sentence, end) or other_area(text, sentence, end, context)) is not None:
        return Doubts(Doubt.SCOPE, scope)
    near = max(sentence, mention.start - _NEAR)
    if _COUNTED_BEFORE.search(text, near, mention.start) or _some_only(text, mention):
        return _UNKNOWN
    around = _around(text, mention, words)
    told = f"{around.before}·{around.head}"
    if names_organ(told):
        regulations = mention.subject is not None and mention.subject.rows == ("regulations",)
        if not regulations and (office := one_of_many(told, context)) is not None:
            return Doubts(Doubt.SCOPE, office)
        rest = text[mention.end : mention.sentence[1]] if mention.whole is None else text[slice(*mention.sentence)]
        if names_another(f"{without_generics(around.before)}·{around.head}", context, rest):
            return _UNKNOWN
    whole = None if mention.whole is None else reading.mentions[mention.whole].subject
    if "不予公开" in text[slice(*mention.segment)] or (whole is not None and whole.rows == ("denied",)):
        around = around._replace(head=around.head.removesuffix("涉及"))
    if _NARROW.search(around.head):
        return _UNKNOWN
    if mention.subject is not None and _else_told(text, mention, told, mention.subject):
        return _UNKNOWN
    if _strange(around.inner) or ((not around.named or around.by) and _strange(around.head)):
        return _UNKNOWN
    return _CHANNEL if around.channel else _SURE


class _Around(NamedTuple):
    """What stands between the words of a sentence before and about a number, a point for each word."""

    before: str
    """Before the part that tells what is counted."""
    head: str
    """In that part, before the first word that tells it."""
    inner: str
    """Behind that word."""
    named: bool
    """Whether a word tells more than that requests are counted."""
    by: bool
    """Whether that word is 提出 or 提交, so that before it stands who did."""
    channel: bool
    """Whether a word tells how the requests came in."""


def _around(text: str, mention: Mention, words: Sequence[Token]) -> _Around:
    sentence, (start, end) = mention.sentence[0], mention.segment
    first = bisect_left(words, sentence, key=_start_of)
    own = bisect_left(words, start, first, key=_start_of)
    before = _gaps(text, sentence, start, words[first:own])
    head: list[str] = []
    inner: list[str] = []
    gaps, named, by, channel, several = head, False, False, False, False
    position = start
    for token in words[own:]:
        if token.start >= end:
            break
        word = token.word
        gaps.append(text[position : token.start])
        if token.mark is not None:
            gaps.append(text[token.start : token.end])
        position = token.end
        if word is None:
            if token.start == mention.start:
                gaps = inner
        elif word.slot in MAIN:
            if gaps is head and word.slot is _REQUESTS:
                gaps.append(text[token.start : token.end])
            by = by or (gaps is head and word.value == RECEIVED and text[token.start] in "提递")
            gaps = inner
            named = named or word.slot is not _REQUESTS
        elif word.slot is _CHANNEL_USED:
            channel = True
        elif word.slot is _ET_CETERA:
            several = several or word.value == "ways"
    gaps.append(text[position:end])
    return _Around(before, "·".join(head), "·".join(inner), named, by, channel and not several)


_start_of = attrgetter("start")
# Members of an Enum are slow to look up by its name, and these are for many words of each number.
_REQUESTS, _CHANNEL_USED, _ET_CETERA = Slot.REQUESTS, Slot.CHANNEL, Slot.ET_CETERA


def doubt_before(text: str, sentence: int, start: int, end: int, context: Context) -> Doubts:
    """What speaks against calling a statement without a number wrong, which stands in a sentence with these offsets."""
    if (scope := scope_of(text, sentence, end)) is not None:
        return Doubts(Doubt.SCOPE, scope)
    found = tokens(text, sentence, start, context.edition, context.report.year)
    another = names_another(_gaps(text, sentence, start, found), context)
    return Doubts(Doubt.UNKNOWN if another else Doubt.NONE)


def _else_told(text: str, mention: Mention, words: str, subject: Subject) -> bool:
    """Whether disputes are those that the body decides, or decisions those that it has published."""
    if subject.domain is DISPUTES:
        start, end = mention.sentence[0], mention.segment[1]
        if _DECIDING.search(text, start, end):
            return True
        if _ALL_LAW.search(text, start, end) and "信息公开" not in text[slice(*mention.sentence)]:
            return True
        paragraph = text[max(end - 2 * _FAR, text.rfind("\n", 0, start) + 1) : end]
        return "信息公开" not in paragraph and "被" not in paragraph and bool(_DECIDES.search(paragraph))
    return subject.domain is DOCUMENTS and bool(_PUBLISHED.search(words))


def _some_only(text: str, mention: Mention) -> bool:
    """Whether a sentence tells the same step of others under another name: 按期 and 延期, 废止 and 失效."""
    subject = mention.subject
    if subject is None:
        return False
    start, end = mention.sentence[0], mention.segment[1]
    if subject.domain is REQUESTS and mention.written is not None and code_of(subject) in (KIND_CODE, RESULTS_CODE):
        told = max(start, text.rfind("；", start, mention.start))
        if _OF_TOPIC.search(text, told, end):
            return True
    if _SINCE.search(text, start, end) and not _OF_YEAR.search(text, start, end):
        return True
    if subject.domain is REQUESTS and _LEVELS.search(text, start, mention.start):
        return True
    if subject.domain is REQUESTS and subject.rows in ((RESULTS,), (HANDLED,)):
        return bool(_LATE.search(text, *mention.sentence) or _SOME_WAY.search(text, *mention.segment))
    if subject.domain is DOCUMENTS and subject.columns == ("repealed",):
        sentence = text[slice(*mention.sentence)]
        both = "废止" in sentence and "失效" in sentence and not _BOTH_GONE.search(sentence)
        return both or bool(_CHANGED.search(sentence))
    return False


def _gaps(text: str, start: int, end: int, found: Sequence[Token]) -> str:
    """What stands between the words of the vocabulary, a point for each of them, marks included."""
    gaps = []
    for token in found:
        if token.start >= end:
            break
        if token.start >= start:
            gaps.append(text[start : token.start])
            if token.mark is not None:
                gaps.append(text[token.start : token.end])
            start = token.end
    gaps.append(text[start:end])
    return "·".join(gaps)


def _strange(words: str) -> bool:
    """Whether words are left that may narrow what is counted."""
    bare = _NOT_CHINESE.sub("", words)
    return bool(bare) and _narrows(bare)


@lru_cache(maxsize=4096)
def _narrows(words: str) -> bool:
    return bool(_HARMLESS.sub("", words)) and bool(_HARMLESS.sub("", without_ours(words)))
