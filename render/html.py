"""A report as one self-contained HTML page: no script, no other file, everything escaped."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from render.document import Block, Document, Heading
from render.page_environment import page_environment
from render.tables import Shape, Table
from schema.editions import EDITIONS
from schema.form import Layout

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_GAP = "\0"
"""Stands for a figure in a table that was laid out without figures."""
_WIDE_FIGURES = {Layout.BLOCKS: 15, Layout.MATRIX: 7, Layout.STRIP: 5}
"""The digits that fit a printed column in the usual type."""


class _LaidOut(NamedTuple):
    """A table for the page's template."""

    name: str
    caption: str
    cells: Sequence[tuple["Markup", str, str]]
    """For every figure the markup before it, its text and its state."""
    end: "Markup"


def to_html(document: Document, *, source_hash: str, edition: int) -> str:
    """The page of a document.

    ``source_hash`` is the SHA-256 of the report file in hexadecimal: with the number and the notice of the
    ``edition`` it stands in the page's head. The page is set for a screen of any width and, printed, after GB/T
    9704-2012. Its security policy allows its own style sheet and nothing else. The same arguments give the same bytes.
    """
    environment = _environment()
    return environment.get_template("report.html.j2").render(
        document=document,
        blocks=[_named(block) for block in document.blocks],
        source_hash=source_hash,
        edition=EDITIONS[edition],
    )


def _named(block: Block) -> tuple[str, object]:
    if isinstance(block, Table):
        return "table", _laid_out(block)
    return ("heading" if isinstance(block, Heading) else "paragraph"), block


def _laid_out(table: Table) -> _LaidOut:
    *pieces, end = _pieces(table.shape)
    layout = table.shape.layout
    wide = any(len(figure.text) > _WIDE_FIGURES[layout] for figure in table.figures if not figure.state)
    cells = [(piece, *figure) for piece, figure in zip(pieces, table.figures, strict=True)]
    return _LaidOut(layout.value + " wide" * wide, table.shape.caption, cells, end)


@cache
def _pieces(shape: Shape) -> list["Markup"]:
    """The markup of a table before, between and after its figures."""
    from markupsafe import Markup

    markup = _environment().get_template("table.html.j2").render(shape=shape, gap=_GAP, words=_words)
    return [Markup(piece) for piece in markup.rstrip("\n").split(_GAP)]


def _words(label: str) -> list[str]:
    """Where a narrow header may be broken: after its number, else between the pairs of an even number of characters."""
    number, bracket, name = label.partition("）")
    if number.startswith("（"):
        return [number + bracket, name]
    if len(label) % 2 or bracket:
        return [label]
    return [label[start : start + 2] for start in range(0, len(label), 2)]


def _environment() -> "Environment":
    return page_environment("report.css")
