"""What is being typed, and the parts that it belongs to."""

from pathlib import Path

from schema.report import Part, Report
from tests import figures
from tests.tui.drafts.journalled import FIRST, PARTS, RECEIVED, SWAPPED, journalled, only_draft, recovered
from tui.drafts.draft_file import find_drafts

# What is being typed


def test_words_being_typed_are_kept_until_the_next_change(file: Path) -> None:
    session, journal = journalled(file)
    journal.typing(FIRST, "正在写")
    journal.typing("agency.office", "办公")
    expected = session.report.copy()
    expected.set_text(FIRST, "正在写")
    expected.set_text("agency.office", "办公")
    assert recovered(file) == expected
    session.edit(RECEIVED, "7")
    assert recovered(file) == session.report
    assert only_draft(file).typed == {}


def test_half_a_figure_is_not_taken_for_one(file: Path) -> None:
    session, journal = journalled(file)
    session.edit(RECEIVED, "7")
    journal.typing(RECEIVED, "3")
    assert recovered(file) == session.report
    assert only_draft(file).typed == {RECEIVED: "3"}


def test_what_is_typed_is_forgotten_where_it_is_what_stands_there(file: Path) -> None:
    session, journal = journalled(file)
    journal.typing(FIRST, "正在写")
    journal.typing(FIRST, session.text(FIRST))
    assert find_drafts(file) == []
    journal.typing(FIRST, "正在写")
    journal.typing("agency.office", "办公")
    journal.typing(FIRST, session.text(FIRST))
    assert only_draft(file).typed == {"agency.office": "办公"}
    session.edit(RECEIVED, "7")
    session.undo()
    journal.typing("overview.parts.99.text", "没有这个地方")
    assert only_draft(file).applied(session.report) == (session.report, ["overview.parts.99.text"])


def test_words_being_typed_follow_their_part_where_the_file_has_it_now(file: Path) -> None:
    file.write_text(figures.text_of(_with_parts(PARTS)))
    _, journal = journalled(file)
    journal.typing("overview.parts.1.text", "二。正在写")
    new = Part("新", "新的。")
    (moved, missing) = only_draft(file).applied(_with_parts([new, *PARTS]))
    assert moved.parts["overview"] == [new, PARTS[0], Part("乙", "二。正在写"), PARTS[2]] and missing == []
    gone = _with_parts([PARTS[0], new])
    assert only_draft(file).applied(gone) == (gone, ["overview.parts.1.text"])


def test_a_draft_of_a_heading_that_was_being_typed_is_replaced_when_it_is_taken_on(file: Path) -> None:
    _, first = journalled(file)
    first.typing("overview.parts.0.heading", "新的标题")
    session, _ = journalled(file)
    session.change_to(only_draft(file).applied(session.base)[0])
    assert session.text("overview.parts.0.heading") == "新的标题"
    assert recovered(file) == session.report


def test_words_being_typed_belong_to_the_parts_that_the_draft_holds(file: Path) -> None:
    session, journal = journalled(file)
    session.set_parts("overview", PARTS)
    journal.typing("overview.parts.1.text", "二。正在写")
    assert only_draft(file).headings == {}
    report, missing = only_draft(file).applied(_with_parts(SWAPPED))
    assert report.parts["overview"] == [PARTS[0], Part("乙", "二。正在写"), PARTS[2]] and missing == []


def _with_parts(parts: list[Part]) -> Report:
    report = figures.report()
    report.parts["overview"] = [Part(part.heading, part.text) for part in parts]
    return report


def test_typing_brings_along_what_the_session_holds_and_nobody_told(file: Path) -> None:
    session, journal = journalled(file)
    session.report.set_text(RECEIVED, "7")
    journal.typing(FIRST, "正在写")
    assert recovered(file).text(RECEIVED) == "7"


# Parts


def test_the_texts_of_parts_follow_their_parts(file: Path) -> None:
    session, _ = journalled(file)
    session.set_parts("overview", PARTS)
    session.edit("overview.parts.1.text", "改过。")
    assert recovered(file) == session.report
    session.set_parts("overview", [PARTS[2], Part("乙", "改过。"), PARTS[0]])
    session.edit("overview.parts.2.heading", "新")
    session.edit("overview.parts.0.text", "又改。")
    assert recovered(file) == session.report
    session.set_parts("overview", [])
    assert recovered(file) == session.report


def test_the_text_of_a_part_does_not_go_to_another_that_the_file_has_there_by_now(file: Path) -> None:
    session, _ = journalled(file)
    session.edit(FIRST, "改过。")
    theirs = session.base.copy()
    theirs.parts["overview"].reverse()
    assert only_draft(file).applied(theirs)[0].parts["overview"] == session.report.parts["overview"]


def test_a_part_is_never_put_in_the_place_of_another_though_a_line_be_lost(file: Path) -> None:
    session, journal = journalled(file)
    session.set_parts("overview", PARTS)
    session.set_parts("overview", SWAPPED)
    session.edit("overview.parts.0.text", "属于乙。")
    assert journal.file is not None
    lines = journal.file.read_bytes().split(b"\n")
    del lines[3:5]
    journal.file.write_bytes(b"\n".join(lines))
    draft = only_draft(file)
    assert draft.applied(session.report)[0].parts["overview"] == PARTS
    assert draft.unread == 1
