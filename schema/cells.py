"""The one reader of numbers as people type them."""

import re
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from schema.form import Kind

# Full-width forms and the minus sign as their ASCII twins. Not NFKC: that would read 3² as 32.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x2212: 0x2D}

_PLAIN = re.compile(r"([+-]?)(\d+)(?:\.(\d+))?", re.ASCII)
_GROUPED = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+)(?:\.(\d+))?", re.ASCII)
_MOST_DIGITS = 15

_UNITS = {Kind.COUNT: "件", Kind.CHANGE: "件", Kind.WAN_YUAN: "万元", Kind.YUAN: "元"}


class Fault(Enum):
    """Why a text is not the number its cell asks for; the value is the code of the finding."""

    NOT_NUMBER = "cell-not-number"
    NEGATIVE = "cell-negative"
    NOT_WHOLE = "cell-not-whole"


class Number(NamedTuple):
    """A figure as typed and as read.

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


def half_width(text: str) -> str:
    """The text with full-width letters, digits and signs as their half-width twins."""
    return text.translate(_HALF_WIDTH)


@lru_cache(maxsize=8192)
def read_number(text: str, kind: Kind) -> Number:
    """Read what was typed into a cell of a kind.

    Full-width digits, spaces, thousands separators and the unit of the kind's own column (件, 万元, 元) are read
    through. Anything else is kept as typed, with its fault.
    """
    bare = "".join(half_width(text).split())
    if not bare:
        return BLANK
    bare = bare.removesuffix(_UNITS[kind])
    match = _PLAIN.fullmatch(bare) or _GROUPED.fullmatch(bare)
    if match is None:
        return Number(text, None, Fault.NOT_NUMBER)
    sign, whole, fraction = match.groups()
    whole = whole.replace(",", "").lstrip("0") or "0"
    if len(whole) > _MOST_DIGITS or (sign == "+" and kind is not Kind.CHANGE):
        return Number(text, None, Fault.NOT_NUMBER)
    value: int | Decimal = int(sign + whole) if fraction is None else Decimal(f"{sign}{whole}.{fraction}")
    if kind is not Kind.CHANGE and value < 0:
        return Number(text, value, Fault.NEGATIVE)
    if fraction is not None and len(fraction) > kind.decimal_places:
        return Number(text, value, Fault.NOT_WHOLE)
    return Number(text, value)


def literal(number: Number) -> str:
    """The number as a TOML literal with its digits as typed; only for a number that has a value."""
    assert number.value is not None
    return format(number.value, "f") if isinstance(number.value, Decimal) else str(number.value)
