"""The neutral document: what is added, numbered, marked; and the shapes of the official tables."""

import pytest

from render.document import BLANK_TEXT, Document, Heading, Paragraph, build
from render.tables import BLANK_CELL, Table, TableCell
from schema.editions import EDITIONS
from schema.findings import Finding, Severity
from schema.form import Layout
from schema.report import Part, Report, new_report
from schema.totals import computed
from tests.render.conftest import filled


def tables(document: Document) -> dict[Layout, Table]:
    return {block.shape.layout: block for block in document.blocks if isinstance(block, Table)}


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def headings(document: Document, level: int) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == level]


def label(cell: TableCell) -> tuple[str, int, int, str | None]:
    return cell.text, cell.colspan, cell.rowspan, cell.header


def test_the_six_sections_stand_under_their_printed_titles(full_report: Report) -> None:
    assert headings(build(full_report), 2) == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("主动公开", "（一）主动公开"),
        ("（三）主动公开", "（一）主动公开"),
        ("(一)、主动公开", "（一）主动公开"),
        ("二、主动公开", "（一）主动公开"),
        ("1.主动公开", "（一）主动公开"),
        ("3、 主动公开", "（一）主动公开"),
        ("一是主动公开", "（一）一是主动公开"),
        ("12345热线", "（一）12345热线"),
        ("1.5万条信息", "（一）1.5万条信息"),
        ("（一）", "（一）（一）"),
    ],
)
def test_parts_are_numbered_by_the_program(small_report: Report, typed: str, printed: str) -> None:
    small_report.parts["overview"] = [Part(typed, "有。")]
    assert headings(build(small_report), 3) == [printed]


def test_numbers_go_on_beyond_ten(small_report: Report) -> None:
    small_report.parts["overview"] = [Part(f"某{index}", "有。") for index in range(21)]
    numbered = headings(build(small_report), 3)
    assert [numbered[index].partition("）")[0] for index in (8, 9, 10, 18, 19, 20)] == [
        "（九",
        "（十",
        "（十一",
        "（十九",
        "（二十",
        "（二十一",
    ]


def test_a_part_without_heading_takes_no_number(small_report: Report) -> None:
    small_report.parts["overview"] = [Part("", "只有正文。"), Part("", ""), Part("监督保障", "有。")]
    document = build(small_report)
    assert headings(document, 3) == ["（一）监督保障"]
    assert "只有正文。" in texts(document)


def test_the_preamble_is_completed_by_what_it_lacks(small_report: Report) -> None:
    opening = texts(build(small_report))[:3]
    assert opening == [
        "根据《中华人民共和国政府信息公开条例》编制本报告。",
        "本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。",
        "如对本报告有疑问，请与党政办公室联系（联系电话：0943-7343018）。",
    ]


def test_nothing_is_added_that_the_clerk_wrote(small_report: Report) -> None:
    small_report.texts["report.preamble"] = (
        "统计期限为2022年1月1日至12月31日。\n联系：党政办公室，电话0943—7343018。\n电子版见县政府门户网站。"
    )
    small_report.texts["agency.website"] = "县政府门户网站"
    assert texts(build(small_report))[:4] == [
        "统计期限为2022年1月1日至12月31日。",
        "联系：党政办公室，电话0943—7343018。",
        "电子版见县政府门户网站。",
        "2022年，我乡公开工作平稳推进。",
    ]


def test_the_fee_statement_gives_the_three_figures(small_report: Report) -> None:
    for key, text in (("notices", "25"), ("billed", "2950.50"), ("received", "")):
        small_report.set_text(f"other.processing_fees.{key}", text)
    assert texts(build(small_report))[-2] == (
        f"本年度政府信息公开信息处理费收取情况：发出收费通知25件，总金额2950.50元，实际收取金额{BLANK_CELL}元。"
    )


