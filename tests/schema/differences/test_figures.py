"""Figures, fields and totals that differ."""

from schema.differences import Change, ChangeKind, differences
from schema.editions import EDITIONS
from schema.report import Report, new_report
from tests import figures
from tests.schema import pingtan

RECEIVED = "requests.received.natural_person"
PARTLY = "requests.partly_granted.natural_person"


def changed(old: Report, **texts: str) -> Report:
    """A copy that holds other texts at some places, their dots written as double underscores."""
    new = old.copy()
    for place, text in texts.items():
        new.set_text(place.replace("__", "."), text)
    return new


def told(changes: list[Change]) -> list[tuple[str, str | None, str | None, str]]:
    return [(each.place, each.old, each.new, str(each.difference)) for each in changes]


def test_the_same_report_differs_in_nothing() -> None:
    report = figures.report(keyed=True)
    assert differences(report, report.copy()).changes == []


def test_a_corrected_copy_tells_every_changed_figure_once_and_nothing_else() -> None:
    old = figures.report(keyed=True)
    new = changed(
        old,
        requests__partly_granted__natural_person="391",
        requests__granted__natural_person="1103",
        disclosure__fees="59237.245",
        disputes__reconsideration__other="",
    )
    found = differences(old, new)
    assert told(found.figures) == [
        ("disclosure.fees", "59237.2449", "59237.245", "0.0001"),
        ("requests.granted.natural_person", "1175", "1103", "-72"),
        (PARTLY, "319", "391", "72"),
        ("disputes.reconsideration.other", old.text("disputes.reconsideration.other"), "", "None"),
    ]
    assert [each.name for each in found.figures][2] == "三·（二）部分公开·自然人"
    assert {each.kind for each in found.changes} == {ChangeKind.FIGURE, ChangeKind.COMPUTED}
    assert told(found.totals) == [
        ("requests.granted.total", "1191", "1119", "-72"),
        ("requests.partly_granted.total", "328", "400", "72"),
        ("disputes.reconsideration.total", old.text("disputes.reconsideration.total"), "", "None"),
    ]


def test_two_years_of_one_agency_tell_every_changed_figure_once_and_nothing_else() -> None:
    old, new = pingtan.report(2021), pingtan.report(2022)
    expected = [
        (cell.place, before, after)
        for table in new.edition.tables
        if table.key in pingtan.figures(2021)
        for cell, before, after in zip(
            table.cells,
            [text for row in pingtan.figures(2021)[table.key] for text in row],
            [text for row in pingtan.figures(2022)[table.key] for text in row],
            strict=True,
        )
        if before != after
    ]
    found = differences(old, new)
    assert len(expected) == 30
    assert [(each.place, each.old, each.new) for each in found.figures] == expected
    assert [(each.place, each.old, each.new) for each in found.cover] == [("report.year", "2021", "2022")]
    assert found.changes == [*found.cover, *found.figures, *found.totals]


def test_blank_and_unreadable_cells() -> None:
    old = changed(figures.report(), requests__received__natural_person="", requests__received__company="12a")
    new = changed(old, requests__received__natural_person="0", requests__received__company="12")
    assert told(differences(old, new).figures) == [
        (RECEIVED, "", "0", "None"),
        ("requests.received.company", "12a", "12", "None"),
    ]


def test_the_same_amount_with_other_digits_is_a_change() -> None:
    old = changed(figures.report(), disclosure__fees="25.1")
    assert told(differences(old, changed(old, disclosure__fees="25.10")).figures) == [
        ("disclosure.fees", "25.1", "25.10", "0.00")
    ]


def test_keyed_totals_come_go_and_change() -> None:
    old = changed(figures.report(), requests__received__total="3511", requests__granted__total="1191")
    new = changed(old, requests__received__total="", requests__granted__total="1190", requests__carried_in__total="96")
    found = differences(old, new)
    assert [(each.kind, each.place, each.old, each.new, each.difference) for each in found.changes] == [
        (ChangeKind.KEYED, "requests.received.total", "3511", None, None),
        (ChangeKind.KEYED, "requests.carried_in.total", None, "96", None),
        (ChangeKind.KEYED, "requests.granted.total", "1191", "1190", -1),
    ]


def test_a_total_that_was_keyed_as_it_is_computed_is_told_once() -> None:
    old = figures.report()
    changes = {"requests.received.natural_person": "3403", "requests.received.total": "3512"}
    new = changed(old, **{place.replace(".", "__"): text for place, text in changes.items()})
    old = changed(old, requests__received__total="3511")
    assert [(each.kind, each.place) for each in differences(old, new).changes] == [
        (ChangeKind.FIGURE, "requests.received.natural_person"),
        (ChangeKind.KEYED, "requests.received.total"),
    ]
    slipped = changed(new, requests__received__total="3521")
    assert [(each.kind, each.place, each.new) for each in differences(old, slipped).changes] == [
        (ChangeKind.FIGURE, "requests.received.natural_person", "3403"),
        (ChangeKind.KEYED, "requests.received.total", "3521"),
        (ChangeKind.COMPUTED, "requests.received.total", "3512"),
    ]


