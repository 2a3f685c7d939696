"""Whatever is typed: a repair settles the findings that it says, breaks nothing, and what is right is never named."""

from hypothesis import given, settings
from hypothesis import strategies as st

from schema.form import Place
from tests.schema.locator.typed import DISPUTES, REQUESTS, clean, keys, located, proposed, sums, taken_back, with_texts

REPORTS = {totals: clean(totals) for totals in ("rows", "all", "none")}
CELLS = [cell.place for table in (REQUESTS, DISPUTES) for cell in (*table.cells, *table.keyed_cells)]
FILLED = {totals: [place for place in CELLS if place in report.cells] for totals, report in REPORTS.items()}

figures = st.one_of(st.integers(0, 12), st.integers(0, 4000)).map(str)
texts = st.one_of(figures, figures, st.sampled_from(["", "/", "1.5", "-3"]))


Typed = tuple[str, dict[Place, str]]
"""Which totals are keyed into 宿迁 2023, and what is typed instead of what stands there."""


@st.composite
def typed(draw: st.DrawFn) -> Typed:
    """Some cells and keyed totals typed anew, some perhaps blank or no numbers."""
    totals = draw(st.sampled_from(sorted(REPORTS)))
    return totals, draw(st.dictionaries(st.sampled_from(FILLED[totals]), texts, max_size=5))


@st.composite
def small(draw: st.DrawFn) -> Typed:
    """Small figures whose totals need not be right."""
    values = draw(st.lists(st.integers(0, 3), min_size=len(REQUESTS.cells), max_size=len(REQUESTS.cells)))
    cells = {cell.place: str(value) for cell, value in zip(REQUESTS.cells, values, strict=True)}
    keyed = draw(st.dictionaries(st.sampled_from([cell.place for cell in REQUESTS.keyed_cells]), figures, max_size=8))
    return "none", {**cells, **keyed}


@settings(max_examples=300, deadline=None)
@given(st.one_of(typed(), small()))
def test_a_repair_settles_what_it_says_and_breaks_nothing(made: Typed) -> None:
    totals, changes = made
    report = with_texts(REPORTS[totals], changes)
    before = keys(sums(report))
    found = located(report)
    changed: set[Place] = set()
    for each in found:
        after = keys(sums(taken_back(report, [each])))
        assert after <= before
        assert set(each.settles) and not after & set(each.settles)
        assert set(each.settles) == before - after
        assert all(report.text(repair.place) == repair.now != repair.proposed for repair in each.repairs)
        assert not changed & set(each.places)
        changed |= set(each.places)
    together = keys(sums(taken_back(report, found)))
    assert together <= before
    assert not together & {key for each in found for key in each.shares}
    if not before:
        assert found == []


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(["rows", "all"]), st.data())
def test_one_wrong_cell_of_a_table_with_totals_is_named(totals: str, data: st.DataObject) -> None:
    report = REPORTS[totals]
    place = data.draw(st.sampled_from([each for each in FILLED[totals] if each.startswith("requests.")]))
    text = data.draw(figures.filter(lambda each: each != report.text(place)))
    (found,) = located(with_texts(report, {place: text}))
    assert found.certain and found.repairs == ((place, text, report.text(place)),)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(REPORTS)), st.data())
def test_of_two_wrong_cells_no_other_is_named_for_certain(totals: str, data: st.DataObject) -> None:
    report = REPORTS[totals]
    places = data.draw(st.lists(st.sampled_from(FILLED[totals]), min_size=2, max_size=2, unique=True))
    wrong = {place: data.draw(figures.filter(lambda each, place=place: each != report.text(place))) for place in places}
    certain = [each for each in located(with_texts(report, wrong)) if each.certain]
    assert proposed(certain).items() <= {place: report.text(place) for place in places}.items()
