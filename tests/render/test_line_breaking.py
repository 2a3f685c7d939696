"""Lines of Chinese prose: widths, forbidden starts and ends, words and numbers kept whole."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from render.line_breaking import NO_LINE_END, NO_LINE_START, break_lines, char_width, line_starts, text_width

# Stated here once more, apart from the module, for the punctuation that reports really contain.
CLOSING = "，。、；：？！）》」』”’】〕…—%℃"
OPENING = "（《「『“‘【〔"

any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
prose = st.lists(
    st.one_of(
        st.text("政府信息公开工作年度报告", min_size=1, max_size=12),
        st.sampled_from(
            ["，", "。", "；", "）。", "、", "”，", "《", "（", "“", "……", "——", "3.5%", "1,234", "GB/T", "2023年", " "]
        ),
    ),
    max_size=40,
).map("".join)


@pytest.mark.parametrize(
    ("char", "cells", "cells_if_wide"),
    [("a", 1, 1), ("政", 2, 2), ("，", 2, 2), ("“", 1, 2), ("…", 1, 2), ("—", 1, 2), ("\u200b", 0, 0), ("\u0301", 0, 0),
     ("\x1b", 0, 0), ("\U00020bb7", 2, 2)],
)  # fmt: skip
def test_width_of_a_character(char: str, cells: int, cells_if_wide: int) -> None:
    assert char_width(char) == cells
    assert char_width(char, ambiguous=2) == cells_if_wide


def test_width_of_a_text() -> None:
    assert text_width("“政府”abc") == 9
    assert text_width("“政府”abc", ambiguous=2) == 11
    assert text_width("") == 0


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("政府信息公开", 12, ["政府信息公开"]),
        ("政府信息公开", 6, ["政府信", "息公开"]),
        ("政府信息公开", 7, ["政府信", "息公开"]),
        ("政府信息，公开", 8, ["政府信", "息，公开"]),  # no comma at a line's start
        ("政府信息（公开）", 10, ["政府信息", "（公开）"]),  # no bracket at a line's end
        ("政府信”）。息", 8, ["政府", "信”）。", "息"]),
        ("共收到1,234.5件", 12, ["共收到", "1,234.5件"]),
        ("增长12.5%以上", 8, ["增长", "12.5%以", "上"]),
        ("下降-3.5%", 6, ["下降", "-3.5%"]),
        ("同比￥1200元", 8, ["同比", "￥1200元"]),
        ("依照GB/T9704执行", 11, ["依照", "GB/T9704执", "行"]),
        ("网址a@b.cn公开", 10, ["网址a@b.cn", "公开"]),
        ("政府信息……公开", 9, ["政府信", "息……公开"]),
        ("政府信——公开", 7, ["政府", "信——公", "开"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),  # a word longer than the line
        ("政abcdefgh", 4, ["政", "abcd", "efgh"]),
        ("hello world", 8, ["hello ", "world"]),
        ("hello   world", 5, ["hello   ", "world"]),  # spaces hang
        ("政府　信息", 4, ["政府　", "信息"]),
        ("政府 ，信息", 5, ["政", "府 ，", "信息"]),  # a space does not excuse the comma
        ("信（ 政府）", 5, ["信", "（ 政", "府）"]),
        ("hello   ", 5, ["hello   "]),
        ("政府", 1, ["政", "府"]),  # impossible: one character a line
        ("，，，，", 4, ["，，", "，，"]),  # nothing permitted: cut anywhere
    ],
)
def test_lines(text: str, width: int, lines: list[str]) -> None:
    assert break_lines(text, width) == lines


def test_first_indent_shortens_the_first_line_only() -> None:
    assert break_lines("政府信息公开工作年度报告", 12, first_indent=4) == ["政府信息", "公开工作年度", "报告"]


def test_indent_wider_than_the_line_still_ends() -> None:
    assert break_lines("政府信息", 4, first_indent=9) == ["政", "府信", "息"]


def test_quotation_marks_take_two_cells_where_the_terminal_says_so() -> None:
    assert break_lines("“政府”信息", 10) == ["“政府”信息"]
    assert break_lines("“政府”信息", 10, ambiguous=2) == ["“政府”信", "息"]


def test_combining_mark_stays_with_its_letter() -> None:
    assert break_lines("abcde\u0301f", 5) == ["abcde\u0301", "f"]


@given(any_text, st.integers(1, 60), st.integers(0, 10), st.sampled_from([1, 2]))
def test_lines_joined_give_the_text(text: str, width: int, indent: int, ambiguous: int) -> None:
    lines = break_lines(text, width, indent, ambiguous)
    assert "".join(lines) == text
    assert all(lines) or lines == [""]


@given(any_text, st.integers(2, 60), st.sampled_from([1, 2]))
def test_no_line_is_wider_than_the_width_but_for_hanging_spaces(text: str, width: int, ambiguous: int) -> None:
    for line in break_lines(text, width, 0, ambiguous):
        visible = line.rstrip(" \u3000\u2002\u2003\u2009\t")
        assert text_width(visible, ambiguous) <= width


@given(prose, st.integers(24, 80))
def test_no_forbidden_start_or_end_in_prose(text: str, width: int) -> None:
    lines = break_lines(text, width)
    for before, after in pairwise(lines):
        if any(_may_begin(before, offset) for offset in range(1, len(before))):
            assert after[0] not in CLOSING, lines
            assert before.rstrip()[-1] not in OPENING, lines
        assert not after.startswith(" ")


@given(prose, st.integers(24, 80))
def test_numbers_and_words_are_whole(text: str, width: int) -> None:
    lines = break_lines(text, width)
    for before, after in pairwise(lines):
        assert not (before[-1].isascii() and before[-1].isalnum() and after[0].isascii() and after[0].isalnum()) or (
            text_width(before) == width and not any(_may_begin(before, offset) for offset in range(1, len(before)))
        )


@given(prose, st.integers(4, 80), st.integers(0, 4))
def test_starts_are_the_ends_of_the_lines(text: str, width: int, indent: int) -> None:
    lines = break_lines(text, width, indent)
    ends = [sum(map(len, lines[: count + 1])) for count in range(len(lines) - 1)]
    assert line_starts(text, width, indent) == ends


def test_rules_cover_the_marks_of_reports() -> None:
    assert set(CLOSING) <= NO_LINE_START
    assert set(OPENING) <= NO_LINE_END
    assert not NO_LINE_START & NO_LINE_END


def _may_begin(line: str, offset: int) -> bool:
    """Whether the line could well have been broken before this character: both neighbours are 汉字."""
    return all("\u4e00" <= char <= "\u9fff" for char in line[offset - 1 : offset + 1])
