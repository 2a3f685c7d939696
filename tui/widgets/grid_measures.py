"""How wide the labels and figures of each kind of table are on the screen."""

from dataclasses import dataclass

from schema.form import Layout


@dataclass(frozen=True, slots=True)
class Measures:
    """Cells of the label and of each figure."""

    label: int
    figure: int


MEASURES = {
    Layout.MATRIX: Measures(24, 7),
    Layout.STRIP: Measures(28, 9),
    Layout.BLOCKS: Measures(24, 17),
    Layout.LIST: Measures(24, 17),
}
"""Those of a terminal of 80 columns; no figure ever has less room."""

LEAST_FOR_TWO = 9
"""Cells that last year's figure takes beside this year's, at the least."""
_LEAST_WIDE = {Layout.MATRIX: 100, Layout.STRIP: 80}
_WIDE_LABEL = {Layout.MATRIX: 23, Layout.STRIP: 28}
_FIGURES = {Layout.MATRIX: 7, Layout.STRIP: 5}
_MOST_WIDE = 13
"""A figure of four digits, its mark, and last year's of five in brackets."""


def measures_with_last_year(layout: Layout, width: int) -> Measures:
    """Those for a terminal of `width` columns where last year's figures stand beside this year's."""
    if width < _LEAST_WIDE.get(layout, width + 1):
        return MEASURES[layout]
    label = _WIDE_LABEL[layout]
    return Measures(label, min(_MOST_WIDE, (width - label) // _FIGURES[layout]))
