"""A line without its end, where the answers end: of a text it is kept, to anything else it is no answer."""

from pathlib import Path

import pytest

from schema.atomic_file import SaveError
from schema.form import Place
from tests import figures
from tests.tui.plain.scripts import Talk, new, recovered, sent
from tui.opening import open_report
from tui.plain.saving import Saving

TARGET = figures.report(keyed=True)


@pytest.mark.parametrize(
    ("lines", "place", "text"),
    [
        (["", "", "", "", "某机关"], "agency.name", "某机关"),
        (["", "", "", "第一段", "第二"], "report.preamble", "第一段\n第二"),
        ([">5", "", "问题"], "problems.parts.0.heading", "问题"),
    ],
)
def test_a_line_without_its_end_is_no_answer_and_not_lost(
    missing: Path, lines: list[str], place: Place, text: str
) -> None:
    begun = new(TARGET)
    talked = Talk(missing, sent(lines).removesuffix(b"\n"), begun)
    assert talked.session.text(place) == ("第一段" if place == "report.preamble" else begun.text(place))
    assert recovered(missing, begun).text(place) == text


def test_half_a_figure_is_none(missing: Path) -> None:
    begun = new(TARGET)
    talked = Talk(missing, b">2\n5\n12", begun)
    assert talked.session.text("disclosure.regulations.repealed") == ""
    draft = recovered(missing, begun)
    assert draft == talked.session.report and draft.text("disclosure.regulations.issued") == "5"


@pytest.mark.parametrize("line", ["s", "q", ">3", "-", "u"])
def test_a_command_without_its_end_is_not_carried_out(file: Path, line: str) -> None:
    before = file.read_bytes()
    talked = Talk(file, sent([">2", "7"]) + line.encode())
    assert talked.session.text("disclosure.regulations.issued") == "7"
    assert talked.session.text("disclosure.regulations.repealed") == "0"
    assert file.read_bytes() == before


def test_half_a_character_at_the_end_is_no_character(missing: Path) -> None:
    begun = new(TARGET)
    Talk(missing, sent(["", "", "", ""]) + "机关".encode()[:-1], begun)
    assert recovered(missing, begun).text("agency.name") == "机"


# Half an answer to a question that is not the report's


@pytest.fixture
def edited(file: Path) -> Path:
    """A report with a draft."""
    Talk(file, sent([">2", "8"]))
    return file


def assert_only_a_figure_is_kept(file: Path) -> None:
    expected = figures.report()
    expected.set_text("disclosure.regulations.issued", "8")
    assert recovered(file, figures.report()) == expected


def test_half_an_answer_to_leaving_is_no_text(file: Path) -> None:
    Talk(file, sent([">2", "8", ">0", "", "", "", "q"]) + b"2")
    assert_only_a_figure_is_kept(file)


def test_half_the_name_of_a_file_is_no_text(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise SaveError("未保存：磁盘已满。")

    monkeypatch.setattr("tui.session.write_atomically", full)
    Talk(file, sent([">2", "8", ">0", "", "", "s", "2"]) + "报告2.to".encode())
    assert_only_a_figure_is_kept(file)


def test_half_an_answer_about_a_draft_is_no_text(edited: Path) -> None:
    Talk(edited, b"1")
    assert_only_a_figure_is_kept(edited)


@pytest.mark.parametrize("data", [b"1", b"1\n\n\n\nx"], ids=["question", "place"])
def test_half_a_line_where_nothing_may_be_changed_is_not_told_of_as_lost(
    file: Path, capfd: pytest.CaptureFixture[str], data: bytes
) -> None:
    first = open_report(file)
    assert not isinstance(first, int)
    try:
        Talk(file, data)
    finally:
        first.close()
    assert capfd.readouterr().err.split() == ["输入结束。没有未保存的改动。"]


def test_half_an_answer_about_the_other_side_is_no_text(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outside = figures.report()
    outside.set_text("disclosure.normative_documents.issued", "9")
    save = Saving.save

    def interfere(self: Saving, over: bytes | None = None) -> bool:
        file.write_text(figures.text_of(outside), encoding="utf-8")
        return save(self, over)

    monkeypatch.setattr(Saving, "save", interfere)
    Talk(file, sent([">2", "8", ">0", "", "", "s", "1"]) + b"2")
    assert_only_a_figure_is_kept(file)


def test_half_an_answer_about_a_part_to_be_removed_is_no_heading(file: Path) -> None:
    talked = Talk(file, sent([">2", "8", ">5", "", "-"]) + b"2")
    assert "删去这一部分？" in talked.output
    assert_only_a_figure_is_kept(file)
