from pathlib import Path

import pytest

from schema.report import new_report
from tests import figures
from tests.tui.plain.scripts import Talk, talk
from tui.hints import help_text
from tui.opened import Opened
from tui.opening import open_report
from tui.plain.course import Course

RECEIVED = "requests.received.natural_person"


def questions(talked: Talk) -> list[str]:
    """The first lines of the questions that were asked, in order."""
    return [line for line in talked.output.splitlines() if line.endswith("]：") or "（没有了就回车）：" in line]


def test_questions_show_official_labels_unit_and_the_current_value(file: Path) -> None:
    asked = questions(talk(file, ">2", "", "", "", "", "", "", ">3", "", ""))
    assert "规章 · 本年制发件数（件） [2]：" in asked
    assert "一、本年新收政府信息公开申请数量 · 自然人（件） [3402]：" in asked


def test_units_of_amounts_are_named(file: Path) -> None:
    output = talk(file, ">2", *[""] * 10, ">6", *[""] * 6).output
    assert "行政许可（件） [1808595]：" in output
    assert "（万元） [59237.2449]：" in output
    assert "（元） [2950]：" in output
    assert "（元）（元）" not in output


def test_back_returns_to_the_question_before(file: Path) -> None:
    asked = questions(talk(file, "", "<", "<"))
    assert [line.split(" ")[0] for line in asked] == ["报告年度", "公布日期", "报告年度", "报告年度"]


@pytest.mark.parametrize("back", ["<", "＜", "《", "〈"])
def test_full_width_signs_are_commands(file: Path, back: str) -> None:
    asked = questions(talk(file, "", back))
    assert asked[-1].startswith("报告年度")


@pytest.mark.parametrize("save", ["s", "S", "ｓ", "Ｓ"])
def test_s_saves_in_the_middle(file: Path, save: str) -> None:
    talked = talk(file, ">2", "7", save)
    assert "已保存 report.toml" in talked.output
    assert not talked.session.dirty
    assert "=[7," in file.read_text(encoding="utf-8").replace(" ", "")


def test_help_is_the_wizards(file: Path) -> None:
    talked = talk(file, ">3", "", "?")
    wizards = help_text(talked.session, RECEIVED).split("按键")[0]
    said = talked.output.replace("\n", "")
    for line in wizards.splitlines():
        assert line.strip().replace(" ", "") in said.replace(" ", "")
    assert "\\s" in said


def test_sections_are_listed_and_reached_by_number_numeral_and_name(file: Path) -> None:
    talked = talk(file, ">")
    for number, title in enumerate(
        ["封面", "一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"]
    ):
        assert f"{number} {title}　✓" in talked.output
    for target in ("4", "四", "复议", "４", "行政诉讼情况"):
        assert "行政复议 · 结果维持（件） [309]：" in talk(file, f">{target}", "").output
        assert "行政复议 · 结果维持（件） [309]：" in talk(file, f"》{target}", "").output


def test_an_unknown_section_is_said_and_a_paragraph_that_begins_so_is_a_text(file: Path) -> None:
    talked = talk(file, ">9")
    assert "没有“9”这一节" in talked.output
    assert "整行前面加\\，例如 \\>cover。" in talk(file, ">cover").output.replace("\n", "")
    text = "》这一段的第一个字是书名号的后一半，比任何一节的名称都长得多。"
    assert talk(file, "", "", "", text).session.text("report.preamble").startswith(text)


def test_findings_are_listed_with_codes_and_visited_one_by_one(file: Path) -> None:
    talked = talk(file, ">2", "x", "-1", "!", "!", "!")
    assert "错误 cell-not-number 二·规章·本年制发件数：“x”不是数字" in talked.output.replace("\n", "")
    after = talked.output.split("前往：")
    assert "cell-not-number" in after[1] and "规章 · 本年制发件数（件） [x]：" in after[1]
    assert "cell-negative" in after[2] and "规章 · 本年废止件数（件） [-1]：" in after[2]


def test_findings_that_were_listed_are_not_listed_again(file: Path) -> None:
    output = talk(file, ">2", "x", "!", "!").output
    assert output.count("错误必须改正后才能定稿") == 1


def test_no_findings_are_said(tmp_path: Path) -> None:
    report = figures.report()
    path = tmp_path / "report.toml"
    path.write_text(figures.text_of(report), encoding="utf-8")
    standing = [finding for finding in talk(path).session.findings if finding.blocks]
    assert not standing
    assert talk(path, "!").output.endswith("没有错误和疑问。\n报告年度 [2023]：")


def test_undo_and_redo_show_the_place(file: Path) -> None:
    talked = talk(file, ">3", "", "9", "8", "u", "u", "r")
    assert talked.session.text(RECEIVED) == "9"
    assert talked.session.text("requests.received.company") == "99"
    assert questions(talked)[-1] == "一、本年新收政府信息公开申请数量 · 自然人（件） [9]："
    assert talked.output.count("已撤销：") == 2 and talked.output.count("已重做：") == 1


