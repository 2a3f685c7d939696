"""The two editions against the lists of labels of the official form, copied here independently."""

import pytest

from schema.editions import EDITIONS, edition_for
from schema.form import Edition, Kind, Role, Table

_EDITIONS = pytest.mark.parametrize("edition", EDITIONS.values(), ids=[*map(str, EDITIONS)])

_SECTIONS = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
]
_ASPECTS = ["主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障"]
_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

_DISCLOSURE = {
    2021: {
        "第二十条第（一）项": (
            ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
            ["规章", "行政规范性文件"],
        ),
        "第二十条第（五）项": (["信息内容", "本年处理决定数量"], ["行政许可"]),
        "第二十条第（六）项": (["信息内容", "本年处理决定数量"], ["行政处罚", "行政强制"]),
        "第二十条第（八）项": (["信息内容", "本年收费金额（单位：万元）"], ["行政事业性收费"]),
    },
    2019: {
        "第二十条第（一）项": (
            ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"],
            ["规章", "规范性文件"],
        ),
        "第二十条第（五）项": (
            ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
            ["行政许可", "其他对外管理服务事项"],
        ),
        "第二十条第（六）项": (["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"], ["行政处罚", "行政强制"]),
        "第二十条第（八）项": (["信息内容", "上一年项目数量", "本年增/减"], ["行政事业性收费"]),
        "第二十条第（九）项": (["信息内容", "采购项目数量", "采购总金额"], ["政府集中采购"]),
    },
}

_APPLICANTS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
_REQUESTS_2021 = [
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
    "1.本机关不掌握相关政府信息",
    "2.没有现成信息需要另行制作",
    "3.补正后申请内容仍不明确",
    "1.信访举报投诉类申请",
    "2.重复申请",
    "3.要求提供公开出版物",
    "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息",
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3.其他",
    "（七）总计",
    "四、结转下年度继续办理",
]
_REQUESTS = {2021: _REQUESTS_2021, 2019: [*_REQUESTS_2021[:20], "（六）其他处理", *_REQUESTS_2021[23:]]}
# How many printed rows each merged cell spans, row （七） included in the first.
_GROUPS = {
    2021: {
        "三、本年度办理结果": 22,
        "（三）不予公开": 8,
        "（四）无法提供": 3,
        "（五）不予处理": 5,
        "（六）其他处理": 3,
    },
    2019: {"三、本年度办理结果": 20, "（三）不予公开": 8, "（四）无法提供": 3, "（五）不予处理": 5},
}
_KINDS = {
    2021: {
        Kind.WAN_YUAN: {"disclosure.fees"},
        Kind.YUAN: {"other.processing_fees.billed", "other.processing_fees.received"},
    },
    2019: {
        Kind.WAN_YUAN: {"disclosure.procurement.amount"},
        Kind.CHANGE: {
            f"disclosure.{row}.change"
            for row in ("licensing", "other_services", "penalties", "coercive_measures", "fees")
        },
    },
}
_DISPUTES = [("行政复议",), ("行政诉讼", "未经复议直接起诉"), ("行政诉讼", "复议后起诉")]
_OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


def _printed_rows(table: Table) -> list[str]:
    """The rows of 三 as printed, row （七） before 第四项."""
    labels = [row.label for row in table.rows]
    assert table.results_total is not None
    return [*labels[:-1], table.results_total.label, labels[-1]]


@_EDITIONS
def test_sections_stand_in_order_with_their_titles(edition: Edition) -> None:
    assert [section.title for section in edition.sections] == _SECTIONS
    assert [section.numeral for section in edition.sections] == list("一二三四五六")
    assert [section.key for section in edition.sections if section.prose] == ["overview", "problems", "other"]


@_EDITIONS
def test_the_overview_asks_for_five_aspects_and_three_more_of_governments(edition: Edition) -> None:
    aspects = edition.section("overview").aspects
    assert [aspect.heading for aspect in aspects if not aspect.only_for] == _ASPECTS
    assert [aspect.heading for aspect in aspects if aspect.only_for == "government"] == [
        "工作考核",
        "社会评议",
        "责任追究",
    ]


@_EDITIONS
def test_section_two_has_the_blocks_of_the_form(edition: Edition) -> None:
    blocks = edition.table("disclosure").blocks
    printed = {
        block.caption: ([block.stub, *(column.label for column in block.columns)], [row.label for row in block.rows])
        for block in blocks
    }
    assert printed == _DISCLOSURE[edition.number]
    assert [*printed] == [*_DISCLOSURE[edition.number]]


