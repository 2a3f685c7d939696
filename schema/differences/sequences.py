"""Two sequences laid side by side, in bounded time whatever they hold."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

_MOST_WORK = 200_000
"""Pairs of equal elements up to which two sequences are laid side by side; two pages of prose have some thousand."""


class Hunk(NamedTuple):
    """A stretch of one sequence beside a stretch of the other, as half-open ranges."""

    old: range
    new: range
    same: bool


def hunks(old: Sequence[str], new: Sequence[str]) -> list[Hunk]:
    """The stretches that two sequences have in common and, between them, those that they have not."""
    start = 0
    most = min(len(old), len(new))
    while start < most and old[start] == new[start]:
        start += 1
    end = 0
    while end < most - start and old[-1 - end] == new[-1 - end]:
        end += 1
    stop_old, stop_new = len(old) - end, len(new) - end
    found = [Hunk(range(start), range(start), True)]
    found += _inner(old[start:stop_old], new[start:stop_new], start)
    found.append(Hunk(range(stop_old, len(old)), range(stop_new, len(new)), True))
    return [hunk for hunk in found if hunk.old or hunk.new]


def _inner(old: Sequence[str], new: Sequence[str], start: int) -> list[Hunk]:
    if not old or not new or _work(old, new) > _MOST_WORK:
        return [Hunk(range(start, start + len(old)), range(start, start + len(new)), False)]
    from difflib import SequenceMatcher

    return [
        Hunk(range(start + i, start + j), range(start + m, start + n), tag == "equal")
        for tag, i, j, m, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    ]


def _work(old: Sequence[str], new: Sequence[str]) -> int:
    counts = Counter(new)
    return sum(counts[each] for each in old)
