"""Wrong figures are kept, named, and stand in nobody's way but 定稿's."""

from pathlib import Path

import pytest

from schema.report_file import load
from tests import doubtful, figures
from tests.end_to_end.wizard import STEPS, Wizard, written

pytestmark = pytest.mark.usefixtures("tmux")

RECEIVED = "一、本年新收"


def test_text_that_is_no_figure_survives_leaving_saving_and_reopening(tmp_path: Path) -> None:
    file = written(tmp_path, figures.text_of(figures.report()))
    kept = ["!12a", "!/", "12", "!-5", "1295"]
    with Wizard(tmp_path, "edit", "report.toml") as wizard:
        wizard.go("requests")
        wizard.type("12a")
        wizard.wait_for("\n 错误 ")
        wizard.type("\t/\t１２\t-5\t1,295\t")
        wizard.wait_for(lambda: wizard.row(RECEIVED)[:5] == kept)
        for step in STEPS:
            wizard.go(step)
        wizard.go("requests")
        wizard.wait_for(lambda: wizard.row(RECEIVED)[:5] == kept)
        assert "[三]错" in wizard.line(1)
        wizard.save()
        wizard.leave()
    saved = load(file).report
    assert saved is not None
    cells = figures.EDITION.table("requests").cells[:5]
    assert [saved.text(cell.place) for cell in cells] == ["12a", "/", "12", "-5", "1295"]
    with Wizard(tmp_path, "edit", "report.toml") as wizard:
        wizard.go("requests")
        wizard.wait_for(lambda: wizard.row(RECEIVED)[:5] == kept)
        assert "[三]错" in wizard.line(1)
        wizard.press("Enter", "BSpace", "Enter")
        wizard.wait_for(lambda: wizard.row(RECEIVED)[0] == "12")


def test_f6_goes_from_error_to_error_and_says_what_to_do(tmp_path: Path) -> None:
    report = figures.report()
    report.set_text("disclosure.licensing", "很多")
    report.set_text("disputes.reconsideration.upheld", "-1")
    written(tmp_path, figures.text_of(report))
    with Wizard(tmp_path, "edit", "report.toml") as wizard:
        wizard.press("F6")
        wizard.wait_for(lambda: wizard.shows("disclosure"))
        wizard.wait_for("\n>行政许可")
        wizard.wait_for("\n 错误 ")
        wizard.press("F6")
        wizard.wait_for(lambda: wizard.shows("disputes"))
        wizard.wait_for("\n>行政复议")
        wizard.press("F6")
        wizard.wait_for(lambda: wizard.shows("disclosure"))


def test_final_is_refused_with_the_list_and_granted_when_nothing_is_wrong(tmp_path: Path) -> None:
    report = doubtful.settled()
    report.set_text("requests.received.natural_person", "3403")
    file = written(tmp_path, figures.text_of(report))
    with Wizard(tmp_path, "edit", "report.toml") as wizard:
        wizard.press("Right")
        wizard.wait_for("不能定稿")
        wizard.wait_for("还有1处错误，不能定稿：")
        assert "自然人" in wizard.capture() and "相差1" in wizard.capture()
        wizard.press("Enter")
        wizard.wait_for(lambda: wizard.shows("check") and not wizard.asks())
        wizard.press("Enter")
        wizard.wait_for(lambda: wizard.shows("requests"))
        wizard.go("requests")
        wizard.press("PPage", "PPage", "Home")
        wizard.wait_for(f"\n>{RECEIVED}")
        wizard.type("3402\t")
        wizard.go("cover")
        wizard.wait_for("[草稿]")
        wizard.press("Right")
        wizard.wait_for("[定稿]")
        wizard.save()
        assert "  定稿  已保存" in wizard.line(0)
        assert 'status  = "final"' in file.read_text(encoding="utf-8")
        wizard.go("requests")
        wizard.press("Home")
        wizard.type("3401\t")
        wizard.press("C-s")
        wizard.wait_for("定稿里还有错误，状态已改回草稿。已保存 report.toml")
        wizard.wait_for(lambda: "  草稿  错误1" in wizard.line(0))
        wizard.leave()
    saved = load(file).report
    assert saved is not None and not saved.final
    assert saved.text("requests.received.natural_person") == "3401"


def test_a_report_with_blanks_is_refused_as_final_and_stays_as_it_is(tmp_path: Path) -> None:
    file = written(tmp_path, figures.text_of(figures.blank_session().report))
    before = file.read_bytes()
    with Wizard(tmp_path, "edit", "report.toml") as wizard:
        wizard.press("Right")
        wizard.wait_for("不能定稿")
        wizard.press("Escape")
        wizard.wait_for(lambda: not wizard.asks())
        wizard.wait_for("[草稿]")
        wizard.wait_for(lambda: "已保存" in wizard.line(0))
        wizard.leave()
    assert file.read_bytes() == before
