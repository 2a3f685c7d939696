"""Questions written to a terminal or a pipe, and the lines that answer them."""

import re
from collections.abc import Sequence
from typing import BinaryIO, TextIO

from render.line_breaking import break_lines
from schema.form import Choice
from schema.unsafe import cleaned, is_unsafe, name_of, shown, with_line_feeds
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


class Dialogue:
    """Asks and hears.

    Args:
        source: Where the answers come from, as bytes: what is no text must not end the program.
        sink: Where the questions go.
        encoding: How the answers are encoded.
    """

    def __init__(self, source: BinaryIO, sink: TextIO, encoding: str = "utf-8") -> None:
        self._source, self._sink = source, sink
        self.encoding = encoding.lower()
        self._terminal = source.isatty()

    def say(self, text: str) -> None:
        """Write lines, each made safe and broken to the terminal's width. Raises InputEndedError where nobody reads."""
        self._write("".join(f"{line}\n" for line in _lines(text)))

    def ask(self, question: str) -> str:
        """Write a question and wait for the line that answers it; what is no text is asked for again.

        What must not be in a text is taken out, and said. Raises InputEndedError.
        """
        while True:
            self._write("\n".join(_lines(question)))
            raw = self._line()
            try:
                text, removed = _heard(raw.decode(self.encoding))
            except UnicodeDecodeError:
                encoding = self.encoding.upper()
                self.say(f"这一行不是{encoding}编码，没有收下。请把终端的字符编码改为{encoding}，再输入一次。")
                continue
            if removed:
                self.say(removed)
                if not text.strip():
                    self.say("这一行没有别的内容，请再输入一次。")
                    continue
            if self._terminal and len(raw) >= _TERMINAL_LINE:
                self.say("这一行到了终端一行的上限，后面的可能没有收到，请核对；长的段落请分成几段输入。")
            return text

    def choose(self, question: str, choices: Sequence[Choice], default: str | None) -> str:
        """Ask for one of a few choices, by number, label or value; Enter takes the default, if there is one.

        Raises InputEndedError.
        """
        choices = tuple(choices)
        label = next((f" [{choice.label}]" for choice in choices if choice.value == default), "")
        while True:
            answer = self.ask(f"{question}{offered(choices)}{label}：")
            if default is not None and not answer.strip():
                return default
            if (value := chosen(choices, answer)) is not None:
                return value
            self.say("请输入序号。" if default is None else "请输入序号，或者按回车。")

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
                raise InputEndedError(_heard(raw.decode(self.encoding, "ignore"))[0])
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


def _heard(line: str) -> tuple[str, str]:
    """A line without what deceives and without keys that the terminal sent as text; and what that was, in words."""
    text = with_line_feeds(_KEYS.sub("", line))
    removed = ["方向键或功能键"] if text != with_line_feeds(line) else []
    clean = cleaned(text)
    if dropped := len(text) - len(clean):
        unsafe = dict.fromkeys(char for char in text if char not in "\n\t" and is_unsafe(char))
        removed.append(f"{dropped}个看不见的或控制用的字符{''.join(map(name_of, list(unsafe)[:_NAMED]))}")
    return clean, f"去掉了{'和'.join(removed)}。" if removed else ""
