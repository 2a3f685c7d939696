"""Choices and their keys, without a screen."""

import pytest

from tests.tui.typed_ahead import key
from tui.widgets.choice_list import Choice, ChoiceList
from tui.widgets.command_keys import broken, command_of, scrolled

CHOICES = [Choice("restore", "恢复"), Choice("discard", "放弃"), Choice("compare", "看差别")]


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("a", "a"),
        ("A", "a"),
        ("ａ", "a"),
        ("Ａ", "a"),
        ("1", "1"),
        ("１", "1"),
        ("space", " "),
        ("　", " "),
        ("enter", "enter"),
        ("escape", "escape"),
        ("shift+tab", "shift+tab"),
        ("f10", "f10"),
    ],
)
def test_a_key_means_the_same_with_the_input_method_on(name: str, command: str) -> None:
    assert command_of(key(name)) == command


@pytest.mark.parametrize(
    ("commands", "selected"),
    [
        ([], 0),
        (["down"], 1),
        (["right", "tab"], 2),
        (["down", "down", "down"], 0),
        (["up"], 2),
        (["end", "left"], 1),
        (["end", "home"], 0),
    ],
)
def test_moving_goes_round(commands: list[str], selected: int) -> None:
    choices = ChoiceList(CHOICES)
    assert all(choices.move(command) for command in commands)
    assert choices.selected == selected


def test_enter_takes_the_selected_one_and_a_digit_its_own() -> None:
    choices = ChoiceList(CHOICES)
    choices.move("down")
    assert [choices.chosen(command) for command in ("enter", "1", "3")] == [CHOICES[1], CHOICES[0], CHOICES[2]]


@pytest.mark.parametrize("command", ["0", "4", "9", "x", "escape", " ", "f1", "²"])
def test_other_keys_choose_nothing_and_move_nothing(command: str) -> None:
    choices = ChoiceList(CHOICES)
    assert choices.chosen(command) is None and not choices.move(command)


def test_nothing_to_choose_from() -> None:
    assert ChoiceList([]).chosen("enter") is None and not ChoiceList([]).move("down")


def test_a_long_label_goes_on_under_itself() -> None:
    rows = ChoiceList([CHOICES[0], Choice("x", "保留我的内容")]).rows(12)
    assert rows == [
        (0, ("> 1 恢复", "focused")),
        (1, ("  2 保留我的", "normal")),
        (1, ("    内容", "normal")),
    ]


def test_the_tenth_choice_has_no_digit() -> None:
    rows = ChoiceList([Choice(str(number), "项") for number in range(10)]).rows(20)
    assert [text for _index, (text, _style) in rows[8:]] == ["  9 项", "    项"]


@pytest.mark.parametrize(
    ("command", "top", "to"),
    [
        ("down", 0, 1),
        ("up", 0, 0),
        ("pagedown", 0, 4),
        (" ", 3, 5),
        ("pageup", 5, 1),
        ("end", 0, 5),
        ("home", 5, 0),
        ("x", 2, None),
    ],
)
def test_scrolling_ten_lines_in_a_window_of_five(command: str, top: int, to: int | None) -> None:
    assert scrolled(command, top, 5, 10) == to


def test_a_text_that_fits_does_not_scroll() -> None:
    assert scrolled("end", 0, 5, 3) == 0


def test_breaking_keeps_line_ends_and_names_what_is_unsafe() -> None:
    assert broken("一二三四\n\n五\x1b", 8) == ["一二三四", "", "五", "‹U+001B›"]
