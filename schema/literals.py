"""Values as they are written in TOML."""

import re
from datetime import date

from schema.cells import Number
from schema.prose_lines import to_lines
from schema.unsafe import find_unsafe, is_unsafe

CELL_WIDTH = 5
"""The places that a figure of a row takes."""
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
# A line of prose that git and the reader of the file would take for a conflict marker.
_LIKE_CONFLICT = re.compile(r"^(?=<{7}|={7}|>{7}|\|{7})(.)", re.MULTILINE)


def quoted(text: str) -> str:
    """A text as a TOML string on one line; what deceives the eye is escaped."""
    return '"' + _escaped(text, _ESCAPES) + '"'


def block(text: str) -> str:
    '''A text as a ``"""`` block, one sentence a line; an empty text is ``""``.'''
    if not text:
        return '""'
    escapes = {char: escape for char, escape in _ESCAPES.items() if char not in '"\n'}
    lines = _escaped(to_lines(text), escapes).replace('"""', '""\\"')
    if any(mark in lines for mark in ("=======", "<<<<<<<", ">>>>>>>", "|||||||")):
        lines = _LIKE_CONFLICT.sub(lambda match: f"\\u{ord(match[1]):04X}", lines)
    return f'"""\n{lines}\n"""'


def _escaped(text: str, escapes: dict[str, str]) -> str:
    if not find_unsafe(text) and not any(char in text for char in escapes):
        return text
    return "".join(escapes.get(char) or _visible(char) for char in text)


def _visible(char: str) -> str:
    if char == "\n" or not is_unsafe(char):
        return char
    code = ord(char)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"


def day(text: str) -> str:
    """A date as TOML where the text is one, written 2026-01-20; anything else as a string."""
    try:
        return text if date.fromisoformat(text).isoformat() == text else quoted(text)
    except ValueError:
        return quoted(text)


def figure(number: Number) -> str:
    """A figure as TOML: what its cell admits as a number, anything else as a string, a blank as an empty one."""
    return number.text if number.usable is not None else quoted(number.text)


def row_value(figures: list[str]) -> str:
    """The figures of a row as an array, each on five places."""
    return "[" + ",".join(each.rjust(CELL_WIDTH) for each in figures) + "]"
