"""Reasons for what a headed part says, when parts are moved, added and removed."""

from random import Random

import pytest

from schema.findings import Finding
from schema.report import Accepted, Part
from tests import figures
from tests.tui.test_prose_page import writing
from tests.tui.typed_ahead import type_ahead
from tui.changes import frozen
from tui.moved_parts import with_parts_moved
from tui.session import Session

CODE = "prose-requests-received"
CLAIM = Part("主动公开", "全年收到政府信息公开申请9999件。")
OTHER = Part("监督保障", "监督情况。")
THIRD = Part("平台建设", "平台情况。")


def session() -> Session:
    """A report whose second part says something that is let stand."""
    made = figures.session()
    made.set_parts("overview", [OTHER, CLAIM, THIRD])
    (query,) = queries(made)
    assert made.accept(query, "9999件为网上咨询")
    return made


def queries(session: Session) -> list[Finding]:
    return [
        finding
        for finding in session.findings
        if finding.code in (CODE, "accepted-stale") and "9999" in finding.message
    ]


def places(session: Session) -> list[str]:
    return [entry.where[0] for entry in session.report.accepted]


@pytest.mark.parametrize(
    ("parts", "index"),
    [
        ([CLAIM, OTHER, THIRD], 0),
        ([OTHER, THIRD, CLAIM], 2),
        ([OTHER, CLAIM, THIRD, Part("又一部分")], 1),
        ([Part("新的部分"), OTHER, CLAIM, THIRD], 2),
        ([OTHER, CLAIM], 1),
        ([CLAIM, THIRD], 0),
        ([OTHER, Part("依申请公开", CLAIM.text), THIRD], 1),
        ([Part("改了"), CLAIM, THIRD], 1),
    ],
)
def test_a_reason_follows_its_part(parts: list[Part], index: int) -> None:
    made = session()
    before = made.report.copy()
    assert made.set_parts("overview", parts)
    assert places(made) == [f"overview.parts.{index}.text"]
    assert [finding.accepted for finding in queries(made)] == [True]
    after = made.report.copy()
    assert made.undo() == "overview" and made.report == before
    assert made.redo() == "overview" and made.report == after


def test_the_reason_of_a_part_goes_with_it_and_comes_back() -> None:
    made = session()
    assert made.set_parts("overview", [OTHER, Part("又一部分", CLAIM.text + "另。"), THIRD])
    assert places(made) == ["overview.parts.1.text"], "another text at its place is not known to be another part"
    made.undo()
    assert made.set_parts("overview", [OTHER, THIRD])
    assert made.report.accepted == []
    made.undo()
    assert places(made) == ["overview.parts.1.text"] and queries(made)[0].accepted


def test_a_part_that_takes_the_place_of_a_removed_one_is_not_excused_by_its_reason() -> None:
    made = session()
    made.set_parts("overview", [OTHER, CLAIM, Part("工作考核", CLAIM.text)])
    made.set_parts("overview", [OTHER, made.report.parts["overview"][2]])
    assert [finding.accepted for finding in queries(made)] == [False]


def test_other_places_stay() -> None:
    entries = tuple(
        Accepted("x", (place,), ("1",), "理由")
        for place in (
            "problems.parts.0.text",
            "overview.parts.9.text",
            "overview.parts.٠.text",
            "overview.parts.1x.text",
            "overview.intro",
            "overview.parts.",
            "requests.received.total",
        )
    )
    parts = frozen([OTHER, CLAIM, THIRD])
    kept = with_parts_moved(entries, "overview", parts, parts[::-1])
    assert [entry.where for entry in kept] == [entry.where for entry in entries]


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_done_a_reason_stands_for_its_own_part(seed: int) -> None:
    random = Random(seed)
    parts = [(f"标题{n}", f"正文{n}") for n in range(5)]
    entries = tuple(Accepted(text, (f"overview.parts.{n}.text",), (), "理由") for n, (_, text) in enumerate(parts))
    for number in range(30):
        after = list(parts)
        act = random.choice(["add", "remove", "move"])
        if act == "add":
            after.insert(random.randint(0, len(after)), (f"新{number}", ""))
        elif act == "move":
            random.shuffle(after)
        elif after:
            del after[random.randrange(len(after))]
        entries = with_parts_moved(entries, "overview", parts, after)
        parts = after
        texts = [text for _, text in parts]
        assert {entry.code: entry.where for entry in entries} == {
            text: (f"overview.parts.{texts.index(text)}.text",) for text in texts if text
        }


async def test_the_keys_of_the_list_take_the_reason_along() -> None:
    async with writing(session()) as (app, _page):
        await type_ahead(app, "escape", "down", "[")
        assert places(app.session) == ["overview.parts.0.text"] and queries(app.session)[0].accepted
        await type_ahead(app, "]", "]")
        assert places(app.session) == ["overview.parts.2.text"] and queries(app.session)[0].accepted
        await type_ahead(app, "ctrl+z")
        assert places(app.session) == ["overview.parts.1.text"] and queries(app.session)[0].accepted
