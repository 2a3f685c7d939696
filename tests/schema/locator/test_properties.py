"""Whatever is typed: a repair settles the findings that it says, breaks nothing, and what is right is never named."""

from hypothesis import given, settings
from hypothesis import strategies as st

from schema.checks.locator import Located
from schema.checks.locator.relations import Relation, figures_of, plan_of
from schema.form import Place
from schema.report import Report
from tests.schema.locator.typed import (
    DISPUTES,
    KEYS,
    REQUESTS,
    clean,
    keys,
    located,
    moved,
    place,
    proposed,
    sums,
    taken_back,
    with_texts,
)

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


@st.composite
def begun(draw: st.DrawFn) -> Typed:
    """The rows of 三 from some row on still blank, their totals keyed or not; above, rows slipped and figures wrong."""
    totals = draw(st.sampled_from(["rows", "all"]))
    report = REPORTS[totals]
    reached = draw(st.integers(1, len(KEYS)))
    texts: dict[Place, str] = {}
    for _ in range(draw(st.integers(0, 2))):
        start = draw(st.integers(0, reached - 1))
        run = KEYS[start : min(start + draw(st.integers(1, 4)), reached)]
        texts |= moved(report, dict(zip(run, (run[-1], *run[:-1]), strict=True)))
    above = [each for each in FILLED[totals] if each.startswith(tuple(f"requests.{key}." for key in KEYS[:reached]))]
    texts |= draw(st.dictionaries(st.sampled_from(above), figures, max_size=3))
    below = [cell.place for row in REQUESTS.rows[reached:] for cell in REQUESTS.row_cells(row)]
    if draw(st.booleans()):
        below += [place(key, "total") for key in KEYS[reached:]]
    return totals, texts | dict.fromkeys(below, "")


@settings(max_examples=300, deadline=None)
@given(st.one_of(typed(), small(), begun()))
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


def residuals(report: Report, found: list[Located]) -> dict[Relation, int]:
    """The relations that fail when repairs are made: of 三 and 四, those that no finding tells of included."""
    mended = taken_back(report, found)
    plans = [figures_of(mended, table) for table in (REQUESTS, DISPUTES)]
    return {each.plan.relations[number]: amount for each in plans for number, amount in each.failing.items()}


def relations_of(located: Located) -> set[Relation]:
    """The relations that the cells to be changed are terms of."""
    plan = plan_of(REQUESTS if located.table == REQUESTS.key else DISPUTES)
    changed = {plan.places.index(place) for place in located.places}
    return {each for each in plan.relations if changed & {variable for variable, _ in each.terms}}


@settings(max_examples=600, deadline=None)
@given(st.one_of(begun(), typed(), small()))
def test_no_sum_of_the_cells_of_a_repair_fails_after_it(made: Typed) -> None:
    """But one in which another error stands too that is offered: that holds after both."""
    totals, changes = made
    report = with_texts(REPORTS[totals], changes)
    before = residuals(report, [])
    found = located(report)
    together = residuals(report, found)
    for each in found:
        after, mine = residuals(report, [each]), relations_of(each)
        assert after.keys() <= before.keys()
        assert not mine & together.keys()
        others = [relations_of(other) for other in found if other is not each and other.certain is each.certain]
        assert mine & after.keys() <= set().union(*others)
        # Two figures that change places leave a sum of both as it was: what is wrong there is another's alone.
        told = {*each.shares, *(key for other in found if other is not each for key in other.settles)}
        assert {relation.key for relation in mine & after.keys()} - {None} <= told
        if not each.certain:
            assert not mine & after.keys()


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
