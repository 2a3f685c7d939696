"""What a row says of a file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from schema.canonical import canonical
from schema.completion import percent_filled
from schema.report import Report, new_report
from schema.unsafe import find_unsafe
from tests.schema.checked_reports import clean_report
from tests.tui.report_list.listed import NEW, draft, listing, write
from tests.tui.screen_text import screen_lines, screen_text
from tests.tui.typed_ahead import type_ahead
from tui.report_rows import candidates, row_of


async def test_hostile_names_and_agencies_are_named(tmp_path: Path) -> None:
    hostile = "甲\x1b[31m乙\u202e丙\u200b丁"
    write(tmp_path, f"{hostile}.toml", draft("2023", hostile * 5))
    (tmp_path / "坏\x07.toml").write_text("edition = \x1b[2J")
    async with listing(tmp_path) as (app, _):
        for keys in (["home", "enter"], ["escape", "end"]):
            await type_ahead(app, *keys)
            assert all(cell_len(line) == 80 and not find_unsafe(line) for line in screen_lines(app))
        assert "‹U+001B›" in screen_text(app)


def test_only_files_that_may_be_reports_are_read(folder: Path) -> None:
    assert [path.name for path in candidates(folder)] == [
        "2021.toml",
        "a.toml",
        "empty.toml",
        "pyproject.toml",
        "坏.toml",
        "石门乡.toml",
    ]
    assert row_of(folder / "pyproject.toml") is None and row_of(folder / "empty.toml") is None


def test_a_file_that_vanished_is_a_row_that_says_so(tmp_path: Path) -> None:
    row = row_of(tmp_path / "没有.toml")
    assert row is not None and "没有这个文件" in row.problems[0]


def test_a_report_with_errors_of_structure_says_every_one(tmp_path: Path) -> None:
    text = canonical(draft("2023", "甲县人民政府")) + "\n[unknown]\nx = 1\n\n[another]\ny = 2\n"
    path = tmp_path / "x.toml"
    path.write_text(text, encoding="utf-8")
    row = row_of(path)
    assert row is not None and not row.problems and row.errors == 2


@pytest.mark.parametrize(
    ("change", "percent"),
    [
        (lambda report: None, 100),
        (lambda report: report.set_text(NEW, ""), 99),
        (lambda report: report.set_text("other.intro", " "), 99),
    ],
)
def test_how_much_is_filled_in(change: Callable[[Report], None], percent: int) -> None:
    report = clean_report(2021)
    change(report)
    assert percent_filled(report) == percent
    assert percent_filled(new_report(report.edition)) == 0
