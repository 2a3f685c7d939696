"""Whose figures a sentence tells: the report's own body, another one, or a part of what the report covers."""

from functools import lru_cache
from typing import NamedTuple

from schema.checks.registry import Context
from schema.editions.cover import AGENCY_KIND, AGENCY_LEVEL, AGENCY_NAME
from schema.lazy_pattern import LazyPattern

# Every choice of these begins with a character, not with a set of them: so the search passes over all others at once.
_SCOPE = LazyPattern(
    r"本级|代表[^，。；]{0,12}?政府|代为(?:办理|答复|处理)"
    r"|代(?<![现时近当古历世替年取交换后]代)[^，。；、代表]{0,8}?(?:政府(?!信息|网|门户)|[厅局委办])(?=[办答受处收回复拟])"
    r"|局机关|厅机关|委机关|机关本部|备案|市直|县直|区直|省直|州直|直属|垂管|下属|下级|所属|基层|牵头"
)
_WHOLE = LazyPattern(r"全[省市县区州旗镇乡国局系街]|辖区|各级|本行政区域|整个")
_AREA = LazyPattern(r"全(?P<kind>[国省市县区州旗乡镇]|系统|街道)|本系统")
_AREA_KIND = LazyPattern(r"街道|[省市县区州旗乡镇]")
_PART = LazyPattern(r"其中|包括|含")
_STOPS = "。！？\n"
_ORGAN = LazyPattern(
    r"政府|办公[室厅]|管委会|委员会|局|厅|法院|检察院|公安|部门|单位|街道|乡镇|社区|学校|医院|中心|支队|大队|机构|科室|股室|处室|园区|新区|发区"
    r"|县(?![级域政人委办])|区(?<!办公区)(?![域分别政人委办])|市(?![场民容政人委办])|镇(?![政人])|乡(?![村政人])|村"
)
_OURS = LazyPattern(r"[我本全一](?:[省市县区州旗镇乡局委办厅所院街站处队会部校]|机关|单位|系统|行政机关|中心)")
_NOT_ORGANS = LazyPattern(r"政府(?:信息|网|门户)|(?:各级)?行政机关")
_GENERIC = LazyPattern(
    r"(?:各|有关|相关|职能|主管|责任|承办|牵头|跨)(?:部门|单位|机构)|部门(?:间|协[同作])|工作机构|[格布全大结]局|局面|中心(?:工作|任务)|为中心"
)
_GOVERNMENT = LazyPattern(r"[省市县区州旗](?:人民)?政府(?!信息|网|门户|各|系统|公报|公开)")
_CLAUSE_END = LazyPattern("[，；：,;:]")
_LONGER = LazyPattern("[\u4e00-\u9fff](?<![年月日度内底来由经向对给我本即])")
"""Before what is short for a body: it is the end of another's name."""
_FAR = 3000
"""How much of a very long paragraph is looked at before a sentence."""
_LONGEST = 16
"""How long a body's name may be."""
_NEAR = 3
"""How much of a name is looked for in the agency's own: enough to tell 市政府 or 教育局."""


class _Body(NamedTuple):
    """The body whose report it is."""

    own: str
    """Its name, long and short."""
    area: str
    """What kind of area its name ends with: 市, 街道; the whole name where none is in it."""
    of_area: bool
    """Whether its figures are those of an area and not of one office."""
    of_many: bool
    """Whether the government itself is but one of many in its report."""


def _body(context: Context) -> _Body:
    report = context.report
    return _described(*(report.text(place) for place in (AGENCY_NAME.key, AGENCY_KIND.key, AGENCY_LEVEL.key)))


@lru_cache(maxsize=64)
def _described(agency: str, kind: str, level: str) -> _Body:
    government = kind == "government"
    of_area = government and not agency.endswith(("办公室", "办公厅"))
    kinds = [match.group() for match in _AREA_KIND.finditer(agency)]
    own = agency + agency.replace("人民政府", "政府")
    return _Body(own, kinds[-1] if kinds else own, of_area, government and level != "township")


