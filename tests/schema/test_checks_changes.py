"""Last year beside this year: what changed beyond belief."""

import pytest

from schema.checks import run
from schema.checks.rolls import CHANGE_LARGE
from schema.counterparts import counterparts
from schema.editions import EDITIONS
from schema.findings import Finding
from schema.report import Report
from tests.schema.two_years import of_year


def hints(report: Report, previous: Report) -> list[Finding]:
    return [finding for finding in run(report, previous) if finding.code == CHANGE_LARGE.code]


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ("20", "100", ""),
        ("20", "101", "今年101件，上年20件，相差81件，是上年的5倍多"),
        ("19", "500", ""),
        ("100", "20", ""),
        ("100", "19", "今年19件，上年100件，相差81件，只有上年的19%"),
        ("100", "", ""),
        ("", "100", ""),
        ("20", "19999", "，是上年的999倍多"),
        ("20", "20000", ""),
    ],
)
def test_large_changes(before: str, now: str, told: str) -> None:
    place = "disclosure.licensing"
    found = hints(of_year(2022, {place: now}), of_year(2021, {place: before}))
    assert [told in finding.message for finding in found] == ([True] if told else [])
    assert all(finding.where == (place,) and not finding.blocks for finding in found)


def test_amounts_in_decimals_change_too() -> None:
    (hint,) = hints(of_year(2022, {"disclosure.fees": "0.25"}), of_year(2021, {"disclosure.fees": "20.5"}))
    assert "今年0.25万元，上年20.5万元，相差20.25万元，只有上年的1.2%" in hint.message


def test_a_row_that_only_one_edition_divides_is_compared_as_a_whole() -> None:
    previous = of_year(2020, {"requests.otherwise.natural_person": "60"})
    parts = [f"requests.otherwise.{key}.natural_person" for key in ("no_correction", "fee_unpaid", "other")]
    (hint,) = hints(of_year(2021, dict(zip(parts, "123", strict=True))), previous)
    assert hint.where == tuple(parts)
    assert hint.message.startswith("三·（六）其他处理·自然人：今年6件，上年60件，")
    assert hints(of_year(2021, dict.fromkeys(parts, "20")), previous) == []
    assert hints(of_year(2021, {parts[0]: "1", parts[1]: ""}), previous) == []


def test_decisions_are_compared_across_the_change_of_edition() -> None:
    (hint,) = hints(of_year(2021), of_year(2020, {"disclosure.penalties.decisions": "50"}))
    assert hint.where == ("disclosure.penalties",)


def test_every_figure_of_an_edition_has_its_own_as_counterpart() -> None:
    for edition in EDITIONS.values():
        pairs = counterparts(edition, edition)
        assert [each.here for each in pairs] == [(place,) for place in edition.cells]
        assert all(each.here == each.there for each in pairs)
