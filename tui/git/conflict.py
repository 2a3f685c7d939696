"""A file in which git left a conflict: its two sides, and one listing of both."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from schema.unsafe import shown

_MARKER = re.compile(r"(<{7}|\|{7}|>{7}) (.*)|={7}()")
_MOST_COMPARED = 4_000_000
"""Lines of one side times lines of the other. A listing has some hundred."""


class Conflict(NamedTuple):
    """The text of both sides, what each is called, and the line of the first marker, from 1."""

    ours: str
    theirs: str
    our_name: str
    their_name: str
    line: int


def sides_of(text: str) -> Conflict | None:
    """The sides that the markers in a text keep apart; None where they do not stand as git writes them.

    What both had before, which some write between them, is left out.
    """
    ours: list[str] = []
    theirs: list[str] = []
    names = {"<<<<<<<": "", ">>>>>>>": ""}
    first = 0
    inside = ""
    for number, line in enumerate(text.split("\n"), 1):
        marker = _MARKER.fullmatch(line.removesuffix("\r"))
        if marker is None:
            if inside in ("", "<<<<<<<"):
                ours.append(line)
            if inside in ("", "======="):
                theirs.append(line)
            continue
        sign = marker[1] or "======="
        if inside not in _BEFORE[sign]:
            return None
        inside = "" if sign == ">>>>>>>" else sign
        first = first or number
        if sign in names:
            names[sign] = names[sign] or marker[2]
    if inside or not first:
        return None
    return Conflict("\n".join(ours), "\n".join(theirs), names["<<<<<<<"], names[">>>>>>>"], first)


_BEFORE = {"<<<<<<<": ("",), "|||||||": ("<<<<<<<",), "=======": ("<<<<<<<", "|||||||"), ">>>>>>>": ("=======",)}
"""After which marker each may stand."""


def both(conflict: Conflict, ours: Sequence[str], theirs: Sequence[str]) -> Iterator[str]:
    """The lines of both listings, those that differ between markers like git's."""
    if list(ours) == list(theirs):
        yield f"【第{conflict.line}行有合并冲突的标记，两边的内容相同】"
    for same, old, new in _stretches(ours, theirs):
        if same:
            yield from old
        else:
            yield f"<<<<<<< {shown(conflict.our_name)}"
            yield from old
            yield "======="
            yield from new
            yield f">>>>>>> {shown(conflict.their_name)}"


def _stretches(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    if len(ours) * len(theirs) > _MOST_COMPARED:
        yield ours == theirs, ours, theirs
        return
    from difflib import SequenceMatcher

    for tag, i1, i2, j1, j2 in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        yield tag == "equal", ours[i1:i2], theirs[j1:j2]
