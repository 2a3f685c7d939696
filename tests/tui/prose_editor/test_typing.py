"""Typing, pastes, undo, and the keys that are the screen's."""

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Input

from tests.tui.prose_editor.editor_app import SCREEN_KEYS, SENTENCE, SIZE, EditorApp, burst, key, rows, until
from tui.terminal.application import TerminalApp
from tui.widgets.prose_editor import ProseEditor


class OrderedEditorApp(EditorApp, TerminalApp[None]):
    """The same under the application that calls `press` and `paste` itself."""


@pytest.mark.parametrize("application", [EditorApp, OrderedEditorApp])
async def test_typing_of_input_method_commits(application: type[EditorApp]) -> None:
    app = application()
    async with app.run_test(size=SIZE) as pilot:
        burst(app, "政府信息公开工作", "年度报告", "，", "　", "enter", "全年𠮷祥。")
        await until(pilot, lambda: "祥。" in app.editor.text)
        assert app.editor.text == "政府信息公开工作年度报告，　\n全年𠮷祥。"
        assert app.editor.character_count == 18
        assert app.editor.edited
        assert rows(app.editor)[:2] == ["政府信息公开工作年度报告，", "全年𠮷祥。"]
        assert app.changes == 20


async def test_burst_of_keys_is_kept_in_order() -> None:
    app = OrderedEditorApp()
    async with app.run_test(size=SIZE) as pilot:
        burst(app, "a", "b", "left", "left", "X", "tab", "9")
        await until(pilot, lambda: app.query_one(Input).value == "9")
        assert app.editor.text == "Xab"
        burst(
            app,
            "shift+tab",
            "home",
            "公开",
            "left",
            "新",
            "enter",
            "end",
            "backspace",
            "Z",
            "delete",
            "up",
            "end",
            "末",
        )
        await until(pilot, lambda: "末" in app.editor.text)
        assert app.editor.text == "公新末\n开XaZ"


@pytest.mark.parametrize("application", [EditorApp, OrderedEditorApp])
async def test_paste_is_cleaned_and_told(application: type[EditorApp]) -> None:
    app = application("甲丁")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("right")
        app.post_message(events.Paste("乙\r\n\x1b[31m红\x1b[0m\x1b]0;title\x07\t丙\u200b\u202e\r末\x00\x85新"))
        await until(pilot, lambda: bool(app.removed))
        assert app.editor.text == "甲乙\n红 丙\n末\n新丁"
        assert app.removed == [5 + 4 + 10 + 2 + 1]
        assert app.editor.cursor_location == (3, 1)
        await pilot.press("ctrl+z")
        assert app.editor.text == "甲丁"
        await pilot.press("ctrl+y")
        assert app.editor.text == "甲乙\n红 丙\n末\n新丁"


async def test_clean_paste_says_nothing_and_is_one_step_of_undo() -> None:
    app = EditorApp()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("甲")
        app.post_message(events.Paste("乙"))
        await until(pilot, lambda: app.editor.text == "甲乙")
        await pilot.press("丙")
        assert not app.removed
        await pilot.press("ctrl+z", "ctrl+z")
        assert app.editor.text == "甲"
        await pilot.press("ctrl+z")
        assert app.editor.text == ""
        assert not app.editor.edited


async def test_undo_and_redo_of_typing() -> None:
    app = EditorApp("甲")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("end", "乙", "enter", "丙", "backspace", "backspace", "backspace")
        assert app.editor.text == "甲"
        for _ in range(6):
            await pilot.press("ctrl+z")
        assert app.editor.text == "甲"
        for _ in range(6):
            await pilot.press("ctrl+y")
        assert app.editor.text == "甲"
        await pilot.press("ctrl+z")
        assert app.editor.text.startswith("甲乙")


async def test_control_characters_cannot_be_typed() -> None:
    app = EditorApp()
    async with app.run_test(size=SIZE) as pilot:
        for character in "\x01\x07\x1b\x7f\x9b\u200b\u202e\ufeff":
            app.post_message(key("f12", character))
        burst(app, "末")
        await until(pilot, lambda: "末" in app.editor.text)
        assert app.editor.text == "末"


@pytest.mark.parametrize("application", [EditorApp, OrderedEditorApp])
async def test_keys_of_the_screen_are_left_to_it(application: type[EditorApp]) -> None:
    app = application("甲乙")
    async with app.run_test(size=SIZE) as pilot:
        burst(app, "right", *SCREEN_KEYS)
        await until(pilot, lambda: len(app.left_to_the_screen) == len(SCREEN_KEYS))
        assert tuple(app.left_to_the_screen) == SCREEN_KEYS
        assert app.editor.text == "甲乙"
        assert app.editor.cursor_location == (0, 1)
        assert app.editor.selection.is_empty


async def test_load_leaves_nothing_to_undo() -> None:
    app = EditorApp("甲")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("乙")
        assert app.editor.edited
        changes = app.changes
        app.editor.load(SENTENCE * 3)
        await pilot.pause()
        assert (app.editor.text, app.editor.edited, app.changes) == (SENTENCE * 3, False, changes)
        assert "".join(rows(app.editor)) == SENTENCE * 3
        await pilot.press("ctrl+z")
        assert app.editor.text == SENTENCE * 3
        app.editor.load("")
        await pilot.pause()
        assert rows(app.editor) == [""] * 10
        assert app.editor.character_count == 0


async def test_text_taken_back_after_it_was_stored_is_edited() -> None:
    app = EditorApp("甲")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("乙")
        app.editor.mark_stored()
        assert not app.editor.edited
        await pilot.press("ctrl+z")
        assert app.editor.text == "甲" and app.editor.edited


async def test_read_only_editor_moves_but_does_not_change() -> None:
    app = EditorApp("甲乙")
    app.editor.read_only = True
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("right", "丙", "enter", "backspace", "delete")
        app.post_message(events.Paste("丁\x07"))
        await pilot.pause()
        assert app.editor.text == "甲乙"
        assert app.editor.cursor_location == (0, 1)
        assert not app.removed


async def test_stock_application_reaches_the_same_text() -> None:
    class Stock(App[None]):
        def compose(self) -> ComposeResult:
            yield ProseEditor()

    app = Stock()
    async with app.run_test(size=SIZE) as pilot:
        editor = app.query_one(ProseEditor)
        editor.focus()
        await pilot.press("甲", "enter", "乙", "backspace", "丙", "tab", "escape")
        app.post_message(events.Paste("丁\r\n"))
        await until(pilot, lambda: "丁" in editor.text)
        assert editor.text == "甲\n丙丁\n"
