"""All checks but those of prose: what they say, all checks say too."""

from pathlib import Path

import pytest

from schema.checks import run
from schema.checks.without_prose import run_without_prose, without_prose
from schema.report import Accepted, Report
from schema.report_file import load
from tests import figures
from tests.program import ROOT

SAMPLES = sorted((ROOT / "sample_reports").glob("*.toml"))
OF_PROSE = ("prose-", "section-empty", "aspect-missing", "fee-statement-missing", "placeholder")


def sample(name: str) -> Report:
    report = load(ROOT / "sample_reports" / f"{name}.toml").report
    assert report is not None
    return report


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_all_that_is_not_of_prose_is_said_in_the_same_order(path: Path) -> None:
    report = load(path).report
    assert report is not None
    prose = set(report.prose_places())
    everything = run(report, report)
    expected = [
        each for each in everything if not each.code.startswith(OF_PROSE) and not any(at in prose for at in each.where)
    ]
    assert run_without_prose(report, report) == expected


def test_what_is_wrong_on_the_cover_and_in_the_figures_is_said() -> None:
    report = figures.report()
    report.set_text("requests.received.natural_person", "1")
    report.set_text("agency.office", "甲\u202e乙")
    report.set_text("report.preamble", "甲\u202e乙")
    codes = [finding.code for finding in run_without_prose(report)]
    assert "requests-balance" in codes and codes.count("unsafe-text") == 1


def test_reasons_for_queries_of_prose_are_left_alone() -> None:
    report = figures.report()
    report.accepted = [
        Accepted("prose-requests-received", ("overview.parts.0.text",), ("1",), "核实"),
        Accepted("same-as-last-year", ("overview.parts.0.text",), ("x",), "核实"),
        Accepted("carried-out-large", ("requests.carried_out.total",), ("1",), "核实"),
    ]
    stale = [finding.entry for finding in run_without_prose(report) if finding.code == "accepted-stale"]
    assert stale == [2]


def test_the_report_stays_as_it_was() -> None:
    report = figures.report()
    before = report.copy()
    run_without_prose(report, report)
    assert report == before and report.edition is without_prose(report).edition
