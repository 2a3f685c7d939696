"""What is done to all figures of a page at once."""

from pathlib import Path

import pytest

from schema.editions import EDITIONS
from schema.report import Report, new_report
from schema.report_file import Loaded
from tests.tui.typed_ahead import all_done, type_ahead
from tui.app import WizardApp
from tui.screens.dialogs import ChoiceDialog
from tui.session import Session


@pytest.fixture
def app(tmp_path: Path) -> WizardApp:
    return WizardApp(Session(Loaded(tmp_path / "new.toml", b""), new_report(EDITIONS[2021])))


def received(report: Report) -> list[str]:
    """The first figures of the rows of 三, in 件."""
    rows = report.edition.table("requests").rows
    return [report.text(f"requests.{row.key}.natural_person") for row in rows]


async def test_figures_typed_ahead_of_the_question_about_totals_land_where_they_were_meant(app: WizardApp) -> None:
    async with app.run_test(size=(80, 24)):
        await type_ahead(app, "f8", "f8", "f8", *"12", "enter", *"34", "enter", *"56", "enter")
        report = app.session.report
        assert received(report)[:4] == ["12", "34", "56", ""]
        assert not app.session.keyed(report.edition.table("requests"))


async def test_the_question_about_totals_is_asked_once(app: WizardApp) -> None:
    async with app.run_test(size=(80, 24)):
        await type_ahead(app, "f8", "f8", "f8")
        assert isinstance(app.screen, ChoiceDialog)
        await type_ahead(app, "escape", "f7", "f8")
        await all_done(app)
        assert not isinstance(app.screen, ChoiceDialog)


async def test_totals_are_keyed_where_the_source_has_them(app: WizardApp) -> None:
    async with app.run_test(size=(80, 24)):
        await type_ahead(app, "f8", "f8", "f8", "down", "enter", "end", *"77", "enter")
        assert app.session.text("requests.received.total") == "77"


async def test_a_block_pasted_over_the_question_is_shown_before_it_lands(app: WizardApp) -> None:
    from textual import events

    async with app.run_test(size=(80, 24)):
        await type_ahead(app, "f8", "f8", "f8")
        app.post_message(events.Paste("1\t2\n3\t4"))
        await all_done(app)
        await type_ahead(app, "enter")
        assert received(app.session.report)[:2] == ["1", "3"]


async def test_saving_over_the_question_about_totals_saves(app: WizardApp) -> None:
    async with app.run_test(size=(80, 24)):
        await type_ahead(app, "f8", "f8", "f8", "ctrl+s")
        assert not isinstance(app.screen, ChoiceDialog)
        assert app.session.loaded.path.exists() and not app.session.dirty
