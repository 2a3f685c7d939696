"""A text cut into the words that matter to its numbers: one pass of one pattern, and only where numbers stand."""

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from schema.checks.claims.labels import vocabulary
from schema.checks.claims.numbers import NUMBER, Written, read_written
from schema.checks.claims.patterns import CARRIED, DISCLOSED, DROPPED, EVERYONE, carried_row, read_year
from schema.checks.claims.slots import DISCLOSED_ALONE, Slot, Word
from schema.form import Edition, Place


class Mark(Enum):
    """What parts the words of a sentence."""

    PAUSE = "pause"
    LISTING = "listing"
    """、 between the members of a list."""
    COLON = "colon"
    SEMICOLON = "semicolon"
    OPEN = "open"
    CLOSE = "close"


class Token(NamedTuple):
    """One word, number or mark of a sentence, by its place in the whole text."""

    start: int
    end: int
    word: Word | None = None
    written: Written | None = None
    mark: Mark | None = None
    quoted: Place = ""
    """The place of a figure quoted in braces, which stands for its number."""


class Sentence(NamedTuple):
    """One sentence and where it stands."""

    start: int
    end: int
    paragraph: bool
    """Whether it begins a paragraph."""


_SENTENCE = re.compile(r"[^。！？!?\n]*(?:\n(?<=[^。！？!?；;\n]\n)[^\S\n]*[^。！？!?\n]+)*(?:[。！？!?]+|\n+|\Z)")
_COUNTED = re.compile(
    r"\d|[〇零一二两三四五六七八九十百千万亿][余多]?(?:件|起|宗|份|条|例|元|万元|人|家|名|户|位)|百分之|\{[a-z]"
)


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text in order: they end with 。！？ or with the paragraph, not with ；."""
    paragraph = True
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        if start == end:
            continue
        yield Sentence(start, end, paragraph)
        paragraph = text[end - 1] == "\n"


def counted(text: str, start: int, end: int) -> bool:
    """Whether a number may stand in a part of a text."""
    return _COUNTED.search(text, start, end) is not None


_DATE = (
    r"(?P<date>(?P<year>(?:19|20)\d\d|[二一][〇零○九][〇零○一二三四五六七八九]{2})(?:年度|年(?!均))"
    r"(?:[年底末初]|\s*(?P<month>\d{1,2})月(?:份|[底末初])?(?:\s*(?P<day>\d{1,2})[日号])?)?"
    r"|(?P<month_alone>\d{1,2})月(?P<month_end>[底末])?(?:份|初|中旬)?(?:\s*(?P<day_alone>\d{1,2})[日号])?"
    r"|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}"
    r"|(?P<years>近?[二三四五六七八九十两几\d]{1,3}年来|近[一二三四五六七八九十两几\d]{1,3}年)|(?P<other_months>\d{1,2}\s*[-—–~～至到]\s*\d{1,2}月份?))"
)
_NOT_A_NUMBER = (
    r"(?P<no_number>(?<![\d.．])\d{1,2}[.．](?=[^\d\s])|(?:(?<=[。；：:;\n（(])|\A)\d{1,2}、(?=[\u4e00-\u9fff])|[（(]\d{1,2}[)）]|第\s*[\d〇零一二三四五六七八九十百千]+[\w]?|[〔\[［]\s*\d{4}\s*[〕\]］]\s*第?\d*号?|[A-Za-z_/@][\w./@:-]*|\d+(?:[-—–/]\d+)+(?:[-—–/.\w]*[\w号页])?|\d+(?:[:：.]\d+){2,}|\d{1,2}[:：]\d\d"
    r"|\d+(?:\.\d+)?\s*[-—–~～至到]\s*\d+(?:\.\d+)?[%％]?|\d+号(?!召)|\d{5,}(?=[)）,，。;；]?(?:\s|\Z))|\d+[A-Za-z]+\w*|[一二三四五六七八九十]是)"
)
_MARKS = {
    **dict.fromkeys(",，", Mark.PAUSE),
    "、": Mark.LISTING,
    **dict.fromkeys(":：", Mark.COLON),
    **dict.fromkeys(";；", Mark.SEMICOLON),
    **dict.fromkeys("(（[［【", Mark.OPEN),
    **dict.fromkeys(")）]］】", Mark.CLOSE),
}


@lru_cache(maxsize=8)
def _pattern(edition: Edition) -> re.Pattern[str]:
    groups: dict[str, list[str]] = {}
    for spelling in sorted(vocabulary(edition), key=len, reverse=True):
        groups.setdefault(spelling[0], []).append(spelling[1:])
    words = "|".join(
        f"{re.escape(first)}(?:{'|'.join(map(re.escape, rest))})" for first, rest in sorted(groups.items())
    )
    first = re.escape("".join(groups))
    return re.compile(
        rf"(?=[{_CARRYING}])(?:{CARRIED}|{DROPPED}|{EVERYONE}|{_DATE})|(?=[{first}])(?:(?P<word>{words})(?P<rate>率)?|{DISCLOSED})"
        rf"|(?=[{_NUMBERING}])(?:{_NOT_A_NUMBER}|{NUMBER}|(?<!\{{)\{{(?P<quoted>[a-z_]+(?:\.[a-z_0-9]+)+)\}})"
        rf"|(?P<mark>[{re.escape(''.join(_MARKS))}])"
    )


_CARRYING = (
    "\\d近三四五六七八九十两几正没来继后公自个一二〇零○无逾跨结转接顺延遗滚流续推留移上去前将拟待尚未有仍暂还"
    "在承以下次明来翌于到至需群企单法"
)
"""The characters that what is more than a word may begin with; the others need not be tried."""
_NUMBERING = "\\d第百一二两三四五六七八九十千万亿〇零〔［\\[A-Za-z_/@{"

_ELSE = Word(Slot.ELSE, "")
_PERIOD = Word(Slot.PERIOD, "")


def tokens(text: str, start: int, end: int, edition: Edition, year: int | None) -> list[Token]:
    """The tokens of a part of a text, in order; what is no word of the vocabulary has none."""
    found: list[Token] = []
    words = vocabulary(edition)
    for match in _pattern(edition).finditer(text, start, end):
        kind = match.lastgroup
        if kind == "word":
            found.append(Token(*match.span(), words[match.group()]))
        elif kind == "mark":
            found.append(Token(*match.span(), None, None, _MARKS[match.group()]))
        elif kind == "number":
            written = read_written(match, text)
            found.append(Token(match.start(), match.end(), None if written else _ELSE, written))
        elif kind == "quoted":
            found.append(Token(match.start(), match.end(), quoted=match["quoted"]))
        elif kind not in _NOTHING and (word := _word(kind, match, year)) is not None:
            found.append(Token(match.start(), match.end(), word))
    return found


_NOTHING = ("no_number", "everyone")
"""What a match says nothing by."""
_WORDS = {
    "rate": Word(Slot.ELSE, ""),
    "disclosed": Word(Slot.KIND, DISCLOSED_ALONE, weak=True),
    "uncorrected": Word(Slot.KIND, "otherwise.no_correction"),
    "unpaid": Word(Slot.KIND, "otherwise.fee_unpaid"),
}


def _word(kind: str | None, match: re.Match[str], year: int | None) -> Word | None:
    """What a match says that is more than a word of the vocabulary; None for a date of the year."""
    if kind == "date":
        return _PERIOD if _of_another_period(match, year) else None
    if kind in _WORDS:
        return _WORDS[kind]
    row = carried_row(match, year)
    return _PERIOD if row is None else Word(Slot.ROW, row)


_UNTIL = re.compile(r"[截到止][至止到]?\s*\Z")


def _of_another_period(match: re.Match[str], year: int | None) -> bool:
    """Whether a date is of another year, or neither the first nor the last day of one."""
    if match["year"] is not None and year is not None and read_year(match["year"]) != year:
        return True
    month, day = match["month"] or match["month_alone"], match["day"] or match["day_alone"]
    if match["other_months"] is not None or match["years"] is not None:
        return True
    if month is None or (month == "12" and match["month_end"] is not None):
        return False
    if month == "12" and day is None and _UNTIL.search(match.string, max(0, match.start() - 4), match.start()):
        return False
    return (month.lstrip("0"), day and day.lstrip("0")) not in (("1", "1"), ("12", "31"))
