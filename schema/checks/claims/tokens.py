"""A text cut into the words that matter to its numbers: one pass of one pattern, and only where numbers stand."""

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from schema.checks.claims.labels import CARRIED, DISCLOSED, DROPPED, Slot, Word, carried_row, read_year, vocabulary
from schema.checks.claims.numbers import NUMBER, Written, read_written
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
    r"|(?P<other_months>\d{1,2}\s*[-—–~～至到]\s*\d{1,2}月份?))"
)
_NOT_A_NUMBER = (
    r"(?P<no_number>第\s*[\d〇零一二三四五六七八九十百千]+[\w]?|[〔\[［]\s*\d{4}\s*[〕\]］]\s*第?\d*号?|[A-Za-z_/@][\w./@:-]*|\d+(?:[-—–/]\d+)+(?:[-—–/.\w]*[\w号页])?|\d+(?:[:：.]\d+){2,}|\d{1,2}[:：]\d\d"
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
    return re.compile(
        rf"{CARRIED}|{DROPPED}|{_DATE}|(?P<word>{words})(?P<rate>率)?|{DISCLOSED}|{_NOT_A_NUMBER}|{NUMBER}"
        rf"|(?<!\{{)\{{(?P<quoted>[a-z_]+(?:\.[a-z_0-9]+)+)\}}|(?P<mark>[{re.escape(''.join(_MARKS))}])"
    )


_ELSE = Word(Slot.ELSE, "")
_PERIOD = Word(Slot.PERIOD, "")
_UNCORRECTED = Word(Slot.KIND, "otherwise.no_correction")
_DISCLOSED = Word(Slot.KIND, "granted", weak=True)
_UNPAID = Word(Slot.KIND, "otherwise.fee_unpaid")


def tokens(text: str, start: int, end: int, edition: Edition, year: int | None) -> list[Token]:
    """The tokens of a part of a text, in order; what is no word of the vocabulary has none."""
    found: list[Token] = []
    words = vocabulary(edition)
    position = start
    match_at = _pattern(edition).search
    while (match := match_at(text, position, end)) is not None:
        first, position = match.span()
        token = _token(match, words, text, year)
        if token is not None:
            position = max(position, token.end)
            found.append(token)
        if position == first:
            position += 1
    return found


def _token(match: re.Match[str], words: dict[str, Word], text: str, year: int | None) -> Token | None:
    start, end = match.span()
    if match["word"] is not None:
        return Token(start, end, _ELSE if match["rate"] else words[match["word"]])
    if match["mark"] is not None:
        return Token(start, end, mark=_MARKS[match["mark"]])
    if match["number"] is not None:
        written = read_written(match, text)
        return Token(start, end, _ELSE) if written is None else Token(start, written.end, written=written)
    if match["quoted"] is not None:
        return Token(start, end, quoted=match["quoted"])
    if match["date"] is not None:
        return _date(match, start, end, year)
    if match["no_number"] is not None:
        return None
    if match["uncorrected"] is not None:
        return Token(start, end, _UNCORRECTED)
    if match["disclosed"] is not None:
        return Token(start, end, _DISCLOSED)
    if match["unpaid"] is not None:
        return Token(start, end, _UNPAID)
    row = carried_row(match, year)
    return Token(start, end, _PERIOD if row is None else Word(Slot.ROW, row))


def _date(match: re.Match[str], start: int, end: int, year: int | None) -> Token | None:
    if match["year"] is not None and year is not None and read_year(match["year"].replace("○", "〇")) != year:
        return Token(start, end, _PERIOD)
    month, day = match["month"] or match["month_alone"], match["day"] or match["day_alone"]
    whole = month is None or (month.lstrip("0"), day) in (("1", "1"), ("1", "01"), ("12", "31"))
    if match["other_months"] is not None or not (whole or (month == "12" and match["month_end"])):
        return Token(start, end, _PERIOD)
    return None
