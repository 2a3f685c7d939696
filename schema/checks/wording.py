"""How messages quote what users typed."""

from schema.unsafe import shown

_LONGEST = 20


def quoted(text: str, longest: int = _LONGEST) -> str:
    """A user's text in quotation marks: one line, harmless to a terminal, cut after some characters."""
    line = " ".join(text.split(maxsplit=longest))[: longest + 1]
    return f"“{shown(line if len(line) <= longest else line[:longest] + '…')}”"
