"""The line of the file on which a character of a text stands."""

import re
from bisect import bisect_right

from schema.form import Place
from schema.laid_out import LaidOut
from schema.prose_lines import from_lines
from schema.toml_source import Source

_OPENING = re.compile(r"""[ \t]*(\"\"\"\r?\n?|'''\r?\n?|"|')""")
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b", '"': '"', "\\": "\\"}
_RUN = re.compile(r"""[^\\"'\r]+""")
"""Characters that stand for themselves in every string."""
_PIECE = re.compile(
    r"\\u(?P<short>[0-9A-Fa-f]{4})|\\U(?P<long>[0-9A-Fa-f]{8})|\\(?P<joined>[ \t]*\r?\n[ \t\r\n]*)|\\(?P<letter>.)"
    r"|\r(?=\n)|(?P<char>.)",
    re.DOTALL,
)


def line_within(source: Source | LaidOut, place: Place, text: str, offset: int, *, prose: bool) -> int:
    """The line, from 1, of a character of the text at a place; that of the place's key where it cannot be told.

    Args:
        source: The file.
        place: The place.
        text: What the file's value is read as.
        offset: Which character, from 0.
        prose: Whether the text's paragraphs are joined from the lines of the value.
    """
    start = source.value_start(place)
    opening = None if start is None else _OPENING.match(source.text, start)
    if opening is None or not 0 <= offset < len(text):
        return source.line_of(place)
    literal = opening[1].startswith("'")
    value, positions = _decoded(source.text, opening.end(), opening[1].rstrip("\r\n"), literal)
    read = from_lines if prose else str
    if read(value.removesuffix("\n") if prose else value) != text:
        return source.line_of(place)
    # The reading of the first lines is the beginning of the reading of them all: search where it reaches the character.
    count = bisect_right(range(len(value) + 1), offset, key=lambda end: len(read(value[:end])))
    return source.text.count("\n", 0, positions[count - 1]) + 1


def _decoded(text: str, start: int, quotes: str, literal: bool) -> tuple[str, list[int]]:
    """The value of a string of the file from where its quotes have been opened, and where each character stands."""
    chars: list[str] = []
    positions: list[int] = []
    position = start
    while position < len(text) and not _closes(text, position, quotes):
        if (run := _RUN.match(text, position)) is not None:
            chars.append(run.group())
            positions.extend(range(*run.span()))
            position = run.end()
            continue
        match = _PIECE.match(text, position)
        assert match is not None
        char = text[position] if literal and text[position : position + 2] != "\r\n" else _character(match)
        position = position + 1 if literal else match.end()
        if char:
            chars.append(char)
            positions.append(position - 1)
    return "".join(chars), positions


def _closes(text: str, position: int, quotes: str) -> bool:
    """Whether a string ends here: three quotes may have up to two of their kind before them, which belong to it."""
    return text.startswith(quotes, position) and (len(quotes) == 1 or not text.startswith(quotes, position + 1))


def _character(match: re.Match[str]) -> str:
    if (code := match["short"] or match["long"]) is not None:
        return chr(int(code, 16))
    if (letter := match["letter"]) is not None:
        return _ESCAPED.get(letter, "")
    return match["char"] or ""
