"""Queries accepted with a reason: what a reason excuses, and what is said of one that excuses nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from schema.checks import Context, findings_of, run
from schema.checks.accepted import STALE, lapsed_reason, last_years_reason, with_reason
from schema.editions import EDITIONS
from schema.findings import Finding, Severity
from schema.report import Accepted, Report, new_report
from schema.report_file import from_bytes
from tests import figures

EDITION = EDITIONS[2021]
CODE = "in-force-short"
ROW = "disclosure.normative_documents"
PLACES = (f"{ROW}.in_force", f"{ROW}.issued", f"{ROW}.repealed")


def doubtful(in_force: str = "3", issued: str = "5", repealed: str = "1") -> Report:
    """A report with a query of three figures."""
    report = new_report(EDITION, {"agency.name": "石门乡人民政府", "report.year": "2025"})
    for place, text in zip(PLACES, (in_force, issued, repealed), strict=True):
        report.set_text(place, text)
    return report


def query(report: Report) -> Finding:
    return next(finding for finding in run(report) if finding.code == CODE)


def entry(report: Report, **changed: object) -> Accepted:
    finding = query(report)
    return Accepted(CODE, finding.where, finding.values, "清理时合并", "办公室", "2026-01-05")._replace(**changed)  # type: ignore[arg-type]


def stale(report: Report) -> list[Finding]:
    return [finding for finding in run(report) if finding.code == STALE.code]


def test_a_reason_silences_exactly_its_query() -> None:
    report = doubtful()
    others = [finding for finding in run(report) if finding.code != CODE]
    assert query(report).blocks and query(report).values == ("3", "5", "1")
    report.accepted.append(entry(report))
    excused = query(report)
    assert excused.accepted and excused.entry == 0 and not excused.blocks
    assert [finding for finding in run(report) if finding.code != CODE] == others


@pytest.mark.parametrize("place", range(3))
def test_it_lapses_when_a_value_changes(place: int) -> None:
    report = doubtful()
    report.accepted.append(entry(report))
    report.set_text(PLACES[place], ("2", "6", "0")[place])
    assert query(report).blocks
    (told,) = stale(report)
    now = "、".join(report.text(each) for each in PLACES)
    assert f"所说明时为3、5、1，现在是{now}" in told.message
    assert told.where == PLACES and told.severity is Severity.HINT and not told.blocks
    assert told.section == "disclosure"
    report.set_text(PLACES[place], ("3", "5", "1")[place])
    assert query(report).accepted and not stale(report)


@pytest.mark.parametrize(
    "values",
    [("3", "5", "1"), ("３", "5 ", "1"), ("3.0", "5", "1"), ("03", "+5", "1.00"), ("3", "\u30005", "1")],
)
def test_figures_are_the_same_however_they_are_written(values: tuple[str, ...]) -> None:
    report = doubtful()
    report.accepted.append(entry(report, values=values))
    assert query(report).accepted


@pytest.mark.parametrize(
    "values", [(), ("3",), ("3", "5", ""), ("3", "5", "-1"), ("3", "5", "1", "0"), ("3", "5", "一")]
)
def test_other_values_excuse_nothing(values: tuple[str, ...]) -> None:
    report = doubtful()
    report.accepted.append(entry(report, values=values))
    assert query(report).blocks and len(stale(report)) == 1


def test_other_places_excuse_nothing() -> None:
    report = doubtful()
    report.accepted.append(entry(report, where=PLACES[::-1], values=("1", "5", "3")))
    assert query(report).blocks and len(stale(report)) == 1


def test_the_query_that_is_gone_is_said_with_what_the_figures_are() -> None:
    report = doubtful()
    report.accepted.append(entry(report))
    report.set_text(PLACES[0], "12")
    (told,) = stale(report)
    assert "所说明时为3、5、1，现在没有这个疑问了（现在二·" in told.message and "为12）" in told.message


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"reason": ""}, "没有写理由"),
        ({"reason": " \u3000"}, "没有写理由"),
        ({"code": "in-force"}, "没有这个代号的疑问"),
        ({"code": STALE.code}, "没有这个代号的疑问"),
    ],
)
def test_entries_that_can_excuse_nothing_say_why(changed: dict[str, str], words: str) -> None:
    report = doubtful()
    report.accepted.append(entry(report, **changed))
    (told,) = stale(report)
    assert words in told.message and query(report).blocks


def test_an_error_cannot_be_accepted() -> None:
    report = figures.report()
    report.set_text("requests.received.natural_person", "1")
    error = next(finding for finding in run(report) if finding.code == "requests-balance")
    report.accepted.append(Accepted(error.code, error.where, error.values, "就是这样"))
    found = run(report)
    assert next(finding for finding in found if finding.code == "requests-balance").blocks
    assert "错误不能说明保留" in stale(report)[0].message


def test_the_second_of_two_reasons_is_said_to_be_one_too_many() -> None:
    report = doubtful()
    report.accepted += [entry(report), entry(report, reason="再说一遍")]
    (told,) = stale(report)
    assert told.entry == 1 and "前面已有说明" in told.message and query(report).accepted


def test_places_that_are_not_there_lead_to_one_that_is() -> None:
    report = doubtful()
    report.accepted += [
        Accepted(CODE, ("overview.parts.99.text", "requests.received.total"), ("1", "2"), "理由"),
        Accepted(CODE, ("nowhere", "disclosure"), ("1", "2"), "理由"),
        Accepted(CODE, (), (), "理由"),
    ]
    assert [finding.where for finding in stale(report)] == [("status",), ("status",), ("requests.received.total",)]


def test_a_reason_is_told_at_its_line() -> None:
    report = doubtful()
    text = figures.text_of(replace(report, accepted=[entry(report, values=("1", "1", "1"))]))
    loaded = from_bytes(Path("r.toml"), text.encode())
    assert loaded.report is not None
    (told,) = [finding for finding in loaded.located(run(loaded.report)) if finding.code == STALE.code]
    assert text.splitlines()[(told.line or 0) - 1].startswith("[[accepted]]")
    doubt = next(finding for finding in loaded.located(run(loaded.report)) if finding.code == CODE)
    assert text.splitlines()[(doubt.line or 0) - 1].startswith("normative_documents")


def test_a_new_reason_takes_the_place_of_its_own_or_of_one_that_lapsed() -> None:
    report = doubtful()
    other = Accepted("late", ("report.published",), ("1",), "x")
    lapsed, valid = entry(report, values=("9", "5", "1")), entry(report)
    given = ("新的理由", "", "2026-01-06")
    new = entry(report, reason="新的理由", by="", on="2026-01-06")

    def accepted(*entries: Accepted) -> list[Accepted]:
        found = findings_of(Context(replace(report, accepted=list(entries))))
        doubt = next(finding for finding in found if finding.code == CODE)
        assert (lapsed_reason(entries, found, doubt) is lapsed) == (lapsed in entries and valid not in entries)
        return with_reason(entries, found, doubt, given)

    assert accepted() == [new]
    assert accepted(other) == [other, new]
    assert accepted(lapsed, other) == [new, other]
    assert accepted(lapsed, other, lapsed) == [new, other]
    assert accepted(lapsed, valid, other) == [lapsed, new, other]


def test_no_reason_is_no_reason() -> None:
    report = doubtful()
    assert with_reason([], run(report), query(report), ("", "", "2026-01-06")) == []
    hint = next(finding for finding in run(report) if finding.severity is Severity.HINT)
    assert with_reason([], run(report), hint, ("理由", "", "2026-01-06")) == []
    report.accepted.append(entry(report))
    same = (report.accepted[0].reason, report.accepted[0].by, "2027-01-01")
    assert with_reason(report.accepted, run(report), query(report), same) == report.accepted


def test_last_years_reason_is_found_whatever_the_values_were() -> None:
    report, previous = doubtful(), doubtful("1", "7", "2")
    previous.accepted.append(entry(previous, reason="上年的理由"))
    found = findings_of(Context(report, previous))
    doubt = next(finding for finding in found if finding.code == CODE)
    assert doubt.blocks, "it is offered, not taken"
    reason = last_years_reason(Context(report, previous), doubt)
    assert reason is not None and reason.reason == "上年的理由"
    assert last_years_reason(Context(report), doubt) is None
    assert last_years_reason(Context(report, previous), replace(doubt, where=PLACES[:1])) is None
    previous.accepted[0] = previous.accepted[0]._replace(reason=" ")
    assert last_years_reason(Context(report, previous), doubt) is None
