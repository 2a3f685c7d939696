"""What passes over figures and texts in which nothing is found, against looking at each of them."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.checks import Context, cells, locator, rolls, run, texts
from schema.checks.locator import search
from schema.checks.order import in_form_order
from schema.counterparts import counterparts
from schema.editions import EDITIONS
from schema.findings import Finding
from schema.form import Edition
from schema.report import Report, new_report
from tests import figures
from tests.schema.strategies import reports

_SIZES = (
    "",
    "0",
    "1",
    "3",
    "19",
    "20",
    "100",
    "999",
    "1000",
    "5000",
    "20000",
    "10000000",
    "10000001",
    "-1200",
    "1200.5",
    "x",
)
_PIECES = (
    "甲乙",
    "",
    "\n",
    "20XX",
    "某某",
    "（ ）",
    "□",
    "…件",
    "。。。份",
    "[email protected]",
    "年 月",
    "\u202e",
    "\x07",
    "待补",
)


@st.composite
def filled(draw: st.DrawFn, year: int, edition: Edition | None = None) -> Report:
    """A report of a year with figures of all sizes; what is not drawn is a real report's, or 0."""
    edition = edition or EDITIONS[draw(st.sampled_from([2019, 2021]))]
    report = new_report(edition, {"report.year": str(year), "agency.name": "甲"})
    sizes = draw(st.lists(st.sampled_from(_SIZES), min_size=1, max_size=4))
    places = [*edition.cells]
    for number, place in enumerate(places):
        report.set_text(place, sizes[number % len(sizes)])
    keyed = [*edition.keyed_cells] if draw(st.booleans()) else []
    for place in draw(st.lists(st.sampled_from([*places, *keyed]), max_size=12)):
        report.set_text(place, draw(st.sampled_from(_SIZES)))
    return report


def in_order(report: Report, findings: Iterable[Finding]) -> list[Finding]:
    return in_form_order(report.edition, list(findings))


def everywhere(context: Context) -> Context:
    """The context as if every figure were one to look at."""
    context.notable = list(context.report.cells.items())
    return context


@settings(max_examples=150, deadline=None)
@given(filled(2024, EDITIONS[2021]), filled(2023))
def test_changes_of_small_figures_are_not_missed(report: Report, previous: Report) -> None:
    context = Context(report, previous)
    quick = in_order(report, rolls.change_large(context))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rolls, "_of_some_size", lambda edition, before: list(counterparts(edition, before.edition)))
        assert in_order(report, rolls.change_large(context)) == quick


def uniform(year: int, size: str) -> Report:
    """A report with the same figure in every cell."""
    report = new_report(EDITIONS[2021], {"report.year": str(year), "agency.name": "甲"})
    for place in report.edition.cells:
        report.set_text(place, size)
    return report


@pytest.mark.parametrize("size", _SIZES)
def test_every_size_beside_every_other(size: str) -> None:
    report = uniform(2024, size)
    for before in _SIZES:
        context = Context(report, uniform(2023, before))
        found = list(cells.cell_implausible(context)), list(rolls.change_large(context))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(rolls, "_of_some_size", lambda edition, other: list(counterparts(edition, other.edition)))
            slow = everywhere(Context(report, context.previous))
            assert found == (list(cells.cell_implausible(slow)), list(rolls.change_large(slow)))


@settings(max_examples=150, deadline=None)
@given(filled(2024, EDITIONS[2021]), filled(2023))
def test_only_notable_figures_are_implausible(report: Report, previous: Report) -> None:
    quick = list(cells.cell_implausible(Context(report, previous)))
    assert list(cells.cell_implausible(everywhere(Context(report, previous)))) == quick


@settings(max_examples=200, deadline=None)
@given(filled(2024))
def test_what_is_no_admissible_figure_is_notable(report: Report) -> None:
    context = Context(report)
    assert context.blank == {place for place, number in report.cells.items() if number.blank}
    odd = [(place, number) for place, number in report.cells.items() if number.usable is None and not number.blank]
    assert [each for each in context.unusual if each[1].usable is None] == odd


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from([*figures.cells()]), st.sampled_from(["0", "7", "21", "122"]), max_size=3))
def test_errors_are_looked_for_in_tables_that_fail(texts_: dict[str, str]) -> None:
    report = figures.report(keyed=True)
    for place, text in texts_.items():
        report.set_text(place, text)
    context = Context(report)
    assert locator.locate(context) == [
        located for table in report.edition.tables for located in locator._located(context, table)
    ]


_DISPUTED = [place for place in (*EDITIONS[2021].cells, *EDITIONS[2021].keyed_cells) if place.startswith("disputes.")]


@settings(max_examples=400, deadline=None)
@given(
    st.dictionaries(st.sampled_from(_DISPUTED), st.sampled_from(["", "0", "1", "12", "21", "440", "2200"]), max_size=6)
)
def test_sums_of_which_any_cell_may_be_wrong_are_not_searched(typed: dict[str, str]) -> None:
    report = figures.report(keyed=True)
    for place, text in typed.items():
        report.set_text(place, text)
    context = Context(report)
    quick = locator.locate(context)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "_is_open", lambda _: False)
        assert locator.locate(context) == quick


@settings(max_examples=300, deadline=None)
@given(st.one_of(reports(), st.builds(figures.report)), st.lists(st.sampled_from(_PIECES), max_size=3), st.data())
def test_texts_are_all_looked_at(report: Report, pieces: list[str], data: st.DataObject) -> None:
    places = [*report.texts, *report.prose_places()]
    report.set_text(data.draw(st.sampled_from(places)), "".join(pieces))
    context = Context(report)
    odd = [
        place
        for place, text, _ in context.texts
        if texts._PLACEHOLDER.search(text) is not None and not place.startswith("accepted.")
    ]
    assert [finding.where[0] for finding in texts.placeholder_left(context)] == odd
    quick = list(texts.unsafe_text(context))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(texts, "_all_safe", lambda _: False)
        assert list(texts.unsafe_text(context)) == quick


@settings(max_examples=100, deadline=None)
@given(filled(2024), filled(2023))
def test_a_report_is_checked_the_same_however_it_is_looked_at(report: Report, previous: Report) -> None:
    quick = run(report, previous)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rolls, "_of_some_size", lambda edition, before: list(counterparts(edition, before.edition)))
        patch.setattr(texts, "_all_safe", lambda _: False)
        assert run(report, previous) == quick
