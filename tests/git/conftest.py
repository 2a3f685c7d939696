"""What the tests with git share."""

import shutil
from pathlib import Path

import pytest

from tests.git.scratch import Scratch


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    """A new, empty repository."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    return Scratch(tmp_path)
