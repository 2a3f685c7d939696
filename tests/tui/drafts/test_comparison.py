"""What differs between reports, and reports made of two."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.editions import EDITIONS
from schema.places import place_name
from schema.report import Accepted, Part, Report, new_report
from tests import figures
from tests.schema.strategies import reports
from tui.drafts.accepted import merged_accepted
from tui.drafts.comparison import Difference, Side, differences, three_way, with_taken

EDITION = EDITIONS[2021]
NATURAL = "requests.received.natural_person"
COMPANY = "requests.received.company"
TOTAL = "requests.received.total"
PART = "overview.parts.0.text"


def with_texts(texts: dict[str, str]) -> Report:
    """The report of the figures with other texts."""
    report = figures.report()
    for place, text in texts.items():
        report.set_text(place, text)
    return report


@st.composite
def mixed(draw: st.DrawFn, *sources: Report) -> Report:
    """A report that holds at each place what one of several does."""
    random = Random(draw(st.integers(0, 2**32)))
    result = sources[0].copy()
    for source in sources[1:]:
        places = [each.place for each in differences(result, source) if random.random() < 0.5]
        result = with_taken(result, source, places)
    return result


@st.composite
def triples(draw: st.DrawFn) -> tuple[Report, Report, Report]:
    """A report and two that began as it: much stays, some changes on one side, some on both."""
    edition = draw(st.sampled_from([*EDITIONS.values()]))
    base, one, other = (draw(reports(edition)) for _ in range(3))
    return base, draw(mixed(base, one)), draw(mixed(base, one, other))


def test_nothing_differs_from_itself() -> None:
    report = figures.report(keyed=True)
    assert differences(report, report.copy()) == []
    assert three_way(report, report, report.copy()).items == ()


def test_differences_come_in_the_order_of_the_form_with_their_official_names() -> None:
    after = with_texts(
        {NATURAL: "12a", PART: "另写。", "status": "final", "agency.name": "某局", TOTAL: "7", "other.intro": ""}
    )
    found = differences(figures.report(), after)
    assert [each.place for each in found] == ["status", "agency.name", PART, NATURAL, TOTAL, "other.intro"]
    assert found[0] == Difference("status", "状态", "草稿", "定稿")
    assert found[3] == Difference(NATURAL, place_name(EDITION, NATURAL), "3402", "12a")
    assert found[4].before == "" and found[4].after == "7"


def test_parts_of_other_number_or_headings_are_one_difference() -> None:
    before = figures.report()
    for parts in (
        [],
        [*before.parts["overview"], Part("新一条", "内容")],
        [Part("改名", before.parts["overview"][0].text), *before.parts["overview"][1:]],
    ):
        after = before.copy()
        after.parts["overview"] = parts
        (found,) = differences(before, after)
        assert (found.place, found.name) == ("overview", EDITION.section("overview").title)
        assert all(part.heading in found.after and part.text in found.after for part in parts)
        assert with_taken(before, after, ["overview"]) == after


def test_the_side_that_alone_changed_a_place_is_the_default() -> None:
    base = figures.report()
    mine = with_texts({NATURAL: "1", COMPANY: "2", PART: "都改成一样"})
    theirs = with_texts({NATURAL: "3", "agency.name": "外面", PART: "都改成一样"})
    compared = three_way(base, mine, theirs)
    assert {item.place: item.default for item in compared.items} == {
        "agency.name": "theirs",
        NATURAL: None,
        COMPANY: "mine",
    }
    merged = compared.merged({})
    assert [merged.text(place) for place in ("agency.name", NATURAL, COMPANY)] == ["外面", "1", "2"]
    assert compared.merged({NATURAL: "theirs", COMPANY: "theirs"}).text(NATURAL) == "3"
    assert compared.merged({COMPANY: "theirs"}).text(COMPANY) == base.text(COMPANY)


def test_a_part_written_by_one_and_a_part_added_by_the_other_are_a_conflict() -> None:
    base = figures.report()
    mine, theirs = with_texts({PART: "我写的"}), base.copy()
    theirs.parts["overview"].append(Part("新一条", "内容"))
    (item,) = three_way(base, mine, theirs).items
    assert item.place == "overview" and item.default is None
    assert "我写的" in item.mine and "新一条" in item.theirs and "新一条" not in item.base


def excused(place: str, reason: str, value: str = "1") -> Accepted:
    return Accepted("carried-out-large", (place,), (value,), reason, "办公室", "2026-01-05")


def accepting(*entries: Accepted) -> Report:
    report = figures.report()
    report.accepted += entries
    return report


ONE, OTHER, THIRD = excused(NATURAL, "甲"), excused(COMPANY, "乙"), excused("requests.carried_out.other", "丙")
REWORDED = ONE._replace(reason="甲，已与台账核对", values=("2",))


def test_the_reason_of_each_query_is_an_item() -> None:
    compared = three_way(accepting(ONE), accepting(REWORDED, OTHER), accepting())
    assert [(item.default, "requests" in item.place) for item in compared.items] == [(None, True), ("mine", True)]
    assert compared.items[0].name == "疑问的说明（三·一、本年新收政府信息公开申请数量·自然人，结转下年的过半）"
    assert compared.items[0].base == "甲（办公室，2026-01-05）\n所说明的内容：1"
    assert compared.items[0].mine == "甲，已与台账核对（办公室，2026-01-05）\n所说明的内容：2"
    assert compared.items[0].theirs == ""
    assert compared.merged({}).accepted == [REWORDED, OTHER]
    assert compared.merged({compared.items[0].place: "theirs"}).accepted == [OTHER]
    assert compared.merged({item.place: "theirs" for item in compared.items}).accepted == []


def test_reasons_that_two_have_given_are_both_kept() -> None:
    compared = three_way(accepting(THIRD), accepting(ONE, THIRD), accepting(THIRD, OTHER))
    assert [item.default for item in compared.items] == ["mine", "theirs"]
    assert compared.merged({}).accepted == [THIRD, OTHER, ONE]


def test_two_reasons_of_one_query_are_one_item() -> None:
    twice = [ONE, ONE._replace(values=("9",))]
    compared = three_way(accepting(), accepting(), accepting(*twice, OTHER))
    assert len(compared.items) == 2 and compared.merged({}).accepted == [*twice, OTHER]
    assert compared.merged({compared.items[0].place: "mine"}).accepted == [OTHER]


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        ([ONE], [ONE], [ONE, OTHER], [ONE, OTHER]),
        ([ONE], [REWORDED], [ONE, OTHER], [REWORDED, OTHER]),
        ([ONE, OTHER], [OTHER], [ONE, OTHER, THIRD], [OTHER, THIRD]),
        ([ONE], [REWORDED], [], [REWORDED]),
        ([ONE], [], [REWORDED], [REWORDED]),
        ([], [THIRD, ONE], [OTHER, ONE], [OTHER, ONE, THIRD]),
        ([THIRD], [THIRD, ONE], [THIRD, OTHER], [THIRD, ONE, OTHER]),
        ([ONE, OTHER], [ONE, OTHER], [OTHER, ONE], [OTHER, ONE]),
        ([ONE, OTHER], [OTHER, ONE], [ONE, OTHER], [OTHER, ONE]),
    ],
)
def test_merging_loses_no_reason(
    base: list[Accepted], mine: list[Accepted], theirs: list[Accepted], merged: list[Accepted]
) -> None:
    assert merged_accepted(base, mine, theirs) == merged
    assert merged_accepted(base, mine, mine) == mine
    assert merged_accepted(base, base, theirs) == theirs


def test_a_new_report_against_a_file_that_appeared() -> None:
    blank, theirs = new_report(EDITION), figures.report()
    compared = three_way(blank, with_texts({}), theirs)
    assert compared.items == ()
    assert all(item.default == "theirs" for item in three_way(blank, blank, theirs).items)


@settings(max_examples=25, deadline=None)
@given(triples())
def test_one_side_everywhere_is_that_report(triple: tuple[Report, Report, Report]) -> None:
    base, mine, theirs = triple
    before = base.copy(), mine.copy(), theirs.copy()
    compared = three_way(base, mine, theirs)
    for side, report in (("mine", mine), ("theirs", theirs)):
        choices: dict[str, Side] = {item.place: side for item in compared.items}  # type: ignore[misc]
        assert compared.merged(choices) == report
    assert (base, mine, theirs) == before, "comparing changes nothing"


@settings(max_examples=25, deadline=None)
@given(triples(), st.randoms(use_true_random=False))
def test_each_place_holds_the_side_chosen_for_it(triple: tuple[Report, Report, Report], random: Random) -> None:
    base, mine, theirs = triple
    compared = three_way(base, mine, theirs)
    choices: dict[str, Side] = {item.place: random.choice(["mine", "theirs"]) for item in compared.items}
    merged = compared.merged(choices)
    other = {item.place: item for item in three_way(base, mine, merged).items}
    for item in compared.items:
        if choices[item.place] == "mine":
            assert item.place not in other
    taken = [item.place for item in compared.items if choices[item.place] == "theirs"]
    assert {each.place for each in differences(mine, merged)} <= {*taken} | {
        f"{section.key}.parts.{index}.text" for section in base.edition.sections for index in range(4)
    }


@settings(max_examples=25, deadline=None)
@given(triples())
def test_what_one_side_alone_changed_is_taken_from_it(triple: tuple[Report, Report, Report]) -> None:
    base, mine, theirs = triple
    assert three_way(base, mine, base).merged({}) == mine
    assert three_way(base, base, theirs).merged({}) == theirs
    compared = three_way(base, mine, theirs)
    merged = compared.merged({})
    for place in (*base.edition.fields_by_place, *base.edition.cells, *base.edition.keyed_cells, *base.intro_places()):
        begun, mine_now, theirs_now = (report.text(place) for report in (base, mine, theirs))
        assert merged.text(place) == (theirs_now if mine_now == begun else mine_now)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from([*EDITIONS.values()]).flatmap(lambda edition: st.tuples(reports(edition), reports(edition))))
def test_taking_every_difference_gives_the_other_report(pair: tuple[Report, Report]) -> None:
    before, after = pair
    found = differences(before, after)
    taken = with_taken(before, after, [each.place for each in found])
    assert taken == after
    assert with_taken(before, after, []) == before
    assert len({each.place for each in found}) == len(found)
