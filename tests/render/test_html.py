"""The HTML page: every figure in its row and column, nothing but text from the report, no script."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest

from render.document import build
from render.html import to_html
from render.tables import BLANK_CELL
from schema.editions import EDITIONS
from schema.form import Column, Edition, Layout, Row, Table
from schema.report import Report
from schema.totals import computed
from schema.unsafe import is_unsafe, shown
from tests.render.conftest import filled
from tests.render.hostile import HOSTILE, with_hostile_texts
from tests.render.page import Cell, Page, TableRead

DIGEST = sha256("石门乡".encode()).hexdigest()


def html_of(report: Report) -> str:
    return to_html(build(report), source_hash=DIGEST, edition=report.edition.number)


def printed_tables(edition: Edition) -> list[Table]:
    return [table for table in edition.tables if table.layout is not Layout.LIST]


def headers_of(table: Table, row: Row, column: Column) -> tuple[list[str], list[str]]:
    """The column headers and the row headers that a figure has in the official form."""
    if table.layout is Layout.STRIP:
        return [*row.groups, row.label, column.label], []
    if table.layout is Layout.MATRIX:
        return [table.header, *[column.group] * bool(column.group), column.label], [*row.groups, row.label]
    block = next(block for block in table.blocks if row in block.rows)
    return [block.caption, column.label], [row.label]


def expected_figures(report: Report, table: Table) -> dict[tuple[tuple[str, ...], tuple[str, ...]], str]:
    totals = computed(report)
    rows = [*table.rows, *[table.results_total] * (table.results_total is not None)]
    figures = {}
    for row in rows:
        assert row is not None
        for column in (*row.columns, *[row.total] * (row.total is not None)):
            assert column is not None
            place = table.cell_place(row, column)
            above, left = headers_of(table, row, column)
            text = str(totals[place]) if place in totals else report.text(place)
            figures[tuple(above), tuple(left)] = text
    return figures


def figures_read(read: TableRead) -> dict[tuple[tuple[str, ...], tuple[str, ...]], str]:
    figures: dict[tuple[tuple[str, ...], tuple[str, ...]], str] = {}
    for cell in read.cells:
        if cell.tag == "td" and cell.span("rowspan") == 1:
            key = tuple(read.labels_above(cell)), tuple(read.labels_left(cell))
            assert key not in figures
            figures[key] = cell.text
    return figures


def test_every_figure_stands_in_its_row_and_column(full_report: Report) -> None:
    page = Page(html_of(full_report))
    declared = printed_tables(full_report.edition)
    assert len(page.tables) == len(declared) == 3
    for read, table in zip(page.tables, declared, strict=True):
        expected = expected_figures(full_report, table)
        if full_report.edition.number == 2019 and table.layout is Layout.BLOCKS:
            key = next(key for key in expected if "采购总金额" in key[0])
            expected[key] += "万元"
        assert figures_read(read) == expected


@pytest.mark.parametrize(("edition", "rows"), [(2021, (14, 28, 4)), (2019, (18, 26, 4))])
def test_the_tables_are_whole_rectangles(edition: int, rows: tuple[int, ...]) -> None:
    page = Page(html_of(filled(edition)))
    for read, wanted_rows, wanted_columns in zip(page.tables, rows, (4, 10, 15), strict=True):
        assert (read.rows, read.columns) == (wanted_rows, wanted_columns)
        assert set(read.grid) == {(row, column) for row in range(wanted_rows) for column in range(wanted_columns)}


def test_every_header_has_a_scope_and_group_scopes_their_group(full_report: Report) -> None:
    page = Page(html_of(full_report))
    heads: list[Cell] = [cell for read in page.tables for cell in read.cells if cell.tag == "th"]
    assert {cell.attributes["scope"] for cell in heads} == {"col", "row", "colgroup", "rowgroup"}
    groups = [
        [attributes for tag, attributes in page.elements if tag == "colgroup"],
        [cell.text for cell in heads if cell.attributes["scope"] == "colgroup"],
    ]
    assert len(groups[0]) == 2 + 4 + 3
    assert groups[1] == ["法人或其他组织", "行政复议", "未经复议直接起诉", "复议后起诉"]


def test_the_head_names_form_and_file(full_report: Report) -> None:
    page = Page(html_of(full_report))
    edition = full_report.edition
    assert page.meta["nianbao:edition"] == str(edition.number)
    assert page.meta["nianbao:notice"] == edition.notice
    assert page.meta["nianbao:source-sha256"] == DIGEST
    assert ("html", (("lang", "zh-CN"),)) in page.elements
    assert f"<title>{full_report.title}</title>" in html_of(full_report)


def test_the_policy_allows_the_style_sheet_alone(full_report: Report) -> None:
    page = Page(html_of(full_report))
    digest = b64encode(sha256(page.style.encode()).digest()).decode()
    policy = page.meta["Content-Security-Policy"]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in page.style and "@import" not in page.style
    names = {tag for tag, _ in page.elements}
    assert not names & {"script", "link", "img", "iframe", "object", "a", "form", "svg"}
    attributes = {name for _, found in page.elements for name, _ in found}
    assert attributes <= {
        "lang", "charset", "http-equiv", "content", "name", "class", "role", "aria-label", "tabindex",
        "colspan", "rowspan", "scope",
    }  # fmt: skip


def test_print_follows_the_standard(full_report: Report) -> None:
    style = Page(html_of(full_report)).style
    page_rule = re.search(r"@page \{([^}]*)\}", style)
    assert page_rule is not None
    assert "size: A4" in page_rule[1] and "margin: 37mm 26mm 35mm 28mm" in page_rule[1]
    assert "font-size: 16pt; line-height: 28.95pt" in style
    assert 22 * 28.95 * 25.4 / 72 <= 297 - 37 - 35


def test_a_draft_is_marked_in_title_page_and_cells(empty_report: Report) -> None:
    html = html_of(empty_report)
    page = Page(html)
    document = build(empty_report)
    assert document.draft in page.texts
    assert f"{document.draft}</title>" in html
    assert ("body", (("class", "draft"),)) in page.elements
    for read in page.tables:
        assert {cell.text for cell in read.cells if cell.tag == "td" and cell.span("rowspan") == 1} == {BLANK_CELL}


def test_a_final_report_is_not_marked(full_report: Report) -> None:
    page = Page(html_of(full_report))
    assert ("body", ()) in page.elements
    assert "mark" not in {tag for tag, _ in page.elements}


@pytest.mark.parametrize("edition", sorted(EDITIONS))
@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_text(edition: int, hostile: str) -> None:
    harmless = Page(html_of(with_hostile_texts(filled(edition), "某些文字")))
    html = html_of(with_hostile_texts(filled(edition), hostile))
    page = Page(html)
    assert page.elements == harmless.elements
    assert not page.other_markup
    assert not [char for char in html if char != "\n" and is_unsafe(char)]
    everything = "\n".join(page.texts)
    assert everything.count(shown(hostile.strip())) >= 12


def test_the_same_report_gives_the_same_bytes(full_report: Report) -> None:
    assert html_of(full_report).encode() == html_of(full_report.copy()).encode()
