"""Figures quoted in prose, as text and as a page: always what the table prints, and never more than text."""

from collections.abc import Callable
from html import unescape

import pytest

from render.document import BLANK_TEXT, Heading, Paragraph, Table, build
from render.html import to_html
from render.text import to_text
from schema.placeholders import written
from schema.report import Part, Report
from schema.unsafe import shown
from tests.render.conftest import filled
from tests.render.hostile import HOSTILE
from tests.render.page import Page

_RECEIVED = "requests.received.total"
_COMPANY = "requests.received.company"


def page_of(report: Report) -> str:
    return to_html(build(report), source_hash="0" * 64, edition=report.edition.number)


def text_of(report: Report) -> str:
    return "".join(line.strip() for line in to_text(build(report)).splitlines())


FORMATS: dict[str, Callable[[Report], str]] = {"text": text_of, "html": page_of}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "place", ["report.preamble", "overview.intro", "overview.parts.0.text", "overview.parts.0.heading"]
)
def test_a_placeholder_reads_as_the_figure(small_report: Report, form: str, place: str) -> None:
    small_report.set_text(place, f"甲{{{_RECEIVED}}}件乙{{{{{{{_COMPANY}}}}}}}丙")
    assert "甲4件乙{1}丙" in FORMATS[form](small_report)


@pytest.mark.parametrize("form", FORMATS)
def test_it_follows_the_table(small_report: Report, form: str) -> None:
    small_report.texts["overview.intro"] = "受理申请{requests.received.total}件"
    for figure in ("0", "7", "1295"):
        small_report.set_text(_COMPANY, figure)
        assert f"受理申请{3 + int(figure)}件" in FORMATS[form](small_report)


def test_every_place_reads_as_what_the_table_prints(full_report: Report) -> None:
    tables = [block for block in build(full_report).blocks if isinstance(block, Table)]
    printed = {
        cell.place: cell.text.removesuffix("万元")
        for table in tables
        for body in table.bodies
        for row in body
        for cell in row
        if cell.place is not None
    }
    full_report.texts["other.intro"] = "、".join(map(written, printed))
    (paragraph,) = [
        block.text
        for block in build(full_report).blocks
        if isinstance(block, Paragraph) and block.text.count("、") == len(printed) - 1
    ]
    assert paragraph.split("、") == list(printed.values())


@pytest.mark.parametrize("form", FORMATS)
def test_a_blank_is_seen_and_makes_a_draft(small_report: Report, form: str) -> None:
    small_report.texts["other.intro"] = "未收取信息处理费。实收{other.processing_fees.received}元。"
    assert not build(small_report).draft
    for cell in small_report.edition.cells:
        if cell.startswith("other."):
            small_report.set_text(cell, "")
    assert f"实收{BLANK_TEXT}元" in FORMATS[form](small_report)
    assert build(small_report).draft == "草稿（尚有1处未填）"


def test_a_heading_that_begins_with_a_figure_keeps_it(small_report: Report) -> None:
    small_report.parts["overview"] = [Part(f"{{{_RECEIVED}}}、受理", "有。")]
    headings = [block.text for block in build(small_report).blocks if isinstance(block, Heading) and block.level == 3]
    assert headings == ["（一）4、受理"]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "braces", ["{<b>}", "{requests.received}", "{", "}", "{ }", "{'x' * 9}", "{requests.received.total"]
)
def test_what_is_no_place_stays_as_it_is(small_report: Report, form: str, braces: str) -> None:
    small_report.texts["other.intro"] = f"甲{braces}乙"
    rendered = FORMATS[form](small_report)
    assert f"甲{braces}乙" in (unescape(rendered) if form == "html" else rendered)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_figure_is_text(hostile: str) -> None:
    report, plain = filled(2021), filled(2021)
    for each, text in ((report, hostile), (plain, "某")):
        each.set_text(_COMPANY, text)
        each.texts["overview.intro"] = f"前{written(_COMPANY)}后"
        each.parts["overview"] = [Part(written(_COMPANY), written(_COMPANY))]
    page = Page(page_of(report))
    assert page.elements == Page(page_of(plain)).elements
    assert not page.other_markup
    assert f"前{shown(hostile)}后" in "\n".join(page.texts)
    assert "".join(f"前{shown(hostile)}后".split()) in "".join(to_text(build(report)).split())


def test_a_figure_is_not_read_for_placeholders() -> None:
    report = filled(2021)
    report.set_text(_COMPANY, written(_RECEIVED))
    report.texts["overview.intro"] = f"前{written(_COMPANY)}后"
    assert f"前{written(_RECEIVED)}后" in text_of(report)
