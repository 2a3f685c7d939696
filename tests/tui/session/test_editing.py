"""Editing a report: texts as typed, undo and redo."""

from pathlib import Path

import pytest

from schema.report import Part
from schema.report_file import Loaded
from tests import figures
from tests.tui.session.sessions import RECEIVED, Heard
from tui.session import Session


def test_an_edit_is_told_at_once_and_only_where_something_changed() -> None:
    session = figures.session()
    heard = Heard(session)
    assert session.edit(RECEIVED, "3403")
    assert not session.edit(RECEIVED, "３，４０３")
    assert session.text(RECEIVED) == "3403"
    (change,) = heard.changes
    assert [(each.place, each.before, each.after) for each in change] == [(RECEIVED, "3402", "3403")]


@pytest.mark.parametrize("text", ["12a", "/", "-5", "1,29", "３a", "1.5", " x ", "\x1b[31m"])
def test_what_is_no_figure_is_kept_as_typed(text: str) -> None:
    session = figures.session()
    assert session.edit(RECEIVED, text)
    assert session.text(RECEIVED) == text
    assert any(RECEIVED in finding.where for finding in session.findings)


def test_the_reports_of_two_sessions_are_not_one() -> None:
    report = figures.report()
    session = Session(Loaded(Path("a.toml"), b""), report)
    session.edit(RECEIVED, "1")
    session.set_parts("problems", [])
    assert report == figures.report()


def test_undo_and_redo_say_where_and_an_edit_forgets_what_was_undone() -> None:
    session = figures.session()
    assert session.undo() is None and session.redo() is None
    session.edit(RECEIVED, "1")
    session.edit("agency.name", "甲")
    assert session.undo() == "agency.name"
    assert session.undo() == RECEIVED
    assert session.report == figures.report()
    assert session.redo() == RECEIVED
    session.edit("agency.name", "乙")
    assert session.redo() is None
    assert (session.text(RECEIVED), session.text("agency.name")) == ("1", "乙")


def test_many_cells_are_one_step() -> None:
    session = figures.session()
    assert session.edit_many({RECEIVED: "1", "requests.received.company": "2", "requests.received.research": "0"})
    assert session.undo() == RECEIVED
    assert session.report == figures.report()
    assert session.undo() is None
    assert not session.edit_many({RECEIVED: "3402"})


def test_parts_are_put_taken_away_and_come_back() -> None:
    session = figures.session()
    before = [Part(part.heading, part.text) for part in session.report.parts["overview"]]
    assert session.set_parts("overview", [before[2], before[0]])
    assert session.edit("overview.parts.0.text", "改了")
    assert not session.set_parts("overview", [Part(before[2].heading, "改了"), before[0]])
    assert session.undo() == "overview.parts.0.text"
    assert session.undo() == "overview"
    assert session.report.parts["overview"] == before
    session.redo()
    session.redo()
    assert [part.text for part in session.report.parts["overview"]] == ["改了", before[0].text]


def test_a_place_that_is_not_there_is_an_error_and_changes_nothing() -> None:
    session = figures.session()
    with pytest.raises(KeyError):
        session.edit("overview.parts.9.text", "无")
    assert session.undo() is None


@pytest.mark.parametrize("last", ["overview.parts.9.text", "nowhere"])
def test_several_places_of_which_one_is_not_there_are_an_error_and_change_nothing(last: str) -> None:
    session = figures.session()
    with pytest.raises(KeyError):
        session.edit_many({RECEIVED: "1", "agency.name": "甲", last: "无"})
    assert session.report == figures.report()
    assert session.undo() is None and session.revision == 0


def test_undo_lands_at_the_first_change_in_the_form_s_order() -> None:
    session = figures.session()
    other = session.report.copy()
    for section in ("other", "problems", "overview"):
        other.parts[section] = [Part("新", "新")]
    for place in ("requests.carried_out.other", RECEIVED, "other.intro", "overview.intro", "agency.office"):
        other.set_text(place, "7")
    heard = Heard(session)
    session.change_to(other)
    assert [each.place for each in heard.changes[0]] == [
        "agency.office",
        "overview.intro",
        "overview",
        RECEIVED,
        "requests.carried_out.other",
        "problems",
        "other.intro",
        "other",
    ]
    assert session.undo() == "agency.office"
