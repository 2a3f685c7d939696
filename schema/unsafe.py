"""Characters that deceive a terminal or a reader, found and made visible."""

import re
import unicodedata
from functools import lru_cache

# The categories that print nothing of their own: control, format, surrogate, line and paragraph separators.
_UNSAFE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})

# Letters whose glyph is blank; variation selectors and other default-ignorable marks.
_BLANK_LETTERS = frozenset("\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800\u034f")

_SAFE = re.compile(r"[\n -~\u3400-\u9fff\u3000-\u303f\uff01-\uff5e“”‘’…—·]*+\Z")

# Compiled when first needed, which most runs of the program never do.
_SEQUENCE = (
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x1b\x07\x9c\n]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]+[0-~]"
)
_LINE_END = r"\r\n|[\r\v\f\x85\u2028\u2029]"


@lru_cache(maxsize=4096)
def is_unsafe(char: str) -> bool:
    """Whether one character must not reach a terminal or a published page as it stands.

    Control characters (a line feed is judged by the caller), terminal escapes, bidi marks and overrides, zero-width
    and tag characters, variation selectors, blank letters and unpaired surrogates.
    """
    code = ord(char)
    return (
        unicodedata.category(char) in _UNSAFE_CATEGORIES
        or char in _BLANK_LETTERS
        or 0xFE00 <= code <= 0xFE0F
        or 0xE0000 <= code <= 0xE0FFF
    )


def find_unsafe(text: str) -> list[int]:
    """The offsets of unsafe characters in a text; line feeds are allowed."""
    if _SAFE.match(text):
        return []
    return [offset for offset, char in enumerate(text) if char != "\n" and is_unsafe(char)]


def name_of(char: str) -> str:
    """A visible name of an unsafe character, such as ``‹U+202E›``."""
    return f"‹U+{ord(char):04X}›"


def shown(text: str, *, keep_newlines: bool = False) -> str:
    """The text with every unsafe character replaced by its visible name."""
    if _SAFE.match(text) and (keep_newlines or "\n" not in text):
        return text
    return "".join(char if (char == "\n" and keep_newlines) or not is_unsafe(char) else name_of(char) for char in text)


def with_line_feeds(text: str) -> str:
    """The text with a line feed for every kind of line end."""
    return re.sub(_LINE_END, "\n", text)


def without_sequences(text: str) -> str:
    """The text without whole escape sequences, of which the ESC alone would leave ``[31m`` or the title of a window.

    Those of an ESC and one more character stay: that may be a figure, typed after a key that means nothing.
    """
    return re.sub(_SEQUENCE, "", text)


def cleaned(text: str) -> str:
    """The text as it may be taken in: no escape sequences and unsafe characters; tabs become spaces."""
    if _SAFE.match(text):
        return text
    text = with_line_feeds(text.replace("\t", " "))
    if _SAFE.match(text):
        return text
    return "".join(char for char in without_sequences(text) if char == "\n" or not is_unsafe(char))
