"""Questions written to a terminal or a pipe, and the lines that answer them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, TextIO

from render.line_breaking import break_lines
from schema.form import Choice
from schema.unsafe import cleaned, is_unsafe, name_of, shown
from tui.plain.answers import chosen, offered

WIDTH = 80
LONGEST_LINE = 1 << 20
"""Bytes of an answer. No paragraph comes near it."""
_TERMINAL_LINE = 4095
"""Bytes of a line that Linux passes on from a terminal; the rest it drops without a word."""
# Cursor and function keys, and the brackets of a paste, which a terminal read by lines sends as text.
_KEYS = re.compile(r"\x1b(?:\[[0-9;]*[A-DFHPQRSZ~]|O[A-DFHPQRS])")
_NAMED = 5


class InputEndedError(Exception):
    """There are no more answers: the link is cut, the script at its end, or Ctrl+D was pressed.

    ``unfinished`` is the beginning of a line that has no end.
    """

    def __init__(self, unfinished: str = "") -> None:
        super().__init__()
        self.unfinished = unfinished


@dataclass(frozen=True, slots=True)
class Heard:
    """A line without what must not be in it, and what was taken out, in words."""

    text: str
    removed: str = ""


class Dialogue:
    """Asks and hears.

    Args:
        source: Where the answers come from, as bytes: what is no text must not end the program.
        sink: Where the questions go.
        encoding: How the answers are encoded.
    """

    def __init__(self, source: BinaryIO, sink: TextIO, encoding: str = "utf-8") -> None:
        self._source, self._sink, self._encoding = source, sink, encoding
        self._terminal = source.isatty()

    def say(self, text: str) -> None:
        """Write lines, each made safe and broken to the terminal's width. Raises InputEndedError where nobody reads."""
        self._write("".join(f"{line}\n" for line in _lines(text)))

    def ask(self, question: str) -> Heard:
        """Write a question and wait for the line that answers it; what is no text is asked for again.

        Raises InputEndedError.
        """
        while True:
            self._write("\n".join(_lines(question)))
            raw = self._line()
            try:
                text = raw.decode(self._encoding)
            except UnicodeDecodeError:
                encoding = self._encoding.upper()
                self.say(f"这一行不是{encoding}编码，没有收下。请把终端的字符编码改为{encoding}，再输入一次。")
                continue
            heard = _heard(text)
            if heard.removed and not heard.text.strip():
                self.say(f"{heard.removed}这一行没有别的内容，请再输入一次。")
                continue
            if self._terminal and len(raw) >= _TERMINAL_LINE:
                self.say("这一行到了终端一行的上限，后面的可能没有收到，请核对；长的段落请分成几段输入。")
            return heard

    def choose(self, question: str, choices: Sequence[Choice], default: str) -> str:
        """Ask for one of a few choices, by number, label or value; Enter takes the default. Raises InputEndedError."""
        choices = tuple(choices)
        label = next(choice.label for choice in choices if choice.value == default)
        while True:
            heard = self.ask(f"{question}{offered(choices)} [{label}]：")
            if not heard.text.strip():
                return default
            if (value := chosen(choices, heard.text)) is not None:
                return value
            self.say("请输入序号，或者按回车。")

    def _line(self) -> bytes:
        """One line without its end; one that is too long is passed over, with a word about it."""
        while True:
            try:
                raw = self._source.readline(LONGEST_LINE)
                if raw and not raw.endswith(b"\n") and len(raw) == LONGEST_LINE:
                    while (rest := self._source.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                        pass
                    self.say(f"这一行超过{LONGEST_LINE // 1024}千字节，没有收下。请分成几段输入。")
                    continue
            except (OSError, ValueError) as error:
                raise InputEndedError from error
            if not raw.endswith(b"\n"):
                raise InputEndedError(_heard(raw.decode(self._encoding, "ignore")).text)
            if not self._terminal:
                self._write("\n")
            return raw.removesuffix(b"\n").removesuffix(b"\r")

    def _write(self, text: str) -> None:
        try:
            self._sink.write(text)
            self._sink.flush()
        except (OSError, ValueError) as error:
            raise InputEndedError from error


def _lines(text: str) -> list[str]:
    """The lines of a text as they may be printed."""
    return [line.rstrip() for part in text.split("\n") for line in break_lines(shown(part), WIDTH)]


def _heard(text: str) -> Heard:
    """What a line says, without keys that the terminal sent as text and without what deceives."""
    without_keys = _KEYS.sub("", text)
    keys = ["方向键或功能键"] if without_keys != text else []
    text = cleaned(without_keys)
    dropped = [char for char in without_keys if char not in "\n\r\t" and is_unsafe(char)]
    return Heard(text, _told(keys, dropped))


def _told(keys: Sequence[str], dropped: Sequence[str]) -> str:
    if not keys and not dropped:
        return ""
    names = "".join(name_of(char) for char in list(dict.fromkeys(dropped))[:_NAMED])
    pieces = [*keys, *([f"{len(dropped)}个看不见的或控制用的字符{names}"] if dropped else [])]
    return f"去掉了{'和'.join(pieces)}。"
