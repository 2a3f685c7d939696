"""Reasons for findings that stand are in the journal too."""

from pathlib import Path

import pytest

from schema.report import Accepted
from tests import figures
from tests.tui.drafts.journalled import FIRST, RECEIVED, journalled, line, recovered
from tui.drafts.draft_file import find_drafts

REASON = Accepted("late", ("report.published",), ("2026-02-01",), "等候审计", "办公室", "2026-02-03")


def test_reasons_are_kept_and_taken_away_again(file: Path) -> None:
    session, _ = journalled(file)
    session.change_to(figures.with_accepted(session.report, [REASON]))
    assert recovered(file) == session.report and recovered(file).accepted == [REASON]
    session.edit(RECEIVED, "7")
    session.change_to(figures.with_accepted(session.report, [REASON._replace(reason="另一个理由")]))
    assert recovered(file) == session.report
    session.undo()
    session.undo()
    session.edit(RECEIVED, "8")
    session.change_to(figures.with_accepted(session.report, []))
    assert recovered(file) == session.report and recovered(file).accepted == []


def test_reasons_recovered_leave_those_that_others_have_given_since(file: Path) -> None:
    session, _ = journalled(file)
    session.change_to(figures.with_accepted(session.report, [REASON]))
    theirs = figures.report()
    theirs.accepted.append(other := REASON._replace(code="carried-out-large", reason="他人的理由"))
    file.write_text(figures.text_of(theirs), encoding="utf-8")
    (draft,) = find_drafts(file)
    assert draft.applied(theirs)[0].accepted == [other, REASON]
    assert draft.applied(theirs)[1] == [] and theirs.accepted == [other]


@pytest.mark.parametrize(
    "accepted",
    [
        "1",
        "[[]]",
        "[[],[],[]]",
        "[[],[1]]",
        '[[],[["late",["report.published"],["1"],"理由",""]]]',
        '[[],[["late","report.published",["1"],"理由","",""]]]',
        '[[],[["late",[1],["1"],"理由","",""]]]',
        '[[],[["late",[],[],"\\ud800","",""]]]',
        '[[],[["late",[],[],null,"",""]]]',
        "null",
    ],
)
def test_reasons_that_are_none_spoil_only_their_line(file: Path, accepted: str) -> None:
    session, journal = journalled(file)
    session.edit(RECEIVED, "7")
    assert journal.file is not None
    with journal.file.open("ab") as draft:
        draft.write(line(f'{{"time":"2026-01-05T08:00:00+08:00","texts":{{"{FIRST}":"坏的"}},"accepted":{accepted}}}'))
    (found,) = find_drafts(file)
    assert found.unread == 1 and found.applied(figures.report())[0] == session.report
