"""The matrix is whole, and its cheapest rows hold."""

import pytest

from tests.faults.__main__ import line
from tests.faults.counting import Tally, total
from tests.faults.matrix import ROWS

REQUIRED = [f"F{number}" for number in range(1, 32) if number not in (23, 26)]


def test_every_row_is_registered() -> None:
    assert list(ROWS) == REQUIRED
    assert all(row.id == name and row.does and row.fault for name, row in ROWS.items())


def test_a_breach_is_counted() -> None:
    tally = Tally()
    tally.run()
    tally.hold("I1", True)
    assert not tally.breached
    tally.hold("I1", False, "seen")
    assert tally.breached
    assert (tally.columns[0], tally.breaches) == ("1/2", ["I1: seen"])
    assert "BREACHED" in line(ROWS["F1"], tally)


@pytest.mark.parametrize("name", ["F6", "F24", "F29"])
def test_a_row_holds(name: str) -> None:
    row = ROWS[name]
    if reason := row.lacks():
        pytest.skip(reason)
    tally = total(job() for job in row.jobs())
    assert tally.counts
    assert not tally.breaches
