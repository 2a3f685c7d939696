"""What has no room in a cell is said in full under the page and by F1."""

from collections.abc import Iterable

import pytest

from render.line_breaking import text_width
from schema.cells import read_number
from schema.form import Kind
from schema.unsafe import shown
from tests import figures
from tests.tui.number_grid.grid_app import COMPANY, NATURAL
from tui import hints
from tui.pages.table_page import balance_runs
from tui.widgets.grid_model import GridModel
from tui.widgets.line_widget import Run


def test_a_figure_without_room_is_said_in_full_under_the_page_and_by_f1() -> None:
    session = figures.session({NATURAL: "1234567"})
    assert text_of(hints.place_runs(session, NATURAL)).endswith("现为1234567")
    assert "现为" not in text_of(hints.place_runs(session, COMPANY))
    explained = hints.help_text(session, NATURAL)
    assert "总计：1234676" in explained and "差额：+1231165" in explained
    assert "现为" not in hints.help_text(session, "disputes.litigation.direct.upheld")
    fees = figures.session({"disclosure.fees": "12345678901.2345"})
    assert text_of(hints.place_runs(fees, "disclosure.fees")).endswith("现为12345678901.2345")


@pytest.mark.parametrize("text", ["123456789012", "办公厅政府信", "９" * 20, "甲\u202e乙丙丁"])
def test_what_has_no_room_is_said_whole_beside_the_longest_labels(text: str) -> None:
    edition = figures.session().report.edition
    places = [place for place in edition.cells if text_width(hints.cell_name(edition.cells[place])) > 60]
    assert len(places) > 20
    for place in places:
        said = text_of(hints.place_runs(figures.session({place: text}), place))
        assert said.endswith(f"　现为{shown(read_number(text, Kind.COUNT).text)}"), said
        assert text_width(said) <= 80


def test_a_long_text_is_visibly_cut_under_the_page_and_said_whole_by_f1() -> None:
    text = "办公厅政府信息公开" * 9
    session = figures.session({NATURAL: text})
    said = text_of(hints.place_runs(session, NATURAL))
    assert said.endswith("办公厅政府信息公开.. F1看全文") and text_width(said) <= 80
    assert text in hints.help_text(session, NATURAL)


def text_of(runs: Iterable[Run]) -> str:
    return "".join(text for text, _style in runs)


@pytest.mark.parametrize("difference", [-3390, 1231165, 5])
def test_differences_stand_apart(difference: int) -> None:
    session = figures.session({NATURAL: str(3402 + difference), COMPANY: "101"})
    drawn = text_of(balance_runs(GridModel(session, figures.EDITION.table("requests"))))
    shown = {-3390: "-3390", 1231165: "######", 5: "错+5"}[difference]
    assert drawn.split()[1:3] == [shown, "错+2"]
