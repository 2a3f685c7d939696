"""Reports to talk about."""

from pathlib import Path

import pytest


@pytest.fixture
def missing(tmp_path: Path) -> Path:
    """The name of a file that is not there."""
    return tmp_path / "new.toml"
