"""What the checks say of the one report and not of the other."""

from pathlib import Path

import pytest

from schema.canonical import canonical
from schema.checks import run
from schema.differences import Change, ChangeKind, Differences, differences
from schema.differences.checking import findings_of_both
from schema.report import Accepted, Part, Report
from tests import figures
from tests.schema import pingtan

PARTLY = "requests.partly_granted.natural_person"
CLAIM = ("overview.parts.1.text", "requests.results_total.total")


def compared(old: Report, new: Report) -> Differences:
    return differences(old, new, run(old), run(new))


def with_texts(report: Report, **texts: str) -> Report:
    new = report.copy()
    for place, text in texts.items():
        new.set_text(place.replace("__", "."), text)
    return new


def told(changes: list[Change]) -> list[tuple[ChangeKind, str]]:
    return [(each.kind, each.code) for each in changes]


def queried() -> Report:
    """A report whose prose gives another number of results than its table."""
    report = figures.report()
    report.parts["overview"][1].text = "全年新收申请3511件，上年结转96件，办结3480件，结转下年度121件。"
    return report


def reason_for(report: Report, reason: str = "含撤回的6件。") -> Accepted:
    (query,) = [finding for finding in run(report) if finding.code == "prose-results"]
    return Accepted(query.code, query.where, query.values, reason, "党政办", "2024-01-18")


def test_a_sum_is_broken_and_righted() -> None:
    old = figures.report()
    new = with_texts(old, requests__partly_granted__natural_person="391")
    (broken,) = compared(old, new).sums
    assert (broken.kind, broken.code, broken.old) == (ChangeKind.SUM_BROKEN, "requests-balance", None)
    assert "相差72" in (broken.new or "")
    (righted,) = compared(new, old).sums
    assert (righted.kind, righted.new) == (ChangeKind.SUM_RIGHTED, None)
    assert "相差72" in (righted.old or "")


def test_what_would_right_a_broken_sum_goes_with_it() -> None:
    old = figures.report()
    new = with_texts(old, requests__partly_granted__natural_person="391")
    (broken,) = [each for each in compared(old, new).sums if each.kind is ChangeKind.SUM_BROKEN]
    (finding,) = [each for each in run(new) if each.code == "requests-balance"]
    assert broken.suggestion == finding.suggestion != ""
    assert [each.suggestion for each in compared(new, old).sums] == [""]


def test_a_sum_that_a_blank_keeps_from_being_held_is_not_right() -> None:
    old = with_texts(figures.report(), requests__partly_granted__natural_person="391")
    new = with_texts(old, requests__partly_granted__natural_person="")
    assert told(compared(old, new).sums) == [(ChangeKind.SUM_UNKNOWN, "requests-balance")]


def test_a_sum_that_stays_broken_is_counted_only() -> None:
    old = with_texts(figures.report(), requests__partly_granted__natural_person="391")
    new = with_texts(old, requests__partly_granted__natural_person="392")
    found = compared(old, new)
    assert found.sums == []
    assert [each.code for each in found.standing].count("requests-balance") == 1


def test_a_keyed_total_that_is_wrong() -> None:
    old = figures.report(keyed=True)
    new = with_texts(old, disputes__reconsideration__total="1")
    assert told(compared(old, new).sums) == [(ChangeKind.SUM_BROKEN, "disputes-total")]


def test_queries_are_raised_and_settled() -> None:
    assert told(compared(figures.report(), queried()).findings) == [(ChangeKind.QUERY_RAISED, "prose-results")]
    assert told(compared(queried(), figures.report()).findings) == [(ChangeKind.QUERY_SETTLED, "prose-results")]


def test_errors_are_raised_and_settled() -> None:
    old = figures.report()
    new = with_texts(old, disclosure__licensing="12a")
    assert told(compared(old, new).findings) == [(ChangeKind.ERROR_RAISED, "cell-not-number")]
    assert told(compared(new, old).findings) == [(ChangeKind.ERROR_SETTLED, "cell-not-number")]


