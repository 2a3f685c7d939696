"""Last year's report beside one being edited: known from the beginning, and again when it becomes another one."""

import re
from pathlib import Path

import pytest

from schema.canonical import canonical
from schema.report import new_report
from schema.report_file import load
from tests.schema import pingtan
from tests.tui.plain.scripts import talk
from tui.cli import main
from tui.opened import Opened
from tui.opening import open_report
from tui.previous_report import NONE_LEFT, PreviousReport

PREVIOUS = "report.previous"
IN_FORCE = "disclosure.normative_documents.in_force"


@pytest.fixture
def this(tmp_path: Path) -> Path:
    """This year's report, last year's beside it."""
    for year in (2021, 2022):
        (tmp_path / f"{year}.toml").write_text(canonical(pingtan.report(year)), encoding="utf-8")
    return tmp_path / "2022.toml"


def opened(path: Path) -> tuple[Opened, list[str]]:
    """A report being edited, and what is told of last year's from now on."""
    result = open_report(path)
    assert isinstance(result, Opened)
    told: list[str] = []
    result.previous_report.tell = told.append
    return result, told


def codes(result: Opened) -> list[str]:
    """The codes of the queries about the two years, in the form's order."""
    years = ("carried-over", "in-force-roll", "previous-unreadable", "previous-mismatch")
    return [finding.code for finding in result.session.findings if finding.code in years]


def test_last_years_report_is_known_when_a_report_is_opened(this: Path) -> None:
    result, told = opened(this)
    assert result.session.previous == load(this.with_name("2021.toml")).report
    assert result.previous_report.words == "上年报告：2021.toml（文件旁找到）" and told == []
    assert codes(result) == []
    result.session.edit(IN_FORCE, "697")
    assert codes(result) == ["in-force-roll"]
    assert "in-force-roll" in [finding.code for finding in result.session.table_findings()]
    result.session.undo()
    assert codes(result) == []
    result.close()


@pytest.mark.parametrize(("place", "text"), [("report.year", "2023"), ("agency.name", "别的机关")])
def test_it_is_looked_for_again_when_year_or_agency_change(this: Path, place: str, text: str) -> None:
    result, told = opened(this)
    result.session.edit(place, text)
    assert result.session.previous is None and told == [NONE_LEFT]
    result.session.undo()
    assert result.session.previous is not None and told[1:] == ["上年报告：2021.toml（文件旁找到）"]
    result.session.redo()
    assert result.session.previous is None
    result.close()


def test_a_file_is_named_wrongly_then_rightly_then_no_more(this: Path) -> None:
    result, told = opened(this)
    result.session.edit(PREVIOUS, "2020.toml")
    assert codes(result) == ["previous-unreadable"] and result.session.previous is None
    result.session.edit(PREVIOUS, "2022.toml")
    assert codes(result) == ["previous-mismatch"] and result.session.previous is None
    result.session.edit(PREVIOUS, "2021.toml")
    assert codes(result) == [] and result.session.previous is not None
    result.session.edit(PREVIOUS, "")
    assert result.session.previous is not None
    assert [line.partition("：")[2] for line in told] == [
        "没有这个文件",
        "报告年度是2022，本报告的上年是2021，没有用来核对",
        "2021.toml（报告中写明）",
        "2021.toml（文件旁找到）",
    ]
    result.close()


