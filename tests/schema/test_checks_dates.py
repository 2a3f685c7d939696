"""The day of publication, as the checks see it."""

import pytest

from schema.findings import Severity
from tests.schema.checked_reports import codes, findings


@pytest.mark.parametrize(
    ("published", "code"),
    [("2021-12-31", "published-early"), ("2020-05-01", "published-early"), ("2022-01-01", None), ("", None)],
)
def test_published_early(published: str, code: str | None) -> None:
    found = findings(2021, {"report.published": published})
    assert codes(found) == ([code] if code else [])
    assert all(finding.severity is Severity.ERROR for finding in found)


@pytest.mark.parametrize(
    ("kind", "published", "days"),
    [
        ("government", "2022-03-31", 0),
        ("government", "2022-04-01", 1),
        ("department", "2022-01-31", 0),
        ("department", "2022-02-01", 1),
        ("authorised", "2022-03-31", 59),
    ],
)
def test_published_late(kind: str, published: str, days: int) -> None:
    found = findings(2021, {"agency.kind": kind, "report.published": published})
    assert codes(found) == (["published-late"] if days else [])
    assert all(finding.severity is Severity.HINT and f"迟了{days}天" in finding.message for finding in found)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("2022年1月5日", "写作2022-01-05。"),
        ("2022.1.20", "写作2022-01-20。"),
        ("2022/01/20", "写作2022-01-20。"),
        ("20220120", "写作2022-01-20。"),
        ("２０２２－１－５", "写作2022-01-05。"),
        ("20221320", "写成2026-01-20这样的日期"),
        ("2022-02-30", "写成2026-01-20这样的日期"),
        ("明年", "写成2026-01-20这样的日期"),
    ],
)
def test_published_not_date(text: str, remedy: str) -> None:
    (finding,) = findings(2021, {"report.published": text})
    assert (finding.code, finding.severity) == ("published-not-date", Severity.ERROR)
    assert finding.suggestion.startswith(remedy)


@pytest.mark.parametrize("year", ["", "0000", "9999"])
def test_dates_stay_silent_without_a_usable_year(year: str) -> None:
    found = codes(findings(2021, {"report.year": year, "report.published": "2022-12-31"}))
    assert "published-late" not in found
