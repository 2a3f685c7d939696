"""Making a new report: its year, name and contact; backing out."""

from datetime import date
from pathlib import Path

import pytest
from textual import events

from schema.checks import run
from schema.findings import Severity
from schema.report_file import load
from schema.siblings import Siblings
from tests.schema.checked_reports import clean_report
from tests.tui.report_list.listed import draft, listing, write
from tests.tui.screen_text import screen_text
from tests.tui.typed_ahead import all_done, type_ahead
from tui.report_rows import row_of
from tui.screens.report_list import Opening

LAST_YEAR = date.today().year - 1


async def test_a_new_report_typed_ahead(folder: Path) -> None:
    async with listing(folder) as (app, _):
        await type_ahead(app, "ｎ", *"新", "enter", *"乙县人民政府", "enter", *"２０２４", "enter")
        assert app.return_value is not None and app.return_value.report is not None
        assert app.return_value.path == folder / "新.toml"
        report = app.return_value.report
        assert report.text("agency.name") == "乙县人民政府" and report.year == 2024
        assert report.edition.number == 2021 and not app.return_value.path.exists()


async def test_a_new_report_as_offered(folder: Path) -> None:
    async with listing(folder, folder / "a.toml") as (app, _):
        await type_ahead(app, "n", "enter", "enter", "enter")
        assert app.return_value is not None and app.return_value.report is not None
        assert app.return_value.path == folder / f"report-{LAST_YEAR}.toml"
        assert app.return_value.report.text("agency.name") == "甲县人民政府"
        assert app.return_value.report.year == LAST_YEAR


async def test_a_new_report_has_the_contact_of_the_year_before(folder: Path) -> None:
    texts = {"report.year": "2023", "agency.name": "乙县人民政府", "agency.phone": "0527-1", "agency.level": "city"}
    write(folder, "乙.toml", clean_report(2021, texts))
    async with listing(folder) as (app, _):
        await type_ahead(app, "n", *"新", "enter", *"乙县人民政府", "enter", *"2024", "enter")
        assert app.return_value is not None and app.return_value.report is not None
        assert [app.return_value.report.text(place) for place in texts] == ["2024", *list(texts.values())[1:]]


def test_the_queries_counted_are_those_beside_last_year_too(tmp_path: Path) -> None:
    (tmp_path / "alone").mkdir()
    report = draft("2024", "甲县人民政府", **{"requests.carried_in.research": "1", "requests.granted.research": "1"})
    write(tmp_path, "2023.toml", draft("2023", "甲县人民政府"))
    beside, alone = (row_of(write(folder, "2024.toml", report)) for folder in (tmp_path, tmp_path / "alone"))
    assert beside is not None and alone is not None
    last_year = load(tmp_path / "2023.toml").report
    asked = [finding.code for finding in run(report, last_year) if finding.severity is Severity.QUERY]
    assert "carried-over" in asked and beside.queries == len(asked) > alone.queries
    assert row_of(tmp_path / "2024.toml", Siblings(tmp_path)) == beside


@pytest.mark.parametrize("answered", range(3))
async def test_backing_out_of_a_new_report(folder: Path, answered: int) -> None:
    async with listing(folder) as (app, _):
        await type_ahead(app, "n", *["enter"] * answered, "escape")
        assert app.return_value is None and len(app.screen_stack) == 1
        await type_ahead(app, "end", "enter")
        assert app.return_value == Opening(folder / "石门乡.toml")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.toml", "已经有 a.toml"),
        ("a", "已经有 a.toml"),
        ("../x", "不带文件夹"),
        ("x\\y", "不带文件夹"),
        (" ", "请写文件名"),
        (".x", "不要以点"),
        ("-x", "不要以点"),
        ("长" * 70, "文件名太长"),
    ],
)
async def test_names_that_will_not_do(folder: Path, name: str, said: str) -> None:
    async with listing(folder) as (app, pilot):
        await type_ahead(app, "n")
        app.post_message(events.Paste(name))
        await all_done(app)
        await type_ahead(app, "enter")
        await pilot.pause()
        assert said in screen_text(app) and "新建报告 1/3" in screen_text(app)


@pytest.mark.parametrize(("year", "said"), [("202", "四位数字"), ("20x1", "四位数字"), ("2008", "从2019年度")])
async def test_years_that_will_not_do(folder: Path, year: str, said: str) -> None:
    async with listing(folder) as (app, pilot):
        await type_ahead(app, "n", "enter", "enter", *year, "enter")
        await pilot.pause()
        assert said in screen_text(app) and app.return_value is None
        await type_ahead(app, *["backspace"] * len(year), *"2019", "enter")
        assert app.return_value is not None and app.return_value.report is not None
        assert app.return_value.report.edition.number == 2019
