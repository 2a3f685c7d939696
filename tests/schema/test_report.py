"""What a report makes of what is put into it."""

from datetime import date

import pytest

from schema.editions import EDITIONS
from schema.report import Report, new_report


@pytest.fixture
def report() -> Report:
    return new_report(EDITIONS[2021])


@pytest.mark.parametrize("typed", ["2025", "２０２５", "　2025 "])
def test_a_year_is_put_in_half_width(report: Report, typed: str) -> None:
    report.set_text("report.year", typed)
    assert (report.text("report.year"), report.year) == ("2025", 2025)


@pytest.mark.parametrize("typed", ["2026-01-20", "２０２６－０１－２０", " 2026-01-20　"])
def test_a_date_is_put_in_half_width(report: Report, typed: str) -> None:
    report.set_text("report.published", typed)
    assert (report.text("report.published"), report.published) == ("2026-01-20", date(2026, 1, 20))


@pytest.mark.parametrize("typed", ["20260120", "2026-W04-2", "2026-1-20", "2026-01-20T00:00", "2026-02-30"])
def test_a_date_written_otherwise_is_no_date(report: Report, typed: str) -> None:
    report.set_text("report.published", typed)
    assert (report.text("report.published"), report.published) == (typed, None)


def test_an_empty_optional_field_goes(report: Report) -> None:
    report.set_text("report.published", "2026-01-20")
    report.set_text("report.published", " ")
    assert "report.published" not in report.texts


def test_other_lines_stay_as_typed(report: Report) -> None:
    report.set_text("agency.name", "　Ａ区 ")
    assert report.text("agency.name") == "　Ａ区 "
