"""The words that go with one number, or that one clause has, by what they give."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from schema.checks.claims.slots import Slot, Word
from schema.checks.claims.tokens import Token

MAIN = frozenset(
    {
        Slot.ROW,
        Slot.KIND,
        Slot.COLUMN,
        Slot.REQUESTS,
        Slot.DISPUTE,
        Slot.OUTCOME,
        Slot.DOCUMENT,
        Slot.ACTION,
        Slot.FEE,
    }
)
"""The slots that can tell what is counted."""

_BARRED = frozenset({Slot.ELSE, Slot.LEVEL, Slot.PERIOD})


class Words:
    """Some words by what they give; make it with `words_of`, which keeps one for each sequence."""

    __slots__ = ("_values", "_weak", "barred", "main", "order", "slots")

    def __init__(self, words: Sequence[Word]) -> None:
        self.order: tuple[Slot, ...] = tuple(word.slot for word in words)
        self.slots = frozenset(self.order)
        """What the words give."""
        values: dict[Slot, dict[str, None]] = {}
        for word in words:
            values.setdefault(word.slot, {})[word.value] = None
        self._values = {slot: tuple(said) for slot, said in values.items()}
        self._weak = {word.slot for word in words if word.weak}
        self.main = not MAIN.isdisjoint(self.slots)
        """Whether any of the words can tell what is counted."""
        self.barred = not _BARRED.isdisjoint(self.slots)
        """Whether a word tells that the tables do not count this."""

    def values(self, slot: Slot) -> tuple[str, ...]:
        """What the words of a slot say, each once."""
        return self._values.get(slot, ())

    def weak(self, slot: Slot) -> bool:
        """Whether a word of a slot says too little."""
        return slot in self._weak

    def last(self, *slots: Slot) -> Slot | None:
        """Which of some slots the last word gives that gives any of them."""
        return next((slot for slot in reversed(self.order) if slot in slots), None)

    def first(self, *slots: Slot) -> Slot | None:
        """Which of some slots the first word gives that gives any of them."""
        return next((slot for slot in self.order if slot in slots), None)

    def any_of(self, *slots: Slot) -> bool:
        """Whether a word gives any of some slots."""
        return not self.slots.isdisjoint(slots)

    def __contains__(self, slot: Slot) -> bool:
        return slot in self.slots

    @property
    def reason_given(self) -> bool:
        """Whether the word that bars stands beside a way of deciding, as its reason."""
        return Slot.KIND in self.slots and not self.any_of(Slot.LEVEL, Slot.PERIOD)


def words_of(tokens: Iterable[Token]) -> Words:
    """The words among some tokens."""
    return _interned(tuple([token.word for token in tokens if token.word is not None]))


@lru_cache(maxsize=4096)
def _interned(words: tuple[Word, ...]) -> Words:
    return Words(words)
