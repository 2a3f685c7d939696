"""UTF-8 cut anywhere, and bytes that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.terminal.decoder import Decoded, Decoder


def decoded(*pieces: bytes, utf8: bool | None = None) -> tuple[str, bool]:
    """The text of some reads, and whether anything was dropped."""
    decoder = Decoder()
    decoder.sends_utf8 = utf8
    results = [decoder.decode(piece) for piece in pieces]
    return "".join(result.text for result in results), any(result.dropped for result in results)


TYPED = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="".join(map(chr, [0, *range(0x80, 0xA0)]))))


@given(TYPED, st.data())
def test_text_cut_anywhere_arrives_whole(text: str, data: st.DataObject) -> None:
    encoded = text.encode()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(encoded)), max_size=8)))
    pieces = [encoded[a:b] for a, b in zip([0, *cuts], [*cuts, len(encoded)], strict=True)]
    assert decoded(*pieces, utf8=True) == (text, False)
    assert decoded(*(bytes([byte]) for byte in encoded), utf8=True) == (text, False)


@given(st.lists(st.binary()))
def test_whatever_comes_nothing_else_than_text_comes_of_it(pieces: list[bytes]) -> None:
    decoder = Decoder()
    for piece in pieces:
        text, _ = decoder.decode(piece)
        text += decoder.expire()
        text.encode()
        assert not any(char == "\0" or "\x80" <= char < "\xa0" for char in text)


GBK = "政府信息公开工作年度报告，聸丂亊俓狛鎈琜"


@pytest.mark.parametrize("encoding", ["gbk", "gb18030"])
def test_gbk_is_dropped_with_the_letters_in_it(encoding: str) -> None:
    encoded = GBK.encode(encoding)
    assert any(byte < 0x80 for byte in encoded)
    assert decoded(b"7" + encoded + b"8\x1b[B") == ("78\x1b[B", True)


@pytest.mark.parametrize("char", [*GBK, "㐀", "𠮷", "\U0010ffff"])
def test_gbk_after_gbk_is_dropped_wherever_it_is_cut(char: str) -> None:
    """Also a character that would be valid UTF-8 (取 is ȡ)."""
    encoded = char.encode("gb18030")
    for cut in range(len(encoded)):
        assert decoded("政府".encode("gbk"), encoded[:cut], encoded[cut:], b"9") == ("9", True)


def test_pairs_that_are_valid_utf_8_are_dropped_while_the_terminal_sends_gbk() -> None:
    assert "取".encode("gbk").decode() == "ȡ"
    decoder = Decoder()
    decoder.sends_utf8 = True
    assert decoder.decode("取".encode("gbk")) == Decoded("ȡ", False), "the terminal has said that it is in UTF-8"
    assert decoder.decode("公开取".encode("gbk")) == Decoded("", True)
    assert decoder.decode("取".encode("gbk")) == Decoded("", True)
    assert decoder.decode("公·".encode()) == Decoded("公·", False), "switched to UTF-8"
    assert decoder.decode("·".encode()) == Decoded("·", False)


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([b"\xe4\xb8", b"\x1b[B"], "\x1b[B"),
        ([b"\xe4\xb8", b"\r"], "\r"),
        ([b"\xe4", b"\x09"], "\t"),
        ([b"\xe4", b"7x"], "7x"),
        ([b"\xff", b"7"], "7"),
        ([b"1\x80\xc0\xc1\xf8\xff"], "1"),
        ([b"\xed\xa0\x80" + "政".encode() + b"1x"], "1x"),
    ],
)
def test_half_a_character_takes_nothing_with_it(pieces: list[bytes], expected: str) -> None:
    assert decoded(*pieces) == (expected, True)


def test_c1_is_dropped_and_told_and_nul_is_dropped() -> None:
    assert decoded("a\x9b31mb".encode()) == ("a31mb", True)
    assert decoded(b"a\0b") == ("ab", False)
    assert decoded(b"a\0\xff") == ("a", True)


def test_a_digit_behind_the_beginning_of_a_gbk_character_comes_in_the_end() -> None:
    decoder = Decoder()
    assert decoder.decode(b"\xb0\xa1\x81") == Decoded("", True)
    assert decoder.may_expire
    assert decoder.decode(b"7") == Decoded("", True)
    assert decoder.expire() == "7"
    assert not decoder.may_expire
    assert decoder.decode(b"8") == Decoded("8", False)


def test_half_a_utf_8_character_never_expires() -> None:
    decoder = Decoder()
    assert decoder.decode(b"\xe4\xb8") == Decoded("", False)
    assert not decoder.may_expire and decoder.expire() == ""
    assert decoder.decode(b"\x89") == Decoded("三", False)


@pytest.mark.parametrize("char", ["取", "通"])
@pytest.mark.parametrize("utf8", [None, False])
def test_a_pair_that_is_valid_utf_8_is_dropped_unless_the_terminal_is_known_to_send_that(
    char: str, utf8: bool | None
) -> None:
    assert decoded(char.encode("gbk"), b"7", utf8=utf8) == ("7", True)


def test_what_is_typed_with_chinese_passes_while_nothing_is_known() -> None:
    assert decoded("·×°±".encode(), "公ā".encode()) == ("·×°±公ā", False)


def test_a_terminal_said_not_to_send_utf_8_is_believed_when_it_does() -> None:
    assert decoded("路".encode("gbk"), "公开".encode(), utf8=False) == ("公开", True)


def test_a_character_whose_end_went_elsewhere_is_forgotten() -> None:
    decoder = Decoder()
    decoder.decode("三".encode()[:2])
    decoder.break_off()
    assert decoder.decode(b"7") == Decoded("7", False)