def test_nothing_to_undo_or_redo_is_said(file: Path) -> None:
    output = talk(file, "u", "r").output
    assert "没有可以撤销的改动。" in output and "没有可以重做的改动。" in output


def test_minus_empties(file: Path) -> None:
    session = talk(file, ">2", "-", "－", "−").session
    table = session.report.edition.table("disclosure")
    assert [session.text(cell.place) for cell in table.cells[:4]] == ["", "", "", "109"]


def test_a_wrong_figure_is_kept_as_typed_with_the_wizards_words(file: Path) -> None:
    talked = talk(file, ">2", "约12件")
    assert talked.session.text("disclosure.regulations.issued") == "约12件"
    finding = next(each for each in talked.session.findings if each.code == "cell-not-number")
    assert f"错误 cell-not-number {finding.message}　{finding.suggestion}" in talked.output.replace("\n", "")


def test_the_balance_is_told_in_words_after_a_row_where_it_is_wrong(file: Path) -> None:
    talked = talk(file, ">3", "", "3412", *[""] * 5)
    row_end = talked.output.replace("\n", "").split("· 其他（件） [1]：")[1]
    assert row_end.startswith("一、本年新收政府信息公开申请数量　总计 3521（程序计算）")
    assert "差额：自然人列不平：第一项+第二项=3503，第三项+第四项=3493，相差10" in row_end


def test_the_results_total_is_told_before_the_last_row(file: Path) -> None:
    output = talk(file, ">3", *[""] * 146).output.replace("\n", "").replace(" ", "")
    told = "（七）总计　自然人3375，商业企业99，科研机构0，社会公益组织4，法律服务机构7，其他1，总计3486"
    assert output.index("其他处理") < output.index(told) < output.index("四、结转下年度继续办理·自然人")


def test_totals_are_asked_for_only_where_the_source_has_some(file: Path) -> None:
    assert "行政复议 · 总计（件）" not in talk(file, ">4", "1", *[""] * 14).output
    keyed = talk(file, ">4", "有，一并录入", *["", "", "", "", "441"], *[""] * 10)
    assert "行政复议 · 总计（件） [空]：" in keyed.output
    assert "错误 disputes-total" in keyed.output


def test_ending_keyed_totals_asks_first(tmp_path: Path) -> None:
    path = tmp_path / "keyed.toml"
    path.write_text(figures.text_of(figures.report(keyed=True)), encoding="utf-8")
    kept = talk(path, ">4", "1", "1").session
    assert kept.text("disputes.reconsideration.total") == "440"
    ended = talk(path, ">4", "1", "2", "u").session
    assert ended.text("disputes.reconsideration.total") == "440"
    assert talk(path, ">4", "1", "2", "q", "2").session.text("disputes.reconsideration.total") == ""


def test_blanks_are_filled_with_zeros_when_asked(missing: Path) -> None:
    report = figures.blank_session().report
    talked = talk(missing, ">4", "", "5", *[""] * 11, "2", "u", report=report)
    assert "空格补零吗？还有11格没有填" in talked.output
    assert talked.session.text("disputes.reconsideration.upheld") == "5"
    assert talked.session.text("disputes.reconsideration.other") == ""
    filled = talk(missing.with_name("b.toml"), ">4", "", "5", *[""] * 11, "2", report=report).session
    assert not filled.blanks(filled.report.edition.table("disputes"))


@pytest.mark.parametrize("answer", ["2", "２", "部门", "department", "Department"])
def test_choices_take_number_label_and_value(missing: Path, answer: str) -> None:
    report = figures.blank_session().report
    talked = talk(missing, "", "", "", "", "", answer, report=report)
    assert talked.session.text("agency.kind") == "department"


def test_an_unknown_choice_is_asked_again(missing: Path) -> None:
    talked = talk(missing, "", "", "", "", "", "9", "-", "3", report=figures.blank_session().report)
    assert "没有这一项，请输入序号：1 人民政府　2 部门　3 法律法规授权组织" in talked.output
    assert "这一项不能空" in talked.output
    assert talked.session.text("agency.kind") == "authorised"


def test_years_and_dates_are_read_as_in_the_wizard(missing: Path) -> None:
    talked = talk(missing, "２０２３", " ２０２４-０１-２０ ", report=figures.blank_session().report)
    assert talked.session.text("report.year") == "2023"
    assert talked.session.text("report.published") == "2024-01-20"


def test_paragraphs_are_kept_replaced_removed_and_added(file: Path) -> None:
    session = talk(file, "", "", "", "", "第二段改了。", "第三段。", "").session
    assert session.text("report.preamble").split("\n")[1:] == ["第二段改了。", "第三段。"]
    session = talk(file, "", "", "", "-", "", "").session
    assert session.text("report.preamble") == figures.PREAMBLE.split("\n")[1]


