"""Exact bytes on the line, of the real wizard on a pty: what a bad connection has to carry."""

from collections.abc import Iterator

import pytest

from tests.benchmarks import counts
from tests.benchmarks.pty_program import PtyProgram
from tests.benchmarks.wizard import long_prose, opened, sample_copy

pytestmark = pytest.mark.timeout(180)


@pytest.fixture(scope="module")
def grid() -> Iterator[PtyProgram]:
    """Section 三 of a full report; what one test types, the next may find."""
    with sample_copy() as path, opened(path, "三") as program:
        yield program


def test_nothing_is_sent_while_nobody_types(grid: PtyProgram) -> None:
    assert grid.idle_bytes(10) == 0


def test_a_move_costs_at_most_60_bytes(grid: PtyProgram) -> None:
    assert max(counts.moves(grid)) <= 60


def test_a_digit_costs_at_most_160_bytes_with_the_totals_and_the_balance(grid: PtyProgram) -> None:
    assert max(counts.digits(grid)) <= 160


def test_a_section_switch_costs_at_most_4000_bytes() -> None:
    with sample_copy() as path, opened(path) as program:
        counted = counts.switches(program)
    assert {step: size for step, size in counted.items() if not 0 < size <= 4000} == {}


def test_a_character_at_the_end_of_a_long_paragraph_costs_at_most_100_bytes() -> None:
    with long_prose() as path, opened(path) as program:
        counts.open_prose(program)
        counts.go_to_prose_end(program)
        counted = counts.prose_keys(program)
    assert 0 < min(counted) <= max(counted) <= 100


def test_keys_sent_in_one_chunk_land_in_their_cells() -> None:
    with sample_copy() as path, opened(path, "三") as program:
        assert counts.wrong_after_burst(program, path) == 0
