"""Rows, the caret that moves by them, and what is painted anew."""

import pytest
from textual.geometry import Offset
from textual.strip import Strip

from tests.tui.prose_editor.editor_app import SENTENCE, SIZE, EditorApp, burst, caret_cells, rows, until
from tui.widgets.prose_wrapping import ProseWrapping

WIDTH = SIZE[0] - 1  # one cell is left for the caret


async def test_rows_of_a_page_follow_the_rules_of_chinese_typesetting() -> None:
    app = EditorApp(SENTENCE * 4)
    async with app.run_test(size=SIZE):
        shown = rows(app.editor)
        assert "".join(shown) == SENTENCE * 4
        for row in filter(None, shown):
            assert row[0] not in "，。；）》”…—%"
            assert row[-1] not in "（《“"
        assert app.editor.wrap_width == WIDTH


async def test_caret_moves_by_rows() -> None:
    text = "政" * 100  # rows of 38, for 77 cells
    app = EditorApp(text + "\n府")
    async with app.run_test(size=SIZE) as pilot:
        editor = app.editor

        async def after(*keys: str) -> tuple[tuple[int, int], Offset]:
            await pilot.press(*keys)
            assert caret_cells(editor) == [tuple(editor.caret)]
            return editor.cursor_location, editor.caret

        assert await after("right", "right") == ((0, 2), Offset(4, 0))
        assert await after("down") == ((0, 40), Offset(4, 1))
        assert await after("end") == ((0, 76), Offset(76, 1))
        assert await after("home") == ((0, 38), Offset(0, 1))
        assert await after("end", "up") == ((0, 37), Offset(74, 0))
        assert await after("down", "down") == ((0, 100), Offset(48, 2))
        assert await after("down") == ((1, 1), Offset(2, 3))
        assert await after("up", "up") == ((0, 75), Offset(74, 1))
        assert await after("up", "up") == ((0, 0), Offset(0, 0))
        assert await after("down", "down", "down", "down") == ((1, 1), Offset(2, 3))


async def test_typing_at_a_row_end_goes_behind_its_last_character() -> None:
    app = EditorApp("政" * 38 + "府" * 10)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("end")
        burst(app, "。")
        await until(pilot, lambda: "。" in app.editor.text)
        assert app.editor.text == "政" * 38 + "。" + "府" * 10
        # The full stop may not begin the second row, so it took a character with it.
        assert rows(app.editor)[:2] == ["政" * 37, "政。" + "府" * 10]


async def test_hanging_spaces_keep_the_caret_in_the_widget() -> None:
    app = EditorApp("政" * 38)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("end", *["space"] * 5)
        assert app.editor.text == "政" * 38 + " " * 5
        assert app.editor.caret == Offset(77, 0)
        assert caret_cells(app.editor) == [(77, 0)]


async def test_pages_and_the_caret_stay_in_view() -> None:
    app = EditorApp("\n".join(str(number) for number in range(60)))
    async with app.run_test(size=SIZE) as pilot:
        editor = app.editor
        for name in ["pagedown", "pagedown", "down", *["up"] * 15, *["down"] * 30, "pageup"]:
            await pilot.press(name)
            assert 0 <= editor.caret.y < 10, name
            assert rows(editor)[editor.caret.y] == str(editor.cursor_location[0])
        await pilot.press(*["pagedown"] * 9)
        assert editor.cursor_location[0] == 59
        await pilot.press("enter", "末")
        assert rows(editor)[editor.caret.y] == "末59"


async def test_only_changed_rows_are_painted(monkeypatch: pytest.MonkeyPatch) -> None:
    app = EditorApp("\n".join(["甲"] * 30))
    async with app.run_test(size=SIZE) as pilot:
        editor = app.editor
        await pilot.press("down", "down")
        painted: list[int] = []
        render_line = editor.render_line

        def record(y: int) -> Strip:
            painted.append(y)
            return render_line(y)

        monkeypatch.setattr(editor, "render_line", record)
        await pilot.press("乙")
        assert painted == [2]
        await pilot.press("left")
        assert painted == [2, 2]
        await pilot.press("up")
        assert painted == [2, 2, 1, 2]
        await pilot.press("enter")
        assert painted[4:] == [1, 2, 3]  # below, row by row the same text


async def test_other_paragraphs_are_not_broken_again(monkeypatch: pytest.MonkeyPatch) -> None:
    app = EditorApp("\n".join([SENTENCE, "甲", SENTENCE]))
    async with app.run_test(size=SIZE) as pilot:
        broken: list[str] = []
        starts = ProseWrapping._starts
        monkeypatch.setattr(ProseWrapping, "_starts", lambda self, text: broken.append(text) or starts(self, text))  # type: ignore[func-returns-value]
        app.editor.move_cursor((1, 1))
        await pilot.press("乙")
        assert broken == ["甲乙"]


async def test_resize_breaks_the_rows_anew() -> None:
    app = EditorApp("政" * 60)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("end")
        await pilot.resize_terminal(41, 12)
        await until(pilot, lambda: app.editor.wrap_width == 40)
        assert rows(app.editor)[:4] == ["政" * 20] * 3 + [""]
        assert caret_cells(app.editor) == [tuple(app.editor.caret)]
