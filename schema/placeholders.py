"""Figures of the tables quoted in prose: ``{requests.received.total}`` stands for the number, ``{{`` for a brace.

A place in braces that holds no figure, and a brace on its own, stay in the text as they are typed.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from schema.form import Edition, Place
from schema.report import Report
from schema.totals import Amount, table_totals

PLACEHOLDER = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}|[{}]")
"""A doubled brace, a placeholder with its place as group 1, or a brace on its own."""

BLANK_FIGURE = "〔未填〕"
"""What a placeholder shows for a figure that is not filled in, or a total that a blank makes unknown."""

_DOUBLED = ("{{", "}}")
_NEAREST = 3
_LONGEST = 100


class Placeholder(NamedTuple):
    """One place in braces, or one brace on its own."""

    start: int
    """Where it begins in the text, in characters."""
    end: int
    place: Place | None
    """What stands between the braces; None for a brace on its own."""


def placeholders(text: str) -> Iterator[Placeholder]:
    """The placeholders of a text in their order; braces on their own among them, doubled ones left out."""
    if "{" not in text and "}" not in text:
        return
    for match in PLACEHOLDER.finditer(text):
        if match.group() not in _DOUBLED:
            yield Placeholder(match.start(), match.end(), match.group(1))


def written(place: Place) -> str:
    """The placeholder that stands for a place."""
    return f"{{{place}}}"


def has_figure(edition: Edition, place: Place) -> bool:
    """Whether a place is one that a placeholder may name: a cell of a table, or a total."""
    return place in edition.cells or place in edition.keyed_cells


def figure(report: Report, place: Place) -> str | None:
    """What a place holds in the printed table: digits, a text as typed, nothing where a blank is.

    None where the edition has no figure of that place. A total is the computed one.
    """
    return figures(report)(place)


def figures(report: Report) -> Callable[[Place], str | None]:
    """The same for many places of one report; its totals are computed once, if a placeholder asks for one."""
    totals: dict[str, dict[Place, Amount | None]] = {}
    edition = report.edition

    def look_up(place: Place) -> str | None:
        if place in edition.cells:
            return report.number(place).text
        if place not in edition.keyed_cells:
            return None
        table = edition.table_of(place)
        assert table is not None
        if table.key not in totals:
            totals[table.key] = table_totals(report, table)
        total = totals[table.key][place]
        return "" if total is None else str(total)

    return look_up


def expanded(report: Report, text: str) -> str:
    """The text as it is read: figures for placeholders, one brace for two."""
    return expander(report)(text)


def expander(report: Report) -> Callable[[str], str]:
    """The same for many texts of one report."""
    look_up = figures(report)

    def shown_for(match: re.Match[str]) -> str:
        whole, place = match.group(), match.group(1)
        if whole in _DOUBLED:
            return whole[0]
        if place is None or (number := look_up(place)) is None:
            return whole
        return number or BLANK_FIGURE

    def expand(text: str) -> str:
        return PLACEHOLDER.sub(shown_for, text) if "{" in text or "}" in text else text

    return expand


@lru_cache(maxsize=256)
def nearest(edition: Edition, place: str) -> tuple[Place, ...]:
    """The few places of figures that are written most like a text; none where nothing is like it."""
    from difflib import get_close_matches

    known = [*edition.cells, *edition.keyed_cells]
    return tuple(get_close_matches(place.strip()[:_LONGEST], known, _NEAREST))
