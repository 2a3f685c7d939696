"""What is sent for characters that may be two cells wide."""

import sys
import unicodedata

import pytest

from tui.terminal.cells import CONTINUED, cells_of, is_ambiguous
from tui.terminal.stand_ins import adapted, stand_in


def sent(text: str, pens: list[str] | None = None) -> str:
    """A row as it is sent, the second half of an ambiguous character as an underscore."""
    cells = list(cells_of(text).cells)
    row, _ = adapted(cells, pens or [""] * len(cells))
    pairs = zip(["", *row], row, strict=False)
    return "".join("_" if cell == CONTINUED and is_ambiguous(before) else cell for before, cell in pairs)


@pytest.mark.parametrize(
    ("row", "as_sent"),
    [
        ("政府“公开”信息", '政府"公开"信息'),
        ("“ 公开” 信息—— ", '" 公开" 信息-- '),
        ("“ 公开” 信息— — ", "“_公开”_信息—_—_"),
        ("① ②", "1 2"),
        ("① ② ", "①_②_"),
        ("┌──┐ ·  ", "+--+ ·_ "),
        ("├─┼─┤│", "+-+-+|"),
        ("12≠13×2", "12#13x2"),
        ("“三”：17 → 71", '"三"：17 ->71'),
        ("三：17 → 71", "三：17 →_71"),
        ("“三”：17→71", '"三"：17>71'),
        ("Ⅲ级é⑫Я", "3级e??"),
    ],
)
def test_a_row_shows_its_characters_where_each_has_room_and_else_stand_ins(row: str, as_sent: str) -> None:
    assert sent(row) == as_sent


def test_a_blank_of_another_look_is_not_the_second_half() -> None:
    assert sent("· ", ["", "7"]) == ". "
    assert sent("· ", ["7", ""]) == ". "
    assert sent("· ", ["1;31", ""]) == "·_"


def test_the_halves_have_one_pen() -> None:
    assert adapted(["·", " ", "x"], ["1;31", "", ""])[1] == ["1;31", "1;31", ""]


def test_a_row_without_doubtful_characters_is_sent_as_it_is() -> None:
    cells, pens = ["汉", CONTINUED, "a"], ["", "", ""]
    assert adapted(cells, pens) == (cells, pens)


def test_every_ambiguous_character_has_one_ascii_character_in_its_place() -> None:
    for character in map(chr, range(sys.maxunicode + 1)):
        if is_ambiguous(character) and unicodedata.category(character) not in ("Mn", "Cf"):
            assert len(stand_in(character)) == 1
            assert "!" <= stand_in(character) <= "~", character
