"""What commands print as JSON: one array, an object a line, safe for a terminal."""

from collections.abc import Iterable, Mapping
from decimal import Decimal


def array(objects: Iterable[Mapping[str, object]]) -> str:
    """One JSON array; characters that deceive a terminal, or that it lacks, are escaped, decimals stay exact."""
    import json

    from schema.unsafe import is_unsafe
    from tui.commands.streams import encodable

    def text_of(value: object) -> str:
        return f"{value:f}" if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)

    text = ",\n".join(
        "{" + ", ".join(f"{json.dumps(key)}: {text_of(value)}" for key, value in each.items()) + "}" for each in objects
    )
    escaped = "".join(
        char if char == "\n" or (not is_unsafe(char) and encodable(char)) else json.dumps(char)[1:-1] for char in text
    )
    return f"[\n{escaped}\n]\n" if escaped else "[]\n"
