"""What the terminal sends, put so that Textual's parser cannot mistake it."""

from collections.abc import Iterator

from textual._xterm_parser import XTermParser
from textual.message import Message

_ESC = "\x1b"
_PASTE_BEGINS = "[200~"
_PASTE_ENDS = "\x1b[201~"
# Between two characters: nothing more belongs to the ESC before.
_TIME_IS_UP = ""


class KeyParser(XTermParser):
    """Textual's parser, with Esc told apart from the key after it, and a pasted text kept whole.

    Stock Textual reads Esc and a key soon after it as that key with Alt, or types `^` for it when a third key follows,
    and makes keys of what follows an ESC in a bracketed paste. Nothing here is bound to Alt.
    """

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._sequence: str | None = None
        """What has come of an escape sequence; empty behind its ESC; None outside of one."""
        self._pasting = False
        self._held = ""
        """The beginning of what may be the end of a paste."""

    def feed(self, data: str) -> Iterator[Message]:
        """The events of some characters; none mean that nothing will come any more."""
        # An ESC that nothing followed in time is the key itself: the parser no longer waits.
        if self._sequence == "" and self._timeout_time is None:
            self._sequence = None
        if not data or (_ESC not in data and self._sequence is None and not self._pasting):
            yield from super().feed(data)
            return
        plain = ""
        for each in self._plain(data):
            if each == _TIME_IS_UP:
                yield from self._fed(plain)
                plain = ""
                self._timeout_time = 0
                yield from self.tick()
            plain += each
        yield from self._fed(plain)

    def _fed(self, plain: str) -> Iterator[Message]:
        # To the parser, no characters mean the end.
        if plain:
            yield from super().feed(plain)

    def _plain(self, data: str) -> Iterator[str]:
        for char in data:
            if self._pasting:
                yield from self._pasted(char)
            elif self._sequence is None:
                self._sequence = "" if char == _ESC else None
                yield char
            else:
                yield from self._continued(self._sequence, char)

    def _continued(self, sequence: str, char: str) -> Iterator[str]:
        """A character behind an ESC."""
        if char == _ESC:
            self._sequence = ""
        elif not sequence and char not in "[O":
            self._sequence = None
            yield _TIME_IS_UP
        else:
            sequence += char
            ends = len(sequence) > 1 and "@" <= char <= "~"
            self._sequence = None if ends else sequence
            self._pasting = sequence == _PASTE_BEGINS
        yield char

    def _pasted(self, char: str) -> Iterator[str]:
        """A character of a paste; an ESC with what follows becomes the one control character that means the same."""
        self._held += char
        if self._held == _PASTE_ENDS:
            self._pasting = False
            yield self._held
            self._held = ""
        while self._held and not _PASTE_ENDS.startswith(self._held):
            escaped = self._held[0] == _ESC and self._held[1:2] != _ESC
            if escaped and "@" <= self._held[1] <= "_":
                yield chr(ord(self._held[1]) + 0x40)
                self._held = self._held[2:]
            else:
                if self._held[0] != _ESC:
                    yield self._held[0]
                self._held = self._held[1:]
