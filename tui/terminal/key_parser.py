"""What the terminal sends, put so that Textual's parser cannot mistake it."""

from collections.abc import Generator, Iterator

from textual import events
from textual._time import get_time
from textual._xterm_parser import XTermParser
from textual.message import Message

from tui.terminal.paste_reader import ESC, PASTE_BEGINS, PASTE_ENDS, PasteReader

# Sequences that go on behind a character that ends every other: the Linux console's F1 to F5.
_LONGER = ("[[",)
# The three characters behind it say where the mouse is.
_MOUSE = "[M"


class KeyParser(XTermParser):
    """Textual's parser, with Esc told apart from the key after it, pastes kept whole and unknown sequences dropped.

    Stock Textual reads Esc and a key soon after it as that key with Alt, or types `^` for it when a third key follows;
    nothing here is bound to Alt. It types what follows the ESC of a sequence it does not know, with the keys after it.
    In a bracketed paste it makes keys of what follows an ESC; it also looks at a paste character by character, some
    ten seconds for a million, where this parser looks for its end. A paste whose end does not come holds no key back
    for more than some seconds.
    """

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._sequence: str | None = None
        """What has come of an escape sequence; empty behind its ESC; None outside of one."""
        self._paste: PasteReader | None = None
        self._end_begun: str | None = None
        """Where the end of the last paste has not come: what had come of it."""

    @property
    def patience(self) -> float | None:
        """Seconds until `tick` is to be called; None if nothing is waited for."""
        ends = [self._timeout_time, self._paste.over_at if self._paste is not None else None]
        return min((max(0.0, end - get_time()) for end in ends if end is not None), default=None)

    def feed(self, data: str) -> Iterator[Message]:
        """The events of some characters; none mean that nothing will come any more."""
        # An ESC that nothing followed in time is the key itself: the parser no longer waits.
        if self._sequence is not None and self._timeout_time is None:
            self._sequence = None
        if self._paste is not None and self._paste.left_by(data):
            yield from self.break_off()
        if data and self._end_begun is not None:
            data = yield from self._late(data)
        elif not data or (ESC not in data and self._sequence is None and self._paste is None):
            yield from super().feed(data)
            return
        while data:
            data = yield from self._keys(data) if self._paste is None else self._take_pasted(self._paste, data)

    def tick(self) -> Iterator[Message]:
        """The events of what has been waited for long enough."""
        if self._paste is not None and get_time() >= self._paste.over_at:
            yield from self.break_off()
        yield from super().tick()

    def break_off(self) -> Iterator[Message]:
        """Take a paste that has begun as it is: its end will not come."""
        if self._paste is None:
            return
        paste, self._paste = self._paste, None
        self._end_begun = paste.end_begun
        yield from self._pasted(paste.text)
        if paste.escaped:
            yield from self._fed(ESC)
            yield from self._out_of_time()

    def _fed(self, plain: str) -> Iterator[Message]:
        # To the parser, no characters mean the end.
        if plain:
            yield from super().feed(plain)

    def _keys(self, data: str) -> Generator[Message, None, str]:
        """Keys up to the beginning of a paste; returns what is pasted."""
        fed = 0
        for index, char in enumerate(data):
            sequence = self._sequence
            if char == ESC:
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
                    if ESC + sequence == PASTE_BEGINS:
                        self._paste, self._end_begun = PasteReader(), None
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
            yield from super().tick()

    def _take_pasted(self, paste: PasteReader, data: str) -> Generator[Message, None, str]:
        """A paste up to its end; returns what follows."""
        rest = paste.take(data)
        if rest is None:
            return ""
        self._paste = None
        yield from self._pasted(paste.text)
        return rest

    def _pasted(self, text: str) -> Iterator[Message]:
        """A paste, which Textual's parser takes for an empty one."""
        # Where one has no end, the next may have begun.
        texts = [each for each in text.split(PASTE_BEGINS) if each] or [""]
        for message in super().feed(PASTE_ENDS):
            if isinstance(message, events.Paste):
                yield from map(events.Paste, texts)
            else:
                yield message

    def _late(self, data: str) -> Generator[Message, None, str]:
        """The rest of a paste whose end came too late, if it comes in one piece; returns what follows."""
        text = f"{self._end_begun}{data}"
        end = text.find(PASTE_ENDS)
        if end < 0 or PASTE_BEGINS in text[:end]:
            self._end_begun = ""
            return data
        self._end_begun = None
        if end:
            yield events.Paste(text[:end])
        return text[end + len(PASTE_ENDS) :]
