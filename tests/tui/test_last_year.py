"""Last year's figures: whose they are, across the change of edition, and where they stand on the screen."""

from pathlib import Path

import pytest

from render.line_breaking import text_width
from schema.editions import EDITIONS
from schema.form import Place
from schema.report import Report, new_report
from schema.report_file import Loaded
from tests import figures
from tests.tui.driven_wizard import go, picture, piloted, wizard
from tests.tui.screen_text import screen_text
from tests.tui.typed_ahead import type_ahead
from tui import hints, last_year
from tui.app import WizardApp
from tui.screens.dialogs import ChoiceDialog
from tui.session import Session

REQUESTS = figures.EDITION.table("requests")
CARRIED_IN = [cell.place for cell in REQUESTS.cells if cell.row.key == "carried_in"]


def session(previous: Report | None, texts: dict[Place, str] | None = None, *, blank: bool = False) -> Session:
    made = figures.blank_session() if blank else figures.session(texts)
    made.previous = previous
    return made


def of_trial_edition(texts: dict[Place, str]) -> Report:
    report = new_report(EDITIONS[2019])
    for place, text in texts.items():
        report.set_text(place, text)
    return report


def said(made: Session, place: Place) -> str:
    return "".join(text for text, _style in hints.place_runs(made, place))


def test_without_last_years_report_nothing_is_said_of_it() -> None:
    made = session(None)
    assert last_year.figures(made, REQUESTS.cells) == {}
    assert "上年" not in said(made, "requests.granted.company")


def test_the_same_place_is_compared_and_totals_are_computed() -> None:
    previous = figures.report()
    made = session(previous, {"requests.granted.company": "9"})
    assert said(made, "requests.granted.company").endswith("　上年12")
    assert last_year.figures(made, REQUESTS.keyed_cells)["requests.granted.total"] == "1191"
    previous.set_text("requests.granted.total", "1190")
    assert last_year.figures(made, REQUESTS.keyed_cells)["requests.granted.total"] == "1190"


def test_the_carried_in_row_stands_beside_what_was_carried_out() -> None:
    assert said(session(figures.report()), "requests.carried_in.natural_person").endswith("　上年结转下年118")


@pytest.mark.parametrize("text", ["", "/", "-5", "1.5"])
def test_what_was_no_figure_last_year_is_not_shown(text: str) -> None:
    previous = figures.report()
    previous.set_text("requests.granted.company", text)
    assert "上年" not in said(session(previous), "requests.granted.company")


def test_of_the_trial_edition_only_rows_that_count_the_same_are_compared() -> None:
    texts = {
        "disclosure.regulations.made": "3",
        "disclosure.licensing.previous": "5",
        "disclosure.licensing.decisions": "120",
        "disclosure.fees.previous": "7",
        "requests.otherwise.company": "4",
        "requests.granted.company": "8",
    }
    made = session(of_trial_edition(texts))
    found = last_year.figures(made, figures.EDITION.cells.values())
    assert found == {"disclosure.licensing": "120", "requests.granted.company": "8"}


def test_the_trial_edition_beside_itself() -> None:
    made = Session(Loaded(Path("a.toml"), b""), of_trial_edition({}))
    made.previous = of_trial_edition({"disclosure.licensing.decisions": "120", "disclosure.procurement.amount": "25.1"})
    found = last_year.figures(made, made.report.edition.cells.values())
    assert found == {"disclosure.licensing.decisions": "120", "disclosure.procurement.amount": "25.1"}


def test_beside_the_longest_names_last_years_figure_has_room() -> None:
    previous = figures.report()
    for cell in figures.EDITION.cells.values():
        previous.set_text(cell.place, "1234567")
    made = session(previous, {REQUESTS.cells[0].place: "9" * 15})
    for place in figures.EDITION.cells:
        name = said(made, place)
        assert text_width(name) <= 80 and "1234567" in name, name


async def drawn(step: str, width: int, previous: Report | None, texts: dict[Place, str] | None = None) -> str:
    async with piloted(session(previous, texts)) as (app, pilot):
        await pilot.resize_terminal(width, 24)
        await go(app, step)
        await pilot.pause()
        return screen_text(app)


async def test_beside_the_figures_where_there_is_room() -> None:
    previous = figures.report()
    assert "(489) 480" in await drawn("disclosure", 80, previous, {"disclosure.normative_documents.repealed": "480"})
    shown = await drawn("disputes", 80, previous, {"disputes.reconsideration.corrected": "18"})
    assert "(17) 18" in shown and "括号内为上年数" in shown
    assert "(12)" not in await drawn("requests", 99, previous)
    shown = await drawn("requests", 100, previous, {"requests.granted.company": "11"})
    assert "(12) 11" in shown and "括号内为上年数" in shown
    assert "括号" not in await drawn("requests", 120, None)


