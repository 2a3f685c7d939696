"""Years that differ as the years of two reports do: what one expects between reports of two years."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from schema.report import Report

_AROUND = 3
# A number is a year where 年 follows, or the other years of a range or list and then 年.
_IS_YEAR = r"(?=(?:\s{0,2}年?[-—–―~～至到、和及与]{1,2}\s{0,2}\d{4}){0,3}\s{0,2}年)"


class YearsApart(NamedTuple):
    """How texts of two reports are made alike: years near the report's own become their distance from it."""

    old: Callable[[str], str]
    new: Callable[[str], str]


def with_years_apart(old: Report, new: Report, *, in_file_names: bool = False) -> YearsApart:
    """Texts as they stand for two reports of one year, or of a year that cannot be read.

    In the name of a file any number near the report's year is a year.
    """
    if old.year is None or new.year is None or old.year == new.year:
        return YearsApart(str, str)
    return YearsApart(_relative(old.year, in_file_names), _relative(new.year, in_file_names))


@lru_cache(maxsize=8)
def _relative(year: int, in_file_names: bool) -> Callable[[str], str]:
    near = range(year - _AROUND, year + _AROUND + 1)
    pattern = re.compile(rf"(?<!\d)(?:{'|'.join(map(str, near))})(?!\d)" + _IS_YEAR * (not in_file_names), re.ASCII)

    def relative(text: str) -> str:
        return pattern.sub(lambda match: f"\0{int(match[0]) - year}\0", text)

    return relative
