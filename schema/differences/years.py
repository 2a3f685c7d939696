"""Years that differ as the years of two reports do: what one expects between reports of two years."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from schema.report import Report

_AROUND = 3


class YearsApart(NamedTuple):
    """How texts of two reports are made alike: years near the report's own become their distance from it."""

    old: Callable[[str], str]
    new: Callable[[str], str]


def with_years_apart(old: Report, new: Report) -> YearsApart:
    """Texts as they stand for two reports of one year, or of a year that cannot be read."""
    if old.year is None or new.year is None or old.year == new.year:
        return YearsApart(str, str)
    return YearsApart(_relative(old.year), _relative(new.year))


@lru_cache(maxsize=8)
def _relative(year: int) -> Callable[[str], str]:
    near = range(year - _AROUND, year + _AROUND + 1)
    pattern = re.compile(rf"(?<!\d)(?:{'|'.join(map(str, near))})(?!\d)", re.ASCII)

    def relative(text: str) -> str:
        return pattern.sub(lambda match: f"\0{int(match[0]) - year}\0", text)

    return relative
