"""A user who has remembered nothing yet, and a report in a folder of its own."""

from pathlib import Path

import pytest

from tests import figures


@pytest.fixture(autouse=True)
def state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the user's system keeps for what programs remember."""
    folder = tmp_path_factory.mktemp("state")
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    return folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The whole report in a file."""
    path = tmp_path / "report.toml"
    path.write_text(figures.text_of(figures.report()), encoding="utf-8")
    return path