def test_fees_reported_in_words_are_not_reported_again(small_report: Report) -> None:
    for cell in small_report.edition.table("other.processing_fees").cells:
        small_report.set_text(cell.place, "")
    small_report.set_text("other.intro", "")
    assert "发出收费通知" in "".join(texts(build(small_report)))
    blanks = build(small_report).draft
    small_report.set_text("other.intro", "本年度没有收取信息处理费。")
    assert "发出收费通知" not in "".join(texts(build(small_report)))
    assert build(small_report).draft != blanks


def test_the_edition_of_2019_has_no_fee_statement() -> None:
    assert not any("信息处理费" in text for text in texts(build(filled(2019))))


def test_the_date_of_publication_ends_the_document(small_report: Report) -> None:
    assert build(small_report).blocks[-1] == Paragraph("公布日期：2023年1月16日", "date")
    small_report.texts["report.published"] = "明年初"
    assert build(small_report).blocks[-1] == Paragraph("公布日期：明年初", "date")


def test_a_complete_final_report_is_no_draft(full_report: Report) -> None:
    assert build(full_report).draft == ""


def test_a_draft_says_what_is_missing(full_report: Report) -> None:
    full_report.texts["status"] = "draft"
    assert build(full_report).draft == "草稿"
    full_report.set_text("disputes.reconsideration.upheld", "")
    full_report.parts["problems"][0].text = " \n"
    assert build(full_report).draft == "草稿（尚有2处未填）"


def test_blanks_and_errors_make_a_draft_of_a_final_report(full_report: Report) -> None:
    full_report.set_text("requests.received.other", "")
    error = Finding("cell-not-number", Severity.ERROR, (), "不是数字")
    hint = Finding("other-large", Severity.HINT, (), "偏大")
    assert build(full_report, findings=[error, hint]).draft == "草稿（尚有1处未填、1处错误）"


def test_of_a_final_report_open_queries_are_marked_and_accepted_ones_are_not(full_report: Report) -> None:
    query = Finding("carried-over", Severity.QUERY, (), "")
    accepted = Finding("carried-over", Severity.QUERY, (), "", accepted=True)
    full_report.set_text("status", "final")
    assert build(full_report, findings=[accepted]).draft == ""
    assert build(full_report, findings=[query, accepted]).draft == "草稿（尚有1处没有说明的疑问）"
    full_report.set_text("status", "draft")
    assert build(full_report, findings=[query]).draft == "草稿"


def test_an_empty_report_shows_every_blank_and_no_zero(empty_report: Report) -> None:
    document = build(empty_report)
    figures = [figure for table in tables(document).values() for figure in table.figures]
    assert {figure.text for figure in figures} == {BLANK_CELL}
    assert document.title == (BLANK_TEXT, f"{BLANK_TEXT}年政府信息公开工作年度报告")
    assert texts(document).count(BLANK_TEXT) >= 7
    assert "0" not in "".join(texts(document))


def test_an_unreadable_figure_is_shown_as_typed_and_leaves_totals_open(full_report: Report) -> None:
    full_report.set_text("requests.received.company", "约3件")
    shown = {
        cell.place: cell for body in tables(build(full_report))[Layout.MATRIX].bodies for row in body for cell in row
    }
    assert shown["requests.received.company"][0::6] == ("约3件", "typed")
    assert shown["requests.received.total"].state == "blank"
    assert shown["requests.carried_in.total"].state == ""


def test_computed_totals_are_printed_and_keyed_ones_are_not(full_report: Report) -> None:
    for place in full_report.edition.keyed_cells:
        full_report.set_text(place, "987654321")
    printed = {
        cell.place: cell.text
        for table in tables(build(full_report)).values()
        for body in table.bodies
        for row in body
        for cell in row
        if cell.place
    }
    totals = computed(full_report)
    assert {place: printed[place] for place in totals} == {place: str(total) for place, total in totals.items()}
    assert set(printed) - set(totals) == set(full_report.edition.cells) - {
        cell.place for cell in full_report.edition.cells.values() if cell.place.startswith("other.")
    }


