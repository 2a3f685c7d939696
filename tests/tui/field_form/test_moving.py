"""Going to fields, scrolling, and loading a form again."""

from schema.editions.cover import COVER_FIELDS
from tests.tui.field_form.form_app import LEVEL, NAME, form_app, press
from tui.widgets.line_widget import fit


async def test_moving_past_the_ends_is_told_to_the_page() -> None:
    async with form_app(at="agency.website") as (app, pilot):
        press(app, "a", "enter")
        await pilot.pause()
        assert app.heard[1:] == [("commit", "agency.website", "a"), ("passed", True)]
        app.form.select("status")
        await pilot.pause()
        press(app, "shift+tab")
        await pilot.pause()
        assert app.heard[-1] == ("passed", False)
        assert app.form.place == "status"


async def test_refreshing_keeps_an_edit_and_takes_an_undo() -> None:
    async with form_app() as (app, _):
        press(app, "a")
        app.texts[NAME] = "别的"
        app.form.refresh_values()
        press(app, "down")
        assert app.texts[NAME] == "石门乡人民政府a"
        app.form.select(NAME)
        app.texts[NAME] = "石门乡人民政府"
        app.form.refresh_values()
        assert press(app, "escape", "b") == [False, True]
        assert app.heard[-1] == ("edit", NAME, "石门乡人民政府b")


async def test_more_fields_than_lines_scroll() -> None:
    async with form_app(size=(80, 6)) as (app, pilot):
        app.form.select("status")
        for index, field in enumerate(COVER_FIELDS):
            await pilot.pause()
            assert app.form.place == field.key
            caret = app.form.caret
            assert caret is not None and 0 <= caret.y < 6
            assert app.screen._compositor.render_strips()[caret.y].text.startswith("> ")
            assert f" {fit(field.label, 12)}：" in app.line(field.key)
            if index + 1 < len(COVER_FIELDS):
                press(app, "down")
        await pilot.resize_terminal(80, 20)
        await pilot.pause()
        assert app.line("status").startswith("      状态        ：")


async def test_a_selected_place_is_reported_once_and_an_unknown_one_refused() -> None:
    async with form_app() as (app, _):
        press(app, "a")
        assert app.form.select(LEVEL) and app.form.select(LEVEL)
        assert app.heard[1:] == [("commit", NAME, "石门乡人民政府a"), ("place", LEVEL)]
        assert not app.form.select("requests.new.company")
        assert app.form.place == LEVEL


async def test_loading_again_keeps_the_current_field() -> None:
    async with form_app() as (app, _):
        app.form.load(COVER_FIELDS, lambda place: "新", {})
        assert app.form.place == NAME
        app.form.load(COVER_FIELDS[:2], lambda place: "新", {})
        assert app.form.place == COVER_FIELDS[0].key


async def test_without_fields_nothing_is_taken() -> None:
    async with form_app(fields=(), at=NAME) as (app, _):
        assert press(app, "a", "down", "enter", "escape") == [False] * 4
        app.form.paste("a")
        app.form.commit()
        assert app.form.place is None and app.form.caret is None and app.heard == []
