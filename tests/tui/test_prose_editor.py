"""The prose editor: typing, rows, caret, pastes, undo, and text that must not reach the terminal."""

from collections.abc import Callable
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Input, TextArea

from tui.terminal.application import TerminalApp
from tui.widgets.prose_editor import ProseEditor
from tui.widgets.prose_wrapping import STAND_IN, ProseDocument, ProseWrapping

SENTENCE = (
    "2023年，领导小组办公室共收到申请1,234.5件（其中“商业企业”占3.5%），同比增长12.5%；"
    "根据《中华人民共和国政府信息公开条例》……——等规定办理。"
)
HOSTILE = "甲\x1b[31m乙\u202e丙\u200b丁\x07戊\t己\r庚\x9b2J辛\u2028壬\x0b癸\x85末"
SCREEN_KEYS = (
    "escape",
    "f1",
    "f6",
    "f7",
    "ctrl+s",
    "ctrl+g",
    "ctrl+a",
    "ctrl+k",
    "ctrl+u",
    "ctrl+w",
    "ctrl+f",
    "ctrl+d",
)
SIZE = (78, 12)
WIDTH = SIZE[0] - 1  # one cell is left for the caret


class EditorApp(App[None]):
    """The editor above an input, as a page has it, with everything the editor posts."""

    CSS = "ProseEditor { height: 10; } Input { border: none; height: 1; }"

    BINDINGS: ClassVar[list[BindingType]] = [Binding(key, f"note('{key}')") for key in SCREEN_KEYS]

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.editor = ProseEditor(text)
        self.removed: list[int] = []
        self.changes = 0
        self.left_to_the_screen: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.editor
        yield Input(id="next", select_on_focus=False)

    def on_mount(self) -> None:
        self.editor.focus()

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        assert message.text_area is self.editor
        self.changes += 1

    def on_prose_editor_cleaned(self, message: ProseEditor.Cleaned) -> None:
        self.removed.append(message.removed)

    def action_note(self, key: str) -> None:
        self.left_to_the_screen.append(key)


class OrderedEditorApp(EditorApp, TerminalApp[None]):
    """The same under the application that calls `press` and `paste` itself."""


def rows(editor: ProseEditor) -> list[str]:
    """What the editor shows, without the blanks at the end of each row."""
    return [editor.render_line(y).text.rstrip() for y in range(editor.size.height)]


def caret_cells(editor: ProseEditor) -> list[tuple[int, int]]:
    """The cells painted in the caret's style."""
    style = editor._row_styles[2]
    cells = []
    for y in range(editor.size.height):
        x = 0
        for segment in editor.render_line(y):
            if segment.style == style:
                cells.append((x, y))
            x += segment.cell_length
    return cells


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    """Wait for a condition; the test's own time limit ends a wait for what never comes."""
    while not condition():
        await pilot.pause()


def key(name: str, character: str | None = None) -> events.Key:
    return events.Key(name, character)


def burst(app: App[None], *keys: str) -> None:
    """Post keys at once, as they come after a stalled line; several 汉字 are an input method's commit."""
    for each in keys:
        if each.isascii() and len(each) > 1:
            app.post_message(key(each, "\r" if each == "enter" else None))
        else:
            for character in each:
                app.post_message(key(character, character))


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


async def test_hostile_text_is_kept_but_never_shown() -> None:
    app = EditorApp(HOSTILE)
    async with app.run_test(size=SIZE) as pilot:
        editor = app.editor
        assert editor.text == HOSTILE
        assert rows(editor)[0] == "".join(c if c.isprintable() else STAND_IN for c in HOSTILE)
        await pilot.press("end", "新", "home", "始", "shift+end")
        assert editor.text == "始" + HOSTILE + "新"
        assert not set("".join(rows(editor))) & set("\x1b\u202e\u200b\x07\t\r\x9b\u2028\x0b\x85")
        await pilot.press("left", "delete", "right", "delete")
        assert editor.text == "始" + HOSTILE[1] + HOSTILE[3:] + "新"


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


