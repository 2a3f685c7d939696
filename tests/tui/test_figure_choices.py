"""The figures that prose may quote: their order, their names, and what finds them."""

import pytest

from render.line_breaking import text_width
from schema.editions import EDITIONS
from schema.placeholders import has_figure
from schema.report import new_report
from tests import figures
from tui.figure_choices import FigureChoice, figure_choices, matching


def choices(changes: dict[str, str] | None = None) -> list[FigureChoice]:
    return figure_choices(figures.session(changes).report)


@pytest.mark.parametrize("edition", sorted(EDITIONS))
def test_every_figure_is_there_once_under_a_name_of_its_own_that_fits(edition: int) -> None:
    made = figure_choices(new_report(EDITIONS[edition]))
    places = [choice.place for choice in made]
    assert len(places) == len(set(places)) == len(EDITIONS[edition].cells) + len(EDITIONS[edition].keyed_cells)
    assert all(has_figure(EDITIONS[edition], place) for place in places)
    assert len({choice.name for choice in made}) == len(places)
    assert max(text_width(choice.name) for choice in made) <= 69


def test_what_is_not_nought_comes_first_and_a_blank_last() -> None:
    made = choices({"requests.carried_in.natural_person": ""})
    kinds = ["blank" if not choice.figure else "nought" if choice.figure == "0" else "figure" for choice in made]
    assert kinds == sorted(kinds, key=["figure", "nought", "blank"].index)
    assert set(kinds) == {"figure", "nought", "blank"}


def test_a_total_stands_before_the_columns_it_sums() -> None:
    rows = [
        choice.place for choice in choices() if choice.place.startswith("requests.received.") and choice.figure != "0"
    ]
    assert rows[0] == "requests.received.total"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("新收", "requests.received.total"),
        ("新收 自然人", "requests.received.natural_person"),
        ("新收自然人", "requests.received.natural_person"),
        ("　部分公开　", "requests.partly_granted.total"),
        ("（七）总计", "requests.results_total.total"),
        ("（三）1", "requests.denied.state_secret.total"),
        ("不予公开国家秘密", "requests.denied.state_secret.total"),
        ("行政复议 纠正", "disputes.reconsideration.corrected"),
    ],
)
def test_words_find_figures(typed: str, first: str) -> None:
    assert matching(choices(), typed)[0].place == first


def test_digits_find_figures_and_the_exact_one_first() -> None:
    made = choices({"requests.received.natural_person": "1234", "disclosure.licensing": "23"})
    for typed in ("23", "２３"):
        found = matching(made, typed)
        assert found[0].place == "disclosure.licensing"
        assert "requests.received.natural_person" in [choice.place for choice in found]
        assert all("23" in choice.figure for choice in found)


def test_nothing_typed_finds_everything_and_nonsense_nothing() -> None:
    made = choices()
    assert matching(made, " ") == made
    assert matching(made, "鑫") == []
    assert matching(made, "99887766") == []
