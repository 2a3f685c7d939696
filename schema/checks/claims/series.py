"""Numbers that follow 分别 in the order of the labels before it."""

from collections.abc import Iterable

from schema.checks.claims.slots import Slot
from schema.checks.claims.tokens import Token

_LISTED = (Slot.OUTCOME, Slot.COLUMN, Slot.KIND, Slot.ACTION, Slot.DOCUMENT, Slot.DISPUTE, Slot.ROW)


class Series:
    """The labels before 分别, and the numbers that have taken them."""

    def __init__(self) -> None:
        self.opened = False
        self._words: list[Token] = []
        self._labels: list[Token] = []
        self._common: list[Token] = []
        self._start = 0
        self._taken: list[int] = []

    def add(self, words: Iterable[Token]) -> None:
        """More words in front of 分别."""
        if not self.opened:
            self._words.extend(words)

    def clear(self) -> None:
        """A number has come without 分别: the words before it are no series."""
        self._words.clear()

    def open(self, start: int) -> None:
        """分别 has come, in a clause that begins at a place."""
        slots = [token.word.slot for token in self._words if token.word is not None]
        listed = next((slot for slot in _LISTED if slots.count(slot) > 1), None)
        if listed is None:
            return
        self.opened = True
        wanted = {listed, Slot.REST} if listed in _LISTED[:3] else {listed}
        self._labels = [token for token in self._words if token.word is not None and token.word.slot in wanted]
        self._common = [token for token in self._words if token not in self._labels]
        self._start = self._words[0].start if self._words else start

    def next(self) -> tuple[list[Token], int] | None:
        """The words of the next number and where they begin; None where there are no more."""
        if len(self._taken) >= len(self._labels):
            return None
        return [*self._common, self._labels[len(self._taken)]], self._start

    def take(self, index: int) -> None:
        """A count has come, with its index."""
        if self.opened:
            self._taken.append(index)

    def broken(self) -> list[int]:
        """The counts that have taken labels in vain, for there are not as many of them as of labels."""
        return self._taken if self.opened and len(self._taken) != len(self._labels) else []