async def test_selection_is_painted_and_replaced() -> None:
    app = EditorApp("甲乙丙\n丁戊")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("right", "shift+down")
        selected = app.editor._row_styles[1]
        assert "".join(s.text for s in app.editor.render_line(0) if s.style == selected) == "乙丙 "
        assert "".join(s.text for s in app.editor.render_line(1) if s.style == selected) == "丁"
        await pilot.press("新")
        assert app.editor.text == "甲新戊"


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light", "textual-dark", "textual-light"])
async def test_caret_and_selection_are_seen_in_every_theme(theme: str) -> None:
    app = EditorApp("甲乙丙")
    app.theme = theme
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("shift+right")
        base, selected, caret = app.editor._row_styles
        assert (caret.reverse, caret.bgcolor) != (base.reverse, base.bgcolor)
        assert selected.bgcolor != base.bgcolor
        assert selected.color != selected.bgcolor


async def test_resize_breaks_the_rows_anew() -> None:
    app = EditorApp("政" * 60)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("end")
        await pilot.resize_terminal(41, 12)
        await until(pilot, lambda: app.editor.wrap_width == 40)
        assert rows(app.editor)[:4] == ["政" * 20] * 3 + [""]
        assert caret_cells(app.editor) == [tuple(app.editor.caret)]


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


edits = st.tuples(
    st.integers(0, 6),
    st.integers(0, 50),
    st.integers(0, 6),
    st.integers(0, 50),
    st.text("政，（a1 \n\x07", max_size=60),
)


@given(st.text("政府，。（）1a \n\x1b\r", max_size=300), st.lists(edits, max_size=5), st.integers(0, 40))
def test_incremental_rows_equal_rows_made_anew(
    text: str, changes: list[tuple[int, int, int, int, str]], width: int
) -> None:
    document = ProseDocument(text)
    wrapping = ProseWrapping(document, width)
    expected = text
    for row, column, other_row, other_column, inserted in changes:
        ends = []
        for line, offset in ((row, column), (other_row, other_column)):
            line = min(line, document.line_count - 1)
            ends.append((line, min(offset, len(document.lines[line]))))
        first, last = (document.get_index_from_location(end) for end in sorted(ends))
        result = document.replace_range(*ends, inserted)
        wrapping.wrap_range(min(ends), max(ends), result.end_location)
        assert result.replaced_text == expected[first:last]
        expected = expected[:first] + inserted + expected[last:]
        assert document.text == expected
        anew = ProseWrapping(document, width)
        assert wrapping._wrap_offsets == anew._wrap_offsets
        assert wrapping._offset_to_line_info == anew._offset_to_line_info
        assert wrapping._line_index_to_offsets == anew._line_index_to_offsets
        assert wrapping._shown == anew._shown


@given(st.text("政府，a \n", max_size=200), st.integers(1, 20))
def test_places_and_cells_lead_to_each_other(text: str, width: int) -> None:
    wrapping = ProseWrapping(ProseDocument(text), width)
    for line, paragraph in enumerate(text.split("\n")):
        for column in range(len(paragraph) + 1):
            offset = wrapping.location_to_offset((line, column))
            assert 0 <= offset.x <= max(width, 2)
            if offset.x < width:
                assert wrapping.offset_to_location(offset) == (line, column)


@given(st.text(alphabet=st.sampled_from("甲1\n\u202e𠮷"), max_size=30), st.integers(-3, 40))
def test_an_offset_is_a_place_in_the_text(text: str, offset: int) -> None:
    editor = ProseEditor(text)
    editor.go_to_offset(offset)
    assert editor.offset_of_caret == max(0, min(offset, len(text)))
    line, column = editor.cursor_location
    assert "\n".join([*text.split("\n")[:line], text.split("\n")[line][:column]]) == text[: max(0, offset)]
