"""The reasons of accepted queries when the headed parts they are about are moved, added before or removed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from schema.form import Place
from schema.report import Accepted

PartTexts = Sequence[tuple[str, str]]

_LONGEST_INDEX = 6


def with_parts_moved(
    entries: Sequence[Accepted], section: str, before: PartTexts, after: PartTexts
) -> tuple[Accepted, ...]:
    """What a report accepts once a section has other parts: each reason where the part now is that it was about.

    The reasons about a part that is removed go with it.
    """
    moved = _moved(before, after)
    if all(index == moved.get(index) for index in range(len(before))):
        return tuple(entries)
    places = _Places(section, moved, len(before))
    return tuple(
        entry._replace(where=tuple(map(places.now, entry.where)))
        for entry in entries
        if not any(map(places.is_removed, entry.where))
    )


class _Places:
    """Where the places in a section's parts have gone."""

    def __init__(self, section: str, moved: Mapping[int, int], count: int) -> None:
        self._prefix = f"{section}.parts."
        self._moved = moved
        self._count = count

    def _index(self, place: Place) -> int | None:
        index = place.removeprefix(self._prefix).partition(".")[0] if place.startswith(self._prefix) else ""
        is_one = index.isascii() and index.isdecimal() and len(index) <= _LONGEST_INDEX
        return int(index) if is_one and int(index) < self._count else None

    def is_removed(self, place: Place) -> bool:
        """Whether a place was in a part that is gone."""
        return (index := self._index(place)) is not None and index not in self._moved

    def now(self, place: Place) -> Place:
        """What a place is called now that is in no part that is gone."""
        if (index := self._index(place)) is None:
            return place
        _, dot, name = place.removeprefix(self._prefix).partition(".")
        return f"{self._prefix}{self._moved[index]}{dot}{name}"


def _moved(before: PartTexts, after: PartTexts) -> dict[int, int]:
    """Where each part has gone, by index; one that was removed is not there.

    Parts that were put in a place where as many others were have taken the place of these: they were renamed.
    """
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    shift = len(after) - len(before)
    kept = {index: index for index in range(start)}
    kept |= {index: index + shift for index in range(len(before) - end, len(before))}
    if sorted(old) == sorted(new):
        indices = defaultdict(list)
        for index, part in enumerate(new, start):
            indices[part].append(index)
        return kept | {index: indices[part].pop(0) for index, part in enumerate(old, start)}
    if not old or not new or len(old) == len(new):
        return kept | ({index: index for index in range(start, start + len(old))} if new else {})
    return {index: index for index in range(len(before))}
