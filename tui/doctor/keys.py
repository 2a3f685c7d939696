"""The keys as the wizard understands them, in words; imports Textual."""

import re
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from textual import events
from textual.message import Message

from schema.unsafe import is_unsafe, shown
from tui.doctor.item import padded
from tui.doctor.key_names import meaning_of, name_of
from tui.terminal.key_parser import KeyParser

# A whole control sequence, but not the beginning of a paste, nor what more belongs to: the Linux console's F1 to F5 and
# where the mouse is.
_SEQUENCE = re.compile(rb"\x1b(?:O[@-~]|\[(?!200~|\[|M)[0-?]*[ -/]*[@-~])")

_MOST_CHARACTERS = 10
_MOST_BYTES = 8


class Arrival(NamedTuple):
    """One thing that came: a key, a run of typed characters, a paste, or what cannot be read; safe to print."""

    name: str
    meaning: str
    raw: bytes
    text: str = ""
    """The typed characters; empty for everything else."""

    @property
    def line(self) -> str:
        """The arrival in a line, with its bytes for whoever helps; of many bytes, the first."""
        end = " ..." if len(self.raw) > _MOST_BYTES else ""
        return f"{padded(self.name, 14)} {padded(self.meaning, 20)} {self.raw[:_MOST_BYTES].hex(' ')}{end}"


class KeyReader:
    """Turns the bytes that a terminal in raw mode sends into arrivals, however they are cut into pieces."""

    def __init__(self) -> None:
        self._parser = KeyParser()
        self._decoder = getincrementaldecoder("utf-8")("surrogateescape")
        self._pending = bytearray()
        """What has come of the next arrival."""
        self._invalid = b""
        self._typed: list[str] = []
        self._typed_bytes = b""

    def read(self, data: bytes) -> Iterator[Arrival]:
        """What some bytes complete."""
        for char in self._decoder.decode(data):
            yield from self._character(char)
        # Half a character at the end: what it belongs to is not complete either.
        if not self._decoder.getstate()[0]:
            yield from self._end_run()

    def rest(self) -> Iterator[Arrival]:
        """What is complete because nothing more came in time: a lone Esc, half a character."""
        for char in self._decoder.decode(b"", final=True):
            yield from self._character(char)
        for message in self._parser.tick():
            yield from self._message(message)
        yield from self._end_run()

    def _character(self, char: str) -> Iterator[Arrival]:
        raw = char.encode("utf-8", "surrogateescape")
        if "\udc80" <= char <= "\udcff":
            yield from self._end_typed()
            self._invalid += raw
            return
        yield from self._end_invalid()
        self._pending += raw
        for message in self._parser.feed(char):
            yield from self._message(message)
        if _SEQUENCE.fullmatch(self._pending):
            # A paste is beginning where one begins; of every other sequence the parser would have made a message.
            yield from self._end_typed()
            yield Arrival("认不出的键", "填报界面不理它", self._take_pending())

    def _take_pending(self) -> bytes:
        raw = bytes(self._pending)
        self._pending.clear()
        return raw

    def _message(self, message: Message) -> Iterator[Arrival]:
        raw = self._take_pending()
        if isinstance(message, events.Key):
            if message.key == "escape":
                # Known for the key itself only by what came next.
                self._pending += raw[1:]
                raw = raw[:1]
            character = message.character
            if character is not None and not is_unsafe(character) and not message.key.startswith("alt+"):
                self._typed.append(character)
                self._typed_bytes += raw
                return
            yield from self._end_typed()
            yield Arrival(name_of(message.key), meaning_of(message.key), raw)
            return
        yield from self._end_typed()
        if isinstance(message, events.Paste):
            yield Arrival("粘贴", f"{len(message.text)}个字符：{_cut(message.text)}", raw)
        else:
            yield Arrival("终端的消息", "不是按键", raw)

    def _end_run(self) -> Iterator[Arrival]:
        yield from self._end_typed()
        yield from self._end_invalid()

    def _end_typed(self) -> Iterator[Arrival]:
        if not self._typed:
            return
        text, raw = "".join(self._typed), self._typed_bytes
        self._typed, self._typed_bytes = [], b""
        if text == " ":
            yield Arrival(name_of("space"), meaning_of("space"), raw, text)
        else:
            yield Arrival(f"文字“{_cut(text)}”", f"打字，{len(text)}个字符", raw, text)

    def _end_invalid(self) -> Iterator[Arrival]:
        if not self._invalid:
            return
        raw, self._invalid = self._invalid, b""
        try:
            guess = f"按GBK是“{_cut(raw.decode('gbk'))}”，"
        except UnicodeDecodeError:
            guess = ""
        yield Arrival("不是UTF-8", f"{guess}请把终端的编码改成UTF-8", raw)


def ends(arrivals: Iterable[Arrival]) -> bool:
    """Whether somebody has asked to stop: q, also full-width, or Ctrl+C."""
    return any(arrival.text in ("q", "Q", "ｑ", "Ｑ") or arrival.raw == b"\x03" for arrival in arrivals)


def _cut(text: str) -> str:
    return shown(text[:_MOST_CHARACTERS]) + ("..." if len(text) > _MOST_CHARACTERS else "")
