"""How messages quote what users typed."""

from schema.unsafe import shown

_LONGEST = 20


def quoted(text: str, longest: int = _LONGEST) -> str:
    """A user's text in quotation marks: harmless to a terminal, cut after some characters."""
    return f"“{shown(text if len(text) <= longest else text[:longest] + '…')}”"
