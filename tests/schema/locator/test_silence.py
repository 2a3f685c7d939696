"""Where more than one change would do, none is named for certain."""

import pytest

from schema.checks.locator import Kind
from tests.schema.locator.typed import (
    DISPUTES,
    KEYS,
    REQUESTS,
    as_row,
    clean,
    counted_twice,
    located,
    moved,
    place,
    sums,
    taken_back,
    with_texts,
)


@pytest.mark.parametrize("key", KEYS)
def test_a_wrong_cell_without_keyed_totals(key: str) -> None:
    """It may be any of its column."""
    wrong = with_texts(clean("none"), {place(key): "77777"})
    assert sums(wrong)
    assert located(wrong) == []


def test_neighbours_without_keyed_totals() -> None:
    texts = {place("unavailable.not_held", "natural_person"): "74", place("unavailable.not_held", "company"): "968"}
    assert located(with_texts(clean("none"), texts)) == []


def test_a_number_below_zero_is_no_repair_but_no_certainty_either() -> None:
    """研究 0 件 in a row of zeros: only its total can be wrong alone, but two cells may be too many."""
    assert located(with_texts(clean(), {"disputes.reconsideration.total": "0"})) == []


def test_two_equal_errors_may_be_two_others() -> None:
    wrong = with_texts(clean(), {place("granted", "company"): "17", place("partly_granted", "other"): "5"})
    assert len(sums(wrong)) == 4
    assert located(wrong) == []


def test_more_errors_than_can_be_told_apart() -> None:
    report = clean()
    wrong = with_texts(report, {place(key): str(index * 7 + 3) for index, key in enumerate(KEYS)})
    assert located(wrong) == []


def test_a_row_of_disputes_is_only_guessed_at() -> None:
    report = clean()
    wrong = with_texts(report, {"disputes.reconsideration.upheld": "390"})
    (found,) = located(wrong)
    assert not found.certain
    assert found.kind is Kind.DIGITS_SWAPPED
    assert taken_back(wrong, [found]) == report
    (finding,) = sums(wrong)
    assert found.settles == ((finding.code, finding.where[0]),)


def test_little_that_may_have_been_exchanged_is_a_guess() -> None:
    """One of 上年结转 in the wrong column looks the same as two cells of 其他 exchanged."""
    wrong = with_texts(clean(), {place("carried_in", "public_welfare"): "1", place("carried_in", "legal_service"): "1"})
    (found,) = located(wrong)
    assert found.kind is Kind.NEIGHBOURS_SWAPPED and not found.certain


def test_several_usual_slips_are_no_guess() -> None:
    """26 for 27, or 17 for 18, or 440 for 441 …"""
    assert located(with_texts(clean(), {"disputes.reconsideration.pending": "27"})) == []


@pytest.mark.parametrize(("now", "right", "is_told"), [("8", "6", False), ("28", "26", True)])
def test_one_digit_is_no_guess_in_a_row_that_nothing_else_confirms(now: str, right: str, is_told: bool) -> None:
    """Nearly every figure of one digit is a slip away from any other; here no other figure is a slip from right."""
    row = DISPUTES.rows[0]
    cells = [cell.place for cell in DISPUTES.row_cells(row)]
    assert row.total is not None
    texts = dict(zip(cells, ["101", "101", "100", right], strict=True))
    texts[DISPUTES.cell_place(row, row.total)] = str(302 + int(right))
    true = with_texts(clean(), texts)
    assert not sums(true)
    wrong = with_texts(true, {cells[3]: now})
    assert sums(wrong)
    assert [taken_back(wrong, [each]) for each in located(wrong)] == [true] * is_told


def test_rows_of_disputes_in_each_others_line() -> None:
    report = clean()
    one, other = DISPUTES.row_cells(DISPUTES.rows[0]), DISPUTES.row_cells(DISPUTES.rows[1])
    texts = {to.place: report.text(source.place) for to, source in zip(one + other, other + one, strict=True)}
    (found,) = located(with_texts(report, texts))
    assert found.certain and found.kind is Kind.ROW_SLIPPED


@pytest.mark.parametrize("first", [False, True])
def test_while_rows_below_are_blank(first: bool) -> None:
    """A row alone cannot tell which of its figures is wrong: a usual slip is a guess. The totals may be keyed first."""
    report = clean()
    rows = REQUESTS.rows[KEYS.index("denied.internal_affairs") :]
    below = {cell.place: "" for row in rows for cell in REQUESTS.row_cells(row)}
    if not first:
        below |= {place(row.key, "total"): "" for row in rows}
    begun = with_texts(report, below)
    assert located(begun) == []
    swapped = with_texts(begun, {place("partly_granted"): "391"})
    doubled = with_texts(begun, counted_twice(report, "denied.third_party"))
    for wrong, kind in ((swapped, Kind.DIGITS_SWAPPED), (doubled, Kind.COUNTED_TWICE)):
        (found,) = located(wrong)
        assert found.kind is kind and not found.certain
        assert taken_back(wrong, [found]) == begun
    slipped = with_texts(begun, moved(report, {"granted": "partly_granted", "partly_granted": "granted"}))
    (found,) = located(slipped)
    assert found.kind is Kind.ROW_SLIPPED and found.certain
    assert located(with_texts(begun, {place("partly_granted"): "320"})) == []


def test_two_rows_exchanged_are_no_guess_where_one_would_still_not_be_its_total() -> None:
    """A run of rows has slipped: its first two in each other's line would leave the second against its total."""
    upper, lower = "denied.other_law", "denied.security_stability"
    below = REQUESTS.rows[KEYS.index(lower) + 1 :]
    wrong = with_texts(
        clean(),
        {cell.place: "" for row in below for cell in REQUESTS.row_cells(row)}
        | {place(row.key, "total"): "" for row in below}
        | as_row(upper, [0, 0, 0, 0, 0, 0])
        | as_row(lower, [27, 0, 0, 0, 0, 0])
        | {place(upper, "total"): "27", place(lower, "total"): "6"},
    )
    assert len(sums(wrong)) == 2
    assert located(wrong) == []
    (found,) = located(with_texts(wrong, {place(lower, "total"): "0"}))
    assert found.kind is Kind.ROW_SLIPPED and not found.certain


def test_rows_one_line_too_low_under_a_line_left_blank() -> None:
    report = clean()
    begun = with_texts(
        report,
        {cell.place: "" for row in REQUESTS.rows[KEYS.index("denied.other_law") :] for cell in REQUESTS.row_cells(row)},
    )
    shifted = moved(report, {"denied.state_secret": "partly_granted", "partly_granted": "granted"})
    shifted |= {cell.place: "" for cell in REQUESTS.row_cells(REQUESTS.rows[KEYS.index("granted")])}
    wrong = with_texts(begun, shifted)
    (found,) = located(wrong)
    assert found.kind is Kind.ROW_SLIPPED
    expected = with_texts(
        begun, {cell.place: "" for cell in REQUESTS.row_cells(REQUESTS.rows[KEYS.index("denied.state_secret")])}
    )
    assert taken_back(wrong, [found]) == expected
