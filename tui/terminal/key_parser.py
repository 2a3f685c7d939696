"""What the terminal sends, put so that Textual's parser cannot mistake it."""

from collections.abc import Generator, Iterator

from textual import events
from textual._time import get_time
from textual._xterm_parser import XTermParser
from textual.message import Message

_ESC = "\x1b"
_PASTE_BEGINS = "[200~"
_PASTE_ENDS = "\x1b[201~"
# Sequences that go on behind a character that ends every other: the Linux console's F1 to F5.
_LONGER = ("[[",)
# The three characters behind it say where the mouse is.
_MOUSE = "[M"


class KeyParser(XTermParser):
    """Textual's parser, with Esc told apart from the key after it, pastes kept whole and unknown sequences dropped.

    Stock Textual reads Esc and a key soon after it as that key with Alt, or types `^` for it when a third key follows;
    nothing here is bound to Alt. It types what follows the ESC of a sequence it does not know, with the keys after it.
    In a bracketed paste it makes keys of what follows an ESC; it also looks at a paste character by character, some
    ten seconds for a million, where this parser looks for its end.
    """

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._sequence: str | None = None
        """What has come of an escape sequence; empty behind its ESC; None outside of one."""
        self._pasting = False
        self._pasted: list[str] = []
        self._held = ""
        """The beginning of what may be the end of a paste."""

    @property
    def patience(self) -> float | None:
        """Seconds until `tick` is to be called; None if nothing is waited for."""
        return None if self._timeout_time is None else max(0.0, self._timeout_time - get_time())

    def feed(self, data: str) -> Iterator[Message]:
        """The events of some characters; none mean that nothing will come any more."""
        # An ESC that nothing followed in time is the key itself: the parser no longer waits.
        if self._sequence is not None and self._timeout_time is None:
            self._sequence = None
        if not data or (_ESC not in data and self._sequence is None and not self._pasting):
            yield from super().feed(data)
            return
        while data:
            data = yield from self._paste(data) if self._pasting else self._keys(data)

    def _fed(self, plain: str) -> Iterator[Message]:
        # To the parser, no characters mean the end.
        if plain:
            yield from super().feed(plain)

    def _keys(self, data: str) -> Generator[Message, None, str]:
        """Keys up to the beginning of a paste; returns what is pasted."""
        fed = 0
        for index, char in enumerate(data):
            sequence = self._sequence
            if char == _ESC:
                self._sequence = ""
            elif sequence is None:
                continue
            elif not sequence and char not in "[O":
                self._sequence = None
                yield from self._fed(data[fed:index])
                fed = index
                yield from self._out_of_time()
            else:
                sequence += char
                ends = len(sequence) > 1 and "@" <= char <= "~" and sequence not in _LONGER
                self._sequence = None if ends else sequence
                if ends:
                    yield from self._fed(data[fed : index + 1])
                    fed = index + 1
                    if sequence == _PASTE_BEGINS:
                        self._pasting = True
                        break
                    if self._timeout_time is not None and sequence != _MOUSE:
                        # Textual does not know it, and would type it.
                        list(self._out_of_time())
        else:
            yield from self._fed(data[fed:])
            return ""
        return data[fed:]

    def _out_of_time(self) -> Iterator[Message]:
        """Tell Textual's parser that nothing more belongs to the sequence it has begun to read."""
        if self._timeout_time is not None:
            self._timeout_time = 0
            yield from self.tick()

    def _paste(self, data: str) -> Generator[Message, None, str]:
        """A paste up to its end, which Textual's parser takes for an empty one; returns what follows."""
        text = self._held + data
        end = text.find(_PASTE_ENDS)
        if end < 0:
            begun = next((size for size in range(len(_PASTE_ENDS) - 1, 0, -1) if text.endswith(_PASTE_ENDS[:size])), 0)
            self._pasted.append(text[: len(text) - begun])
            self._held = text[len(text) - begun :]
            return ""
        pasted = "".join([*self._pasted, text[:end]])
        self._pasting = False
        self._pasted.clear()
        self._held = ""
        for message in super().feed(_PASTE_ENDS):
            yield events.Paste(pasted) if isinstance(message, events.Paste) else message
        return text[end + len(_PASTE_ENDS) :]
