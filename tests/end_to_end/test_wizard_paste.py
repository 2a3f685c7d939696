"""Blocks pasted from a spreadsheet or a page, as a terminal sends them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from schema.report import Report
from schema.report_file import load
from tests import figures
from tests.end_to_end.wizard import Wizard, written
from tests.tui.test_block_paste import BLOCKS, web_copy

pytestmark = pytest.mark.usefixtures("tmux")

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def without(table: str) -> Report:
    """The whole report with one table blank."""
    report = figures.report()
    for cell in figures.EDITION.table(table).cells:
        report.set_text(cell.place, "")
    return report


def open_table(wizard: Wizard, step: str) -> None:
    wizard.go(step)
    wizard.wait_for(lambda: wizard.shows(step) and not wizard.asks())


def accept(wizard: Wizard, count: int) -> None:
    """Agree to the preview."""
    wizard.wait_for(f"放入{count}格")
    wizard.press("Enter")
    wizard.wait_for(lambda: not wizard.asks())


@pytest.fixture
def wizard(tmp_path: Path) -> Iterator[Wizard]:
    """The report without the figures of 三, on 三."""
    written(tmp_path, figures.text_of(without("requests")))
    with Wizard(tmp_path, "edit", "report.toml") as wizard:
        open_table(wizard, "requests")
        yield wizard


def same_as_typed(wizard: Wizard, tmp_path: Path) -> None:
    wizard.wait_for(lambda: wizard.row("差额(一+二)-(三+四)") == ["0"] * 7)
    wizard.save()
    assert (tmp_path / "report.toml").read_text(encoding="utf-8") == figures.text_of(figures.report())


def test_every_shape_of_section_3(wizard: Wizard, tmp_path: Path) -> None:
    spread = figures.tsv(figures.REQUESTS)
    pages = [
        *map(figures.tsv, BLOCKS.values()),
        spread.replace("\n", "\r\n"),
        spread.translate(FULL_WIDTH),
        figures.tsv([[f"{int(text):,}" for text in row] for row in figures.REQUESTS]),
        web_copy(heads=False, groups=False),
        web_copy(heads=True, groups=True),
    ]
    for page in pages:
        wizard.paste(page)
        accept(wizard, 144)
        wizard.wait_for(lambda: wizard.row("差额(一+二)-(三+四)") == ["0"] * 7)
        wizard.press("C-z")
        wizard.wait_for(lambda: wizard.row("差额(一+二)-(三+四)") == ["."] * 7)
        # One step of undo takes all of it back.
        wizard.wait_for(lambda: "已保存" in wizard.line(0))
    wizard.press("C-y")
    same_as_typed(wizard, tmp_path)


def test_what_is_refused_stands_in_the_preview(wizard: Wizard, tmp_path: Path) -> None:
    rows = [list(row) for row in figures.REQUESTS]
    rows[2][0], rows[3][1], rows[0][6] = "12a", "/", "3512"
    wizard.paste(figures.tsv(rows))
    wizard.wait_for("放入142格")
    shown = wizard.capture()
    assert "有2个不是本格要的数，不放" in shown and "12a" in shown and "：/" in shown
    assert "有1个与放入后算出的合计不同，请核对" in shown and "3512" in shown
    before = (tmp_path / "report.toml").stat()
    wizard.press("Escape")
    wizard.wait_for(lambda: not wizard.asks())
    assert wizard.row("一、本年新收") == ["."] * 7
    assert "已保存" in wizard.line(0)
    wizard.paste(figures.tsv(rows))
    accept(wizard, 142)
    wizard.wait_for(lambda: wizard.row("(一)予以公开") == [".", "12", "0", "3", "1", "0", "."])
    wizard.save()
    assert (tmp_path / "report.toml").stat().st_ino != before.st_ino
    report = load(tmp_path / "report.toml").report
    assert report is not None
    blank = [place for place, number in report.cells.items() if number.blank]
    assert blank == ["requests.granted.natural_person", "requests.partly_granted.company"]


def test_a_ragged_block_and_a_paste_into_an_edit(wizard: Wizard, tmp_path: Path) -> None:
    wizard.press("Down", "Right")
    wizard.paste("1\t2\t3\n4\n5\t6\t7\t8\t9\t10\t11\n")
    wizard.wait_for("有1个数落在表外，不放")
    accept(wizard, 9)
    wizard.wait_for(lambda: wizard.row("(二)部分公开")[1:] == ["5", "6", "7", "8", "9", "."])
    assert wizard.row("二、上年结转") == [".", "1", "2", "3", ".", ".", "."]
    assert wizard.row("(一)予以公开") == [".", "4", ".", ".", ".", ".", "."]
    wizard.press("Home", "Up")
    wizard.paste("３，４０２\n")
    wizard.press("Tab")
    wizard.wait_for(lambda: wizard.row("一、本年新收")[0] == "3402")


def test_text_that_is_no_figures_is_refused(wizard: Wizard) -> None:
    wizard.paste("甲乙丙\t丁\n戊\t己\n")
    wizard.wait_for("没有可以放入的数")
    wizard.press("Enter")
    wizard.wait_for(lambda: not wizard.asks())
    assert wizard.row("一、本年新收") == ["."] * 7
    assert "已保存" in wizard.line(0)


def test_section_4_as_one_printed_line(tmp_path: Path) -> None:
    written(tmp_path, figures.text_of(without("disputes")))
    line = "\t".join(text for row in figures.DISPUTES for text in row)
    with Wizard(tmp_path, "edit", "report.toml") as wizard:
        open_table(wizard, "disputes")
        wizard.paste(line)
        accept(wizard, 12)
        wizard.wait_for(lambda: wizard.row("行政诉讼·复议后起诉") == list(figures.DISPUTES[2]))
        wizard.save()
    assert (tmp_path / "report.toml").read_text(encoding="utf-8") == figures.text_of(figures.report())


def test_keyed_totals_are_pasted_with_the_block(tmp_path: Path) -> None:
    written(tmp_path, figures.text_of(without("requests")))
    with Wizard(tmp_path, "edit", "report.toml") as wizard:
        open_table(wizard, "requests")
        wizard.press("F3")
        wizard.wait_for("正在录入来源的合计")
        wizard.paste(figures.tsv(figures.REQUESTS))
        accept(wizard, 175)
        wizard.wait_for(lambda: wizard.row("差额(一+二)-(三+四)") == ["0"] * 7)
        wizard.save()
    report = load(tmp_path / "report.toml").report
    assert report is not None
    totals = {place: text for place, text in figures.keyed_totals().items() if place.startswith("requests.")}
    assert {place: report.text(place) for place in totals} == totals
