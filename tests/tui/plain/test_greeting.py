import io
from pathlib import Path

import pytest

from schema.report import new_report
from tests import figures
from tests.tui.plain.scripts import Talk, sent
from tui.drafts.draft_file import find_drafts
from tui.drafts.lock import take_over
from tui.drafts.owner import Owner
from tui.opened import TAKE_OVER
from tui.opening import open_report
from tui.plain.dialogue import Dialogue
from tui.plain.greeting import excerpts
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
    assert talked.output.count("上次有没保存的内容。") == 2
    assert talked.output.count("与文件相比") == 1, "what is known of the draft is said once"
    assert talked.session.text(ISSUED) == "2"
    assert not find_drafts(cut)


def test_giving_up_asks_once_more(cut: Path) -> None:
    Talk(cut, sent(["3", "1", "4"]))
    assert len(find_drafts(cut)) == 1


def test_what_is_not_there_is_called_empty(file: Path) -> None:
    Talk(file, sent([">2", "-", ">3", "", "12"]))
    output = Talk(file, sent(["2", "4"])).output
    assert "二·规章·本年制发件数：文件 [2]，草稿 [空]" in output
    file.write_text(figures.text_of(figures.blank_session().report), encoding="utf-8")
    assert "文件 [空]，草稿 [12]" in Talk(file, sent(["2", "4"])).output


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("", "甲", ("空", "甲")),
        ("甲\n乙", "", ("甲 乙", "空")),
        ("甲" * 70, "", ("甲" * 60 + "…", "空")),
        ("甲" * 100, "甲" * 100 + "乙", ("…" + "甲" * 10, "…" + "甲" * 10 + "乙")),
        ("甲" * 30 + "乙", "甲" * 30 + "丙" * 90, ("…" + "甲" * 10 + "乙", "…" + "甲" * 10 + "丙" * 50 + "…")),
    ],
)
def test_of_long_texts_the_place_is_shown_from_which_they_differ(
    before: str, after: str, shown: tuple[str, str]
) -> None:
    assert excerpts(before, after) == shown


def test_what_was_recovered_is_gone_on_with_where_it_was_left(file: Path) -> None:
    Talk(file, sent([">3", "", "", "12"]))
    asked = Talk(file, sent(["1"])).output.splitlines()
    assert asked[-1] == "一、本年新收政府信息公开申请数量 · 商业企业（件） [12]："


def test_words_cut_off_are_gone_on_with(file: Path) -> None:
    Talk(file, sent([">1"]) + "没写完的一段".encode())
    talked = Talk(file, sent(["1"]))
    assert talked.session.text("overview.intro").startswith("没写完的一段")
    assert "第1段 [没写完的一段" in talked.output.splitlines()[-1]


@pytest.mark.parametrize("lines", [["4"], []])
def test_leaving_or_a_cut_link_leaves_the_draft(cut: Path, lines: list[str]) -> None:
    talked = Talk(cut, sent(lines))
    assert talked.result == 0
    (draft,) = find_drafts(cut)
    assert draft.applied(figures.report())[0].text(ISSUED) == "8"


def test_a_draft_recovered_survives_leaving_at_the_next_question(cut: Path) -> None:
    (older,) = find_drafts(cut)
    older.file.rename(older.file.with_name(f"{older.file.name}.{'0' * 16}"))
    Talk(cut, sent(["4"]))
    opened = open_report(cut)
    assert not isinstance(opened, int)
    opened.session.edit(ISSUED, "9")
    opened.keep({})
    talked = Talk(cut, sent(["1", "4"]))
    assert talked.result == 0 and "没有保存的内容都在恢复草稿里" in talked.output
    assert sorted(draft.texts[ISSUED] for draft in find_drafts(cut)) == ["8", "9"]


def test_where_a_draft_is_left_that_could_not_be_wholly_recovered_is_told(cut: Path) -> None:
    (draft,) = find_drafts(cut)
    draft.file.write_bytes(draft.file.read_bytes() + b"00000000 lost\n")
    talked = Talk(cut, sent(["1", "s", "q"]))
    (left,) = find_drafts(cut)
    assert left.file.name in talked.output.replace("\n", "") and talked.session.base.text(ISSUED) == "8"


def test_somebody_else_s_new_report_is_left_without_a_question(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    first = open_report(path, new_report(figures.EDITION))
    assert not isinstance(first, int)
    try:
        talked = Talk(path, sent(["1", "q"]), new_report(figures.EDITION))
    finally:
        first.close()
    assert talked.result == 0 and "有改动还没有保存" not in talked.output and "输入结束" not in talked.output


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
        take_over(file)
    if meanwhile == "moved away":
        file.parent.rename(file.parent.with_name("elsewhere"))
    sink = io.StringIO()
    assert fill_in(opened, Dialogue(io.BytesIO(sent(lines)), sink)) == 0
    return sink.getvalue()


def test_a_session_that_another_has_taken_over_says_so_once_and_may_save_elsewhere(file: Path) -> None:
    output = talk_while_open(file, [">2", "8", "9", "", "s", "2", "", "q"], "taken over").replace("\n", "")
    told, _, rest = output.partition("规章 · 本年废止件数（件） [0]：")
    assert "接管了这份报告" in told and "输入s" in told
    assert "已保存 report-另存.toml" in rest
    assert file.read_text(encoding="utf-8") == figures.text_of(figures.report())


def test_that_there_is_no_lock_any_more_is_said_once(file: Path) -> None:
    output = talk_while_open(file, [">2", "8", "9", "", "q", "2"], "moved away")
    assert output.replace("\n", "").count("没有上锁：报告所在的文件夹不存在。") == 1


def test_somebody_else_s_report_can_be_read_left_or_taken_over(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = Owner.here()
    first = open_report(file)
    assert not isinstance(first, int)
    try:
        assert Talk(file, sent(["3"])).result == 0
        assert Talk(file, sent(["接管，由我来填"])).result == TAKE_OVER
        looked = Talk(file, sent(["", ">2", "8", "q"]))
        monkeypatch.setattr(Owner, "here", lambda: here._replace(user="别人"))
        other = Talk(file, b"")
    finally:
        first.close()
    assert looked.result == 0 and looked.session.text(ISSUED) == "2"
    asked = [talked.output.replace("\n", "").partition("1 只看，不改")[0] for talked in (looked, other)]
    assert [text.count("正在填这份报告") for text in asked] == [1, 1]
    assert "您断线前留下的" in asked[0] and "请先问清楚，再接管" in asked[1]
