"""Keys in the order of arrival and pastes; what is committed, and what is left to the page."""

from textual import events

from tests.tui.field_form.form_app import KIND, NAME, TEXTS, form_app, key, press
from tui.terminal.key_order import KeyTarget
from tui.widgets.field_form import FieldForm


async def test_a_burst_of_keys_is_taken_in_order() -> None:
    async with form_app(at="agency.address") as (app, pilot):
        for name in [
            "a",
            "b",
            "left",
            "left",
            "X",
            "tab",
            "1",
            "2",
            "enter",
            "up",
            "home",
            "政",
            "shift+tab",
            "end",
            "Y",
        ]:
            app.post_message(key(name))
        await pilot.pause()
        while "edit" not in app.heard[-1] or app.heard[-1][2] != "XabY":
            await pilot.pause()
        assert app.commits == [("agency.address", "Xab"), ("agency.postcode", "12"), ("agency.postcode", "政12")]
        assert app.form.place == "agency.address"


def test_the_form_takes_its_keys_by_calls() -> None:
    assert isinstance(FieldForm(), KeyTarget)


async def test_typing_edits_at_the_end_and_leaving_commits() -> None:
    async with form_app() as (app, _):
        press(app, "办")
        assert app.heard == [("edit", NAME, "石门乡人民政府办")]
        press(app, "down")
        assert app.heard[1:] == [("commit", NAME, "石门乡人民政府办"), ("place", KIND)]


async def test_leaving_an_unchanged_field_commits_nothing() -> None:
    async with form_app() as (app, _):
        press(app, "a", "backspace", "home", "down")
        assert app.commits == []


async def test_the_page_can_commit_before_it_saves() -> None:
    async with form_app() as (app, _):
        press(app, "a")
        app.form.commit()
        app.form.commit()
        assert app.commits == [(NAME, "石门乡人民政府a")]


async def test_escape_restores_what_the_field_held_when_entered() -> None:
    async with form_app() as (app, _):
        assert press(app, "escape") == [False]
        press(app, "a")
        app.form.commit()
        assert press(app, "b", "escape", "escape") == [True, True, False]
        assert app.heard[-1] == ("edit", NAME, TEXTS[NAME])
        press(app, "up")
        assert app.texts[NAME] == TEXTS[NAME]


async def test_keys_of_the_page_are_left_to_it() -> None:
    for place in (NAME, KIND, "report.preamble"):
        async with form_app(at=place) as (app, _):
            left = ("f1", "f6", "f8", "escape", "pagedown")
            assert press(app, *left) == [False] * len(left)
            assert not app.form.press(events.Key("ctrl+s", "\x13"))
            assert app.heard == []


async def test_prose_is_opened_by_enter_only() -> None:
    async with form_app(at="report.preamble") as (app, pilot):
        press(app, "enter")
        await pilot.pause()
        assert app.heard == [("open", "report.preamble")]
        press(app, "a", "down")
        assert app.heard[1:] == [("place", NAME)]


async def test_a_paste_is_one_clean_line() -> None:
    async with form_app(at="agency.phone") as (app, pilot):
        app.post_message(events.Paste("0730-\r\n12\u200b34\x1b5\n"))
        while ("cleaned", 4) not in app.heard:
            await pilot.pause()
        assert app.heard[0] == ("edit", "agency.phone", "0730-12345")
        app.form.select(KIND)
        app.form.paste("部门")
        assert app.texts[KIND] == "government"


async def test_a_clean_paste_is_not_remarked_on() -> None:
    async with form_app(at="agency.phone") as (app, pilot):
        app.form.paste("0730-12345\r\n")
        await pilot.pause()
        assert app.heard == [("edit", "agency.phone", "0730-12345")]
