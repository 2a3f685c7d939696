"""Report years: how one is written, which have a form, and the one that is due."""

from datetime import date
from functools import lru_cache

from schema.editions import EDITIONS, edition_for

FOUR_DIGITS = "四位数字的年份"
"""How a year is written, to users."""


@lru_cache(maxsize=64)
def read_year(text: str) -> int | None:
    """The year that a text is: four ASCII digits and nothing else."""
    return int(text) if len(text) == 4 and text.isascii() and text.isdecimal() else None


def year_problem(text: str) -> str:
    """Why no report can be made for the year that was typed, in Chinese; empty where one can."""
    year = read_year(text)
    if year is None:
        return f"请写{FOUR_DIGITS}，例如{last_year()}。"
    if edition_for(year) is None:
        first = min(edition.first_year for edition in EDITIONS.values())
        return f"本程序的报告格式从{first}年度开始，没有{year}年度的格式。"
    return ""


def last_year() -> int:
    """The year that reports are now written for."""
    return date.today().year - 1
