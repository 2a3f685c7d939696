"""Queries accepted with a reason: what a reason excuses, and what is said of one that excuses nothing."""

from pathlib import Path
from string import ascii_letters

import pytest

from schema.checks import Context, findings_of, run
from schema.checks.accepted import STALE, with_accepted
from schema.checks.query_names import query_name
from schema.checks.reasons import lapsed_query, lapsed_reason, last_years_reason, with_reason
from schema.checks.registry import RULES
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
    text = figures.text_of(figures.with_accepted(report, [entry(report, values=("1", "1", "1"))]))
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
        found = findings_of(Context(figures.with_accepted(report, list(entries))))
        doubt = next(finding for finding in found if finding.code == CODE)
        assert (lapsed_reason(entries, found, doubt) is lapsed) == (lapsed in entries and valid not in entries)
        return with_reason(entries, found, doubt, given)

    assert accepted() == [new]
    assert accepted(other) == [other, new]
    assert accepted(lapsed, other) == [new, other]
    assert accepted(lapsed, other, lapsed) == [new, other, lapsed], "only what is offered gives way"
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
    assert last_years_reason(Context(report, previous), doubt._replace(where=PLACES[:1])) is None
    previous.accepted[0] = previous.accepted[0]._replace(reason=" ")
    assert last_years_reason(Context(report, previous), doubt) is None


# Several queries of one code at the same places

CLAIM = "prose-requests-received"
TOTAL = "requests.received.total"
NATURAL = "requests.received.natural_person"


def twice(first: str = "9999", second: str = "8888", received: str = "74") -> Report:
    """A report whose prose gives two other numbers for one total."""
    report = figures.report()
    for place in list(report.prose_places()):
        report.set_text(place, "")
    for column in ("company", "research", "public_welfare", "legal_service", "other"):
        report.set_text(f"requests.received.{column}", "0")
    report.set_text(NATURAL, received)
    sentences = [f"全年收到政府信息公开申请{number}件。" for number in (first, second) if number]
    report.set_text("overview.intro", "\n".join(sentences))
    return report


def claims(report: Report) -> list[Finding]:
    return [finding for finding in run(report) if finding.code == CLAIM]


def accepting(report: Report, **reasons: str) -> Report:
    """The report with a reason for each of some of its claims, named by what the prose says."""
    for finding in claims(report):
        if (reason := reasons.get(f"of{finding.values[0]}")) is not None:
            report.accepted.append(Accepted(CLAIM, finding.where, finding.values, reason))
    return report


def changed(report: Report, received: str = "73") -> Report:
    """The same report with another figure in the table."""
    result = report.copy()
    result.set_text(NATURAL, received)
    return result


def offered(report: Report) -> list[str | None]:
    found = run(report)
    lapsed = (lapsed_reason(report.accepted, found, each) for each in found if each.code == CLAIM)
    return [None if each is None else each.reason for each in lapsed]


def answered(report: Report, number: str, reason: str) -> Report:
    """The report once a reason is given for what the prose says."""
    found = run(report)
    finding = next(each for each in found if each.code == CLAIM and each.values[0] == number)
    return figures.with_accepted(report, with_reason(report.accepted, found, finding, (reason, "", "")))


def test_a_new_reason_leaves_the_lapsed_one_of_another_query_at_the_same_places() -> None:
    report = changed(accepting(twice(), of9999="甲", of8888="乙"))
    assert [finding.accepted for finding in claims(report)] == [False, False]
    assert offered(report) == ["甲", "乙"]
    for number, reasons in (("9999", ["甲2", "乙"]), ("8888", ["甲", "乙2"])):
        after = answered(report, number, "甲2" if number == "9999" else "乙2")
        assert [entry.reason for entry in after.accepted] == reasons
        assert [entry.reason for entry in after.accepted] == [
            each or reasons[n] for n, each in enumerate(offered(after))
        ]
    done = answered(answered(report, "8888", "乙2"), "9999", "甲2")
    assert [entry.reason for entry in done.accepted] == ["甲2", "乙2"] and not stale(done)


def test_the_lapsed_reason_of_one_is_not_offered_for_another() -> None:
    report = changed(accepting(twice(), of8888="乙"))
    assert offered(report) == [None, "乙"]
    assert [entry.reason for entry in answered(report, "9999", "甲").accepted] == ["乙", "甲"]