@_EDITIONS
def test_section_three_has_the_rows_columns_and_spans_of_the_form(edition: Edition) -> None:
    table = edition.table("requests")
    assert table.note == _NOTE
    assert table.header == "申请人情况"
    assert _printed_rows(table) == _REQUESTS[edition.number]
    assert table.results_total is not None
    rows = [*table.rows, table.results_total]
    for row in rows:
        assert row.total is not None
        assert [column.label for column in (*row.columns, row.total)] == _APPLICANTS
        assert [column.group for column in row.columns] == ["", *["法人或其他组织"] * 5]
    spans: dict[str, int] = {}
    for row in rows:
        for group in row.groups:
            spans[group] = spans.get(group, 0) + 1
    assert spans == _GROUPS[edition.number]


@pytest.mark.parametrize(("number", "rows", "cells"), [(2021, 25, 138), (2019, 23, 126)])
def test_section_three_has_so_many_printed_rows_and_cells_to_fill_in(number: int, rows: int, cells: int) -> None:
    table = EDITIONS[number].table("requests")
    assert len(_printed_rows(table)) == rows
    # Without 第四项, which balances the others; it is filled in like them.
    balancing = [row.key for row in table.rows_in(Role.OUTGOING)]
    assert len([cell for cell in table.cells if cell.row.key not in balancing]) == cells
    assert len(table.cells) == (rows - 1) * 6
    # 总计 of each printed row, and the six columns of （七）.
    assert len(table.keyed_cells) == rows + 6


@pytest.mark.parametrize(("number", "cells"), [(2021, 10), (2019, 22)])
def test_section_two_has_so_many_cells(number: int, cells: int) -> None:
    assert len(EDITIONS[number].table("disclosure").cells) == cells


@_EDITIONS
def test_section_four_has_fifteen_columns(edition: Edition) -> None:
    table = edition.table("disputes")
    assert [(*row.groups, row.label) for row in table.rows] == _DISPUTES
    for row in table.rows:
        assert row.total is not None
        assert [column.label for column in (*row.columns, row.total)] == _OUTCOMES
    assert len(table.cells) + len(table.keyed_cells) == 15


def test_only_the_later_edition_reports_processing_fees() -> None:
    assert [row.label for row in EDITIONS[2021].table("other.processing_fees").rows] == [
        "发出收费通知件数",
        "总金额（元）",
        "实际收取金额（元）",
    ]
    assert EDITIONS[2019].section("other").table is None


@_EDITIONS
def test_every_row_of_results_and_only_those_makes_up_the_third_item(edition: Edition) -> None:
    table = edition.table("requests")
    assert [row.key for row in table.rows_in(Role.INCOMING)] == ["received", "carried_in"]
    assert [row.key for row in table.rows_in(Role.OUTGOING)] == ["carried_out"]
    assert {row.groups[0] for row in table.rows_in(Role.RESULT)} == {"三、本年度办理结果"}
    assert set(table.roles) == {row.key for row in table.rows}


@_EDITIONS
def test_only_changes_may_be_negative_and_only_amounts_have_decimals(edition: Edition) -> None:
    kinds: dict[Kind, set[str]] = {}
    for place, cell in (edition.cells | edition.keyed_cells).items():
        kinds.setdefault(cell.kind, set()).add(place)
    del kinds[Kind.COUNT]
    assert kinds == _KINDS[edition.number]


@_EDITIONS
def test_places_are_unique_and_every_row_has_a_hint(edition: Edition) -> None:
    places = [cell.place for table in edition.tables for cell in (*table.cells, *table.keyed_cells)]
    places += [field.key for field in edition.fields]
    assert len(places) == len(set(places))
    assert [row.label for table in edition.tables for row in table.rows if not row.hint] == []


@pytest.mark.parametrize(
    ("year", "number"), [(2018, None), (2019, 2019), (2020, 2019), (2021, 2021), (2025, 2021), (2100, 2021)]
)
def test_a_year_has_its_edition(year: int, number: int | None) -> None:
    edition = edition_for(year)
    assert (edition and edition.number) == number


def test_the_editions_are_named_after_their_notices() -> None:
    assert {number: edition.notice for number, edition in EDITIONS.items()} == {
        2019: "国办公开办函〔2019〕60号",
        2021: "国办公开办函〔2021〕30号",
    }