async def test_no_figure_gives_way_to_last_years() -> None:
    previous = figures.report()
    shown = await drawn("disclosure", 80, previous, {"disclosure.fees": "123456789012.25"})
    assert " 123456789012.25" in shown and "(59237.2449)" not in shown


async def test_figures_on_a_wide_screen_stand_over_their_differences() -> None:
    texts = {"requests.received.company": "101"}
    lines = (await drawn("requests", 110, figures.report(), texts)).split("\n")
    end = next(line for line in lines if "本年新收" in line).index(" (99) 101") + len(" (99) 101")
    (difference,) = (line for line in lines if "差额" in line)
    assert cells_before(lines, "本年新收", "(99) 101") == cells_before(lines, "差额", "错+2"), (end, difference)


def cells_before(lines: list[str], label: str, text: str) -> int:
    """The cells up to the end of a text in the line of a label."""
    line = next(line for line in lines if label in line)
    return text_width(line[: line.index(text) + len(text)])


# 上年结转


@pytest.fixture
def app() -> WizardApp:
    return WizardApp(session(figures.report(), blank=True))


def carried_in(app: WizardApp) -> list[str]:
    return [app.session.text(place) for place in CARRIED_IN]


CARRIED_OUT = ["118", "3", "0", "0", "0", "0"]


async def test_what_was_carried_out_is_offered_after_the_question_about_totals(app: WizardApp) -> None:
    async with app.run_test(size=(80, 24)):
        await type_ahead(app, "f8", "f8", "f8", "enter")
        assert isinstance(app.screen, ChoiceDialog)
        shown = "".join(screen_text(app).split())
        assert "上年报告的“四、结转下年度继续办理”：" in shown.replace("│", "")
        assert "自然人118，商业企业3，其余都是0" in screen_text(app).replace("\n", "")
        await type_ahead(app, "down", "enter")
        assert carried_in(app) == CARRIED_OUT
        assert "可以用Ctrl+Z撤销" in screen_text(app)
        await type_ahead(app, "ctrl+z")
        assert carried_in(app) == [""] * 6


@pytest.mark.parametrize("keys", [["enter"], ["escape"], ["7"]])
async def test_it_is_asked_once_and_nothing_else_than_yes_takes_it(app: WizardApp, keys: list[str]) -> None:
    async with app.run_test(size=(80, 24)):
        await type_ahead(app, "f8", "f8", "f8", "enter", *keys)
        assert carried_in(app) == [""] * 6
        assert wizard(app).page.typed() == ({REQUESTS.cells[0].place: "7"} if keys == ["7"] else {})
        await type_ahead(app, "tab", "f7", "f8")
        assert not isinstance(app.screen, ChoiceDialog)


async def test_typing_over_the_question_about_totals_is_typing_over_both(app: WizardApp) -> None:
    async with app.run_test(size=(80, 24)):
        await type_ahead(app, "f8", "f8", "f8", "7", "enter", "8", "tab")
        assert [app.session.text(cell.place) for cell in REQUESTS.cells if cell.column.key == "natural_person"][:2] == [
            *("7", "8")
        ]
        assert not isinstance(app.screen, ChoiceDialog)


async def test_a_figure_of_ones_own_is_not_asked_about() -> None:
    made = session(figures.report(), blank=True)
    made.edit(CARRIED_IN[1], "4")
    app = WizardApp(made)
    async with app.run_test(size=(80, 24)):
        await type_ahead(app, "f8", "f8", "f8")
        assert not isinstance(app.screen, ChoiceDialog)
        assert ("carry_in", "照上年报告填上年结转") in wizard(app).page.menu()
        await wizard(app).page.run_action("carry_in")
        await type_ahead(app, "down", "enter")
        assert carried_in(app) == ["118", "4", *CARRIED_OUT[2:]]


async def test_without_last_years_report_nothing_is_offered() -> None:
    app = WizardApp(session(None, blank=True))
    async with app.run_test(size=(80, 24)):
        await type_ahead(app, "f8", "f8", "f8", "enter")
        assert not isinstance(app.screen, ChoiceDialog)
        assert not wizard(app).page.menu()
        await wizard(app).action_table("carry_in")
        assert "没有可取的" in await picture(app)
