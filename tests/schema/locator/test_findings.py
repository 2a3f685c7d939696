"""Repairs in findings: what `check` prints, and what the session keeps."""

from schema.checks.locator import Kind
from tests import figures
from tests.schema.locator.typed import (
    clean,
    counted_twice,
    findings,
    keys,
    located,
    place,
    sums,
    taken_back,
    with_texts,
)

PARTLY = place("partly_granted")


def test_every_finding_of_one_error_proposes_its_repair() -> None:
    wrong = with_texts(clean("all"), {PARTLY: "325"})
    found = findings(wrong)
    assert [each.code for each in found] == [
        "requests-balance",
        "requests-row-total",
        "requests-results-total",
        "requests-results-total",
    ]
    for each in found:
        assert each.suggestion == "应是（二）部分公开·自然人：325 → 319，可使四处合计同时相符"
        assert each.as_json("甲.toml")["repair"] == [{"place": PARTLY, "now": "325", "proposed": "319"}]


def test_a_repair_of_several_cells_names_all() -> None:
    report = clean()
    wrong = with_texts(report, counted_twice(report, "denied.third_party"))
    for each in findings(wrong):
        assert [(repair.now, repair.proposed) for repair in each.repair or ()] == [
            ("357", "38"),
            ("7", "0"),
            ("2", "0"),
        ]


def test_a_sum_that_two_errors_share_proposes_both_repairs() -> None:
    wrong = with_texts(clean(), {PARTLY: "391", place("granted"): "1157"})
    one, other = located(wrong)
    assert one.shares == other.shares == (("requests-balance", "requests.received.natural_person"),)
    by_key = {(each.code, each.where[0]): each for each in findings(wrong)}
    both = by_key.pop(one.shares[0])
    assert both.repair == (*one.repairs, *other.repairs)
    assert both.suggestion == f"应是{one.words}；应是{other.words}"
    assert {key: each.repair for key, each in by_key.items()} == {
        one.settles[0]: one.repairs,
        other.settles[0]: other.repairs,
    }


def test_a_guess_is_told_but_proposes_no_change() -> None:
    (finding,) = findings(with_texts(clean(), {"disputes.reconsideration.upheld": "390"}))
    assert finding.suggestion == "可能是行政复议·结果维持：390 → 309，可使合计相符，像是两个数字打颠倒了"
    assert finding.repair is None


def test_what_cannot_be_told_keeps_its_suggestion() -> None:
    wrong = with_texts(clean("none"), {PARTLY: "325"})
    assert findings(wrong) == sums(wrong)
    assert all(each.repair is None and each.suggestion.startswith("核对") for each in findings(wrong))


def test_nothing_is_located_for_what_is_blank() -> None:
    wrong = with_texts(clean(), {PARTLY: "325", place("granted"): "", "requests.partly_granted.total": ""})
    assert keys(sums(wrong)) == set()
    assert located(wrong) == []


def test_the_session_locates_once_per_change() -> None:
    session = figures.session({PARTLY: "391"}, keyed=True)
    (found,) = session.located()
    assert found.kind is Kind.DIGITS_SWAPPED
    assert session.located() is session.located()
    session.edit_many({repair.place: repair.proposed for repair in found.repairs})
    assert session.located() == []
    session.undo()
    assert session.located() == [found]
    assert sums(taken_back(session.report, [found])) == []
