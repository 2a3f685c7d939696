"""Keys and pastes out of what a terminal sends, however it is cut into pieces."""

import time
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from tui.terminal.key_parser import KeyParser


def told(parser: KeyParser, *pieces: str) -> list[str]:
    """The names of keys and the texts of pastes that come of some pieces."""
    return [name for piece in pieces for name in named(parser.feed(piece))]


def named(messages: Iterable[object]) -> list[str]:
    names = []
    for message in messages:
        if isinstance(message, events.Key):
            names.append(message.key)
        elif isinstance(message, events.Paste):
            names.append(f"paste {message.text}")
    return names


STREAMS = [
    ("7\x1b8\x1b[B", ["7", "escape", "8", "down"]),
    ("\x1b\r\x1b[B", ["escape", "enter", "down"]),
    ("\x1b\t政", ["escape", "tab", "政"]),
    ("\x1b政\x7f", ["escape", "政", "backspace"]),
    ("\x1b\x1b[B1", ["escape", "down", "1"]),
    ("\x1b\x1b8", ["escape", "escape", "8"]),
    ("\x1b[A\x1b[19~\x1bOP\x1b[5~x", ["up", "f8", "f1", "pageup", "x"]),
    ("\x13\x1b\x13", ["ctrl+s", "escape", "ctrl+s"]),
    ("\x1b[200~1\t2\r\n3\x1b[201~9", ["paste 1\t2\r\n3", "9"]),
    ("\x1b[200~a\x1b[31mb\x1b]0;t\x07c\x1bcd\x1b\x1b[201~9", ["paste a\x1b[31mb\x1b]0;t\x07c\x1bcd\x1b", "9"]),
    ("\x1b[200~a\x1b[20b\x1b[201c\x1b[201~\x1b8", ["paste a\x1b[20b\x1b[201c", "escape", "8"]),
    ("\x1b[200~\x1b[B\r\x1b[201~", ["paste \x1b[B\r"]),
    ("\x1b[?1;2c1", ["1"]),
    ("\x1b[99z\x1b[A\x1b[1;1;1y2", ["up", "2"]),
    ("\x1b[[A3\x1b[[E", ["f1", "3", "f5"]),
    ("\x1b[200~\x1b[201~4", ["paste ", "4"]),
    ("^", ["circumflex_accent"]),
]


@pytest.mark.parametrize(("stream", "expected"), STREAMS)
def test_a_stream_in_one_piece_and_in_every_two(stream: str, expected: list[str]) -> None:
    assert told(KeyParser(), stream) == expected
    for cut in range(1, len(stream)):
        assert told(KeyParser(), stream[:cut], stream[cut:]) == expected
    assert told(KeyParser(), *stream) == expected


def test_an_esc_that_nothing_follows_is_told_when_its_time_is_over() -> None:
    parser = KeyParser()
    assert told(parser, "\x1b") == []
    parser._timeout_time = 1.0
    assert named(parser.tick()) == ["escape"]
    assert told(parser, "8", "[27u"[0]) == ["8", "left_square_bracket"]


@given(
    st.lists(st.sampled_from(["1", "政", "\t", "\x1b", "\x1b[A", "\x1b[19~", "\x1b[200~甲\x1b1\x1b[201~"]), max_size=20)
)
def test_no_key_is_lost_or_made_up(pieces: list[str]) -> None:
    names = {
        "1": "1",
        "政": "政",
        "\t": "tab",
        "\x1b": "escape",
        "\x1b[A": "up",
        "\x1b[19~": "f8",
        "\x1b[200~甲\x1b1\x1b[201~": "paste 甲\x1b1",
    }
    # The 1 lets an ESC at the end be told.
    assert told(KeyParser(), "".join(pieces) + "1") == [*(names[piece] for piece in pieces), "1"]
    assert told(KeyParser(), *pieces, "1") == [*(names[piece] for piece in pieces), "1"]


def test_a_paste_of_a_million_characters_is_whole_and_soon_there() -> None:
    text = "主动公开\x1b[31m政府\x1b信息\x1b[201，\r\n" * 50_000
    stream = f"\x1b[200~{text}\x1b[201~"
    begun = time.process_time()
    pastes = told(KeyParser(), *(stream[start : start + 1365] for start in range(0, len(stream), 1365)))
    assert time.process_time() - begun < 0.3
    assert pastes == [f"paste {text}"]
