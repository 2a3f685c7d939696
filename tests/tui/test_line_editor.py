"""One line of text under edit, and lines of styled runs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style
from textual.app import App, ComposeResult
from textual.strip import Strip

from schema.unsafe import find_unsafe, shown
from tui.widgets.line_editor import LineEditor
from tui.widgets.line_widget import STYLES, TextLine, fit, runs_to_strip

HOSTILE = "甲\x1b[31m乙\u202e丙\u200b\n丁\ufeff"

any_text = st.text(st.sampled_from("ab1 汉字，“…\u0301\u3000\x1b\u202e\n𠮷"), max_size=30)
keys = st.sampled_from(["left", "right", "home", "end", "backspace", "delete", "a", "汉"])


def press_all(editor: LineEditor, *pressed: str) -> None:
    for key in pressed:
        assert editor.press(key, key if len(key) == 1 else None)


def test_types_moves_and_removes() -> None:
    editor = LineEditor()
    press_all(editor, "a", "b", "left", "left", "石", "right", "门", "end", "乡", "home", "x")
    assert (editor.text, editor.cursor) == ("x石a门b乡", 1)
    press_all(editor, "delete", "end", "backspace", "left", "backspace")
    assert (editor.text, editor.cursor) == ("xab", 2)


def test_at_its_ends_stays_put() -> None:
    editor = LineEditor("乡")
    press_all(editor, "right", "delete", "home", "left", "backspace")
    assert (editor.text, editor.cursor) == ("乡", 0)


def test_first_key_replaces_what_is_selected() -> None:
    editor = LineEditor()
    editor.load("30", select_all=True)
    assert editor.selected
    press_all(editor, "7", "8")
    assert (editor.text, editor.selected) == ("78", False)


@pytest.mark.parametrize("key", ["left", "right", "home", "end"])
def test_cursor_key_keeps_what_is_selected(key: str) -> None:
    editor = LineEditor()
    editor.load("30", select_all=True)
    press_all(editor, key, "1")
    assert sorted(editor.text) == ["0", "1", "3"]


@pytest.mark.parametrize("key", ["backspace", "delete"])
def test_removing_a_selection_removes_all(key: str) -> None:
    editor = LineEditor()
    editor.load("30", select_all=True)
    press_all(editor, key)
    assert (editor.text, editor.cursor, editor.selected) == ("", 0, False)


def test_nothing_usable_replaces_nothing() -> None:
    editor = LineEditor()
    editor.load("30", select_all=True)
    assert editor.insert("\u200b\n") == 2
    assert (editor.text, editor.selected) == ("30", True)


def test_insert_drops_unsafe_characters_and_line_ends() -> None:
    editor = LineEditor()
    assert editor.insert(HOSTILE) == 9
    assert editor.text == "甲乙丙丁"


@pytest.mark.parametrize(
    ("key", "character"),
    [
        ("enter", "\r"),
        ("tab", "\t"),
        ("escape", "\x1b"),
        ("ctrl+s", "\x13"),
        ("f6", None),
        ("up", None),
        ("alt+a", "a"),
        ("zero_width_space", "\u200b"),
    ],
)
def test_leaves_other_keys_alone(key: str, character: str | None) -> None:
    editor = LineEditor("30")
    assert not editor.press(key, character)
    assert editor.text == "30"


def test_takes_the_full_width_space() -> None:
    editor = LineEditor("甲")
    assert editor.press("ideographic_space", "\u3000")
    assert editor.text == "甲\u3000"


def test_caret_never_stands_before_a_combining_mark() -> None:
    editor = LineEditor("ae\u0301\u0302b")
    press_all(editor, "left", "left")
    assert editor.cursor == 1
    press_all(editor, "delete")
    assert editor.text == "ab"


def test_view_scrolls_at_whole_characters() -> None:
    editor = LineEditor("石门乡人民政府")
    assert editor.view(15) == ("石门乡人民政府", 14)
    assert editor.view(14) == ("门乡人民政府", 12)
    assert editor.view(13) == ("门乡人民政府", 12)
    assert editor.view(12) == ("乡人民政府", 10)
    editor.home()
    assert editor.view(5) == ("石门", 0)


def test_view_leaves_a_mark_with_its_character() -> None:
    editor = LineEditor("a\u0301b")
    assert editor.view(2) == ("b", 1)
    assert editor.view(3) == ("a\u0301b", 2)


def test_view_stays_while_the_caret_is_in_it() -> None:
    editor = LineEditor("0123456789" * 3)
    assert editor.view(10) == ("123456789", 9)
    for cell in range(8, -1, -1):
        editor.left()
        assert editor.view(10) == ("123456789", cell)
    editor.left()
    assert editor.view(10) == ("8901234567", 2)


def test_view_shows_the_names_of_unsafe_characters() -> None:
    editor = LineEditor("a\u202eb")
    assert editor.view(20) == ("a‹U+202E›b", 10)
    editor.left()
    assert editor.view(20)[1] == 9
    editor.left()
    assert editor.view(20)[1] == 1


@given(any_text, st.lists(keys, max_size=40), st.integers(1, 12))
def test_view_always_shows_the_caret(text: str, pressed: list[str], width: int) -> None:
    editor = LineEditor(text)
    editor.view(width)
    for key in pressed:
        press_all(editor, key)
        visible, cell = editor.view(width)
        assert cell_len(visible) <= width
        assert 0 <= cell < width
        assert visible in shown(editor.text)
        before, after = shown(editor.text[: editor.cursor]), shown(editor.text[editor.cursor :])
        assert any(
            cell_len(visible[:at]) == cell and before.endswith(visible[:at]) and after.startswith(visible[at:])
            for at in range(len(visible) + 1)
        )


@given(any_text, st.integers(0, 12), st.booleans())
def test_fit_is_exact(text: str, width: int, right: bool) -> None:
    fitted = fit(text, width, right)
    assert cell_len(fitted) == width
    assert not find_unsafe(fitted)


def test_fit_does_not_cut_a_wide_character() -> None:
    assert fit("汉字", 3) == "汉 "
    assert fit("汉字", 3, right=True) == " 汉"
    assert fit("12", 4, right=True) == "  12"


@given(st.lists(st.tuples(any_text, st.sampled_from(sorted(STYLES))), max_size=5), st.integers(1, 30))
def test_strip_has_its_width_its_styles_and_nothing_raw(runs: list[tuple[str, str]], width: int) -> None:
    strip = runs_to_strip(runs, width)
    assert cell_len(strip.text) == strip.cell_length == width
    assert not find_unsafe(strip.text) and "\n" not in strip.text
    assert all(isinstance(segment.style, Style) for segment in strip)


class CountedLine(TextLine):
    """A line that counts how often it is drawn."""

    drawn = 0

    def render_line(self, y: int) -> Strip:
        self.drawn += 1
        return super().render_line(y)


class LineApp(App[None]):
    def compose(self) -> ComposeResult:
        yield CountedLine([("旧", "normal")])


@pytest.mark.parametrize("no_color", [False, True])
async def test_text_line_repaints_only_what_changed(no_color: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1") if no_color else monkeypatch.delenv("NO_COLOR", raising=False)
    app = LineApp()
    async with app.run_test(size=(40, 5)) as pilot:
        line = app.query_one(CountedLine)
        drawn = line.drawn
        line.show([("旧", "normal")])
        await pilot.pause()
        assert line.drawn == drawn
        line.show([("错误", "error"), (" 一+二=30", "dim")])
        await pilot.pause()
        assert line.drawn == drawn + 1
        assert app.screen._compositor.render_strips()[0].text == fit("错误 一+二=30", 40)
