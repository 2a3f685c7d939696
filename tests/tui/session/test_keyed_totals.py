"""Totals that are keyed, and no longer keyed."""

from tests import figures
from tests.tui.session.sessions import DISPUTES, REQUESTS


def test_keyed_totals_of_a_file_are_keyed_and_leave_in_one_step() -> None:
    session = figures.session(keyed=True)
    assert session.keyed(REQUESTS) and session.keyed(DISPUTES)
    session.set_keyed(REQUESTS, False)
    assert not session.keyed(REQUESTS) and session.keyed(DISPUTES)
    assert session.text("requests.results_total.company") == ""
    session.undo()
    assert session.report == figures.report(keyed=True)
    assert session.keyed(REQUESTS), "the totals are back in the report, so they are shown again"
    session.redo()
    assert not session.keyed(REQUESTS)


def test_keying_begins_without_a_change() -> None:
    session = figures.session()
    assert not session.keyed(DISPUTES)
    session.set_keyed(DISPUTES, True)
    assert session.keyed(DISPUTES) and session.undo() is None
    session.edit("disputes.reconsideration.total", "441")
    assert [finding.code for finding in session.table_findings()] == ["disputes-total"]


def test_undoing_the_first_keyed_total_leaves_the_table_keyed() -> None:
    session = figures.session()
    session.set_keyed(DISPUTES, True)
    session.edit("disputes.reconsideration.total", "440")
    session.undo()
    assert session.keyed(DISPUTES)
