"""Whether prose names the law and the notice of the form rightly: 《条例》 and the two 国办公开办函."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from schema.cells import half_width_figures
from schema.checks.registry import Context, Rule, text_check
from schema.checks.wording import quoted
from schema.findings import Finding, Severity
from schema.lazy_pattern import LazyPattern

PROSE_LAW_NAME = Rule("prose-law-name", Severity.QUERY)

_LAW = "中华人民共和国政府信息公开条例"
_LAW_SHORT = "政府信息公开条例"
_RIGHT_LAWS = frozenset({_LAW, _LAW_SHORT, "信息公开条例", "条例"})
_DECREE = "国务院令第711号"

_FORMAT = "中华人民共和国政府信息公开工作年度报告格式"
_RIGHT_FORMATS = frozenset({_FORMAT, "政府信息公开工作年度报告格式", "年度报告格式"})
_MATTERS = "政府信息公开工作年度报告有关事项的通知"
_AGENCY_WORD = "国办公开办函"
_FORMAT_KIND, _MATTERS_KIND = "年度报告格式", "年度报告有关事项"


class _Notice(NamedTuple):
    """A notice of the form: its number and how its title is told from the other's."""

    year: str
    number: str
    kind: str
    title: str

    @property
    def written(self) -> str:
        """The number as it is to be written."""
        return f"{_AGENCY_WORD}〔{self.year}〕{self.number}号"


_NOTICES = (
    _Notice("2021", "30", _FORMAT_KIND, f"关于印发〈{_FORMAT}〉的通知"),
    _Notice("2019", "60", _MATTERS_KIND, f"关于{_MATTERS}"),
)

_OPEN, _CLOSE = "《〈<＜", "》〉>＞"
_NAMED = LazyPattern(rf"[{_OPEN}]([^{_OPEN}{_CLOSE}\n]{{2,40}})[{_CLOSE}]")
# A name of a place before the law's makes it a local regulation.
_LOCAL = LazyPattern(r"[省市县区州盟旗]")
# Two letters may be wrong in what is still meant for the law; these words make it something else.
_OTHER_MATTER = LazyPattern(r"企业|事业|学校|高等|财政|村务|厂务|司法|警务|环境|采购|规定|办法|指南|目录|规程|制度")
_WITHOUT_MARKS = LazyPattern(
    r"中华人民共和国政府信息公开(?:(?:工作|暂行)条例|条[列理倒]|法)|中华人民共和国(?:政务信息|政务|信息|政府)公开条例"
    r"|政府信息公开(?:工作条例|条[列理倒])"
)
_ABBREVIATED_DECREE = LazyPattern(
    r"国令(?<!中华人民共和国令)(?:第?\s{0,3}711\s{0,3}号|[〔\[(（]\s{0,3}2019\s{0,3}[〕\])）]\s{0,3}711\s{0,3}号)"
)
_OTHER_DECREE = LazyPattern(
    r"条例[》〉>＞]?\s{0,3}[（(]?\s{0,3}(国务院令\s{0,3}第?\s{0,3}(\d{1,4})\s{0,3}号|国务院第\s{0,3}(\d{1,4})\s{0,3}号令)"
)

_NUMBER = LazyPattern(
    r"(?P<word>国[务院办公厅室开信息函发秘]{2,14})\s{0,3}(?P<open>[〔﹝\[［(（【{<〈《]?)\s{0,3}"
    r"(?P<year>20\d\d)\s{0,3}年?\s{0,3}(?P<close>[〕﹞\]］)）】}>〉》]?)\s{0,3}第?\s{0,3}(?P<number>\d{1,4})\s{0,3}号"
)
_TITLE_BEFORE = LazyPattern(
    r"(年度报告格式|年度报告有关事项)[》〉>＞”]*(?:的?通知)?[》〉>＞”]*(?:的?通知)?[》〉>＞”]*(?:文件)?\s{0,3}[（(【\[［]?\s{0,3}\Z"
)
_TITLE_AFTER = LazyPattern(
    r"\s{0,3}[）)】]?\s{0,3}(?:文件?)?[，,]?\s{0,3}《[^，。；\n]{0,50}?(年度报告格式|年度报告有关事项)[^，。；\n（(]*"
)
_FORMAT_NAME = LazyPattern(rf"(?:印发|[{_OPEN}“])([^{_OPEN}{_CLOSE}“”，。；、（）()\n]{{2,30}}?年度报告格式)")
_MATTERS_NAME = LazyPattern(rf"关于([^{_OPEN}{_CLOSE}“”，。；、（）()\n]{{2,30}}?年度报告有关事项的?通知)")
_REACH = 100


