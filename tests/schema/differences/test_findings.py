"""What the checks say of the one report and not of the other."""

import pytest

from schema.cells import BLANK
from schema.checks import run
from schema.differences import Change, ChangeKind, Differences, differences
from schema.findings import Finding, Severity
from schema.report import Accepted, Part, Report
from tests import figures

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


def test_a_blank_that_is_filled_with_no_number_is_no_blank() -> None:
    old = with_texts(figures.report(), status="final", disclosure__licensing="")
    assert told(compared(old, with_texts(old, disclosure__licensing="12a")).findings) == [
        (ChangeKind.ERROR_SETTLED, "cell-blank"),
        (ChangeKind.ERROR_RAISED, "cell-not-number"),
    ]


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
    found = compared(old, new)
    assert told(found.findings) == [(ChangeKind.QUERY_RAISED, "prose-results")]
    (lapsed,) = found.reasons
    assert (lapsed.kind, lapsed.code, lapsed.place, lapsed.name) == (
        ChangeKind.REASON_LAPSED,
        "prose-results",
        "overview.parts.1.text",
        "一·第2部分",
    )
    assert "不起作用" in (lapsed.new or "")
    assert lapsed.reason.startswith("含撤回的6件。")
    assert compared(new, with_texts(new, agency__phone="1")).reasons == [], "it had lapsed before"


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


# What became of findings that are gone


def test_a_query_that_a_blank_keeps_from_being_judged_is_not_settled() -> None:
    old = queried()
    new = with_texts(old, **{f"requests__{row}__natural_person": "" for row in ("granted", "partly_granted")})
    assert (ChangeKind.FINDING_UNKNOWN, "prose-results") in told(compared(old, new).findings)
    assert (ChangeKind.QUERY_SETTLED, "prose-results") not in told(compared(old, new).findings)


def test_a_report_that_is_a_draft_again_has_its_blanks_as_a_hint() -> None:
    old = with_texts(figures.report(), status="final", disclosure__licensing="")
    new = with_texts(old, status="draft")
    (change,) = [each for each in compared(old, new).findings if each.code == "cell-blank"]
    assert change.kind is ChangeKind.FINDING_SOFTENED
    assert "还有1格没有填" in (change.new or "")
    assert (ChangeKind.ERROR_RAISED, "cell-blank") in told(compared(new, old).findings)


def test_a_blank_filled_among_others_is_neither_mended_nor_new() -> None:
    blanks = {f"requests__{row}__natural_person": "" for row in ("received", "carried_in", "granted", "carried_out")}
    old = with_texts(figures.report(), status="final", **blanks)
    new = with_texts(old, requests__received__natural_person="3402")
    found = compared(old, new)
    assert [*found.findings, *found.sums] == []
    assert [each.code for each in found.standing].count("cell-blank") == 1
    filled = with_texts(old, **dict.fromkeys(blanks, "1"))
    assert (ChangeKind.ERROR_SETTLED, "cell-blank") in told(compared(old, filled).findings)


def test_a_quoted_blank_filled_among_others_is_neither_mended_nor_new() -> None:
    blanks = dict.fromkeys(("disclosure__licensing", "disclosure__penalties"), "")
    old = with_texts(figures.report(), status="final", **blanks)
    old.set_text("other.intro", "许可{disclosure.licensing}件，处罚{disclosure.penalties}件。")
    new = with_texts(old, disclosure__licensing="5")
    assert compared(old, new).findings == []
    assert told(compared(old, with_texts(new, disclosure__penalties="6")).findings) == [
        (ChangeKind.ERROR_SETTLED, "cell-blank"),
        (ChangeKind.ERROR_SETTLED, "placeholder-blank"),
    ]


def test_a_wrong_total_that_is_no_longer_keyed_is_not_righted() -> None:
    old = with_texts(figures.report(keyed=True), disputes__reconsideration__total="1")
    assert told(compared(old, with_texts(old, disputes__reconsideration__total="")).sums) == [
        (ChangeKind.SUM_DROPPED, "disputes-total")
    ]
    right = figures.report(keyed=True).text("disputes.reconsideration.total")
    assert told(compared(old, with_texts(old, disputes__reconsideration__total=right)).sums) == [
        (ChangeKind.SUM_RIGHTED, "disputes-total")
    ]


def test_of_a_report_that_is_gone_nothing_is_settled() -> None:
    old = with_texts(queried(), requests__partly_granted__natural_person="391", disclosure__licensing="12a")
    nothing = Report(old.edition, cells=dict.fromkeys(old.edition.cells, BLANK))
    found = differences(old, nothing, run(old), None)
    assert [*found.sums, *found.findings] == []
    found = differences(nothing, old, None, run(old))
    assert (ChangeKind.SUM_BROKEN, "requests-balance") in told(found.sums)
    assert (ChangeKind.ERROR_RAISED, "cell-not-number") in told(found.findings)


@pytest.mark.parametrize("cover", [{"report__year": "2024"}, {"agency__name": "淮安市人民政府"}])
def test_what_one_of_two_different_reports_has_nobody_has_mended(cover: dict[str, str]) -> None:
    old = with_texts(queried(), requests__partly_granted__natural_person="391", disclosure__licensing="12a")
    new = with_texts(figures.report(), **cover)
    found = compared(old, new)
    assert (ChangeKind.SUM_ONLY_OLD, "requests-balance") in told(found.sums)
    assert {(ChangeKind.ERROR_ONLY_OLD, "cell-not-number"), (ChangeKind.QUERY_ONLY_OLD, "prose-results")} <= {
        *told(found.findings)
    }
    back = compared(new, old)
    assert (ChangeKind.SUM_ONLY_NEW, "requests-balance") in told(back.sums)
    assert {(ChangeKind.ERROR_ONLY_NEW, "cell-not-number"), (ChangeKind.QUERY_ONLY_NEW, "prose-results")} <= {
        *told(back.findings)
    }


# Which finding is which


def query(*values: str, accepted: bool = False) -> Finding:
    return Finding("prose-results", Severity.QUERY, CLAIM, "、".join(values), values=values, accepted=accepted)


def test_of_two_queries_at_the_same_places_that_of_the_same_values_stays() -> None:
    report = figures.report()
    found = differences(report, report, [query("1", "3"), query("2", "3")], [query("2", "3")])
    assert [(each.kind, each.old) for each in found.findings] == [(ChangeKind.QUERY_SETTLED, "1、3")]
    found = differences(report, report, [query("1", "3")], [query("2", "3")])
    assert (found.findings, len(found.standing)) == ([], 1)


def test_a_query_that_is_only_a_hint_now_is_not_settled() -> None:
    report = figures.report()
    hint = query("1", "3")._replace(severity=Severity.HINT, message="所说的不是全部")
    (change,) = differences(report, report, [query("1", "3")], [hint]).findings
    assert (change.kind, change.old, change.new) == (ChangeKind.FINDING_SOFTENED, "1、3", "所说的不是全部")


def test_a_query_that_is_let_stand_on_one_side_does_not_stand_on_both() -> None:
    report = figures.report()
    let_stand = query("1", "3", accepted=True)
    for one, other, kind in (
        (let_stand, query("1", "3"), ChangeKind.QUERY_RAISED),
        (query("1", "3"), let_stand, ChangeKind.QUERY_ACCEPTED),
    ):
        found = differences(report, report, [one], [other])
        assert [each.kind for each in found.findings] == [kind]
        assert found.standing == []
    assert differences(report, report, [let_stand], [let_stand]).standing == []
