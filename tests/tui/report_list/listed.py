"""The list of reports when everything has been read, and reports to be listed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from schema.canonical import canonical
from schema.report import Report
from tests.schema.checked_reports import clean_report
from tui.listing import ListingApp
from tui.screens.report_list import Opening, ReportListScreen

NEW = "requests.received.natural_person"


def write(folder: Path, name: str, report: Report) -> Path:
    path = folder / name
    path.write_text(canonical(report), encoding="utf-8")
    return path


def draft(year: str, name: str, **cells: str) -> Report:
    report = clean_report(2021, {"status": "draft", "report.year": year, "agency.name": name, "report.published": ""})
    for place, text in cells.items():
        report.set_text(place.replace("__", "."), text)
    return report


@asynccontextmanager
async def listing(folder: Path, preferred: Path | None = None) -> AsyncIterator[tuple[ListingApp, Pilot[Opening]]]:
    """The list when everything has been read."""
    app = ListingApp(folder, preferred)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await all_read(app, pilot)
        yield app, pilot


async def all_read(app: ListingApp, pilot: Pilot[Opening]) -> None:
    screen = app.screen_stack[0]
    assert isinstance(screen, ReportListScreen)
    while not screen.complete:
        await pilot.pause()
    await pilot.pause()
