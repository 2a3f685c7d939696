"""The figures of the tables that prose may quote, in the order in which one looks for them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from render.line_breaking import text_width
from schema.cells import half_width
from schema.form import Column, Edition, Place, Row, Table
from schema.placeholders import figures
from schema.places import place_name, short_cell_name
from schema.report import Report

_WIDEST_NAME = 60


class FigureChoice(NamedTuple):
    """One figure to quote."""

    place: Place
    name: str
    figure: str
    """As the table prints it; empty for a blank."""
    words: str
    """What it is found by: its names, long and short."""


def short_name(edition: Edition, place: Place) -> str:
    """The Chinese name of a place; its row's short label where the printed one is too long for a line."""
    name = place_name(edition, place)
    cell = edition.cells.get(place) or edition.keyed_cells.get(place)
    if cell is None or text_width(name) <= _WIDEST_NAME:
        return name
    return short_cell_name(edition, cell)


def figure_choices(report: Report) -> list[FigureChoice]:
    """Every figure: those that are not 0 first, then the zeros, then the blanks; each in the form's order.

    The total of a row stands before the columns it sums, for prose quotes that most.
    """
    edition = report.edition
    look_up = figures(report)
    choices = [_choice(edition, place, look_up(place) or "") for place in _places(edition)]
    return sorted(choices, key=lambda choice: (not choice.figure, choice.figure == "0"))


def _choice(edition: Edition, place: Place, figure: str) -> FigureChoice:
    cell = edition.cells.get(place) or edition.keyed_cells[place]
    full, short = place_name(edition, place), short_name(edition, place)
    return FigureChoice(
        place, short, figure, " ".join((full, short, *cell.row.groups, cell.row.short_label, cell.column.short))
    )


def _places(edition: Edition) -> Iterator[Place]:
    for table in edition.tables:
        for row in _rows(table):
            for column in _columns(row):
                yield table.cell_place(row, column)


def _rows(table: Table) -> Sequence[Row]:
    return table.rows if table.results_total is None else (*table.rows, table.results_total)


def _columns(row: Row) -> Sequence[Column]:
    return row.columns if row.total is None else (row.total, *row.columns)


def matching(choices: Sequence[FigureChoice], typed: str) -> list[FigureChoice]:
    """The choices that a text finds: by words of their names, or by digits of the figure, every word of it.

    Where no name has the words as they are, names that have their characters in that order: 新收自然人.
    """
    words = half_width(typed).split()
    if not words:
        return list(choices)
    exact = [choice for choice in choices if all(_has(choice, word) for word in words)]
    exact.sort(key=lambda choice: choice.figure not in words)
    return exact or [choice for choice in choices if all(_in_order(word, half_width(choice.words)) for word in words)]


def _has(choice: FigureChoice, word: str) -> bool:
    if word.isascii() and word.isdecimal():
        return word in choice.figure
    return word in half_width(choice.words)


def _in_order(word: str, text: str) -> bool:
    characters = iter(text)
    return all(char in characters for char in word)