@text_check(PROSE_LAW_NAME)
def prose_law_name(context: Context) -> Iterator[Finding]:
    """Wrong names of the law and of the form's notices, the first of each in a text."""
    for place, typed, _ in context.prose:
        seen = set()
        for wrong in sorted(_wrongs(half_width_figures(typed))):
            if wrong.written not in seen:
                seen.add(wrong.written)
                yield context.finding(
                    PROSE_LAW_NAME,
                    (place,),
                    f"{context.name(place)}：{quoted(wrong.written, _REACH)}{wrong.problem}",
                    wrong.remedy,
                    values={place: wrong.written},
                    offset=wrong.start,
                )


class _Wrong(NamedTuple):
    """A wrong name: where it begins, how it is written, what is wrong and what is right, in Chinese."""

    start: int
    written: str
    problem: str
    remedy: str


def _wrongs(text: str) -> Iterator[_Wrong]:
    if "公开" in text or "条例" in text:
        yield from _law_names(text)
    if "711" in text or "国务院" in text:
        yield from _decrees(text)
    if "年度报告格式" in text:
        yield from _format_names(text)
    if "号" in text:
        yield from _numbers(text)


def _law_names(text: str) -> Iterator[_Wrong]:
    taken: set[int] = set()
    for match in _NAMED.finditer(text):
        if _is_wrong_law(re.sub(r"\s|[（(].*", "", match[1])):
            taken.update(range(*match.span()))
            yield _Wrong(match.start(), match.group(), "不是条例的名称", f"写作《{_LAW}》，简称《{_LAW_SHORT}》。")
    for match in _WITHOUT_MARKS.finditer(text):
        if match.start() not in taken:
            yield _Wrong(match.start(), match.group(), "不是条例的名称", f"写作《{_LAW}》，简称《{_LAW_SHORT}》。")


@lru_cache(maxsize=256)
def _is_wrong_law(name: str) -> bool:
    if name in _RIGHT_LAWS or _OTHER_MATTER.search(name):
        return False
    if name.startswith(("中华", "中国")) and "政" in name and _distance(name, _LAW) <= len("信息公开"):
        return True
    if not name.endswith(("条例", "条列", "条理", "条倒", "例", "条", "公开法")) or "政" not in name:
        return "人民共和国" in name and name.endswith("信息公开条例")
    if not any(word in name for word in ("信息", "公开")):
        return False
    for right in (_LAW, _LAW_SHORT):
        before = name.removesuffix(right)
        if before != name:
            # Something stands before the right name: a place, 新 or 修订后的; or 中华人民共和国 with a slip in it.
            return 4 <= len(before) <= 9 and not _LOCAL.search(before) and _distance(before, _LAW[:7]) <= 2
    if _LOCAL.search(name):
        return False
    return _distance(name, _LAW) <= 3 or _distance(name, _LAW_SHORT) <= 2


def _decrees(text: str) -> Iterator[_Wrong]:
    for match in _ABBREVIATED_DECREE.finditer(text):
        yield _Wrong(
            match.start(), match.group(), f"是简写，全称是“{_DECREE}”", f"建议写作{_DECREE}；沿用简写的，说明理由。"
        )
    for match in _OTHER_DECREE.finditer(text):
        name = text[max(0, match.start() - len(_LAW)) : match.start() + 2]
        local = _LOCAL.search(name.removesuffix(_LAW_SHORT)[-2:])
        # Beside the decree in force an older one tells the law's history.
        if name.endswith(_LAW_SHORT) and not local and "711" not in text and "711" not in match[1]:
            yield _Wrong(match.start(1), match[1], "不是现行条例的国务院令", f"现行条例是{_DECREE}，2019年修订。")


