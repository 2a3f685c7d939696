"""Keys and pastes out of what a terminal sends, however it is cut into pieces."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from tui.terminal import key_parser, paste_reader
from tui.terminal.key_parser import KeyParser
from tui.terminal.paste_reader import PASTE_BEGINS, PASTE_ENDS

CTRL_C, CTRL_S, ESC = "\x03", "\x13", "\x1b"


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


class PlainParser(KeyParser):
    """Counts the characters that Textual's parser is left to look at."""

    looked_at = 0

    def debug_log(self, *args: object) -> None:
        # Called once for each, and for every sequence.
        self.looked_at += 1


def test_a_paste_of_a_million_characters_is_whole_and_not_looked_at_one_by_one() -> None:
    text = "主动公开\x1b[31m政府\x1b信息\x1b[201，\r\n" * 50_000
    stream = f"{PASTE_BEGINS}{text}{PASTE_ENDS}"
    parser = PlainParser()
    pastes = told(parser, *(stream[start : start + 1365] for start in range(0, len(stream), 1365)))
    assert pastes == [f"paste {text}"]
    assert parser.looked_at < 100


# A paste whose end does not come


class Clock:
    """What the parser takes for the time."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(key_parser, "get_time", clock)
    monkeypatch.setattr(paste_reader, "get_time", clock)
    return clock


def after(clock: Clock, parser: KeyParser, *pieces: str, gap: float) -> list[str]:
    """What comes of pieces that arrive with a gap before each, told as by a driver that waits with patience."""
    names: list[str] = []
    for piece in pieces:
        end = clock.now + gap
        while parser.patience is not None and clock.now + parser.patience < end:
            clock.now += parser.patience
            names += named(parser.tick())
        clock.now = end
        names += told(parser, piece) + named(parser.tick())
    return names


def rested(clock: Clock, parser: KeyParser) -> list[str]:
    """What comes of waiting."""
    assert parser.patience is not None
    clock.now += parser.patience
    return named(parser.tick())


def test_it_is_taken_as_it_is_when_nothing_more_comes(clock: Clock) -> None:
    parser = KeyParser()
    assert told(parser, f"7{PASTE_BEGINS}甲\r\n乙") == ["7"]
    assert parser.patience is not None and 2 <= parser.patience <= 10
    assert after(clock, parser, "丙", gap=parser.patience - 0.1) == []
    assert rested(clock, parser) == ["paste 甲\r\n乙丙"]
    assert parser.patience is None
    assert told(parser, f"8{CTRL_S}\x1b[B{CTRL_C}") == ["8", "ctrl+s", "down", "ctrl+c"]
    assert told(parser, f"{PASTE_BEGINS}丁{PASTE_ENDS}9") == ["paste 丁", "9"]


@pytest.mark.parametrize(("keys", "names"), [(CTRL_C, ["ctrl+c"]), (CTRL_S, ["ctrl+s"]), (CTRL_C * 2, ["ctrl+c"] * 2)])
def test_a_key_that_asks_for_a_way_out_ends_it(clock: Clock, keys: str, names: list[str]) -> None:
    parser = KeyParser()
    told(parser, f"{PASTE_BEGINS}甲")
    assert after(clock, parser, keys, gap=1.0) == ["paste 甲", *names]
    assert told(parser, "8") == ["8"]


def test_such_a_key_pressed_again_and_again_ends_it(clock: Clock) -> None:
    parser = KeyParser()
    told(parser, f"{PASTE_BEGINS}甲")
    assert after(clock, parser, *CTRL_S * 3, gap=0.4) == [f"paste 甲{CTRL_S * 2}", "ctrl+s"]


def test_esc_ends_it_when_nothing_follows(clock: Clock) -> None:
    parser = KeyParser()
    told(parser, f"{PASTE_BEGINS}甲")
    assert after(clock, parser, ESC, gap=1.0) == []
    assert rested(clock, parser) == ["paste 甲", "escape"]
    assert told(parser, "8[") == ["8", "left_square_bracket"]


def test_esc_and_another_key_end_it(clock: Clock) -> None:
    parser = KeyParser()
    told(parser, f"{PASTE_BEGINS}甲")
    assert after(clock, parser, ESC, CTRL_S, gap=1.0) == ["paste 甲", "escape", "ctrl+s"]


@pytest.mark.parametrize("gap", [0.05, 0.5, 0.99])
def test_a_slow_line_still_makes_one_paste(clock: Clock, gap: float) -> None:
    stream = f"{PASTE_BEGINS}甲{CTRL_C}{ESC}[B{ESC}乙\r\n{PASTE_ENDS}8"
    assert after(clock, KeyParser(), *(PASTE_BEGINS, *stream[6:]), gap=gap) == [
        f"paste 甲{CTRL_C}{ESC}[B{ESC}乙\r\n",
        "8",
    ]
    for cut in range(7, len(stream)):
        assert after(clock, KeyParser(), stream[:cut], stream[cut:], gap=4.0)[-1:] == ["8"]


def test_the_rest_that_comes_too_late_is_pasted_too(clock: Clock) -> None:
    whole = f"{PASTE_BEGINS}甲乙丙\r\n丁戊{PASTE_ENDS}8"
    for cut in range(len(PASTE_BEGINS) + 1, len(whole) - 1):
        parser = KeyParser()
        told(parser, whole[:cut])
        names = rested(clock, parser) + told(parser, whole[cut:])
        assert names[-1] == "8" and "".join(name.removeprefix("paste ") for name in names[:-1]) == "甲乙丙\r\n丁戊"
        assert all(name.startswith("paste ") for name in names[:-1])


def test_another_that_begins_meanwhile_is_another(clock: Clock) -> None:
    parser = KeyParser()
    assert told(parser, f"{PASTE_BEGINS}甲{PASTE_BEGINS}甲乙{PASTE_ENDS}") == ["paste 甲", "paste 甲乙"]
    told(parser, f"{PASTE_BEGINS}甲")
    assert rested(clock, parser) == ["paste 甲"]
    assert told(parser, f"{PASTE_BEGINS}乙{PASTE_ENDS}") == ["paste 乙"]


def test_it_is_over_where_somebody_else_had_the_terminal() -> None:
    parser = KeyParser()
    assert named(parser.break_off()) == []
    told(parser, f"{PASTE_BEGINS}甲\x1b[2")
    assert named(parser.break_off()) == ["paste 甲"]
    assert told(parser, CTRL_S) == ["ctrl+s"]


@given(st.lists(st.sampled_from(["甲", CTRL_C, CTRL_S, ESC, "[201", "\r", PASTE_BEGINS, PASTE_ENDS]), max_size=12))
def test_no_text_of_an_unfinished_paste_is_lost(pieces: list[str]) -> None:
    parser = KeyParser()
    names = told(parser, PASTE_BEGINS, *(piece for piece in pieces if piece != PASTE_ENDS)) + named(parser.break_off())
    assert "".join(name.removeprefix("paste ") for name in names).count("甲") == pieces.count("甲")
    assert told(parser, "8") == ["8"]