def test_fields_are_told_by_their_labels() -> None:
    old = figures.report()
    new = changed(old, status="final", agency__phone="0527-84389000", report__published="2024-01-20")
    assert [(each.name, each.old, each.new) for each in differences(old, new).changes] == [
        ("状态", "草稿", "定稿"),
        ("公布日期", "", "2024-01-20"),
        ("联系电话", "", "0527-84389000"),
    ]


def filled(edition: int, year: int) -> Report:
    report = new_report(EDITIONS[edition], {"report.year": str(year), "agency.name": "石门乡"})
    for place in report.edition.cells:
        report.set_text(place, "1")
    report.parts = {key: [] for key in report.parts}
    return report


def test_two_editions_compare_what_both_ask_for() -> None:
    old, new = filled(2019, 2020), filled(2021, 2021)
    new.set_text(RECEIVED, "5")
    found = differences(old, new)
    kinds = {kind: [each for each in found.figures if each.kind is kind] for kind in ChangeKind}
    assert [(each.place, each.old, each.new) for each in kinds[ChangeKind.FIGURE]] == [
        (RECEIVED, "1", "5"),
        # One row in 2019, the sum of three in 2021.
        *((f"requests.otherwise.{column.key}", "1", "3") for column in new.edition.table("requests").rows[0].columns),
    ]
    assert kinds[ChangeKind.FIGURE][1].old_place == ""
    gone, came = ({each.place for each in kinds[kind]} for kind in (ChangeKind.FIGURE_GONE, ChangeKind.FIGURE_NEW))
    assert {"disclosure.procurement.amount", "disclosure.licensing.previous"} <= gone
    assert {"disclosure.normative_documents.in_force", "other.processing_fees.billed"} <= came
    assert all(place in old.edition.cells for place in gone)
    assert all(place in new.edition.cells for place in came)
    compared = {each.place for each in kinds[ChangeKind.FIGURE]}
    assert not compared & (gone | came)


OTHERWISE = [f"requests.otherwise.{row}.natural_person" for row in ("no_correction", "fee_unpaid", "other")]


def divided(*figures: str) -> tuple[Report, Report]:
    """Reports of 2020 and 2021, the row that the edition of 2021 divides holding these figures there and 1 before."""
    old, new = filled(2019, 2020), filled(2021, 2021)
    for place, figure in zip(OTHERWISE, figures, strict=True):
        new.set_text(place, figure)
    return old, new


def of_natural_persons(old: Report, new: Report) -> list[tuple[ChangeKind, str, str | None, str | None, str]]:
    return [
        (each.kind, each.place, each.old, each.new, each.old_place)
        for each in differences(old, new).figures
        if each.place.startswith("requests.otherwise") and each.place.endswith("natural_person")
    ]


def test_a_row_that_one_edition_divides_is_told_by_its_sum() -> None:
    old, new = divided("2", "3", "4")
    row = "requests.otherwise.natural_person"
    assert of_natural_persons(old, new) == [(ChangeKind.FIGURE, row, "1", "9", "")]
    assert of_natural_persons(new, old) == [(ChangeKind.FIGURE, row, "9", "1", OTHERWISE[0])]
    assert of_natural_persons(*divided("0", "1", "0")) == []


def test_the_figures_of_a_sum_that_a_blank_leaves_open_are_told_by_themselves() -> None:
    old, new = divided("40", "10", "")
    old.set_text("requests.otherwise.natural_person", "")
    new_only = [(ChangeKind.FIGURE_NEW, OTHERWISE[n], None, figure, "") for n, figure in enumerate(("40", "10"))]
    assert of_natural_persons(old, new) == new_only
    gone = [(ChangeKind.FIGURE_GONE, place, figure, None, "") for _, place, _, figure, _ in new_only]
    assert of_natural_persons(new, old) == gone
    old.set_text("requests.otherwise.natural_person", "50")
    row = "requests.otherwise.natural_person"
    assert of_natural_persons(old, new) == [(ChangeKind.FIGURE, row, "50", "", ""), *new_only]


def test_a_sum_of_what_no_sum_uses_has_no_value() -> None:
    row = "requests.otherwise.natural_person"
    assert of_natural_persons(*divided("-1", "3", "1")) == [(ChangeKind.FIGURE, row, "1", "-1、3、1", "")]
    assert of_natural_persons(*divided("12a", "3", "1")) == [(ChangeKind.FIGURE, row, "1", "12a、3、1", "")]


def test_blanks_that_only_one_edition_asks_for_are_not_told() -> None:
    old, new = filled(2019, 2020), filled(2021, 2021)
    for report in (old, new):
        for place in report.edition.cells:
            report.set_text(place, "")
    assert differences(old, new).figures == []
