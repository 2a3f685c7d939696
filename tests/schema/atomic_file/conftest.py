"""An old file, a known mask, and file systems with hard links and without."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.schema.atomic_file.contents import OLD


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An old report in a folder of its own."""
    path = tmp_path / "报告.toml"
    path.write_bytes(OLD)
    return path


@pytest.fixture
def umask() -> Iterator[None]:
    """A known mask for new files."""
    before = os.umask(0o027)
    yield
    os.umask(before)


@pytest.fixture(params=["links", "no links"])
def file_system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system with hard links, and one without."""

    def no_links(source: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "")

    if request.param == "no links":
        monkeypatch.setattr(os, "link", no_links)
