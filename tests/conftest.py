"""The same surroundings for every test, whatever is set where they run."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tui.terminal.environment import prepare_environment

_PREFIXES = ("TEXTUAL_", "NIANBAO_")
_NAMES = frozenset({"NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "ESCDELAY"})

for _name in [name for name in os.environ if name in _NAMES or name.startswith(_PREFIXES)]:
    del os.environ[_name]
# Textual reads its settings when it is first imported, which collecting the tests does.
prepare_environment()

# How long an example takes says more of the machine than of the program; one that hangs ends with its test.
settings.register_profile("nianbao", deadline=None)
settings.load_profile("nianbao")


@pytest.fixture
def working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in a folder of its own a test that may write where it stands."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session", autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """No test leaves a report, or what is written beside one, in the folder that the tests are run in."""
    folder = Path.cwd()
    before = _reports(folder)
    yield
    assert _reports(folder) <= before


def _reports(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir() if each.name.lstrip(".").startswith(("report.", "report-"))}
