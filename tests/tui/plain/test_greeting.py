import io
from pathlib import Path

import pytest

from tests import figures
from tests.tui.plain.scripts import Talk, sent
from tui.drafts.draft_file import find_drafts
from tui.opening import TAKE_OVER, open_report
from tui.plain.dialogue import Dialogue
from tui.plain.run import fill_in

ISSUED = "disclosure.regulations.issued"


@pytest.fixture
def cut(file: Path) -> Path:
    """A report with a draft of a session that was cut off."""
    Talk(file, sent([">2", "8"]))
    assert len(find_drafts(file)) == 1
    return file


def test_a_draft_is_told_of_and_recovered(cut: Path) -> None:
    talked = Talk(cut, sent(["1", "s", "q"]))
    assert "与文件相比，有1处不同。" in talked.output
    assert "恢复了1处，还没有保存到文件" in talked.output
    assert talked.session.base.text(ISSUED) == "8"
    assert not find_drafts(cut)


def test_enter_recovers(cut: Path) -> None:
    assert Talk(cut, sent([""])).session.text(ISSUED) == "8"


def test_differences_are_listed_and_the_question_asked_again(cut: Path) -> None:
    talked = Talk(cut, sent(["看差别", "放弃", "2"]))
    assert "二·规章·本年制发件数：文件 [2]，草稿 [8]" in talked.output
    assert talked.output.count("有没保存的内容。") == 2
    assert talked.session.text(ISSUED) == "2"
    assert not find_drafts(cut)


def test_giving_up_asks_once_more(cut: Path) -> None:
    Talk(cut, sent(["3", "1", "4"]))
    assert len(find_drafts(cut)) == 1


@pytest.mark.parametrize("lines", [["4"], []])
def test_leaving_or_a_cut_link_leaves_the_draft(cut: Path, lines: list[str]) -> None:
    talked = Talk(cut, sent(lines))
    assert talked.result == 0
    (draft,) = find_drafts(cut)
    assert draft.applied(figures.report())[0].text(ISSUED) == "8"


def test_a_draft_recovered_and_cut_again_is_still_there(cut: Path) -> None:
    Talk(cut, sent(["1", ">2", "", "9"]))
    (draft,) = find_drafts(cut)
    recovered = draft.applied(figures.report())[0]
    assert recovered.text(ISSUED) == "8" and recovered.text("disclosure.regulations.repealed") == "9"


def talk_while_open(file: Path, lines: list[str], meanwhile: str) -> str:
    """What is said in a session whose lock or journal is spoilt after it was opened."""
    opened = open_report(file)
    assert not isinstance(opened, int)
    if meanwhile == "taken over":
        (lock,) = file.parent.glob(".report.toml.lock")
        lock.unlink()
    sink = io.StringIO()
    assert fill_in(opened, Dialogue(io.BytesIO(sent(lines)), sink)) == 0
    return sink.getvalue()


def test_a_session_that_another_has_taken_over_says_so_once_and_may_save_elsewhere(file: Path) -> None:
    output = talk_while_open(file, [">2", "8", "9", "", "s", "2", "", "q"], "taken over").replace("\n", "")
    told, _, rest = output.partition("规章 · 本年废止件数（件） [0]：")
    assert "接管了这份报告" in told and "输入s" in told
    assert "已保存 report-另存.toml" in rest
    assert file.read_text(encoding="utf-8") == figures.text_of(figures.report())


def test_somebody_else_s_report_can_be_read_left_or_taken_over(file: Path) -> None:
    first = open_report(file)
    assert not isinstance(first, int)
    try:
        assert Talk(file, sent(["3"])).result == 0
        assert Talk(file, sent(["接管，由我来填"])).result == TAKE_OVER
        looked = Talk(file, sent(["", ">2", "8", "q"]))
    finally:
        first.close()
    assert looked.result == 0 and looked.session.text(ISSUED) == "2"
