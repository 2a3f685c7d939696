"""Which file last year's report is: said at the beginning, and when year, agency or the file named is another."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from schema.canonical import canonical
from schema.report_file import load
from tests import figures
from tests.tui.driven_wizard import go, picture, wizard
from tests.tui.screen_text import screen_lines, screen_text
from tests.tui.typed_ahead import all_done, type_ahead
from tui.app import WizardApp
from tui.opened import Opened
from tui.opening import open_report

pytestmark = pytest.mark.usefixtures("state")


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's state folder, in a folder of the test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A report of 2023."""
    return written(tmp_path, "2023")


def written(folder: Path, year: str, name: str = "", **texts: str) -> Path:
    report = figures.report()
    report.set_text("report.year", year)
    for place, text in texts.items():
        report.set_text(place.replace("_", ".", 1), text)
    path = folder / (name or f"{year}.toml")
    path.write_text(canonical(report), encoding="utf-8")
    return path


@asynccontextmanager
async def opened(file: Path) -> AsyncIterator[WizardApp]:
    """The wizard on a file, as the command opens it."""
    it = open_report(file)
    assert isinstance(it, Opened)
    app = WizardApp(it.session, it)
    try:
        async with app.run_test(size=(80, 24)):
            await all_done(app)
            await picture(app)
            yield app
    finally:
        it.close()


def said(app: WizardApp) -> list[str]:
    """The place and the first line of the message under the page."""
    return [line.strip() for line in screen_lines(app)[-4:-2]]


async def test_a_file_found_beside_is_named_at_the_beginning_until_the_next_key(file: Path) -> None:
    written(file.parent, "2022")
    async with opened(file) as app:
        assert said(app) == ["上年报告", "2022.toml（文件旁找到）"]
        await type_ahead(app, "down")
        await picture(app)
        assert "2022.toml" not in screen_text(app)


async def test_where_there_is_none_nothing_is_said_of_it(file: Path) -> None:
    async with opened(file) as app:
        assert "上年报告" not in "".join(said(app))


async def test_a_file_that_is_named_and_not_there_is_said(tmp_path: Path) -> None:
    async with opened(written(tmp_path, "2023", report_previous="gone.toml")) as app:
        assert said(app)[1].startswith("没有这个文件") and "gone.toml" in said(app)[0]
        assert "疑问" in screen_lines(app)[0]


async def test_another_year_is_another_file_and_the_figures_beside_go(file: Path) -> None:
    written(file.parent, "2022")
    async with opened(file) as app:
        await type_ahead(app, "down", "backspace", "4", "tab")
        await picture(app)
        assert app.session.previous is None
        assert "不再与上年核对" in "".join(said(app))
        await type_ahead(app, "ctrl+z")
        await picture(app)
        assert said(app) == ["上年报告", "2022.toml（文件旁找到）"]
        await go(app, "disputes")
        assert "(17) 17" in await picture(app)
        app.session.edit("report.year", "2024")
        await all_done(app)
        await picture(app)
        assert "(17)" not in screen_text(app)
        assert wizard(app).page.step == "disputes"


async def test_going_through_the_findings_looks_at_the_file_as_it_is_now(file: Path) -> None:
    report = load(file).report
    assert report is not None
    report.set_text("report.previous", "old.toml")
    file.write_text(canonical(report), encoding="utf-8")
    async with opened(file) as app:
        await go(app, "check")
        assert "没有这个文件" in await picture(app)
        await type_ahead(app, "f7")
        written(file.parent, "2022", "old.toml")
        await type_ahead(app, "f8")
        await all_done(app)
        assert "没有这个文件" not in await picture(app)
        assert app.session.previous is not None and said(app) == ["上年报告", "old.toml（报告中写明）"]
