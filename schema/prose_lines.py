"""Prose as it stands in the file: one sentence, one line; an empty line between paragraphs.

``to_lines`` and ``from_lines`` are each other's inverse for every text.
"""

import re
import unicodedata
from functools import lru_cache

_SENTENCE_END = re.compile(r"[。！？；][”’』」）》】〕\])\"'…]*")
# A line's end after a mark that is certainly wide: what almost every line break in a file is.
_WIDE_LINE_END = re.compile(r"\n(?<=[。！？；，、：]\n)(?!\n)")

_BREAKS = re.compile(r"(\n+)")


@lru_cache(maxsize=4096)
def is_wide(char: str) -> bool:
    """Whether a character takes two columns of text in a file."""
    return unicodedata.east_asian_width(char) in "WF"


def to_lines(text: str) -> str:
    """The text as lines: a break after 。！？； and their closing quotes, an empty line between paragraphs."""
    return "\n\n".join(_paragraph_lines(paragraph) for paragraph in text.split("\n"))


def from_lines(lines: str) -> str:
    """The text of lines: a paragraph's lines are joined with nothing next to a wide character, else with a space."""
    if "\n" not in lines:
        return lines
    pieces = _BREAKS.split(_WIDE_LINE_END.sub("", lines))
    text = pieces[0]
    for breaks, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        if len(breaks) == 1:
            text += _joint(text, piece) + piece
        else:
            text += "\n" * (len(breaks) // 2) + piece
    return text


def _paragraph_lines(paragraph: str) -> str:
    lines = []
    start = 0
    for match in _SENTENCE_END.finditer(paragraph):
        end = match.end()
        if end < len(paragraph) and _may_break(paragraph, end):
            lines.append(paragraph[start:end])
            start = end
    lines.append(paragraph[start:])
    return "\n".join(lines)


def _may_break(paragraph: str, offset: int) -> bool:
    """Whether joining again gives back exactly what stood here."""
    return (is_wide(paragraph[offset - 1]) or is_wide(paragraph[offset])) and not paragraph[offset].isspace()


def _joint(before: str, after: str) -> str:
    if not before or not after or before.endswith("\n") or is_wide(before[-1]) or is_wide(after[0]):
        return ""
    return " "
