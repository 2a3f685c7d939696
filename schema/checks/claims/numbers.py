"""Numbers as Chinese prose writes them, with their units, and what else made of digits is no number at all."""

import re
from decimal import Decimal
from typing import NamedTuple

from schema.cells import MOST_DIGITS
from schema.checks.claims.alternatives import one_of
from schema.checks.claims.making import maker
from schema.lazy_pattern import LazyPattern

Amount = int | Decimal

SHARE = "%"
"""The unit of a percentage, however it is written."""

_DIGITS = dict(zip("〇零一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
_SCALES = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000, "百万": 1_000_000, "千万": 10_000_000}

MONEY = {"元": 1, "万元": 10_000, "亿元": 100_000_000, "百万元": 1_000_000, "千万元": 10_000_000, "千元": 1000}
"""How many 元 a unit of money is."""

_MONEY_UNITS = "亿元|百万元|千万元|千元|万元|元"
_UNITS = (
    f"{_MONEY_UNITS}|个工作日|件次|人次|人日|公里|平方米"
    "|[件份条宗起例封部项篇期场次个名人户家册张处台亩号天日周月年时分秒页级类种股轮批届只套辆岁位]"
)
_CHINESE = "[〇零一二两三四五六七八九十百千万亿]"
_GROUPED = r"[1-9]\d{0,2}(?:[,，\s]\d{3})+(?![\d,，]?\d)"
_COUNTED = (
    rf"件(?!事|套)|起(?!{one_of('来到草')})|宗(?!旨)|份(?!额)|例(?!{one_of('如会行')})|{_MONEY_UNITS}|人次"
    rf"|{one_of('人家名户位')}(?={one_of('、，,；;。')}|\Z)"
)
"""What follows a Chinese numeral that is a number here: 一件 counts, 一个 and 一件事 mean little."""

NUMBER = (
    rf"(?P<number>(?:(?P<digits>(?:{_GROUPED}|\d+)(?:[.．]\d+)?)"
    rf"|(?<![第百千万亿十])(?!{one_of('百千万亿')})(?P<chinese>{_CHINESE}+)(?=[余多]?(?:{_COUNTED})))"
    rf"(?:(?P<percent>%|％|‰|个百分点)"
    rf"|(?P<more>\s*[余多])?(?:\s*(?P<scale>[百千]?万(?!元)|亿(?!元)|[百千](?!{_CHINESE}|元)))?(?P<still_more>[余多])?"
    rf"(?:\s*(?P<unit>{_UNITS}))?(?P<about>左右|上下|以[上下内])?)"
    rf"|百分之(?P<hundredths>{_CHINESE}+(?:点[〇零一二三四五六七八九]+)?))"
)
"""A number with its unit, as a part of a larger pattern. A comma followed by three digits separates thousands."""

PLAIN = (
    rf"(?P<plain>(?P<figures>\d{{1,{MOST_DIGITS}}})(?P<unit>[件条份宗起例部项次个名人户家元％%])"
    r"(?![次日工百左上以]))"
)
"""What most numbers are, as a part of a larger pattern: figures, and right behind them a unit of one character.

They are no date nor part of anything else, and no longer unit begins there: `NUMBER` says the same of them.
"""

_ABOUT = LazyPattern(r"(?:大?约|近|将近|接近|超|超过|逾|突破|不少于|不低于|不超过|达到?)\s*\Z")
_LAST_OF_ABOUT = frozenset("约近超过逾破于达到 ")
_SEPARATORS = re.compile(r"[,，\s]")
_ONE = Decimal(1)

APPROXIMATE = Decimal("0.2")
"""How far a number with 约, 近, 余 may be from the figure it rounds."""


class Written(NamedTuple):
    """A number as it was written."""

    value: Amount
    unit: str
    """件, 条, 万元 …, ``%`` for a share; empty where none is written."""
    step: Decimal
    """What one in its last written place is worth: 1 in 75, 0.01 in 4.34%, 1000 in 1.2万."""
    approximate: bool
    end: int
    """Where the number with its unit ends."""


_written = maker(Written)


def chinese_number(text: str) -> int | None:
    """The value of a Chinese numeral: 三十, 两千零五, 一万二千, 二〇二一; None for what is none."""
    if len(text) > 24:
        return None
    if not any(char in _TENS or char in _MYRIADS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text)) if text else None
    total, section, digit = 0, 0, None
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char] if digit in (None, 0) else -1
            if digit < 0:
                return None
        elif char in _TENS:
            section += (digit or 1) * _TENS[char]
            digit = None
        else:
            total = (
                (total + section + (digit or 0)) * _MYRIADS[char]
                if char == "亿"
                else total + (section + (digit or 0)) * _MYRIADS[char]
            )
            section, digit = 0, None
    return total + section + (digit or 0)