def _format_names(text: str) -> Iterator[_Wrong]:
    for match in _FORMAT_NAME.finditer(text):
        name = re.sub(r"\s|.*(?:印发|发布|制定|关于)", "", match[1])
        if name not in _RIGHT_FORMATS and not _LOCAL.search(name) and _is_near(name, *_RIGHT_FORMATS):
            start = match.end(1) - len(match[1].rpartition("印发")[2])
            yield _Wrong(start, name, "不是格式文件的名称", f"写作《{_FORMAT}》。")


def _is_near(name: str, *rights: str) -> bool:
    return any(_distance(name, right) <= 4 for right in rights if len(right) > len(_FORMAT_KIND))


def _numbers(text: str) -> Iterator[_Wrong]:
    end = 0
    for match in _NUMBER.finditer(text):
        title, kind = _title(text, match, end)
        end = match.end()
        notice = next((each for each in _NOTICES if match.group("year", "number") == (each.year, each.number)), None)
        written = re.sub(r"\s", "", match.group())
        if match["word"] != _AGENCY_WORD:
            intended = _by_kind(kind) or (notice if "公开" in match["word"] else None)
            # 国办函 and 国办发 number other documents, which may well be cited for the same report.
            if intended is not None and (notice is intended or "公开" in match["word"]):
                yield _Wrong(match.start(), written, "不是这份通知的文号", f"写作{intended.written}。")
        elif notice is None:
            rights = [_by_kind(kind)] if kind else _mixed(match["year"], match["number"])
            listed = "或者".join(each.written for each in rights if each is not None)
            if listed:
                yield _Wrong(match.start(), written, "的年份与号数不对应", f"写作{listed}。")
        elif kind and kind != notice.kind:
            right = _by_kind(kind)
            assert right is not None
            yield _Wrong(
                match.start(),
                written,
                f"与所写的标题不对应：该文号是《{notice.title}》",
                f"标题如确是所写的，文号写作{right.written}。",
            )
        elif (match["open"], match["close"]) not in (("〔", "〕"), ("﹝", "﹞")):
            yield _Wrong(match.start(), written, "的年份应当用六角括号", f"写作{notice.written}。")
        elif notice.kind == _MATTERS_KIND and title and not _is_matters(title):
            yield _Wrong(match.start(), title, f"不是{notice.written}的标题", f"写作《{notice.title}》。")


def _by_kind(kind: str) -> _Notice | None:
    return next((notice for notice in _NOTICES if notice.kind == kind), None)


def _mixed(year: str, number: str) -> list[_Notice]:
    """Both notices where the year is that of one and the number that of the other: nothing else can be meant."""
    half_right = [each for each in _NOTICES if each.year == year or each.number == number]
    return half_right if len(half_right) == len(_NOTICES) else []


def _title(text: str, match: re.Match[str], end: int) -> tuple[str, str]:
    """The title that a number stands beside, as far as it tells, and the kind of notice it names; else empty."""
    before = text[max(end, match.start() - _REACH) : match.start()]
    if found := _TITLE_BEFORE.search(before):
        named = list(_MATTERS_NAME.finditer(before))
        return named[-1][1] if named else "", found[1]
    if (found := _TITLE_AFTER.match(text, match.end())) and not _NUMBER.match(text[found.end() :].lstrip("（(")):
        return "", found[1]
    return "", ""


def _is_matters(title: str) -> bool:
    title = re.sub(r"\s", "", title)
    return title in (_MATTERS, _MATTERS.replace("的", "")) or _distance(title, _MATTERS) > 4


def _distance(one: str, other: str) -> int:
    """How many characters have to be put in, taken out or exchanged."""
    row = list(range(len(other) + 1))
    for index, char in enumerate(one, 1):
        before, row[0] = row[0], index
        for column, right in enumerate(other, 1):
            before, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, before + (char != right))
    return row[-1]
