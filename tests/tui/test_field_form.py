"""The form of one-line fields, with its keys in the order of arrival."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.strip import Strip

from schema.editions.cover import COVER_FIELDS
from schema.form import Field, Place
from schema.unsafe import find_unsafe
from tui.terminal.application import TerminalApp
from tui.terminal.key_order import KeyTarget
from tui.widgets.field_form import FieldForm
from tui.widgets.line_widget import fit

TEXTS = {
    "status": "draft",
    "report.year": "2021",
    "report.preamble": "依照《条例》 编制。\n如下。",
    "agency.name": "石门乡人民政府",
    "agency.kind": "government",
    "agency.level": "township",
}
NAME, KIND, LEVEL, YEAR = "agency.name", "agency.kind", "agency.level", "report.year"


class CountedForm(FieldForm):
    """A form that notes which of its lines are drawn."""

    drawn: list[int]

    def render_line(self, y: int) -> Strip:
        self.drawn.append(y)
        strip = super().render_line(y)
        assert not find_unsafe(strip.text) and "\n" not in strip.text
        assert all(isinstance(segment.style, Style) for segment in strip)
        assert strip.cell_length == self.size.width
        return strip


class FormApp(TerminalApp[None]):
    """One form, its values, and what it reported, in order."""

    def __init__(self, texts: dict[Place, str], fields: Sequence[Field] = COVER_FIELDS) -> None:
        super().__init__()
        self.texts = texts
        self.fields = fields
        self.heard: list[tuple[object, ...]] = []
        self.form = CountedForm(on_commit=self.commit, on_edit=self.edit, on_focus_place=self.focus_place)
        self.form.drawn = []

    def compose(self) -> ComposeResult:
        yield self.form

    def on_mount(self) -> None:
        self.form.load(self.fields, lambda place: self.texts.get(place, ""), {NAME: "错", YEAR: "疑1"})
        self.form.focus()

    def commit(self, place: Place, text: str) -> None:
        self.texts[place] = text
        self.heard.append(("commit", place, text))

    def edit(self, place: Place, text: str) -> None:
        self.heard.append(("edit", place, text))

    def focus_place(self, place: Place) -> None:
        self.heard.append(("place", place))

    def on_field_form_passed(self, message: FieldForm.Passed) -> None:
        self.heard.append(("passed", message.forward))

    def on_field_form_open_requested(self, message: FieldForm.OpenRequested) -> None:
        self.heard.append(("open", message.place))

    def on_field_form_cleaned(self, message: FieldForm.Cleaned) -> None:
        self.heard.append(("cleaned", message.count))

    @property
    def commits(self) -> list[tuple[object, ...]]:
        return [heard[1:] for heard in self.heard if heard[0] == "commit"]

    def line(self, place: Place) -> str:
        """What is on the screen for a field."""
        y = [field.key for field in self.fields].index(place) - self.form._top
        return self.screen._compositor.render_strips()[y].text.rstrip()


@asynccontextmanager
async def form_app(
    texts: dict[Place, str] = TEXTS,
    at: Place = NAME,
    fields: Sequence[Field] = COVER_FIELDS,
    size: tuple[int, int] = (80, 20),
) -> AsyncIterator[tuple[FormApp, Pilot[None]]]:
    app = FormApp(dict(texts), fields)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app.form.select(at)
        await pilot.pause()
        app.heard.clear()
        yield app, pilot


def key(name: str) -> events.Key:
    return events.Key(name, {"space": " ", "enter": "\r", "tab": "\t"}.get(name, name if len(name) == 1 else None))


def press(app: FormApp, *names: str) -> list[bool]:
    """Press keys as the application does, without waiting."""
    return [app.form.press(key(name)) for name in names]


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


async def test_lines_show_mark_label_and_value() -> None:
    async with form_app() as (app, _):
        assert app.line(NAME) == "> 错  机关全称    ：石门乡人民政府"
        assert app.line(YEAR) == "  疑1 报告年度    ：2021"
        assert app.line("report.previous") == "      上年报告文件："
        assert app.line("report.preamble") == "      开头说明    ：12字  Enter 编辑"
        assert app.line(KIND).endswith("：[人民政府] 部门  法律法规授权组织")


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


@pytest.mark.parametrize(
    ("pressed", "chosen"),
    [
        (["right"], "department"),
        (["left"], "authorised"),
        (["space", "space", "space"], None),
        (["\u3000"], "department"),
        (["3"], "authorised"),
        (["２"], "department"),
        (["a"], "authorised"),
        (["ｄ"], "department"),
        (["法"], "authorised"),
        (["9"], None),
        (["z"], None),
        (["3", "escape"], None),
    ],
)
async def test_a_choice_is_made_by_keys(pressed: list[str], chosen: str | None) -> None:
    async with form_app(at=KIND) as (app, pilot):
        assert all(press(app, *pressed))
        assert app.texts[KIND] == (chosen or "government")
        await pilot.pause()
        label = {None: "人民政府", "department": "部门", "authorised": "法律法规授权组织"}[chosen]
        assert f"[{label}]" in app.line(KIND) and app.line(KIND).count("[") == 1


async def test_a_letter_goes_round_the_choices_it_begins() -> None:
    async with form_app(at=LEVEL) as (app, _):
        press(app, "c", "c", "c")
        assert app.commits == [(LEVEL, "city"), (LEVEL, "county"), (LEVEL, "city")]


async def test_a_choice_with_an_unknown_value_says_so_and_can_be_made() -> None:
    async with form_app({KIND: "衙门\u202e"}, at=KIND) as (app, pilot):
        assert app.line(KIND).endswith("现为：衙门‹U+202E›")
        press(app, "down", "up", "right")
        await pilot.pause()
        assert app.commits == [(KIND, "government")]
        assert "[人民政府]" in app.line(KIND) and "现为" not in app.line(KIND)


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


async def test_draws_without_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with form_app() as (app, _):
        assert app.line(NAME) == "> 错  机关全称    ：石门乡人民政府"
        assert fit("机关全称", 12) in app.line(NAME)
