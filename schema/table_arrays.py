"""How an array of tables of a file, the parts of a section or the accepted queries, became another."""

from collections.abc import Sequence
from typing import NamedTuple


class ArrayChange(NamedTuple):
    """Which tables stay, which change and which come or go; all others are as they were."""

    start: int
    """The first table that changes, comes or goes."""
    kept: int
    """How many from there on are changed."""
    removed: int
    """How many go after those."""
    added: int
    """How many come after those; 0 where any go."""

    def index_after(self, index: int) -> int | None:
        """Where a table stands afterwards; None if it goes."""
        if index < self.start + self.kept:
            return index
        return None if index < self.start + self.kept + self.removed else index + self.added - self.removed


def change_of(before: Sequence[object], after: Sequence[object]) -> ArrayChange:
    """The change that leaves the most tables at both ends untouched."""
    start = _common_length(before, after)
    end = _common_length(before[start:][::-1], after[start:][::-1])
    kept = min(len(before), len(after)) - start - end
    return ArrayChange(start, kept, len(before) - start - end - kept, len(after) - start - end - kept)


def _common_length(one: Sequence[object], other: Sequence[object]) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length
