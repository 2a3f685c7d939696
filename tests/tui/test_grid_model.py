"""The lines of every table of both editions, and where the cursor may stand in them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.editions import EDITIONS
from schema.form import Cell, Layout, Table
from schema.report import new_report
from schema.report_file import Loaded
from tests import figures
from tui.session import Session
from tui.widgets.grid_model import GridModel, Slot

TABLES = [
    (edition, table, keyed) for edition in EDITIONS.values() for table in edition.tables for keyed in (False, True)
]
IDS = [f"{edition.number}-{table.key}-{'keyed' if keyed else 'computed'}" for edition, table, keyed in TABLES]
REQUESTS = figures.EDITION.table("requests")
DISPUTES = figures.EDITION.table("disputes")


def model_of(session: Session, table: Table, *, keyed: bool = False) -> GridModel:
    session.set_keyed(table, keyed)
    return GridModel(session, table)


@pytest.fixture(params=range(len(TABLES)), ids=IDS)
def model(request: pytest.FixtureRequest) -> GridModel:
    """Every table of both editions, without and with keyed totals, with nothing filled in."""
    edition, table, keyed = TABLES[request.param]
    return model_of(Session(Loaded(Path("a.toml"), b""), new_report(edition)), table, keyed=keyed)


def typed(model: GridModel) -> list[Slot]:
    return [slot for line in model.lines for slot in line.slots if slot.typed]


def test_every_figure_of_the_table_has_a_slot_and_no_other(model: GridModel) -> None:
    keyed = model.session.keyed(model.table)
    expected = [cell.place for cell in model.table.cells]
    expected += [cell.place for cell in model.table.keyed_cells] if keyed else []
    assert sorted(slot.place for slot in typed(model)) == sorted(expected)
    shown = {slot.place for line in model.lines for slot in line.slots}
    assert shown == {cell.place for cell in (*model.table.cells, *model.table.keyed_cells)}


def test_lines_fit_the_screen(model: GridModel) -> None:
    for line in model.lines:
        assert model.measures.label + len(line.slots) * model.measures.figure <= 80
    assert len([line for line in model.lines if line.slots]) + (model.head is not None) <= 26


def test_tab_goes_over_every_figure_in_reading_order_and_back(model: GridModel) -> None:
    order = typed(model)
    walked = [model.slot]
    while model.next(1):
        walked.append(model.slot)
    assert walked == order
    back = [model.slot]
    while model.next(-1):
        back.append(model.slot)
    assert back == order[::-1]


@pytest.mark.parametrize("move", [(1, 0), (-1, 0), (0, 1), (0, -1), (7, 0), (-7, 0), (100, 0), (-100, 0)])
def test_every_move_from_every_figure_ends_on_a_figure_further_on_or_says_no(
    model: GridModel, move: tuple[int, int]
) -> None:
    for slot in typed(model):
        assert model.select(slot.place) and model.slot is slot
        before = model.row, model.column
        moved = model.move(*move)
        assert model.slot.typed
        after = model.row, model.column
        assert moved is (after != before)
        if moved:
            axis = 0 if move[0] else 1
            assert (after[axis] - before[axis]) * move[axis] > 0 or abs(move[axis]) > 1
            if axis == 1:
                assert after[0] == before[0]


def test_the_edges_of_a_row_are_its_first_and_last_figure(model: GridModel) -> None:
    for slot in typed(model):
        model.select(slot.place)
        own = [each for each in model.lines[model.row].slots if each.typed]
        model.edge(True)
        assert model.slot is own[-1]
        model.edge(False)
        assert model.slot is own[0]


def test_a_place_of_another_table_is_not_selected(model: GridModel) -> None:
    before = model.slot
    assert not model.select("agency.name") and not model.select("")
    assert model.slot is before


@given(st.integers(0, len(TABLES) - 1), st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9), st.booleans())))
def test_the_cursor_stands_only_where_something_is_typed(index: int, moves: list[tuple[int, int, bool]]) -> None:
    edition, table, _keyed = TABLES[index]
    session = Session(Loaded(Path("a.toml"), b""), new_report(edition))
    model = GridModel(session, table)
    for rows, columns, keyed in moves:
        session.set_keyed(table, keyed)
        model.rebuild()
        model.move(rows, 0)
        model.move(0, columns)
        assert model.slot.typed


def test_ending_the_keyed_totals_takes_the_cursor_off_them() -> None:
    session = figures.session(keyed=True)
    model = GridModel(session, REQUESTS)
    for place in ("requests.results_total.company", "requests.results_total.total", "requests.granted.total"):
        session.set_keyed(REQUESTS, True)
        model.rebuild()
        assert model.select(place) and model.slot.place == place
        session.set_keyed(REQUESTS, False)
        model.rebuild()
        assert model.slot.typed


def test_a_computed_place_is_shown_by_its_row() -> None:
    model = model_of(figures.session(), REQUESTS)
    assert model.select("requests.granted.total")
    assert model.slot.place == "requests.granted.natural_person"
    assert not model.select("requests.results_total.company")


def test_section_3_shows_totals_and_proves_keyed_ones() -> None:
    session = figures.session()
    model = model_of(session, REQUESTS)
    shown = [tuple(model.text(slot) for slot in line.slots) for line in model.lines]
    assert shown == [tuple(row) for row in figures.REQUESTS]
    assert {model.mark(slot) for line in model.lines for slot in line.slots if slot.column.key == "total"} == {"="}
    keyed = GridModel(
        figures.session({"requests.granted.total": "1192", "requests.received.total": ""}, keyed=True), REQUESTS
    )
    marks = {line.slots[-1].row.key: keyed.mark(line.slots[-1]) for line in keyed.lines}
    assert marks.pop("granted") == "!" and marks.pop("received") == "?"
    assert set(marks.values()) == {"="}


def test_a_total_with_a_blank_in_it_is_blank_and_not_proven() -> None:
    session = figures.session({"requests.granted.other": ""}, keyed=True)
    model = GridModel(session, REQUESTS)
    line = next(line for line in model.lines if line.slots[0].row.key == "granted")
    assert model.mark(line.slots[-1]) == "?"
    session.set_keyed(REQUESTS, False)
    model.rebuild()
    line = next(line for line in model.lines if line.slots[0].row.key == "granted")
    assert (model.text(line.slots[-1]), model.mark(line.slots[-1])) == ("", "=")


def test_the_balance_names_the_difference_in_its_column() -> None:
    session = figures.session({"requests.received.company": "100", "requests.carried_in.other": "12a"})
    differences = {each.column: each.difference for each in GridModel(session, REQUESTS).balances}
    assert differences.pop("company") == 1
    assert differences.pop("other") is None and differences.pop("total") is None
    assert set(differences.values()) == {0}


def test_section_4_is_three_rows_of_five_and_section_2_has_its_captions() -> None:
    disputes = model_of(figures.session(), DISPUTES)
    assert [len(line.slots) for line in disputes.lines] == [5, 5, 5]
    assert disputes.head is not None and len(disputes.head.heads) == 5
    disclosure = model_of(figures.session(), figures.EDITION.table("disclosure"))
    captions = [line.label for line in disclosure.lines if line.heads]
    assert disclosure.table.layout is Layout.BLOCKS
    assert captions == [block.caption for block in disclosure.table.blocks]


@given(st.sampled_from(REQUESTS.cells + REQUESTS.keyed_cells), st.sampled_from(["", "7", "12a", "-5"]))
def test_only_the_lines_named_change_with_a_figure(cell: Cell, text: str) -> None:
    for keyed in (False, True):
        session = figures.session(keyed=keyed)
        model = GridModel(session, REQUESTS)
        if not keyed and cell.place not in figures.EDITION.cells:
            continue
        before = shown_lines(model)
        edited = session.edit(cell.place, text)
        model.recompute()
        changed = {row for row, (old, new) in enumerate(zip(before, shown_lines(model), strict=True)) if old != new}
        assert changed <= model.affected(cell.place)
        assert bool(changed) is edited


def shown_lines(model: GridModel) -> list[list[tuple[str, str]]]:
    return [[(model.mark(slot), model.text(slot)) for slot in line.slots] for line in model.lines]
