"""Prose as lines of the file, and back."""

import pytest
from hypothesis import example, given

from schema.prose_lines import from_lines, to_lines
from tests.schema.strategies import any_text


@given(any_text(30))
@example("\n")
@example("。\n")
@example("\n。")
@example("。\n\n\n。")
@example("a。 b")
@example("。\u3000。")
def test_lines_read_back_as_the_same_text(text: str) -> None:
    assert from_lines(to_lines(text)) == text


@given(any_text(30))
def test_no_line_holds_two_sentences_of_chinese(text: str) -> None:
    chinese = "".join(char for char in text if "\u4e00" <= char <= "\u9fff" or char in "。\n")
    for line in to_lines(chinese).split("\n"):
        assert "。" not in line.rstrip("。")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("一。二！三？四；五", "一。\n二！\n三？\n四；\n五"),
        ("他说：“好。”她说：‘行！’走", "他说：“好。”\n她说：‘行！’\n走"),
        ("（见附件。）后文", "（见附件。）\n后文"),
        ("第一段。\n第二段。", "第一段。\n\n第二段。"),
        ("第一段。\n\n第三段。", "第一段。\n\n\n\n第三段。"),
        ("没有句号", "没有句号"),
        ("逗号，不断行", "逗号，不断行"),
        ("", ""),
    ],
)
def test_one_sentence_is_one_line_and_a_paragraph_ends_with_an_empty_line(text: str, lines: str) -> None:
    assert to_lines(text) == lines
    assert from_lines(lines) == text


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("公开\n信息", "公开信息"),
        ("公开\n188 条", "公开188 条"),
        ("see\n公报", "see公报"),
        ("annual\nreport", "annual report"),
        ("共2\n0条", "共2 0条"),
        ("一。\n\n\n二。", "一。\n二。"),
        ("一。\n\n\n\n二。", "一。\n\n二。"),
        ("「。」\n二", "「。」二"),
    ],
)
def test_lines_of_a_paragraph_join_with_a_space_only_between_narrow_characters(lines: str, text: str) -> None:
    assert from_lines(lines) == text


def test_a_hundred_thousand_lines_are_read_in_a_moment() -> None:
    assert from_lines("a\n" * 100_000).count(" ") == 99_999
