"""A text cut into the words that matter to its numbers: one pass of one pattern, and only where numbers stand."""

import re
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from schema.checks.claims.alternatives import maybe, one_of
from schema.checks.claims.labels import vocabulary
from schema.checks.claims.making import maker
from schema.checks.claims.numbers import NUMBER, PLAIN, Written, read_plain, read_written
from schema.checks.claims.patterns import CARRIED, DISCLOSED, DROPPED, EVERYONE, carried_row, read_year
from schema.checks.claims.slots import DISCLOSED_ALONE, Slot, Word
from schema.checks.claims.spellings import Spellings
from schema.form import Edition, Place
from schema.lazy_pattern import LazyPattern


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


_token = maker(Token)


class Sentence(NamedTuple):
    """One sentence and where it stands."""

    start: int
    end: int
    paragraph: bool
    """Whether it begins a paragraph."""


_SENTENCE = re.compile(r"[^。！？!?\n]*(?:\n(?<=[^。！？!?；;\n]\n)[^\S\n]*[^。！？!?\n]+)*(?:[。！？!?]+|\n+|\Z)")
# Begins with one set of characters: so the search passes over all others at once.
_COUNTED = re.compile(
    r"[\d{〇零一二两三四五六七八九十百千万亿](?:(?<=\d)|(?<=\{)[a-z]|(?<=百)分之"
    r"|(?<![\d{])[余多]?(?:件|起|宗|份|条|例|元|万元|人|家|名|户|位))"
)


