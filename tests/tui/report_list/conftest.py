"""A folder of reports, and of files that are none."""

import os
from pathlib import Path

import pytest

from tests.schema.checked_reports import clean_report
from tests.tui.report_list.listed import draft, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two drafts, a final report, files that are none, and files that cannot be read."""
    write(tmp_path, "石门乡.toml", draft("2023", "靖远县石门乡人民政府", requests__received__natural_person="30"))
    write(tmp_path, "a.toml", draft("2023", "甲县人民政府"))
    write(tmp_path, "2021.toml", clean_report(2021))
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    (tmp_path / "empty.toml").write_text("")
    (tmp_path / "notes.txt").write_text("edition = 2021\n")
    (tmp_path / ".hidden.toml").write_text("edition = 2021\n")
    (tmp_path / "folder.toml").mkdir()
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "坏.toml").write_text("edition = 2021\nstatus = \n")
    return tmp_path
