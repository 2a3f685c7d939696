"""The labelled corpus: its labels are what its tables say, and the checks read it rightly."""

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from schema.checks.registry import Context
from schema.report import Report
from schema.report_file import formatted, load
from tests.schema.claims.measuring import CORPUS, Label, Measure, marked, measure, read_labels, reports, total

HALVES = ("dev", "held")
EVERY = [path for half in HALVES for path in reports(CORPUS / half)]
NAMES = [f"{path.parent.name}-{path.stem}" for path in EVERY]


def loaded(path: Path) -> Report:
    report = load(path).report
    assert report is not None
    return report


def test_the_halves_are_large_and_have_contradictions_and_reports_without_one() -> None:
    for half in HALVES:
        found = [read_labels(path) for path in reports(CORPUS / half)]
        assert len(found) >= 12
        assert sum(label.number is not None for labels in found for label in labels) >= 350
        differing = [sum(label.verdict == "differs" for label in labels) for labels in found]
        checkable = sum(label.checkable for labels in found for label in labels)
        assert sum(differing) >= 0.15 * checkable
        assert differing.count(0) >= 3


@pytest.mark.parametrize("path", EVERY, ids=NAMES)
def test_every_report_is_canonical_and_every_label_stands_in_it(path: Path) -> None:
    opened = load(path)
    assert opened.findings == []
    assert formatted(opened) == opened.data
    labels = read_labels(path)
    assert [mark.label for mark in marked(loaded(path), labels)] == labels


@pytest.mark.parametrize("path", EVERY, ids=NAMES)
def test_every_label_with_a_target_says_what_its_figures_say(path: Path) -> None:
    context = Context(loaded(path))
    compared = [label for label in read_labels(path) if is_sum(label)]
    wrong = [label for label in compared if (figure(context, label) == label.number) != (label.verdict == "holds")]
    assert wrong == []


def is_sum(label: Label) -> bool:
    return label.number is not None and bool(label.target) and label.code != "prose-share" and not label.about


def figure(context: Context, label: Label) -> Decimal:
    assert label.target is not None
    return sum((Decimal(context.value(place)) for place in label.target), Decimal())


@cache
def measured(half: str) -> Measure:
    return total(measure(path) for path in reports(CORPUS / half))


@pytest.mark.parametrize("half", HALVES)
class TestReading:
    def test_nine_of_ten_have_the_right_verdict(self, half: str) -> None:
        assert measured(half).share_right >= 0.9

    def test_no_query_is_founded_on_nothing(self, half: str) -> None:
        assert measured(half).alarms == []

    def test_nine_of_ten_contradictions_are_queries(self, half: str) -> None:
        assert measured(half).founded >= 0.9 * measured(half).contradictions
