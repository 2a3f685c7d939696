"""The table of the benchmarks: what was measured, what it is measured against, and whether the goal is met."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import quantiles

_WIDTHS = (56, 13, 13, 8, 13, 8)
_HEADS = ("what", "measured", "floor", "ratio", "goal", "")


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement.

    Args:
        what: Named as in the table.
        measured: In `unit`.
        unit: ``ms``, ``MB``, ``B`` or a word.
        goal: The largest ratio to `floor` or, without a floor, the largest measure. None where nothing is promised.
        floor: What the stock thing took, in the same unit and the same run.
        exact: A count that is the same in every run, not a time.
        absolute: The goal is the largest measure although there is a floor.
        skipped: Why nothing was measured.
    """

    what: str
    measured: float
    unit: str
    goal: float | None = None
    floor: float | None = None
    exact: bool = False
    absolute: bool = False
    skipped: str = ""

    @property
    def ratio(self) -> float | None:
        """Measured to floor."""
        return None if self.floor is None else self.measured / self.floor

    @property
    def met(self) -> bool:
        """Whether the goal is met; not so where nothing could be measured."""
        value = self.measured if self._is_absolute else self.ratio
        return self.goal is None or bool(self.skipped) or (value is not None and value <= self.goal)

    @property
    def _is_absolute(self) -> bool:
        return self.absolute or self.floor is None

    def cells(self) -> tuple[str, ...]:
        """The columns of the table."""
        if self.skipped:
            return self.what, "", "", "", "", f"  skipped: {self.skipped}"
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        goal = ""
        if self.goal is not None:
            goal = f"≤ {self._sized(self.goal)}" if self._is_absolute else f"≤ {self.goal:g} x"
        verdict = "" if self.goal is None else "met" if self.met else "MISSED"
        floor = "" if self.floor is None else self._sized(self.floor)
        return self.what, self._sized(self.measured), floor, ratio, goal, verdict

    def _sized(self, value: float) -> str:
        number = f"{value:,.0f}" if self.exact or value == int(value) else f"{value:.3g}"
        return f"{number} {self.unit}"


def undisturbed(times: Iterable[float]) -> float:
    """The lower quartile: what a thing takes that gives the processor away, where others wait for it too."""
    return quantiles(times, n=4)[0]


def heading() -> str:
    """The first lines of the table."""
    return f"{_line(_HEADS)}\n{_line('-' * width for width in _WIDTHS)}"


def line(row: Row) -> str:
    """One line of the table."""
    return _line(row.cells())


def _line(cells: Iterable[str]) -> str:
    what, *others = zip(cells, _WIDTHS, strict=True)
    return (f"{what[0]:<{what[1]}}" + "".join(f"{cell:>{width}}" for cell, width in others)).rstrip()
