import os
from pathlib import Path

import pytest

from schema.report_file import load
from tests import figures
from tests.tui.plain.scripts import Talk, talk
from tui.opened import Opened
from tui.opening import open_report
from tui.plain.saving import Saving

ISSUED = "disclosure.regulations.issued"
CHANGE = (">2", "7")


def outside(file: Path, text: str = "9") -> None:
    """Change the file as another program would."""
    report = figures.report()
    report.set_text("disclosure.normative_documents.issued", text)
    file.write_text(figures.text_of(report), encoding="utf-8")


@pytest.fixture
def interfered(file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A report that another program changes at the moment it is first saved."""
    save = Saving.save
    changed = []

    def interfere(self: Saving, over: bytes | None = None) -> bool:
        if not changed:
            changed.append(True)
            outside(file)
        return save(self, over)

    monkeypatch.setattr(Saving, "save", interfere)
    return file


def stored(path: Path, place: str = ISSUED) -> str:
    """What a file holds at a place."""
    report = load(path).report
    assert report is not None
    return report.text(place)


def test_a_file_changed_outside_is_not_overwritten_unasked(interfered: Path) -> None:
    talked = talk(interfered, *CHANGE, "s", "")
    assert "别的程序改动了这个文件" in talked.output
    assert stored(interfered) == "2"
    assert stored(interfered, "disclosure.normative_documents.issued") == "9"
    assert talked.session.text(ISSUED) == "7"


def test_mine_takes_the_place_of_theirs_when_asked_to(interfered: Path) -> None:
    talk(interfered, *CHANGE, "s", "2", "q")
    assert stored(interfered) == "7"
    assert stored(interfered, "disclosure.normative_documents.issued") == "109"


def test_theirs_is_taken_on_and_mine_can_be_had_back(interfered: Path) -> None:
    talked = talk(interfered, *CHANGE, "s", "3", "u")
    assert "已换成文件里现在的内容" in talked.output
    assert talked.session.base.text("disclosure.normative_documents.issued") == "9"
    assert talked.session.text(ISSUED) == "7"


NORMATIVE = "disclosure.normative_documents.issued"


def test_both_sides_are_gone_through_place_by_place(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save = Saving.save
    theirs = figures.report()
    theirs.set_text(ISSUED, "5")
    theirs.set_text(NORMATIVE, "9")
    written = iter([figures.text_of(theirs)])

    def interfere(self: Saving, over: bytes | None = None) -> bool:
        for text in written:
            file.write_text(text, encoding="utf-8")
        return save(self, over)

    monkeypatch.setattr(Saving, "save", interfere)
    talked = talk(file, ">2", "7", "8", "s", "1", "", "2", "", "1", "q")
    output = talked.output.replace("\n", "")
    assert "与我的内容相比有3处不同：1处两边都改了，1处只有外面改了，1处只有我改了。" in output
    conflict = "第1处，共3处，两边都改了：二·规章·本年制发件数原来的：2我的：7外面的：51 我的　2 外面的　3 先不保存："
    assert conflict + "请输入序号。1 我的" in output, "what both have changed is chosen, not taken for granted"
    assert output.index("只有外面改了：二·行政规范性文件") < output.index("只有我改了：二·规章·本年废止件数")
    assert [stored(file, place) for place in (ISSUED, "disclosure.regulations.repealed")] == ["5", "8"]
    assert stored(file, NORMATIVE) == "9" and talked.session.base == talked.session.report


def test_going_through_both_sides_may_be_given_up(interfered: Path) -> None:
    talked = talk(interfered, *CHANGE, "s", "1", "1", "3")
    assert "没有保存，两边都没有动。" in talked.output
    assert (stored(interfered), stored(interfered, NORMATIVE), talked.session.text(NORMATIVE)) == ("2", "9", "109")
    assert talked.session.text(ISSUED) == "7"


def test_the_very_same_change_is_saved_without_a_question(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save = Saving.save
    same = figures.report()
    same.set_text(ISSUED, "7")

    def interfere(self: Saving, over: bytes | None = None) -> bool:
        file.write_text(figures.text_of(same) + "# 外面\n", encoding="utf-8")
        return save(self, over)

    with monkeypatch.context() as patched:
        patched.setattr(Saving, "save", interfere)
        talked = talk(file, *CHANGE, "s")
    assert "改动了这个文件" not in talked.output and "没有改动，文件没有重写。" in talked.output
    assert not talked.session.dirty


def test_another_name_is_saved_under(interfered: Path) -> None:
    talked = talk(interfered, *CHANGE, "s", "4", "", "q")
    other = interfered.with_name("report-另存.toml")
    assert "已保存 report-另存.toml" in talked.output
    assert stored(other) == "7"
    assert stored(interfered) == "2"


@pytest.mark.parametrize("name", ["x.txt", "report.toml", "~nobody-of-that-name/x.toml"])
def test_a_name_that_will_not_do_is_refused(interfered: Path, name: str) -> None:
    before = sorted(interfered.parent.iterdir())
    talked = talk(interfered, *CHANGE, "s", "4", name, "q", "2")
    assert "没有保存：" in talked.output
    assert stored(interfered) == "2"
    assert sorted(interfered.parent.iterdir()) == before


def test_a_name_loses_what_deceives_and_that_is_said(interfered: Path) -> None:
    output = talk(interfered, *CHANGE, "s", "4", "甲\u202e乙.toml").output
    assert "去掉了1个看不见的或控制用的字符‹U+202E›。" in output and "已保存 甲乙.toml" in output
    assert stored(interfered.with_name("甲乙.toml")) == "7"


def test_a_file_that_is_gone_is_written_again_when_asked_to(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save = Saving.save

    def remove(self: Saving, over: bytes | None = None) -> bool:
        if over is None:
            file.unlink()
        return save(self, over)

    monkeypatch.setattr(Saving, "save", remove)
    talked = talk(file, *CHANGE, "s", "1")
    assert "被删去或移走了" in talked.output
    assert stored(file) == "7"


def test_a_file_that_is_no_report_any_more_cannot_be_taken_on(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save = Saving.save

    def spoil(self: Saving, over: bytes | None = None) -> bool:
        file.write_text("<<<<<<< HEAD\n", encoding="utf-8")
        return save(self, over)

    monkeypatch.setattr(Saving, "save", spoil)
    talked = talk(file, *CHANGE, "s", "")
    assert "用外面的" not in talked.output
    assert file.read_text(encoding="utf-8") == "<<<<<<< HEAD\n"


def test_a_save_that_fails_is_said_and_offers_another_name(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno

    import schema.atomic_file as atomic

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "")

    with monkeypatch.context() as patched:
        patched.setattr(atomic.os, "replace", full)
        patched.setattr(atomic.os, "rename", full)
        talked = talk(file, *CHANGE, "s", "")
    assert "未保存" in talked.output and "另存为别的文件吗？" in talked.output
    assert talked.session.text(ISSUED) == "7"
    assert stored(file) == "2"


def test_a_final_report_with_errors_is_saved_as_a_draft(file: Path) -> None:
    final = figures.report()
    final.set_text("status", "final")
    file.write_text(figures.text_of(final), encoding="utf-8")
    talked = talk(file, ">2", "x", "s", "q")
    assert "状态已改回草稿" in talked.output
    assert stored(file, "status") == "draft"


def test_nothing_to_save_is_said(file: Path) -> None:
    before = os.stat(file).st_mtime_ns  # noqa: PTH116
    assert "没有改动，文件没有重写。" in talk(file, "s").output
    assert os.stat(file).st_mtime_ns == before  # noqa: PTH116


def test_a_new_report_that_may_only_be_looked_at_is_left_without_a_question(missing: Path) -> None:
    first = open_report(missing, figures.blank_session().report)
    assert isinstance(first, Opened)
    try:
        left = talk(missing, "1", "q", report=figures.blank_session().report)
        saved = talk(missing, "1", "s", "", ">7", "", "", report=figures.blank_session().report)
    finally:
        first.close()
    assert left.result == 0 and "没有保存" not in left.output
    assert "只读，没有改动要保存。" in saved.output and "未保存" not in saved.output
    assert "保存到文件吗？" not in saved.output and saved.output.splitlines()[-1].startswith("问完了。回车离开")


def test_what_is_read_only_is_said_and_not_changed(file: Path) -> None:
    first = open_report(file)
    assert isinstance(first, Opened)
    try:
        second = Talk(file, b"1\n>2\n7\n!\nu\ns\n\n>7\n\n\n")
    finally:
        first.close()
    assert "正在填这份报告，这里只能看。" in second.output.replace("\n", "")
    assert "只读，没有改动要保存。" in second.output and "未保存" not in second.output
    assert second.session.text(ISSUED) == "2"
    assert second.result == 0
