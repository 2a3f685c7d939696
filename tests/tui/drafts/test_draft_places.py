"""Places of a draft that the report does not have."""

from pathlib import Path

import pytest

from schema.editions import EDITIONS
from schema.report import Part, new_report
from tests import figures
from tests.tui.drafts.drafted import HEADER, applied, drafted
from tests.tui.drafts.journalled import RECEIVED


def test_places_that_the_report_does_not_have_are_named(file: Path) -> None:
    texts = {
        RECEIVED: "7",
        "nowhere": "x",
        "overview.parts.0.colour": "x",
        "overview.parts.999999999999.text": "x",
        "overview.parts.-1.text": "x",
        "overview.parts.٣.text": "x",
        "overview.parts..text": "x",
        "": "x",
    }
    draft = drafted(file, {"texts": texts, "parts": {"requests": [["", ""]], "nowhere": []}, "shape": 1})
    report, missing = draft.applied(figures.report())
    assert sorted(missing) == sorted([*(texts.keys() - {RECEIVED}), "nowhere", "requests"])
    expected = figures.report()
    expected.set_text(RECEIVED, "7")
    assert report == expected


def test_a_draft_of_another_edition_is_one_still(file: Path) -> None:
    draft = drafted(file, {"texts": {"agency.name": "石门乡", RECEIVED: "7"}}, header={**HEADER, "edition": 2019})
    assert draft.edition == 2019
    report = applied(draft, new_report(EDITIONS[2019]))
    assert report.text("agency.name") == "石门乡"


@pytest.mark.parametrize("kind", ["texts", "typed"])
@pytest.mark.parametrize(
    ("then", "now", "index"),
    [
        (["甲", "乙"], ["甲", "乙"], 1),
        (["甲", "乙"], ["新", "甲", "乙"], 2),
        (["甲", "乙"], ["乙", "丙"], 0),
        (["甲", "乙"], ["丙", "乙", "甲"], 1),
        (["甲", ""], ["甲", ""], 1),
        (["乙", "乙"], ["乙", "乙"], 1),
        (["甲", "乙"], ["甲"], None),
        (["甲", "乙"], ["甲", "丙"], None),
        (["甲", "乙"], ["乙", "乙"], None),
        (["乙", "乙"], ["甲", "乙"], None),
        (["甲", ""], ["", ""], None),
        (["甲", ""], ["", "甲"], None),
        (["甲"], ["甲", "乙"], None),
        (None, ["甲", "乙"], None),
    ],
)
def test_a_text_goes_to_the_part_it_was_written_in_and_to_no_other(
    file: Path, kind: str, then: list[str] | None, now: list[str], index: int | None
) -> None:
    headings = {} if then is None else {"headings": {"overview": then}}
    draft = drafted(file, {kind: {"overview.parts.1.text": "写的"}, **headings})
    report = figures.report()
    report.parts["overview"] = [Part(heading, "原有") for heading in now]
    expected = report.copy()
    if index is not None:
        expected.parts["overview"][index].text = "写的"
    assert draft.applied(report) == (expected, [] if index is not None else ["overview.parts.1.text"])
    if kind == "typed":
        assert draft.left_at(report) == (None if index is None else f"overview.parts.{index}.text")
