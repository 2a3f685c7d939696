"""UTF-8 out of what a terminal sends, whatever it sends."""

import codecs
import re
from typing import NamedTuple

# GBK and GB18030 pairs and quadruples; what a read has cut off of one; any other byte that is not ASCII.
# Compiled when the first bad byte comes: few terminals send one, and every start would pay for it.
_NOT_ASCII = (
    rb"[\x81-\xfe](?:[0-9][\x81-\xfe][0-9]|[\x40-\x7e\x80-\xfe])"
    rb"|(?P<open>[\x81-\xfe](?:[0-9][\x81-\xfe]?)?\Z)"
    rb"|[\x80-\xff]"
)
_NEVER_TYPED = dict.fromkeys([0, *range(0x80, 0xA0)])


class Decoded(NamedTuple):
    """What came of one read."""

    text: str
    """Without C1 controls and NUL."""
    dropped: bool
    """Bytes were left out because the terminal does not send UTF-8; NUL is no sign of that."""


class Decoder:
    """Decodes reads one after another; a character may be cut anywhere, with any pause between its bytes.

    Stock Textual ends with a traceback at the first byte that is not UTF-8 (textual #6456): a terminal set to GBK kills
    it with one 汉字. Such a terminal's bytes are left out as the pairs they are, because the second of a pair may be an
    ASCII letter, which would be typed. Some pairs happen to be valid UTF-8, so with the first bad byte all of a read is
    taken to be GBK, and so is a later read without a character that UTF-8 writes with three bytes, as it does 汉字.
    Of a terminal that has not told its encoding, letters that no Chinese input method types are taken to be GBK too.
    """

    def __init__(self) -> None:
        self.sends_utf8: bool | None = None
        """What is known of the terminal; any thread may set it."""
        self._held = b""
        self._suspect = False
        self._may_expire = False

    @property
    def may_expire(self) -> bool:
        """Whether the beginning of a GBK character is held back, which `expire` gives up."""
        return self._may_expire

    def decode(self, data: bytes) -> Decoded:
        """The text of the next bytes, up to a character that is not complete."""
        data = self._held + data
        self._may_expire = False
        try:
            text, used = codecs.utf_8_decode(data, "strict", False)
        except UnicodeDecodeError:
            return self._without_gbk(data)
        if (least := self._least_doubtful()) is not None and not text.isascii():
            if least <= max(text) < "\u0800":
                return self._without_gbk(data)
            self._suspect = False
        self._held = data[used:]
        return _typed(text)

    def _least_doubtful(self) -> str | None:
        """The first of the characters, of those that UTF-8 writes with two bytes, that are rather a pair of GBK."""
        if self._suspect or self.sends_utf8 is False:
            return "\x80"
        # Below it are · × ° ±, which are typed with 汉字.
        return "\u0100" if self.sends_utf8 is None else None

    def expire(self) -> str:
        """Give up the rest of a GBK character; call this when nothing has come for some time.

        What may still become a UTF-8 character is kept.
        """
        if not self._may_expire:
            return ""
        held, self._held, self._may_expire = self._held, b"", False
        return bytes(byte for byte in held if byte < 0x80).decode()

    def break_off(self) -> None:
        """Forget the beginning of a character, whose end went to somebody else."""
        self._held, self._may_expire = b"", False

    def _without_gbk(self, data: bytes) -> Decoded:
        self._suspect = True
        self._held = next((match["open"] for match in re.finditer(_NOT_ASCII, data) if match["open"]), b"")
        self._may_expire = bool(self._held)
        text = re.sub(_NOT_ASCII, b"", data).decode()
        return Decoded(text.replace("\0", ""), True)


def _typed(text: str) -> Decoded:
    if text.isascii() and "\0" not in text:
        return Decoded(text, False)
    typed = text.translate(_NEVER_TYPED)
    return Decoded(typed, len(typed) != len(text) - text.count("\0"))
