"""The study in small: one in seven of the typing errors at every place of the sample reports."""

import pytest

from tests.benchmarks.injected import Totals
from tests.benchmarks.locator import NAMED, SAMPLES, SILENT, WRONG, Study, clean_tables

SINGLE = {"wrong digit", "digits swapped", "digit dropped", "digit doubled"}


@pytest.fixture(scope="module")
def study() -> Study:
    made = Study(pairs=100, every=7)
    for name, report, table in clean_tables(SAMPLES):
        made.run(name, report, table)
    return made


def test_nothing_else_is_ever_named(study: Study) -> None:
    assert {key for key, counts in study.counts.items() if counts[WRONG]} == set()


def test_every_kind_was_tried(study: Study) -> None:
    kinds = {kind for table, keyed, kind in study.counts if table == "requests" and keyed is Totals.ROWS}
    assert kinds > SINGLE
    assert kinds > {"row slipped", "run of rows slipped", "partly granted counted twice", "two cells"}


@pytest.mark.parametrize("keyed", [Totals.ROWS, Totals.ALL])
def test_with_keyed_totals_the_wrong_cell_is_named(study: Study, keyed: Totals) -> None:
    for kind in SINGLE:
        counts = study.counts["requests", keyed, kind]
        assert counts[""] > 5
        assert counts[NAMED] >= 0.99 * counts[""]


def test_without_keyed_totals_nothing_is_named(study: Study) -> None:
    without = [counts for (_, keyed, _), counts in study.counts.items() if keyed is Totals.NONE]
    assert without and all(counts[SILENT] == counts[""] for counts in without)