def read_written(match: re.Match[str], text: str) -> Written | None:
    """The number of a match of `NUMBER` in a text; None where it has too many digits to be one."""
    start, end = match.span("number")
    about = _is_about(text, start)
    digits, chinese, hundredths, percent, scale, unit = match.group(
        "digits", "chinese", "hundredths", "percent", "scale", "unit"
    )
    if hundredths is not None:
        return _percentage(hundredths, about, end)
    value: Amount | None
    if digits is not None:
        whole, point, fraction = _SEPARATORS.sub("", digits).replace("．", ".").partition(".")
        if len(whole) > MOST_DIGITS or len(fraction) > MOST_DIGITS or percent == "‰":
            return None
        value, step = (Decimal(f"{whole}.{fraction}"), _last_place(fraction)) if point else (int(whole), _ONE)
    else:
        value, step = chinese_number(chinese), _ONE
        if value is None:
            return None
    if percent is not None:
        return Written(value, SHARE, step, about, end)
    if scale is not None:
        value, step = _whole(value * _SCALES[scale]), step * _SCALES[scale]
    about = about or any(match.group("more", "still_more", "about"))
    return Written(value, unit or "", step, about, end)


def read_plain(match: re.Match[str], text: str) -> Written:
    """The same of a match of `PLAIN`."""
    start, end = match.span()
    figures, unit = match.group("figures", "unit")
    return _written((int(figures), SHARE if unit in "％%" else unit, _ONE, _is_about(text, start), end))


def _is_about(text: str, start: int) -> bool:
    """Whether 约 or the like stands before a number."""
    return start > 0 and text[start - 1] in _LAST_OF_ABOUT and _ABOUT.search(text, max(0, start - 5), start) is not None


def _percentage(hundredths: str, about: bool, end: int) -> Written | None:
    whole, _, fraction = hundredths.partition("点")
    value = chinese_number(whole)
    if value is None:
        return None
    places = "".join(str(_DIGITS[char]) for char in fraction)
    return Written(Decimal(f"{value}.{places}") if places else value, SHARE, _last_place(places), about, end)


def _whole(value: Amount) -> Amount:
    return int(value) if value == int(value) else value


def _last_place(fraction: str) -> Decimal:
    return Decimal(1).scaleb(-len(fraction))


def agrees(written: Written, figure: Amount) -> bool:
    """Whether a number as written says a figure: rounded or cut at the printed place, or about as much."""
    if written.approximate:
        distance = abs(Decimal(written.value) - Decimal(figure))
        return distance <= APPROXIMATE * max(abs(Decimal(figure)), _ONE) or distance < written.step
    if written.step == 1 and figure == int(figure):
        return written.value == figure
    return written.value == figure or cut_or_rounded(written.value, figure, written.step)


def cut_or_rounded(value: Amount, exact: Amount, step: Decimal) -> bool:
    """Whether a value is an exact one rounded, or cut, at a place."""
    difference = Decimal(exact) - Decimal(value)
    return -step / 2 <= difference < step
