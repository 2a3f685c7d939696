"""Counts how often each invariant held."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

INVARIANTS = {
    "I1": "the report's file is, byte for byte, the last complete save or the new one",
    "I2": "after a restart the program offers every committed cell; at most the field being typed is lost",
    "I3": "the user was told the truth, in Chinese, without a traceback",
    "I4": "no temporary file is left after the next start",
    "I5": "the terminal is usable",
}

_MOST_BREACHES = 20


@dataclass(slots=True)
class Count:
    """How often an invariant held, of how often it was looked at."""

    held: int = 0
    tried: int = 0


@dataclass(slots=True)
class Tally:
    """What came out of one row of the matrix, or of a part of it."""

    runs: int = 0
    counts: dict[str, Count] = field(default_factory=dict)
    breaches: list[str] = field(default_factory=list)
    skipped: str = ""
    """Why it could not be tried here."""

    def run(self, count: int = 1) -> None:
        """One more fault was brought about."""
        self.runs += count

    def hold(self, invariant: str, held: object, otherwise: str | Callable[[], str] = "") -> bool:
        """Count whether an invariant held; `otherwise` says what was seen instead."""
        assert invariant in INVARIANTS
        count = self.counts.setdefault(invariant, Count())
        count.tried += 1
        count.held += bool(held)
        if not held and len(self.breaches) < _MOST_BREACHES:
            self.breaches.append(f"{invariant}: {otherwise() if callable(otherwise) else otherwise}")
        return bool(held)

    @contextmanager
    def told(self, invariant: str, what: str) -> Iterator[None]:
        """Count an invariant that holds if what is done inside meets no error."""
        try:
            yield
        except (AssertionError, OSError, LookupError, ValueError, RuntimeError) as error:
            self.hold(invariant, False, f"{what}: {type(error).__name__}: {str(error)[:600]}")
        else:
            self.hold(invariant, True)

    def add(self, other: "Tally") -> None:
        """Take in what another part of the same row counted."""
        self.runs += other.runs
        for invariant, count in other.counts.items():
            mine = self.counts.setdefault(invariant, Count())
            mine.held += count.held
            mine.tried += count.tried
        self.breaches += other.breaches[: _MOST_BREACHES - len(self.breaches)]
        self.skipped = "；".join(dict.fromkeys(filter(None, (self.skipped, other.skipped))))

    @property
    def breached(self) -> bool:
        """Whether an invariant did not hold, once."""
        return any(count.held < count.tried for count in self.counts.values())

    @property
    def columns(self) -> list[str]:
        """The counts, by invariant."""
        return [
            f"{count.held}/{count.tried}" if (count := self.counts.get(invariant)) is not None else ""
            for invariant in INVARIANTS
        ]


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum of the parts of a row."""
    result = Tally()
    for tally in tallies:
        result.add(tally)
    return result
