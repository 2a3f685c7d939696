"""The one reader of numbers as people type them."""

import re
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from schema.form import Kind

# Full-width forms and the minus sign as their ASCII twins. Not NFKC: that would read 3² as 32.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x2212: 0x2D}

# What separates words on one line. A line break or a tab separates figures: 12⇥34 is not 1234, and neither is 12 34.
_SPACES = " \u00a0\u2002\u2003\u2007\u2009\u202f\u3000"
_BETWEEN = str.maketrans(dict.fromkeys(_SPACES, " "))
_NUMBER = re.compile(r"([+-]?) ?(\d+|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?: \d{3})+)(?:\.(\d+))?", re.ASCII)
MOST_DIGITS = 15

UNITS = {Kind.COUNT: "件", Kind.CHANGE: "件", Kind.WAN_YUAN: "万元", Kind.YUAN: "元"}
"""The unit that a figure of each kind is counted in."""


class Fault(Enum):
    """Why a text is not the number its cell asks for; the value is the code of the finding."""

    NOT_NUMBER = "cell-not-number"
    NEGATIVE = "cell-negative"
    NOT_WHOLE = "cell-not-whole"


class Number(NamedTuple):
    """A figure: its digits, or what was typed where that is not a number.

    ``value`` is None for a blank and for what is not a number; with a fault of NEGATIVE or NOT_WHOLE it is the number
    that was typed, which no sum uses.
    """

    text: str
    value: int | Decimal | None
    fault: Fault | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing was typed: not the same as 0."""
        return not self.text

    @property
    def usable(self) -> int | Decimal | None:
        """The value where it is one that the cell admits."""
        return self.value if self.fault is None else None


BLANK = Number("", None)

EMPTY = "空"
"""What users are told in the place of a figure or a text where there is none."""


def half_width(text: str) -> str:
    """The text with full-width letters, digits and signs as their half-width twins."""
    return text.translate(_HALF_WIDTH)


_FIGURES = {0xFF10 + value: str(value) for value in range(10)}
_WIDE_FIGURE = re.compile("[０-９]")


def half_width_figures(text: str) -> str:
    """The text with full-width digits as half-width ones; nothing else changes, and every offset stays."""
    return text.translate(_FIGURES) if _WIDE_FIGURE.search(text) else text


@lru_cache(maxsize=8192)
def whole_number(value: int) -> Number:
    """The figure of a whole number ≥ 0 of at most 15 digits."""
    return Number(str(value), value)


@lru_cache(maxsize=8192)
def read_number(text: str, kind: Kind) -> Number:
    """Read what was typed into a cell of a kind.

    Full-width digits, spaces around the figure, thousands separators (a comma or a space) and the unit of the kind's
    own column (件, 万元, 元) are read through: the digits are what is kept. Anything that is no number is kept as
    typed, with its fault.
    """
    bare = half_width(text).translate(_BETWEEN).strip(" \t\r\n")
    if not bare:
        return BLANK
    bare = bare.removesuffix(UNITS[kind]).rstrip(" ")
    match = _NUMBER.fullmatch(bare)
    if match is None:
        return Number(text, None, Fault.NOT_NUMBER)
    sign, whole, fraction = match.groups()
    whole = whole.replace(",", "").replace(" ", "").lstrip("0") or "0"
    if whole == "0" and not (fraction or "").strip("0"):
        sign = ""
    if len(whole) > MOST_DIGITS or (sign == "+" and kind is not Kind.CHANGE):
        return Number(text, None, Fault.NOT_NUMBER)
    value: int | Decimal = int(sign + whole) if fraction is None else Decimal(f"{sign}{whole}.{fraction}")
    digits = format(value, "f") if isinstance(value, Decimal) else str(value)
    if kind is not Kind.CHANGE and value < 0:
        return Number(digits, value, Fault.NEGATIVE)
    if fraction is not None and len(fraction) > kind.decimal_places:
        return Number(digits, value, Fault.NOT_WHOLE)
    return Number(digits, value)