def test_other_changes_look_for_nothing(this: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result, told = opened(this)
    monkeypatch.setattr(PreviousReport, "_look", lambda self: pytest.fail("looked"))
    result.session.edit(IN_FORCE, "697")
    result.session.edit("agency.phone", "0591-1")
    result.session.save()
    assert told == []
    result.close()


def test_a_file_put_there_meanwhile_is_found_when_it_matters(this: Path) -> None:
    last = this.with_name("2021.toml")
    data = last.read_bytes()
    last.write_bytes(b"broken")
    result, told = opened(this)
    session = result.session
    session.edit(PREVIOUS, "2021.toml")
    assert codes(result) == ["previous-unreadable"]
    last.unlink()
    session.save()
    assert [line.partition("：")[2] for line in told] == ["没有这个文件"]
    last.write_bytes(data)
    session.edit("agency.phone", "0591-1")
    assert codes(result) == ["previous-unreadable"]
    session.save()
    assert codes(result) == [] and told[1:] == ["上年报告：2021.toml（报告中写明）"]
    result.close()


def test_neither_what_is_mended_nor_what_is_spoilt_meanwhile_escapes_declaring_it_final(this: Path) -> None:
    last = this.with_name("2021.toml")
    data = last.read_bytes()
    last.write_bytes(data.replace(b"665", b"666", 1))
    result, _ = opened(this)
    session = result.session
    session.edit(PREVIOUS, "2021.toml")
    assert "in-force-roll" in [finding.code for finding in session.finalise()]
    last.write_bytes(data)
    assert "in-force-roll" not in [finding.code for finding in session.finalise()]
    last.write_bytes(b"broken")
    assert "previous-unreadable" in [finding.code for finding in session.finalise()]
    result.close()


def test_one_put_beside_a_report_that_had_none_is_found(this: Path) -> None:
    last = this.with_name("2021.toml")
    data = last.read_bytes()
    last.unlink()
    result, told = opened(this)
    assert result.session.previous is None
    result.session.finalise()
    assert told == []
    last.write_bytes(data)
    result.session.finalise()
    assert result.session.previous is not None and told == ["上年报告：2021.toml（文件旁找到）"]
    result.close()


@pytest.mark.parametrize(("name", "there"), [(" 2021.toml", "../2021.toml"), ("none.toml", "none.toml")])
def test_a_file_named_is_named_from_the_folder_that_the_report_moves_to(this: Path, name: str, there: str) -> None:
    result, told = opened(this)
    result.session.edit(PREVIOUS, name)
    told.clear()
    away = this.parent / "away"
    away.mkdir()
    assert result.session.save_as(away / "2022.toml").written
    assert result.session.text(PREVIOUS) == there and not result.session.dirty and told == []
    written = load(away / "2022.toml").report
    assert written is not None and written.text(PREVIOUS) == there
    assert (result.session.previous is not None) == (there != name)
    result.close()


def test_an_absolute_name_stays_when_the_report_moves(this: Path) -> None:
    result, _ = opened(this)
    name = str(this.with_name("2021.toml"))
    result.session.edit(PREVIOUS, name)
    (this.parent / "away").mkdir()
    result.session.save_as(this.parent / "away" / "2022.toml")
    assert result.session.text(PREVIOUS) == name and result.session.previous is not None
    result.close()


def test_moving_to_another_folder_looks_there(this: Path, tmp_path: Path) -> None:
    result, told = opened(this)
    (tmp_path / "away").mkdir()
    result.session.save_as(tmp_path / "away" / "2022.toml")
    assert told == [NONE_LEFT] and result.session.previous is None
    result.close()


def test_what_an_outside_change_names_is_looked_for(this: Path) -> None:
    result, told = opened(this)
    report = result.session.report.copy()
    report.set_text(PREVIOUS, "none.toml")
    this.write_text(canonical(report), encoding="utf-8")
    result.session.rebase(load(this), report)
    assert codes(result) == ["previous-unreadable"] and len(told) == 1
    result.close()


def test_a_new_report_knows_it_too(this: Path) -> None:
    this.unlink()
    report = new_report(pingtan.report(2022).edition, {"report.year": "2022", "agency.name": "平潭综合实验区"})
    result = open_report(this, report)
    assert isinstance(result, Opened) and result.session.previous is not None
    result.close()


def test_plain_mode_says_it_and_checks_with_it(this: Path) -> None:
    report = pingtan.report(2022)
    report.set_text(IN_FORCE, "697")
    this.write_text(canonical(report), encoding="utf-8")
    done = talk(this, "!", *[""] * 400)
    assert "上年报告：2021.toml（文件旁找到）。" in done.output
    assert "疑问 in-force-roll" in done.output
    done = talk(this, "", "", "none.toml", *[""] * 400)
    assert "上年报告“none.toml”：没有这个文件。" in done.output
    assert "疑问 previous-unreadable" in done.output and "疑问 in-force-roll" not in done.output


def test_a_reason_given_in_the_wizard_stands_in_the_file_until_last_year_changes(
    this: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result, _ = opened(this)
    result.session.edit(IN_FORCE, "697")
    (query,) = [finding for finding in result.session.findings if finding.code == "in-force-roll"]
    assert result.session.accept(query, "清理时补报一件。", "政务公开办")
    assert result.session.save().written
    result.close()
    main(["check", str(this)])
    assert "in-force-roll" not in capsys.readouterr().out
    last = this.with_name("2021.toml")
    last.write_text(re.sub(r"(?m)^(normative_documents =.*)665", r"\g<1>666", last.read_text()), encoding="utf-8")
    main(["check", str(this)])
    out = capsys.readouterr().out
    assert "疑问 in-force-roll" in out and "上年666" in out and "提示 accepted-stale" in out
