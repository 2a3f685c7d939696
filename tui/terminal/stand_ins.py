"""Rows for a terminal that may draw East Asian *Ambiguous* characters two cells wide.

These are “ ” … — · ① × and every frame glyph; the layout gives each one cell. Where a blank follows, the character
takes that too; elsewhere an ASCII character stands in its place. So all others keep their columns, whatever the
terminal does.
"""

import unicodedata
from functools import lru_cache

from tui.terminal import pens
from tui.terminal.cells import CONTINUED, is_ambiguous

_ALIKE = {
    '"': "“”„‟″",
    "'": "‘’‚‛′‵´",
    ".": "…‥·․",
    "-": "—–―‐−",
    "x": "×",
    "/": "÷",
    "#": "≠■◆▲▼□◇△▽▣▤▥▦▧▨▩",
    "=": "≡≌≒",
    "~": "≈∽∼",
    ">": "≥≧→⇒≫",
    "<": "≤≦←⇐≪",
    "^": "↑",
    "v": "↓",
    "+": "±",
    "*": "※★☆",
    "o": "●○◎°",
    "S": "§",
    "C": "℃",
    "F": "℉",
    "N": "№",
    "%": "‰",
}
_STAND_INS = {character: stand_in for stand_in, characters in _ALIKE.items() for character in characters}
_UNKNOWN = "?"
_ARROWS = frozenset("→⇒")
"""With a blank behind they become ``->``: ``17 > 71`` would be read as a comparison."""


@lru_cache(maxsize=1024)
def stand_in(cell: str) -> str:
    """One ASCII character for an ambiguous one."""
    character = cell[0]
    if is_frame(character):
        return _frame_stand_in(character)
    if character in _STAND_INS:
        return _STAND_INS[character]
    number = unicodedata.numeric(character, None)
    if number is not None and number in range(10):
        return str(int(number))
    # é is e and an accent; a number of two digits would be read as its first.
    plain = unicodedata.normalize("NFKD", character)[0]
    return plain if "!" <= plain <= "~" and number is None else _UNKNOWN


def is_frame(cell: str) -> bool:
    """Whether the cell is a piece of a line or block, of which one wide and one narrow make no line."""
    return "\u2500" <= cell[:1] <= "\u259f"


def _frame_stand_in(character: str) -> str:
    words = set(unicodedata.name(character).split())
    if "BOX" not in words:
        return "#"
    level = not words.isdisjoint({"HORIZONTAL", "LEFT", "RIGHT"})
    upright = not words.isdisjoint({"VERTICAL", "UP", "DOWN"})
    return "-" if level and not upright else "|" if upright and not level else "+"


def adapted(cells: list[str], cell_pens: list[str]) -> tuple[list[str], list[str]]:
    """The row that is sent for a row of the layout.

    The characters of a row, frames aside, are all themselves or all have stand-ins: one quotation mark of each kind
    would be taken for what was written.
    """
    doubtful = [
        index for index, cell in enumerate(cells) if is_ambiguous(cell) and cells[index + 1 : index + 2] != [CONTINUED]
    ]
    if not doubtful:
        return cells, cell_pens
    cells, cell_pens = cells.copy(), cell_pens.copy()
    texts = [index for index in doubtful if not is_frame(cells[index])]
    if all(_has_room(cells, cell_pens, index) for index in texts):
        for index in texts:
            cells[index + 1] = CONTINUED
            cell_pens[index + 1] = cell_pens[index]
            doubtful.remove(index)
    for index in doubtful:
        if cells[index] in _ARROWS and _has_room(cells, cell_pens, index):
            cells[index : index + 2] = "->"
            cell_pens[index + 1] = cell_pens[index]
        else:
            cells[index] = stand_in(cells[index])
    return cells, cell_pens


def _has_room(cells: list[str], cell_pens: list[str], index: int) -> bool:
    """Whether a blank follows that looks like the second half of the character."""
    return cells[index + 1 : index + 2] == [" "] and cell_pens[index + 1] == pens.blank(cell_pens[index])
