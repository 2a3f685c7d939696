"""Text that must not reach the terminal, and what is selected."""

import pytest

from tests.tui.prose_editor.editor_app import SIZE, EditorApp, rows
from tui.widgets.prose_wrapping import STAND_IN

HOSTILE = "甲\x1b[31m乙\u202e丙\u200b丁\x07戊\t己\r庚\x9b2J辛\u2028壬\x0b癸\x85末"


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
