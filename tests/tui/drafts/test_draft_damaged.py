"""Drafts that were cut short or changed, or have lost a line."""

from pathlib import Path

import pytest

from schema.report import Report
from tests.tui.drafts.drafted import applied
from tests.tui.drafts.journalled import DENIED, FIRST, PARTS, RECEIVED, SWAPPED, beside, journalled, only_draft
from tui.drafts.draft_file import Draft


@pytest.fixture
def states(file: Path) -> list[Report]:
    """The states of a report that a draft of it has kept, the first being the file's."""
    session, journal = journalled(file)
    states = [session.report.copy()]
    journal.at(RECEIVED)
    for change in (
        lambda: session.edit(RECEIVED, "7"),
        lambda: session.edit(FIRST, "改了"),
        lambda: session.edit_many({RECEIVED: "8", DENIED: "x"}),
        lambda: session.set_parts("overview", SWAPPED),
        lambda: session.edit("overview.parts.1.text", "甲的文字"),
        lambda: session.set_parts("overview", PARTS),
        lambda: session.edit("agency.name", "石门乡"),
    ):
        change()
        states.append(session.report.copy())
    return states


def test_a_draft_cut_short_anywhere_holds_every_change_that_is_whole(file: Path, states: list[Report]) -> None:
    data = beside(file).read_bytes()
    header_end = data.index(b"\n") + 1
    for length in range(len(data) + 1):
        beside(file).write_bytes(data[:length])
        draft = only_draft(file)
        if length < header_end:
            assert "内容损坏" in draft.refusal and str(beside(file)) in draft.refusal
            continue
        # The line feed behind a record does not count.
        whole = sum(1 for each in (data[:length] + b"\n").split(b"\n")[1:] if each and each + b"\n" in data)
        assert (draft.refusal, draft.unread) == ("", 0)
        assert applied(draft, states[0]) == states[whole]


def test_a_draft_with_any_byte_changed_holds_nothing_that_was_not_in_it(file: Path, states: list[Report]) -> None:
    data = beside(file).read_bytes()
    header_end = data.index(b"\n")
    for offset in range(len(data)):
        for other in {data[offset] ^ 1, data[offset] ^ 0x80, ord("\n")} - {data[offset]}:
            beside(file).write_bytes(data[:offset] + bytes([other]) + data[offset + 1 :])
            draft = only_draft(file)
            if offset <= header_end:
                assert draft.refusal
                continue
            _is_of(draft, states)
            assert draft.unread <= 3


def test_a_draft_without_any_one_line_holds_the_others(file: Path, states: list[Report]) -> None:
    lines = beside(file).read_bytes().rstrip(b"\n").split(b"\n\n")
    for index in range(1, len(lines)):
        for lost in ([], [b"00000000 \x00\xff"]):
            beside(file).write_bytes(b"\n\n".join([*lines[:index], *lost, *lines[index + 1 :], b""]))
            draft = only_draft(file)
            _is_of(draft, states)
            assert draft.unread >= len(lost)
            if index != 4:
                # All but the last of parts, which no later line repeats.
                last = applied(draft, states[0])
                assert last.text(RECEIVED) == ("7" if index == 3 else "8")
                assert last.text("agency.name") == (states[0].text("agency.name") if index == 7 else "石门乡")


def _is_of(draft: Draft, states: list[Report]) -> None:
    """Every value of a draft stood at its place, and the parts of a section stood together."""
    assert not draft.refusal
    report, missing = draft.applied(states[0])
    assert missing == []
    for place in (RECEIVED, DENIED, "agency.name"):
        assert report.text(place) in {state.text(place) for state in states}
    for part in report.parts["overview"]:
        assert any(
            part.text == other.text
            for state in states
            for other in state.parts["overview"]
            if other.heading == part.heading
        )
