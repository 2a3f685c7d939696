"""Tests in tmux are skipped where there is none."""

import pytest

from tests.end_to_end.tmux import MISSING


@pytest.fixture
def tmux() -> None:
    """Skips the test where tmux is missing."""
    if MISSING is not None:
        pytest.skip(MISSING)
