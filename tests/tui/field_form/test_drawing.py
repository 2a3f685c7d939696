"""What a form draws: labels, hostile text, long values, the caret, and no line more than changed."""

import pytest
from textual.geometry import Offset

from schema.editions.cover import COVER_FIELDS
from tests.tui.field_form.form_app import KIND, NAME, YEAR, form_app, press
from tui.widgets.field_form import FieldForm
from tui.widgets.line_widget import fit


async def test_lines_show_mark_label_and_value() -> None:
    async with form_app() as (app, _):
        assert app.line(NAME) == "> 错  机关全称    ：石门乡人民政府"
        assert app.line(YEAR) == "  疑1 报告年度    ：2021"
        assert app.line("report.previous") == "      上年报告文件："
        assert app.line("report.preamble") == "      开头说明    ：12字  Enter 编辑"
        assert app.line(KIND).endswith("：[人民政府] 部门  法律法规授权组织")


async def test_hostile_text_is_shown_as_names_and_kept() -> None:
    hostile = "甲\x1b[2J\u202e乙\n\u200b"
    async with form_app({NAME: hostile, "agency.office": hostile, "report.year": hostile}) as (app, pilot):
        shown = "甲‹U+001B›[2J‹U+202E›乙‹U+000A›‹U+200B›"
        for place in (NAME, "agency.office", "report.year"):
            assert app.line(place).endswith(shown)
        press(app, "x", "down")
        await pilot.pause()
        assert app.commits == [(NAME, hostile + "x")]


async def test_a_long_value_scrolls_by_whole_characters() -> None:
    long = "湖南省岳阳市君山区石门乡人民政府" * 3
    async with form_app({NAME: long, "agency.office": long}, size=(40, 20)) as (app, pilot):
        assert app.line(NAME) == "> 错  机关全称    ：" + long[-9:]
        assert app.line("agency.office") == "      工作机构    ：" + long[:9] + ".."
        press(app, "home")
        await pilot.pause()
        assert app.line(NAME) == "> 错  机关全称    ：" + long[:10]


async def test_the_caret_is_where_the_text_is_edited() -> None:
    async with form_app() as (app, _):
        y = [field.key for field in COVER_FIELDS].index(NAME)
        assert app.form.caret == Offset(20 + 14, y)
        press(app, "left")
        assert app.form.caret == Offset(20 + 12, y)
        press(app, "down", "right")
        assert app.form.caret == Offset(20 + 10, y + 1)
    assert FieldForm().caret is None


async def test_only_changed_lines_are_repainted() -> None:
    async with form_app() as (app, pilot):
        y = [field.key for field in COVER_FIELDS].index(NAME)
        for names, lines in [(["a", "left"], {y}), (["down"], {y, y + 1}), (["2"], {y + 1})]:
            app.form.drawn.clear()
            press(app, *names)
            await pilot.pause()
            assert set(app.form.drawn) == lines
        app.form.drawn.clear()
        app.texts[YEAR] = "2022"
        app.form.refresh_values({NAME: "错", "agency.phone": "疑"})
        await pilot.pause()
        places = [field.key for field in COVER_FIELDS]
        assert {places[y] for y in app.form.drawn} == {YEAR, "agency.phone"}
        assert app.line(YEAR) == "      报告年度    ：2022"


async def test_draws_without_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with form_app() as (app, _):
        assert app.line(NAME) == "> 错  机关全称    ：石门乡人民政府"
        assert fit("机关全称", 12) in app.line(NAME)
