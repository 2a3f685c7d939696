"""The sums that the checks find failing are those that a script of its own finds in the same file."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.checks import check_tables, run
from schema.editions import EDITIONS
from schema.findings import Finding
from schema.report import Report, new_report
from schema.report_file import load
from tests.independent_sums import Failure, failing_sums, flat

SUMS = {"requests-balance", "requests-results-total", "requests-row-total", "disputes-total"}
SAMPLES = sorted((Path(__file__).parents[2] / "sample_reports").glob("*.toml"))

HONGZE_2023 = """
[requests]
received = [21, 0, 0, 0, 0, 0, 21]
partly_granted = [4, 0, 0, 0, 0, 0, 4]
denied.state_secret = [1, 0, 0, 0, 0, 0, 1]
denied.process = [1, 0, 0, 0, 0, 0, 1]
denied.enforcement_file = [1, 0, 0, 0, 0, 0, 1]
unavailable.not_held = [10, 0, 0, 0, 0, 0, 10]
unavailable.needs_creation = [3, 0, 0, 0, 0, 0, 3]
not_processed.petition = [1, 0, 0, 0, 0, 0, 1]
[disputes]
reconsideration = [10, 1, 0, 0, 0]
litigation.direct = [0, 0, 0, 0, 0]
litigation.after_reconsideration = [5, 0, 0, 0, 0]
"""
PINGTAN_2020 = """
[requests]
received = [20, 0, 0, 0, 0, 1, 21]
granted = [6, 0, 0, 0, 0, 1, 7]
partly_granted = [6, 0, 0, 0, 0, 0, 6]
unavailable.not_held = [4, 0, 0, 0, 0, 0, 4]
unavailable.unclear = [3, 0, 0, 0, 0, 0, 3]
not_processed.repeat = [3, 0, 0, 0, 0, 0, 3]
otherwise = [4, 0, 0, 0, 0, 0, 4]
results_total = [20, 0, 0, 0, 0, 1, 21]
[disputes]
reconsideration = [0, 0, 0, 0, 0]
"""
PUBLISHED: list[tuple[int, str, set[Failure]]] = [
    (
        2021,
        HONGZE_2023,
        {
            ("disputes-total", "disputes.reconsideration.total"),
            ("disputes-total", "disputes.litigation.after_reconsideration.total"),
        },
    ),
    (
        2019,
        PINGTAN_2020,
        {
            ("requests-balance", "requests.received.natural_person"),
            ("requests-results-total", "requests.results_total.natural_person"),
            ("requests-results-total", "requests.results_total.total"),
        },
    ),
]


def failing(findings: list[Finding]) -> set[Failure]:
    return {(finding.code, finding.where[0]) for finding in findings if finding.code in SUMS}


def filled(edition: int, document: Mapping[str, Any]) -> tuple[Report, dict[str, Any]]:
    """The report of a document whose missing rows are zeros, and that document with every row."""
    report = new_report(EDITIONS[edition])
    complete: dict[str, dict[str, list[Any]]] = {}
    for key in ("requests", "disputes"):
        table = report.edition.table(key)
        rows = {row.key: [0] * len(row.columns) for row in table.rows} | flat(document[key])
        complete[key] = rows
        for row in (*table.rows, *filter(None, [table.results_total])):
            assert row.total is not None
            for column, value in zip((*row.columns, row.total), rows.get(row.key, []), strict=False):
                report.set_text(table.cell_place(row, column), str(value))
    return report, complete


@pytest.mark.parametrize(("edition", "text", "expected"), PUBLISHED, ids=["hongze-2023", "pingtan-2020"])
def test_published_reports_fail_as_is_known(edition: int, text: str, expected: set[Failure]) -> None:
    report, document = filled(edition, tomllib.loads(text))
    assert failing_sums(document) == expected
    assert failing(check_tables(report)) == expected


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_fail_as_the_script_says(path: Path) -> None:
    report = load(path).report
    assert report is not None
    assert failing(run(report)) == failing_sums(tomllib.loads(path.read_text(encoding="utf-8")))


_FIGURE = st.one_of(st.integers(0, 3), st.just(""), st.just("a"), st.just(-1)) | st.integers(0, 99_999)


@st.composite
def documents(draw: st.DrawFn) -> tuple[int, dict[str, Any]]:
    """An edition and tables in which some rows, some totals and some errors are drawn, the rest is 0."""
    edition = draw(st.sampled_from(sorted(EDITIONS)))
    document: dict[str, Any] = {"requests": {}, "disputes": {}}
    for key, width in (("requests", 6), ("disputes", 4)):
        keys = [row.key for row in EDITIONS[edition].table(key).rows] + ["results_total"] * (key == "requests")
        for row in draw(st.lists(st.sampled_from(keys), unique=True, max_size=6)):
            length = 7 if row == "results_total" else draw(st.sampled_from([width, width + 1]))
            document[key][row] = draw(st.lists(_FIGURE, min_size=length, max_size=length))
    return edition, document


@given(documents())
@settings(deadline=None)
def test_any_table_fails_as_the_script_says(drawn: tuple[int, dict[str, Any]]) -> None:
    report, document = filled(*drawn)
    assert failing(check_tables(report)) == failing_sums(document)
