"""The sample reports: canonical, readable, and wrong exactly where they are meant to be."""

import re
from pathlib import Path

import pytest

from schema.checks import run
from schema.findings import Severity
from schema.report_file import formatted, load

SAMPLES = Path(__file__).parent.parent / "sample_reports"
ERRORS = {
    "draft-2025.toml": [],
    "hongze-2023.toml": ["disputes-total", "disputes-total"],
    "shanghai-office-2019.toml": [],
    "shimen-2021.toml": [],
    "suqian-2023.toml": [],
}


def codes(name: str, severity: Severity) -> list[str]:
    report = load(SAMPLES / name).report
    assert report is not None
    return [finding.code for finding in run(report) if finding.severity is severity]


def test_every_sample_is_here_and_in_the_readme() -> None:
    assert {path.name for path in SAMPLES.glob("*.toml")} == set(ERRORS)
    rows = re.findall(r"^\| `(.+?)`", (SAMPLES / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(rows) == sorted(ERRORS)


@pytest.mark.parametrize("name", ERRORS)
def test_is_canonical_and_yields_exactly_its_errors(name: str) -> None:
    loaded = load(SAMPLES / name)
    assert loaded.findings == []
    assert formatted(loaded) == loaded.data
    assert codes(name, Severity.ERROR) == ERRORS[name]


@pytest.mark.parametrize("name", ["suqian-2023.toml", "shanghai-office-2019.toml"])
def test_clean_samples_are_final_and_without_any_finding(name: str) -> None:
    loaded = load(SAMPLES / name)
    assert loaded.report is not None and loaded.report.final
    assert run(loaded.report) == []


def test_shimen_contradicts_itself_as_published() -> None:
    loaded = load(SAMPLES / "shimen-2021.toml")
    report = loaded.report
    assert report is not None and not report.final
    prose = "".join(report.text(place) for place in report.prose_places())
    assert "申请30件" in prose and "主动公开政府信息188条" in prose
    parts = [int(number) for number in re.findall(r"[\u4e00-\u9fff](\d+)[、；]", prose)]
    assert sum(parts) == 166
    figures = {place: number for place, number in report.cells.items() if not number.blank}
    assert {place.partition(".")[0] for place in figures} == {"requests", "disputes"}
    assert {number.value for number in figures.values()} == {0}
    assert "cell-blank" in codes("shimen-2021.toml", Severity.HINT)


def test_the_prose_of_clean_samples_agrees_with_their_tables() -> None:
    for name, listed in (("suqian-2023.toml", 3607), ("shanghai-office-2019.toml", None)):
        report = load(SAMPLES / name).report
        assert report is not None
        prose = "".join(report.text(place) for place in report.prose_places())

        def total(prefix: str) -> int:
            columns = ("natural_person", "company", "research", "public_welfare", "legal_service", "other")
            places = [place for place in report.edition.cells if place.startswith(f"requests.{prefix}")]  # noqa: B023
            return sum(int(report.number(place).value or 0) for place in places if place.endswith(columns))  # noqa: B023

        claims = {
            "新收": total("received."),
            "上年结转": total("carried_in."),
            "办结": total("granted.")
            + total("partly_granted.")
            + sum(total(f"{group}.") for group in ("denied", "unavailable", "not_processed"))
            + total("otherwise"),
            "结转下年度": total("carried_out."),
            "予以公开": total("granted."),
            "部分公开": total("partly_granted."),
            "不予公开": total("denied."),
            "无法提供": total("unavailable."),
            "不予处理": total("not_processed."),
        }
        for label, expected in claims.items():
            found = re.findall(label + r"(?:政府信息公开申请)?(\d+)件", prose)
            assert {int(number) for number in found} == {expected}, label
        if listed is not None:
            (sentence,) = re.findall("按承办单位分，(.*?)。", prose)
            assert sum(map(int, re.findall(r"(\d+)件", sentence))) == listed
