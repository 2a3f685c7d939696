"""What the checks say of two reports, each beside last year's."""

from pathlib import Path

import pytest

from schema.canonical import canonical
from schema.differences.checking import findings_of_both
from schema.findings import Finding
from schema.report import Report
from tests.schema import pingtan
from tests.schema.differences.test_findings import with_texts


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


def codes(findings: list[Finding]) -> set[str]:
    return {finding.code for finding in findings}


def test_of_two_states_each_is_held_against_the_year_before_that_it_names(
    years: tuple[Path, Report], tmp_path: Path
) -> None:
    path, old = years
    new = with_texts(old, report__previous="没有.toml")
    one, other = findings_of_both(old, path, new, path)
    assert "carried-over" in codes(one)
    assert "carried-over" not in codes(other)
    assert "previous-unreadable" in codes(other)


def test_a_named_year_before_goes_before_the_old_report(years: tuple[Path, Report], tmp_path: Path) -> None:
    path, report = years
    other = with_texts(pingtan.report(2021), requests__carried_out__natural_person="2")
    other_path = stored(tmp_path, "另一份.toml", other)
    new = with_texts(report, report__previous=other_path.name)
    old_path = tmp_path / "2021.toml"
    _, findings = findings_of_both(pingtan.report(2021), old_path, new, path)
    assert "carried-over" not in codes(findings)
    _, findings = findings_of_both(pingtan.report(2021), old_path, report, path)
    assert "carried-over" in codes(findings)
