"""A report to lock."""

from pathlib import Path

import pytest


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return tmp_path / "某局2024.toml"
