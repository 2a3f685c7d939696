"""Characters that deceive a terminal or a reader."""

import sys
import unicodedata

import pytest
from hypothesis import given

from schema.unsafe import cleaned, find_unsafe, is_unsafe, name_of, shown, without_sequences
from tests.schema.strategies import any_text

_DECEIVING = {
    "转义": "\x1b",
    "C1转义": "\x9b",
    "响铃": "\x07",
    "退格": "\b",
    "回车": "\r",
    "删除": "\x7f",
    "空字符": "\0",
    "从右到左": "\u202e",
    "隔离": "\u2066",
    "方向标记": "\u200f",
    "阿拉伯方向标记": "\u061c",
    "零宽空格": "\u200b",
    "零宽连接": "\u200d",
    "字节序标记": "\ufeff",
    "软连字符": "\u00ad",
    "行分隔": "\u2028",
    "标签": "\U000e0041",
    "变体选择": "\ufe0f",
    "变体选择补充": "\U000e0100",
    "韩文填充": "\u3164",
    "组合连接": "\u034f",
    "半个字符": "\ud800",
}


@pytest.mark.parametrize("char", _DECEIVING.values(), ids=_DECEIVING)
def test_what_deceives_is_found_named_and_cleaned(char: str) -> None:
    text = f"公开{char}信息"
    assert is_unsafe(char)
    assert find_unsafe(text) == [2]
    assert shown(text) == f"公开‹U+{ord(char):04X}›信息"
    assert char not in cleaned(text)


def test_ordinary_text_is_left_alone() -> None:
    text = "关于“三公”经费（2021年）……公开——情况·第1条，email: a@b.cn；①②③ Ａ１ 靑 𠮷"
    assert find_unsafe(text) == []
    assert shown(text) == cleaned(text) == text


def test_line_feeds_are_allowed_but_shown_only_where_wanted() -> None:
    assert find_unsafe("一\n二") == []
    assert shown("一\n二") == "一‹U+000A›二"
    assert shown("一\n二", keep_newlines=True) == "一\n二"
    assert shown("一\n\x1b二", keep_newlines=True) == "一\n‹U+001B›二"


def test_line_ends_and_tabs_are_cleaned_into_what_they_mean() -> None:
    assert cleaned("一\r\n二\r三\t四\x85五\u2028六") == "一\n二\n三 四\n五\n六"


@pytest.mark.parametrize(
    "sequence", ["\x1b[31m", "\x1b]0;title\x07", "\x1b]0;title\x1b\\", "\x9b2J", "\x1b(B", "\x1bP1q\x9c"]
)
def test_an_escape_sequence_is_taken_out_whole(sequence: str) -> None:
    assert cleaned(f"公开{sequence}信息") == without_sequences(f"公开{sequence}信息") == "公开信息"


def test_a_figure_behind_a_lone_esc_stays() -> None:
    assert cleaned("\x1b53") == "53"


@given(any_text(20))
def test_what_is_shown_and_what_is_cleaned_holds_nothing_unsafe(text: str) -> None:
    assert find_unsafe(shown(text)) == find_unsafe(cleaned(text)) == []
    assert "\n" not in shown(text)


@given(any_text(20))
def test_every_unsafe_character_is_found_at_its_offset(text: str) -> None:
    assert find_unsafe(text) == [offset for offset, char in enumerate(text) if char != "\n" and is_unsafe(char)]


def test_no_control_or_format_character_of_unicode_is_missed() -> None:
    invisible = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    missed = [
        name_of(chr(code))
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in invisible and not (chr(code) == "\n" or find_unsafe(chr(code)) == [0])
    ]
    assert missed == []