def test_the_header_tree_of_section_three(full_report: Report) -> None:
    shape = tables(build(full_report))[Layout.MATRIX].shape
    assert [[label(cell) for cell in row] for row in shape.head] == [
        [
            ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3, None),
            ("申请人情况", 7, 1, "col"),
        ],
        [("自然人", 1, 2, "col"), ("法人或其他组织", 5, 1, "colgroup"), ("总计", 1, 2, "col")],
        [
            (text, 1, 1, "col")
            for text in ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
        ],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("edition", "results", "groups"),
    [
        (
            2021,
            22,
            [("（三）不予公开", 8), ("（四）无法提供", 3), ("（五）不予处理", 5), ("（六）其他处理", 3)],
        ),
        (2019, 20, [("（三）不予公开", 8), ("（四）无法提供", 3), ("（五）不予处理", 5)]),
    ],
)
def test_the_merged_stub_of_section_three(edition: int, results: int, groups: list[tuple[str, int]]) -> None:
    bodies = list(tables(build(filled(edition)))[Layout.MATRIX].bodies)
    assert [len(body) for body in bodies] == [2, results, 1]
    merged = [
        (cell.text, cell.rowspan, cell.header)
        for body in bodies
        for row in body
        for cell in row
        if cell.rowspan > 1 and cell.header
    ]
    assert merged == [("三、本年度办理结果", results, "rowgroup"), *((text, rows, "row") for text, rows in groups)]
    own = [[cell for cell in row if cell.header and cell.align == "left"] for body in bodies for row in body]
    assert [cell.colspan for (cell,) in own[:4]] == [3, 3, 2, 2]
    assert [cell.text for (cell,) in own[-2:]] == ["（七）总计", "四、结转下年度继续办理"]
    assert [cell.colspan for (cell,) in own[-2:]] == [2, 3]


def test_the_header_tree_of_section_four(full_report: Report) -> None:
    outcomes = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    shape = tables(build(full_report))[Layout.STRIP].shape
    assert [[label(cell) for cell in row] for row in shape.head] == [
        [("行政复议", 5, 1, "colgroup"), ("行政诉讼", 10, 1, "col")],
        [
            *((text, 1, 2, "col") for text in outcomes),
            ("未经复议直接起诉", 5, 1, "colgroup"),
            ("复议后起诉", 5, 1, "colgroup"),
        ],
        [(text, 1, 1, "col") for text in outcomes * 2],
    ]


def test_every_row_of_section_two_fills_four_columns(full_report: Report) -> None:
    bodies = list(tables(build(full_report))[Layout.BLOCKS].bodies)
    assert {sum(cell.colspan for cell in row) for body in bodies for row in body} == {4}
    assert [body[0][0].text for body in bodies] == [block.caption for block in full_report.edition.tables[0].blocks]


def test_an_amount_carries_its_unit_only_where_the_header_does_not() -> None:
    def amount(edition: int, place: str) -> str:
        report = filled(edition)
        report.set_text(place, "160.5964")
        bodies = tables(build(report))[Layout.BLOCKS].bodies
        return next(cell.text for body in bodies for row in body for cell in row if cell.place == place)

    assert amount(2019, "disclosure.procurement.amount") == "160.5964万元"
    assert amount(2021, "disclosure.fees") == "160.5964"


def test_unsafe_characters_are_named(small_report: Report) -> None:
    small_report.texts["agency.name"] = "某县\u202e乡"
    small_report.texts["overview.intro"] = "好\x1b[31m的\u200b。"
    document = build(small_report)
    assert document.title[0] == "某县‹U+202E›乡"
    assert "好‹U+001B›[31m的‹U+200B›。" in texts(document)


def test_a_new_report_of_each_edition_builds() -> None:
    for edition in EDITIONS.values():
        assert build(new_report(edition)).draft.startswith("草稿（尚有")
