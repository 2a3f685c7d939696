"""Numbers as Chinese prose writes them, with their units, and what else made of digits is no number at all."""

import re
from decimal import Decimal
from typing import NamedTuple

from schema.cells import MOST_DIGITS

Amount = int | Decimal

SHARE = "%"
"""The unit of a percentage, however it is written."""

_DIGITS = dict(zip("〇零一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
_SCALES = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000, "百万": 1_000_000, "千万": 10_000_000}

MONEY = {"元": 1, "万元": 10_000, "亿元": 100_000_000, "百万元": 1_000_000, "千万元": 10_000_000, "千元": 1000}
"""How many 元 a unit of money is."""

_COUNTERS = "个工作日|件次|人次|人日|件|份|条|宗|起|例|封|部|项|篇|期|场|次|个|名|人|户|家|期|册|张|处|台|公里|平方米|亩|号|天|日|周|月|年|时|分|秒|[页级类种股轮批届只套辆类岁]"
_MONEY_UNITS = "亿元|百万元|千万元|千元|万元|元"
_CHINESE = "[〇零一二两三四五六七八九十百千万亿]"
_GROUPED = r"[1-9]\d{0,2}(?:[,，\s]\d{3})+(?![\d,，]?\d)"

NUMBER = (
    rf"(?P<number>(?P<digits>(?:{_GROUPED}|\d+)(?:[.．]\d+)?)(?P<percent>%|％|‰|个百分点)?"
    rf"|百分之(?P<hundredths>{_CHINESE}+(?:点[〇零一二三四五六七八九]+)?)"
    rf"|(?<![第百千万亿十])(?P<chinese>{_CHINESE}+)(?=[余多]?(?:件(?!事|套)|起(?!来|到|草)|宗(?!旨)|份(?!额)|例(?!如|会|行)|{_MONEY_UNITS}|人次|[人家名户位](?=[、，,；;。]|$))))"
)
"""A number, as a part of a larger pattern. A comma that is followed by three digits separates thousands."""

_TAIL = re.compile(
    rf"\s*(?P<more>[余多])?(?P<scale>[百千]?万(?!元)|亿(?!元)|[百千](?![〇零一二三四五六七八九十]|万元))?(?P<more2>[余多])?\s*"
    rf"(?P<unit>{_MONEY_UNITS}|{_COUNTERS})?(?P<about>左右|上下|以上|以下|以内)?"
)
_ABOUT = re.compile(r"(?:大?约|近|将近|接近|超|超过|逾|突破|不少于|不低于|不超过|达到?)\s*\Z")

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

    @property
    def countable(self) -> bool:
        """Whether it counts whole things."""
        return self.unit != SHARE and self.unit not in MONEY


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
            section += (1 if digit is None else digit) * _TENS[char]
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
    if (digits := match["digits"]) is not None:
        return _from_digits(match, digits, text)
    if (hundredths := match["hundredths"]) is not None:
        whole, _, fraction = hundredths.partition("点")
        value = chinese_number(whole)
        if value is None:
            return None
        places = "".join(str(_DIGITS[char]) for char in fraction)
        number = Decimal(f"{value}.{places}") if places else value
        return Written(number, SHARE, _last_place(places), _about(text, match.start(), ""), match.end())
    value = chinese_number(match["chinese"])
    return None if value is None else _with_tail(value, Decimal(1), match, text)


def _from_digits(match: re.Match[str], digits: str, text: str) -> Written | None:
    bare = "".join(char for char in digits if char not in ",， \t\r\n\u00a0\u2002\u2003\u2007\u2009\u202f\u3000")
    whole, _, fraction = bare.replace("．", ".").partition(".")
    if len(whole) > MOST_DIGITS or len(fraction) > MOST_DIGITS:
        return None
    value: Amount = Decimal(f"{whole}.{fraction}") if fraction else int(whole)
    if (percent := match["percent"]) is not None:
        if percent == "‰":
            return None
        return Written(value, SHARE, _last_place(fraction), _about(text, match.start(), ""), match.end())
    return _with_tail(value, _last_place(fraction), match, text)


def _with_tail(value: Amount, step: Decimal, match: re.Match[str], text: str) -> Written:
    tail = _TAIL.match(text, match.end())
    assert tail is not None
    if tail["scale"] is not None:
        scale = _SCALES.get(tail["scale"], 1)
        value, step = _whole(value * scale), step * scale
    marks = (tail["more"] or "") + (tail["more2"] or "") + (tail["about"] or "")
    end = tail.end() if tail.end() > match.end() and text[match.end() : tail.end()].strip() else match.end()
    return Written(value, tail["unit"] or "", step, _about(text, match.start(), marks), end)


def _whole(value: Amount) -> Amount:
    return int(value) if value == int(value) else value


def _about(text: str, start: int, marks: str) -> bool:
    return bool(marks) or _ABOUT.search(text, max(0, start - 5), start) is not None


def _last_place(fraction: str) -> Decimal:
    return Decimal(1).scaleb(-len(fraction))


def agrees(written: Written, figure: Amount) -> bool:
    """Whether a number as written says a figure: rounded or cut at the printed place, or about as much."""
    distance = abs(written.value - figure)
    if written.approximate:
        return distance <= APPROXIMATE * max(Decimal(abs(figure)), Decimal(1)) or distance < written.step
    if written.step == 1 and figure == int(figure):
        return distance == 0
    return written.value == figure or cut_or_rounded(written.value, figure, written.step)


def cut_or_rounded(value: Amount, exact: Amount, step: Decimal) -> bool:
    """Whether a value is an exact one rounded, or cut, at a place."""
    difference = Decimal(exact) - Decimal(value)
    return -step / 2 <= difference < step