def test_the_number_of_the_prose_counts_more_than_the_figures() -> None:
    report = twice("9999", "")
    where = claims(report)[0].where
    report.accepted = [Accepted(CLAIM, where, ("8888", "74"), "乙"), Accepted(CLAIM, where, ("9999", "73"), "甲")]
    assert offered(report) == ["甲"]
    after = answered(report, "9999", "甲2")
    assert [entry.reason for entry in after.accepted] == ["乙", "甲2"], "the other is not taken away without a word"


def test_a_reason_that_does_not_stand_goes_to_whatever_query_is_left() -> None:
    report = accepting(twice(), of9999="甲", of8888="乙")
    report.set_text("overview.intro", report.text("overview.intro").replace("8888", "7777"))
    assert [finding.accepted for finding in claims(report)] == [True, False]
    assert offered(report) == [None, "乙"]
    assert [entry.reason for entry in answered(report, "7777", "丙").accepted] == ["甲", "丙"]


def test_the_query_of_a_lapsed_reason_is_the_one_it_was_given_for() -> None:
    report = changed(accepting(twice(), of8888="乙", of9999="甲"))
    found = run(report)
    queries = [lapsed_query(report.accepted, found, each) for each in found if each.code == STALE.code]
    told = [report.accepted[each.entry].reason for each in found if each.code == STALE.code and each.entry is not None]
    pairs = {reason: query.values[0] for reason, query in zip(told, queries, strict=True) if query is not None}
    assert pairs == {"甲": "9999", "乙": "8888"}
    report.set_text("overview.intro", "")
    found = run(report)
    gone = [each for each in found if each.code == STALE.code]
    assert len(gone) == 2 and all(lapsed_query(report.accepted, found, each) is None for each in gone)


def test_one_reason_holds_for_a_query_that_says_the_same_again() -> None:
    report = accepting(twice("9999", "9999"), of9999="甲")
    assert len(report.accepted) == 2
    del report.accepted[1]
    assert [finding.accepted for finding in claims(report)] == [True, True] and not stale(report)


# Reasons that were begun


@pytest.mark.parametrize("accepted", [False, True])
def test_what_was_begun_is_offered_and_gives_way(accepted: bool) -> None:
    report = accepting(twice("9999", ""), **({"of9999": "旧理由"} if accepted else {}))
    begun = Accepted(CLAIM, claims(report)[0].where, (), "新理由写到一半")
    report.accepted.append(begun)
    assert offered(report) == ["新理由写到一半"]
    found = run(report)
    (told,) = [each for each in found if each.code == STALE.code]
    query = lapsed_query(report.accepted, found, told)
    assert query is not None and query.code == CLAIM and query.accepted == accepted
    assert [entry.reason for entry in answered(report, "9999", "新理由").accepted] == ["新理由"]
    if accepted:
        same = answered(report, "9999", "旧理由")
        assert [entry.reason for entry in same.accepted] == ["旧理由"] and not stale(same)


def test_what_was_begun_stays_while_another_query_may_be_meant() -> None:
    report = twice()
    report.accepted.append(Accepted(CLAIM, claims(report)[0].where, (), "写到一半"))
    assert offered(report) == ["写到一半"] * 2
    once = answered(report, "9999", "甲")
    assert [entry.reason for entry in once.accepted] == ["写到一半", "甲"]
    assert [entry.reason for entry in answered(once, "8888", "乙").accepted] == ["乙", "甲"]


def test_each_of_many_reasons_for_many_queries_is_told_of() -> None:
    report = twice("9999", "")
    (claim,) = claims(report)
    findings = [claim._replace(offset=number, values=(str(number), "74")) for number in range(5000)]
    for number in range(3000):
        where = claim.where if number % 2 else (f"x{number}",)
        report.accepted.append(Accepted(CLAIM, where, (f"{number}件", "74"), "理由"))
    marked = with_accepted(Context(report), findings)
    assert len(marked) == len(findings) + len(report.accepted)


def test_every_query_has_a_name_of_its_own() -> None:
    codes = [rule.code for rule in RULES.values() if rule.severity is Severity.QUERY]
    names = [query_name(code) for code in codes]
    assert len(set(names)) == len(codes) > 20 and not any(set(name) & set(ascii_letters) for name in names)
    assert query_name("none-such") == "none-such"
