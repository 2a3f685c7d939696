"""What no text may hold, what was left over from a template, and the one text that no report can do without."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from schema.checks.registry import Context, Rule, text_check
from schema.checks.wording import quoted
from schema.editions.cover import AGENCY_NAME
from schema.findings import Finding, Severity
from schema.form import Place
from schema.lazy_pattern import LazyPattern
from schema.unsafe import find_unsafe, name_of

PLACEHOLDER_LEFT = Rule("placeholder-left", Severity.QUERY)
UNSAFE_TEXT = Rule("unsafe-text", Severity.ERROR)
AGENCY_NAME_MISSING = Rule("agency-name-missing", Severity.ERROR)

_NAMED = 3

# Not the xx of xxgk.gov.cn, nor 二〇〇八, nor an ellipsis that merely trails off.
_PLACEHOLDER = LazyPattern(
    r"""(?x)
    (?<![A-Za-z0-9])[XxＸｘ×✕]{2,}(?![A-Za-z0-9])
    | (?<![A-Za-z0-9０-９])[2２][0０](?:[XxＸｘ×✕*＊]{2}(?![A-Za-z0-9])|[0-9０-９][XxＸｘ×✕*＊](?=\s*年))
    | (?<![A-Za-z0-9])[XxＸｘ×](?=[年月日件条份县市区乡镇局])
    | 某某 | [○■▲△◎*＊]{2,} | □+
    | ＿+ | _{3,} | (?<![A-Za-z0-9])_+(?=[年月日件条份次个项人万元])
    | (?:…+|\.{3,}|。{3,})\s*[件条份次个项人万元]
    | [（(]\s*[)）] | 【\s*】 | 《\s*》 | 〔\s*〕 | \[\s*\] | ［\s*］
    | \[email\s*protected\]
    | 年[ \u3000]+月(?:[ \u3000]+日)?
    | (?:请|此处|在此)(?:填写|输入|补充|插入) | 待(?:填写|补充|核实|定稿) | 此处(?:略|省略) | TODO | FIXME
    """
)


# In every match of the above. Its choices begin with one character each: so the search passes over all others at once.
_SIGN_OF_ONE = re.compile(
    r"X|x|Ｘ|ｘ|×|✕|\*|＊|某某|○|■|▲|△|◎|□|＿|_|…|\.\.\.|。。。|（\s*[)）]|\(\s*[)）]|【\s*】|《\s*》|〔\s*〕|\[|［\s*］"
    r"|年[ \u3000]|请[填输补插]|此处|在此[填输补插]|待[填补核定]|TODO|FIXME"
)


@text_check(PLACEHOLDER_LEFT)
def placeholder_left(context: Context) -> Iterator[Finding]:
    """Template marks and empty brackets in prose, headings and contact: one finding per place."""
    if _SIGN_OF_ONE.search("\n".join([text for _, text, _ in context.texts])) is None:
        return
    for place, text, _ in context.texts:
        if _SIGN_OF_ONE.search(text) is None:
            continue
        pieces = list(dict.fromkeys(match.group() for match in _PLACEHOLDER.finditer(text)))
        if pieces and not place.startswith("accepted."):
            listed = "、".join(quoted(piece) for piece in pieces[:_NAMED])
            yield context.finding(
                PLACEHOLDER_LEFT,
                (place,),
                f"{context.name(place)}：留有模板的空白或占位{listed}" + ("等" if len(pieces) > _NAMED else ""),
                "换成实际内容，或者删去。",
                values={place: "、".join(pieces)},
                offset=text.index(pieces[0]),
            )


@text_check(AGENCY_NAME_MISSING)
def agency_name_missing(context: Context) -> Iterator[Finding]:
    """No name of the agency, from which the title is made."""
    place = AGENCY_NAME.key
    if not context.report.text(place).strip():
        severity = Severity.ERROR if context.report.final else Severity.HINT
        yield context.finding(AGENCY_NAME_MISSING, (place,), f"{AGENCY_NAME.label}没有填", AGENCY_NAME.hint, severity)


@text_check(UNSAFE_TEXT)
def unsafe_text(context: Context) -> Iterator[Finding]:
    """Characters that cannot be seen or that deceive a terminal or a reader, in any text and any cell."""
    if not _all_safe(context.texts):
        for place, text, one_line in context.texts:
            yield from _unsafe(context, place, text, one_line)
    # A figure that was read is kept as its digits.
    for place, number in context.unusual:
        yield from _unsafe(context, place, number.text, True)


def _all_safe(texts: Sequence[tuple[Place, str, bool]]) -> bool:
    """Whether nothing is found in any text: asked of all of them at once."""
    lines = "".join([text for _, text, one_line in texts if one_line])
    return "\n" not in lines and not find_unsafe("\n".join([text for _, text, _ in texts]))


def _unsafe(context: Context, place: Place, text: str, one_line: bool) -> Iterator[Finding]:
    offsets = find_unsafe(text)
    if one_line and "\n" in text:
        offsets = sorted([*offsets, *(offset for offset, char in enumerate(text) if char == "\n")])
    if offsets:
        chars = dict.fromkeys(text[offset] for offset in offsets)
        listed = "、".join(f"{_nature(char)}{name_of(char)}" for char in list(chars)[:_NAMED])
        yield context.finding(
            UNSAFE_TEXT,
            (place,),
            f"{context.name(place)}：第{offsets[0] + 1}个字符起，有{len(offsets)}个不许用的字符：{listed}"
            + ("等" if len(chars) > _NAMED else ""),
            "删去这些字符；它们多半是从别处复制时带来的。",
        )


def _nature(char: str) -> str:
    if char == "\n":
        return "换行"
    if char == "\t":
        return "制表符"
    category = unicodedata.category(char)
    if category in ("Cc", "Zl", "Zp"):
        return "控制字符"
    if "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069" or char in "\u200e\u200f\u061c":
        return "改变文字方向的字符"
    return "无效字符" if category == "Cs" else "看不见的字符"