def test_parts_are_renamed_removed_and_added(file: Path) -> None:
    talked = talk(file, ">5", "", "主要问题", "", "", "", "-", "2", "新的部分", "新的文字。", "", "")
    parts = [(part.heading, part.text) for part in talked.session.report.parts["problems"]]
    assert parts == [("主要问题", figures.PROBLEMS[0][1]), ("新的部分", "新的文字。")]
    assert f"删去这一部分？“改进情况”有{len(figures.PROBLEMS[1][1])}字" in talked.output.replace("\n", "")
    kept = talk(file, ">5", "", "-", "1").session
    assert len(kept.report.parts["problems"]) == 2


def test_a_removed_part_comes_back_with_undo(file: Path) -> None:
    talked = talk(file, ">5", "", "-", "2", "u")
    assert questions(talked)[-1] == "第1部分标题 [存在的主要问题]："
    assert len(talked.session.report.parts["problems"]) == 2
    emptied = talk(file, ">5", "", "-", "2", "-", "2", "u", "u").session
    assert emptied.report == figures.report()


def test_a_heading_is_never_blank_and_what_is_not_there_cannot_be_removed(file: Path) -> None:
    talked = talk(file, ">5", "-", "", "\\", "\\ ", "", "", "", "", "", "", "", "\\", "-")
    assert talked.output.count("请写标题。") == 3
    assert "这里还没有内容；没有下一段就按回车。" in talked.output
    assert "这一问没有可清空的内容。" in talked.output
    assert talked.session.report == figures.report()


def test_nothing_is_filled_in_at_the_end(file: Path) -> None:
    talked = talk(file, ">7", "", "5", "<", "-", "")
    assert "这里不填内容。" in talked.output and "这一项不能空" in talked.output


def test_a_finding_of_what_is_not_asked_for_is_shown_beside_it(file: Path) -> None:
    course = Course(talk(file).session)
    total = course.find(["requests.received.total"])
    assert total is not None and total.place == RECEIVED
    assert course.find(["nothing.here"]) is None


def test_the_form_s_missing_parts_are_named(missing: Path) -> None:
    output = talk(missing, ">1", *[""] * 12, report=figures.blank_session().report).output
    assert "格式要求还应写：工作考核、社会评议、责任追究。再加一部分吗？" in output.replace("\n", "")


def test_final_is_declared_only_without_errors(file: Path) -> None:
    talked = talk(file, ">2", "x", ">7", "2", ">2", "2", ">7", "定稿", "", "")
    assert "还有1处错误，不能定稿：" in talked.output
    assert 'status  = "final"' in file.read_text(encoding="utf-8")
    assert talked.result == 0


def test_leaving_asks_where_something_is_not_saved(file: Path) -> None:
    before = file.read_bytes()
    stayed = talk(file, ">2", "7", "q", "3", "q", "2")
    assert stayed.output.count("有改动还没有保存到文件。") == 2
    assert "不保存，放弃这些改动（不能再恢复）" in stayed.output
    assert file.read_bytes() == before
    assert "有改动" not in talk(file, "q").output
    assert talk(file, ">2", "7", "q", "").session.dirty is False
    assert file.read_bytes() != before


def test_the_blanks_of_a_table_are_filled_at_its_first_question(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    talked = talk(path, ">3", "1", "12", "z", "", "34", "<", "u", report=new_report(figures.EDITION))
    said = talked.output.replace("\n", "")
    assert said.count("还有144格没有填。没有的都是0的话，输入z一次补上") == 1
    assert "还有143格没有填，都填0？" in said and "143格填了0。" in said
    table = figures.EDITION.table("requests")
    texts = [talked.session.text(cell.place) for cell in table.cells]
    assert texts[0] == "12" and set(texts[1:]) == {"0"}, "34 is undone, the zeros are not"
    assert not talked.session.blanks(table)


def test_filling_the_blanks_can_be_refused_and_undone(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    talked = talk(path, ">2", "5", "z", "2", "z", "q", "z", "", "u", report=new_report(figures.EDITION))
    assert talked.output.count("9格填了0。") == 1
    table = figures.EDITION.table("disclosure")
    assert [talked.session.text(cell.place) for cell in table.cells] == ["5", *[""] * 9]


def test_zeros_are_one_step_of_undo_and_only_for_blanks_of_figures(file: Path) -> None:
    output = talk(file, "z", ">3", "z").output
    assert output.count("这里没有空格要补。") == 2


def test_reading_only_says_so_before_the_first_question(file: Path) -> None:
    first = open_report(file)
    try:
        output = talk(file, "1", "z", "s", "q", "s", "2", "q", "q").output
    finally:
        assert isinstance(first, Opened)
        first.close()
    head = output.partition("报告年度 [")[0]
    assert "只读：可以一问一问地看，不能改。" in head
    assert output.count("另存为别的文件吗？") == 2
    assert "输入结束" not in output and sorted(file.parent.iterdir()) == [file]