@lru_cache(maxsize=64)
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text in order: they end with 。！？ or with the paragraph, not with ；."""
    found = []
    paragraph = True
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        if start == end:
            continue
        found.append(Sentence(start, end, paragraph))
        paragraph = text[end - 1] == "\n"
    return tuple(found)


def next_number(text: str, start: int) -> int:
    """The first place from one on where a number may stand; where the text ends if there is none."""
    match = _COUNTED.search(text, start)
    return len(text) if match is None else match.start()


_TO = rf"\s*{one_of('-—–~～至到')}\s*"
_DATE = (
    r"(?P<date>(?P<year>(?:19|20)\d\d|[二一][〇零○九][〇零○一二三四五六七八九]{2})(?:年度|年(?!均))"
    r"(?:年|底|末|初|\s*(?P<month>\d{1,2})月(?:份|底|末|初|)(?:\s*(?P<day>\d{1,2})[日号])?)?"
    r"|(?P<month_alone>\d{1,2})月(?P<month_end>[底末])?(?:份|初|中旬)?(?:\s*(?P<day_alone>\d{1,2})[日号])?"
    r"|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}"
    r"|(?P<years>近?[二三四五六七八九十两几\d]{1,3}年来|近[一二三四五六七八九十两几\d]{1,3}年)"
    rf"|(?P<other_months>\d{{1,2}}{_TO}\d{{1,2}}月份?))"
)
_NOT_A_NUMBER = (
    r"(?P<no_number>(?<![\d.．])\d{1,2}[.．](?=[^\d\s])|(?:(?<=[。；：:;\n（(])|\A)\d{1,2}、(?=[\u4e00-\u9fff])|第\s*[\d〇零一二三四五六七八九十百千]+[\w]?"
    rf"|{one_of('〔[［')}\s*\d{{4}}\s*{one_of('〕]］')}\s*第?\d*号?|[A-Za-z_/@][\w./@:-]*"
    rf"|\d+(?:{one_of('-—–/')}\d+)+(?:[-—–/.\w]*[\w号页])?|\d+(?:{one_of(':：.')}\d+){{2,}}|\d{{1,2}}[:：]\d\d"
    rf"|\d+(?:\.\d+)?{_TO}\d+(?:\.\d+)?[%％]?|\d+号(?!召)|\d{{5,}}(?={maybe(')）,，。;；')}(?:\s|\Z))|\d+[A-Za-z]+\w*"
    r"|[一二三四五六七八九十]是)"
)
_MARKS = {
    **dict.fromkeys(",，", Mark.PAUSE),
    "、": Mark.LISTING,
    **dict.fromkeys(":：", Mark.COLON),
    **dict.fromkeys(";；", Mark.SEMICOLON),
    **dict.fromkeys("(（[［【", Mark.OPEN),
    **dict.fromkeys(")）]］】", Mark.CLOSE),
}


class _Lexicon(NamedTuple):
    """The words of an edition, made for finding them."""

    pattern: re.Pattern[str]
    """What is more than a word, or a character that a word, a number or a mark may begin with."""
    words: Spellings[Word]


@lru_cache(maxsize=8)
def _lexicon(edition: Edition) -> _Lexicon:
    words = Spellings(vocabulary(edition))
    first, second = (re.escape("".join(sorted(set(characters)))) for characters in zip(*words.pairs, strict=True))
    alone = re.escape("".join(sorted(words.alone)))
    pattern = re.compile(
        rf"{PLAIN}|(?=[{_CARRYING}])(?:{CARRIED}|(?!\d)(?:{DROPPED}|{EVERYONE})|{_DATE})|(?P<word>[{first}](?=[{second}])|[{alone}])"
        rf"|(?P<mark>[{_MARKING}])|(?P<other>公(?=开)|[{_NUMBERING}])"
    )
    return _Lexicon(pattern, words)


_CARRYING = (
    "\\d近三四五六七八九十两几正没来继后公自个一二〇零○无逾跨结转接顺延遗滚流续推留移上去前将拟待尚未有仍暂还"
    "在承以下次明来翌于到至需群企单法"
)
"""The characters that what is more than a word may begin with; the others need not be tried."""
_MARKING = re.escape("".join(mark for mark in _MARKS if mark not in "[［"))
"""Those marks that no number begins with."""
_NUMBERING = "\\d第百一二两三四五六七八九十千万亿〇零〔［\\[A-Za-z_/@{"

_NUMBERS = LazyPattern(
    rf"(?=[{_NUMBERING}])(?:{_NOT_A_NUMBER}|{NUMBER}|(?<!\{{)\{{(?P<quoted>[a-z_]+(?:\.[a-z_0-9]+)+)\}})"
    rf"|(?=公){DISCLOSED}"
)

_ELSE = Word(Slot.ELSE, "")
_PERIOD = Word(Slot.PERIOD, "")


def tokens(text: str, start: int, end: int, edition: Edition, year: int | None) -> list[Token]:
    """The tokens of a part of a text, in order; what is no word of the vocabulary has none."""
    found: list[Token] = []
    pattern, words = _lexicon(edition)
    search, word_at, number = pattern.search, words.at, _NUMBERS.match
    position = start
    while (match := search(text, position, end)) is not None:
        kind = match.lastgroup
        start, position = match.span()
        if kind == "mark":
            found.append(_token((start, position, None, None, _MARKS[text[start]], "")))
            continue
        if kind == "plain":
            found.append(_token((start, position, None, read_plain(match, text), None, "")))
            continue
        if kind == "word" or kind == "other":
            if kind == "word" and (known := word_at(text, start, end)) is not None:
                position = start + len(known[0])
                rate = text.startswith("率", position, end)
                position += rate
                found.append(_token((start, position, _RATE if rate else known[1], None, None, "")))
                continue
            if (match := number(text, start, end)) is None:
                if (mark := _MARKS.get(text[start])) is not None:
                    found.append(Token(start, position, None, None, mark))
                continue
            kind = match.lastgroup
            position = match.end()
        if kind == "number":
            written = read_written(match, text)
            found.append(Token(start, position, None if written else _ELSE, written))
        elif kind == "quoted":
            found.append(Token(start, position, quoted=match["quoted"]))
        elif kind not in _NOTHING and (word := _word(kind, match, year)) is not None:
            found.append(Token(start, position, word))
    return found


_NOTHING = ("no_number", "everyone")
"""What a match says nothing by."""
_RATE = Word(Slot.ELSE, "")
_WORDS = {
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


_UNTIL = LazyPattern(r"[截到止][至止到]?\s*\Z")


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
