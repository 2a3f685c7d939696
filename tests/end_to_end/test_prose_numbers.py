"""Numbers in prose on a real terminal: told while one types 汉字, quoted from the tables, found again by F6."""

from pathlib import Path

import pytest

from schema.report_file import load
from tests import figures
from tests.end_to_end.test_input_method import before_cursor
from tests.end_to_end.wizard import Wizard, written

FIRST = "overview.parts.0.text"


@pytest.mark.usefixtures("tmux")
def test_a_number_is_told_quoted_and_found_again(tmp_path: Path) -> None:
    made = figures.report()
    made.set_text(FIRST, "")
    file = written(tmp_path, figures.text_of(made))
    with Wizard(tmp_path, "edit", file.name) as terminal:
        terminal.go("overview")
        terminal.press("Down", "Enter")
        for commit in ("全年新收", "政府信息公开申请", "30件"):
            terminal.chunk(commit)
        terminal.wait_for("不符 30件 ≠ 3511 一、本年新收")
        assert before_cursor(terminal).endswith("30件")
        assert terminal.line(19).startswith("---- 数字 8/8 已核对，1处不符 ---")
        terminal.chunk("，办结")
        terminal.press("C-g")
        terminal.wait_for("插入表中数字")
        terminal.chunk("（七）总计")
        terminal.wait_for(lambda: before_cursor(terminal).endswith("> （七）总计"))
        terminal.press("Enter")
        terminal.chunk("件。")
        terminal.wait_for("{requests.results_total.total} = 3486 ✓")
        assert before_cursor(terminal).endswith("件。")
        terminal.press("F6")
        terminal.wait_for("\n 疑问 ")
        assert before_cursor(terminal).endswith("公开申请")
        terminal.save()
        terminal.leave()
    report = load(file).report
    assert report is not None
    assert report.text(FIRST) == "全年新收政府信息公开申请30件，办结{requests.results_total.total}件。"
