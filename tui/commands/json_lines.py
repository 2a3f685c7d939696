"""What commands print as JSON: one array, an object a line, safe for a terminal."""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal

from schema.unsafe import find_unsafe, is_unsafe
from tui.commands.streams import encodable

EMPTY = "[]\n"
BEGINNING, BETWEEN, END = "[\n", ",\n", "\n]\n"
"""What stands before, between and after the objects of an array that has any."""


def array(objects: Iterable[Mapping[str, object]]) -> str:
    """One JSON array of objects."""
    text = BETWEEN.join(map(line, objects))
    return f"{BEGINNING}{text}{END}" if text else EMPTY


def line(values: Mapping[str, object]) -> str:
    """One object; characters that deceive a terminal, or that it lacks, are escaped, decimals stay exact."""
    text = "{" + ", ".join(f"{json.dumps(key)}: {_text_of(value)}" for key, value in values.items()) + "}"
    if encodable(text) and not find_unsafe(text):
        return text
    return "".join(char if encodable(char) and not is_unsafe(char) else json.dumps(char)[1:-1] for char in text)


def _text_of(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)