def test_a_query_is_accepted_with_its_reason_told_once() -> None:
    old, new = queried(), queried()
    new.accepted = [reason_for(old)]
    (change,) = compared(old, new).changes
    assert (change.kind, change.code, change.reason) == (
        ChangeKind.QUERY_ACCEPTED,
        "prose-results",
        "含撤回的6件。（党政办，2024-01-18）",
    )


def test_a_reason_is_withdrawn() -> None:
    old, new = queried(), queried()
    old.accepted = [reason_for(old)]
    assert told(compared(old, new).changes) == [
        (ChangeKind.QUERY_RAISED, "prose-results"),
        (ChangeKind.REASON_WITHDRAWN, "prose-results"),
    ]


def test_a_reason_is_changed() -> None:
    old, new = queried(), queried()
    old.accepted, new.accepted = [reason_for(old)], [reason_for(old, "另有说明。")]
    (change,) = compared(old, new).changes
    assert change.kind is ChangeKind.REASON_CHANGED
    assert "含撤回的6件。" in (change.old or "")
    assert "另有说明。" in (change.new or "")


def test_a_reason_whose_value_changes_raises_the_query_again() -> None:
    old = queried()
    old.accepted = [reason_for(old)]
    new = old.copy()
    new.parts["overview"][1].text = new.parts["overview"][1].text.replace("3480", "3481")
    kinds = told(compared(old, new).findings)
    assert (ChangeKind.QUERY_RAISED, "prose-results") in kinds
    assert (ChangeKind.QUERY_RAISED, "accepted-stale") in kinds
    assert compared(old, new).reasons == []


def test_a_query_stays_the_same_where_its_part_has_moved() -> None:
    old, new = queried(), queried()
    old.accepted = [reason_for(old)]
    new.parts["overview"].insert(0, Part("概况", "各项工作平稳。"))
    entry = reason_for(old)
    new.accepted = [entry._replace(where=("overview.parts.2.text", *entry.where[1:]))]
    assert {each.kind for each in compared(old, new).changes} == {ChangeKind.PART_ADDED, ChangeKind.SENTENCE_ADDED}


def test_hints_are_left_aside() -> None:
    old = figures.report()
    new = with_texts(old, report__published="2024-12-01")
    assert [finding.code for finding in run(new)] != [finding.code for finding in run(old)]
    assert [each.kind for each in compared(old, new).changes] == [ChangeKind.COVER]


# Beside last year's reports


def stored(folder: Path, name: str, report: Report) -> Path:
    path = folder / name
    path.write_text(canonical(report), encoding="utf-8")
    return path


@pytest.fixture
def years(tmp_path: Path) -> tuple[Path, Report]:
    """The path of a report of 2022 beside that of 2021, whose 结转 it does not take over."""
    stored(tmp_path, "2021.toml", pingtan.report(2021))
    new = with_texts(
        pingtan.report(2022), requests__carried_in__natural_person="2", requests__carried_out__natural_person="1"
    )
    return stored(tmp_path, "2022.toml", new), new


def test_two_states_are_held_against_the_same_year_before(years: tuple[Path, Report], tmp_path: Path) -> None:
    path, report = years
    elsewhere = tmp_path / "git-blob"
    elsewhere.mkdir()
    one, other = findings_of_both(report, elsewhere / "2022.toml", report, path)
    assert "carried-over" in {finding.code for finding in one}
    assert one == other
    assert findings_of_both(report, path, report, elsewhere / "2022.toml") == (one, other)


def test_the_old_report_is_the_year_before_of_the_new(years: tuple[Path, Report], tmp_path: Path) -> None:
    _, report = years
    lonely = tmp_path / "lonely"
    lonely.mkdir()
    _, findings = findings_of_both(pingtan.report(2021), lonely / "old.toml", report, lonely / "new.toml")
    assert "carried-over" in {finding.code for finding in findings}


def test_a_side_that_is_not_there_has_no_findings(years: tuple[Path, Report]) -> None:
    path, report = years
    one, other = findings_of_both(None, Path("/dev/null"), report, path)
    assert one == []
    assert [finding._replace(line=None) for finding in other]