def scope_of(text: str, sentence: int, end: int) -> str | None:
    """The words that narrow a sentence, or that the paragraph began with before it and has not left."""
    paragraph = max(text.rfind("\n", 0, sentence) + 1, sentence - _FAR)
    # What a whole paragraph has not none of its parts has; most have none.
    line = text.find("\n", end)
    beyond = max(end, min(len(text) if line < 0 else line, sentence + _FAR))
    if not _may_narrow(text, paragraph, beyond) or _SCOPE.search(text, paragraph, end) is None:
        return None
    if scopes := list(_SCOPE.finditer(text, sentence, end)):
        return None if _WHOLE.search(text, scopes[-1].end(), end) else scopes[-1].group()
    for match in reversed(list(_SCOPE.finditer(text, paragraph, sentence))):
        begin = max(text.rfind(stop, paragraph, match.start()) for stop in _STOPS) + 1
        if not _PART.search(text, begin, match.start()):
            return None if _WHOLE.search(text, match.end(), end) else match.group()
    return None


@lru_cache(maxsize=64)
def _may_narrow(text: str, start: int, end: int) -> bool:
    """Whether a part of a text has any of the words that narrow."""
    return _SCOPE.search(text, start, end) is not None


def other_area(text: str, start: int, end: int, context: Context) -> str | None:
    """全市 and the like where the report is not that of a 市."""
    if _AREA.search(text, start, end) is None:
        return None
    body = _body(context)
    for area in _AREA.finditer(text, start, end):
        if not body.of_area or (area["kind"] or "系统") not in body.area:
            return area.group()
    return None


def one_of_many(words: str, context: Context) -> str | None:
    """The government itself where the report is that of all its area: 市政府 beside its departments and counties."""
    offices = list(_GOVERNMENT.finditer(words))
    if not offices or not _body(context).of_many or _WHOLE.search(words, offices[-1].end()):
        return None
    return offices[-1].group()


def without_generics(words: str) -> str:
    """Words without those that name no body: 各部门密切配合, 工作格局."""
    return _GENERIC.sub("·", words)


def names_organ(words: str) -> bool:
    """Whether words name any body at all."""
    return _ORGAN.search(words) is not None


def without_ours(words: str) -> str:
    """Words without 我局, 本机关 and the like."""
    return _OURS.sub("·", words)


@lru_cache(maxsize=1024)
def _without_own(words: str, own: str) -> str:
    """Words without the body's own name and what is short for it: 县资源局 and 发改局, its characters in order."""
    if not own:
        return words
    end = len(words)
    while (end := words.rfind(own[-1], 0, end)) >= 0:
        start, place = end, len(own) - 1
        while start > max(0, end - _LONGEST) and (place := own.rfind(words[start - 1], 0, place)) >= 0:
            start -= 1
        if end > start and not _LONGER.match(words[start - 1 : start]):
            words = words[:start] + "·" + words[end + 1 :]
            end = start
    return words


def names_another(words: str, context: Context, rest: str = "") -> bool:
    """Whether words name another body than the report's own, or the own one beside another in the rest."""
    if _ORGAN.search(words) is None:
        return False
    words = _NOT_ORGANS.sub("·", words)
    if ours := list(_OURS.finditer(words)):
        # 全区各部门、各镇街 are all of it: what comes in the same clause is no other body.
        end = _CLAUSE_END.search(words, ours[-1].end())
        words = "" if end is None else words[end.start() :]
    own = _body(context).own
    if not _foreign(words, own):
        return False
    return _foreign(_without_own(words, own), own) or _foreign(_without_own(without_generics(rest), own), own)


def _foreign(words: str, own: str) -> bool:
    """Whether words name a body whose name is not in the own one."""
    for organ in _ORGAN.finditer(words):
        name = words[max(0, organ.end() - _NEAR) : organ.end()]
        if name not in own and name[-2:] not in own:
            return True
    return False
