"""Pens: canonical attributes, and the shortest way from one to another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.terminal.emulator import Pen
from tui.terminal import pens


@st.composite
def any_pen(draw: st.DrawFn) -> str:
    flags = sorted(draw(st.sets(st.sampled_from("1234789"))))
    foreground = draw(st.sampled_from(["", "31", "95", "38;5;200", "38;2;0;2;3"]))
    background = draw(st.sampled_from(["", "44", "103", "48;5;0", "48;2;1;2;0"]))
    return pens.pen(";".join([*flags, *filter(None, (foreground, background))]) or "0")


@given(any_pen(), any_pen())
def test_a_change_leads_from_any_pen_to_any_other(old: str, new: str) -> None:
    terminal = Pen()
    terminal.obey(old)
    change = pens.change(old, new)
    if change:
        terminal.obey(change.removeprefix("\x1b[").removesuffix("m"))
    assert terminal.seen_on("x") == new
    assert terminal.seen_on(" ") == pens.blank(new)
    assert (change == "") == (old == new)


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("", "1;31", "\x1b[1;31m"),
        ("1;31", "", "\x1b[m"),
        ("1;31", "31", "\x1b[22m"),
        ("1;31;44", "1;32;44", "\x1b[32m"),
        ("1;2", "1", "\x1b[0;1m"),
        ("38;2;1;2;3;48;2;4;5;6", "48;2;4;5;6", "\x1b[39m"),
    ],
)
def test_the_shorter_way_is_taken(old: str, new: str, change: str) -> None:
    assert pens.change(old, new) == change


def test_default_colours_and_orders_have_one_form() -> None:
    assert pens.pen("39;49") == pens.DEFAULT
    assert pens.pen("44;31;1") == pens.pen("1;31;44")
