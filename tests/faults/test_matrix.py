"""The matrix is whole, and its cheapest rows hold."""

import pytest

from tests.faults.counting import total
from tests.faults.matrix import ROWS

REQUIRED = [f"F{number}" for number in range(1, 32) if number not in (23, 26)]


@pytest.mark.parametrize("name", ["F29"])
def test_a_row_holds(name: str) -> None:
    row = ROWS[name]
    if reason := row.lacks():
        pytest.skip(reason)
    tally = total(job() for job in row.jobs())
    assert tally.counts
    assert not tally.breaches
