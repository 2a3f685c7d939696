"""Finding the longest of many words that begins at a place of a text."""

from collections.abc import Mapping
from typing import Generic, TypeVar

_Meaning = TypeVar("_Meaning")


class Spellings(Generic[_Meaning]):
    """Words with what each of them means.

    Not a pattern: one of so many words takes longer to compile than a report to read.
    """

    __slots__ = ("_longer", "alone", "pairs")

    def __init__(self, meanings: Mapping[str, _Meaning]) -> None:
        self._longer: dict[str, list[tuple[str, _Meaning]]] = {}
        """By their first three characters, or the two that they have; the longest first."""
        self.alone: dict[str, tuple[str, _Meaning]] = {}
        """Those of one character."""
        for spelling in sorted(meanings, key=len, reverse=True):
            word = spelling, meanings[spelling]
            if len(spelling) == 1:
                self.alone[spelling] = word
            else:
                self._longer.setdefault(spelling[:3], []).append(word)
        self.pairs = frozenset(key[:2] for key in self._longer)
        """What the others begin with."""

    def at(self, text: str, start: int, end: int) -> tuple[str, _Meaning] | None:
        """The longest word that begins at a place of a part of a text, and its meaning."""
        if (pair := text[start : start + 2]) in self.pairs:
            for key in (text[start : start + 3], pair):
                for word in self._longer.get(key, ()):
                    if text.startswith(word[0], start, end):
                        return word
        return self.alone.get(text[start])
