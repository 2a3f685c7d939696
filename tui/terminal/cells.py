"""Text as terminal cells, with everything taken out that a terminal would obey instead of showing."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from rich.cells import split_graphemes

CONTINUED = ""
"""The second cell of a wide character."""

_OBEYED = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


class Cells(NamedTuple):
    """The cells of one piece of text: each a character with its combining marks, or `CONTINUED`."""

    joined: str
    """Combining marks that belong to the cell before the text."""
    cells: tuple[str, ...]


@lru_cache(maxsize=2048)
def cells_of(text: str) -> Cells:
    """Divide text into cells exactly as wide as Rich, and so Textual's layout, takes them to be.

    Control characters, bidirectional overrides and other invisible format characters are dropped; one that the layout
    gave a cell becomes a question mark.
    """
    if text.isascii() and text.isprintable():
        return Cells("", tuple(text))
    joined = ""
    cells: list[str] = []
    for start, end, width in split_graphemes(text)[0]:
        shown = "".join(character for character in text[start:end] if unicodedata.category(character) not in _OBEYED)
        if width == 0:
            if not cells:
                joined += shown
        elif shown:
            cells += [shown, *[CONTINUED] * (width - 1)]
        else:
            cells += ["?"] * width
    return Cells(joined, tuple(cells))


@lru_cache(maxsize=4096)
def is_ambiguous(cell: str) -> bool:
    """Whether terminals differ in giving this cell's character one column or two."""
    return cell != CONTINUED and unicodedata.east_asian_width(cell[0]) == "A"


@lru_cache(maxsize=4096)
def width_is_certain(cell: str) -> bool:
    """Whether all terminals agree how far writing this cell moves the cursor.

    They do not about East Asian *Ambiguous* characters (“ ” … — · ① × and every frame glyph: one cell or two, a setting
    in PuTTY and Xshell), nor about emoji and combining sequences.
    """
    if len(cell) != 1 or is_ambiguous(cell):
        return False
    return not "\U0001f000" <= cell < "\U00020000"


def blanks_from(cells: list[str], pens: list[str]) -> int:
    """The index from which a row holds only blanks on the default background; its length if it ends otherwise."""
    index = len(cells)
    while index and cells[index - 1] == " " and not pens[index - 1]:
        index -= 1
    return index


def changed_indices(
    old_cells: Iterable[str], old_pens: Iterable[str], cells: Iterable[str], pens: Iterable[str]
) -> list[int]:
    """Where two pieces of a row differ."""
    return [
        index
        for index, (was, was_pen, now, now_pen) in enumerate(zip(old_cells, old_pens, cells, pens, strict=True))
        if was != now or was_pen != now_pen
    ]
