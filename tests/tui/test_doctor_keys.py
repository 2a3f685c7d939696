"""Keys, pastes and wrong bytes, told by name as the wizard understands them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.binding import Binding

from schema.unsafe import find_unsafe
from tui.doctor.key_names import MEANINGS, name_of
from tui.doctor.keys import Arrival, KeyReader, ends
from tui.screens.wizard_screen import WizardScreen


def told(*pieces: bytes) -> list[Arrival]:
    """What comes of some pieces and of the silence behind them."""
    reader = KeyReader()
    arrivals = [arrival for piece in pieces for arrival in reader.read(piece)]
    reader._parser._timeout_time = reader._parser._timeout_time and time.monotonic() - 60
    return [*arrivals, *reader.rest()]


def names(data: bytes) -> list[tuple[str, str]]:
    return [(arrival.name, arrival.meaning) for arrival in told(data)]


@pytest.mark.parametrize(
    ("data", "arrivals"),
    [
        (b"\x1bOP", [("F1", "说明")]),
        (b"\x1b[11~", [("F1", "说明")]),
        (b"\x1b[21~", [("F10", "退出")]),
        (b"\x1b[A\x1b[D", [("上", "上移"), ("左", "左移")]),
        (b"\x1b[1~", [("Home", "行首")]),
        (b"\x1b[3~", [("Del", "清空，删去后一字")]),
        (b"\x7f", [("退格", "删去前一字")]),
        (b"\x08", [("退格", "删去前一字")]),
        (b"\t\x1b[Z", [("Tab", "下一格"), ("Shift+Tab", "上一格")]),
        (b"\r", [("回车", "修改，存入")]),
        (b" ", [("空格", "打字")]),
        (b"\x13", [("Ctrl+S", "保存")]),
        (b"\x02", [("Ctrl+B", "填报界面不用这个键")]),
        (b"\x1b", [("Esc", "菜单，取消")]),
        (b"\x1b\x13", [("Esc", "菜单，取消"), ("Ctrl+S", "保存")]),
        ("政府信息".encode(), [("文字“政府信息”", "打字，4个字符")]),
        (b"\x1b[200~a\x07\r\nb\x1b[201~", [("粘贴", "5个字符：a‹U+0007›‹U+000D›‹U+000A›b")]),
        (b"\x1b[99~", [("认不出的键", "填报界面不理它")]),
        (b"\x1b[?1;2c\x1bOP", [("认不出的键", "填报界面不理它"), ("F1", "说明")]),
        (b"\x1b[[A", [("F1", "说明")]),
        (b"\x1b[5;3R", [("终端的消息", "不是按键")]),
        ("你好".encode("gbk"), [("不是UTF-8", "按GBK是“你好”，请把终端的编码改成UTF-8")]),
        (
            b"1\xff2",
            [("文字“1”", "打字，1个字符"), ("不是UTF-8", "请把终端的编码改成UTF-8"), ("文字“2”", "打字，1个字符")],
        ),
        (b"\xe6\xb1", [("不是UTF-8", "按GBK是“姹”，请把终端的编码改成UTF-8")]),
    ],
)
def test_arrivals(data: bytes, arrivals: list[tuple[str, str]]) -> None:
    assert names(data) == arrivals


def test_bytes_stand_with_their_key() -> None:
    arrivals = told(b"\x1b\x1b[B\x13" + "汉字".encode())
    assert [arrival.raw.hex(" ") for arrival in arrivals] == ["1b", "1b 5b 42", "13", "e6 b1 89 e5 ad 97"]
    assert arrivals[1].line.split() == ["下", "下移", "1b", "5b", "42"]


def test_text_split_within_a_character_is_whole() -> None:
    data = "汉字".encode()
    for cut in range(1, len(data)):
        assert "".join(arrival.text for arrival in told(data[:cut], data[cut:])) == "汉字"


def test_many_characters_take_one_line() -> None:
    (arrival,) = told(b"\x1b[200~" + "甲".encode() * 200_000 + b"\x1b[201~")
    assert arrival.meaning.startswith("200000个字符：甲")
    assert len(arrival.line) < 80


@pytest.mark.parametrize("data", [b"q", b"Q", "ｑ".encode(), b"\x03"])
def test_ends(data: bytes) -> None:
    assert ends(told(data))


@pytest.mark.parametrize("data", [b"qq", b"\x1b[200~q\x1b[201~", b"\x1b", b""])
def test_does_not_end(data: bytes) -> None:
    assert not ends(told(data))


@given(st.lists(st.binary(max_size=12) | st.sampled_from([b"\x1b[200~", b"\x1b[201~", b"\x1b", b"\x1b["]), max_size=8))
def test_any_bytes_are_told_safely(pieces: list[bytes]) -> None:
    for arrival in told(*pieces):
        assert not find_unsafe(arrival.line)
        assert "\n" not in arrival.line


def test_meanings_are_those_of_the_wizard() -> None:
    for binding in WizardScreen.BINDINGS:
        assert isinstance(binding, Binding)
        for key in binding.key.split(","):
            assert MEANINGS[key].split("，")[0] == binding.description


@pytest.mark.parametrize(
    ("key", "name"), [("f12", "F12"), ("ctrl+left", "Ctrl+左"), ("alt+x", "Alt+X"), ("ctrl+@", "Ctrl+@")]
)
def test_names(key: str, name: str) -> None:
    assert name_of(key) == name
