"""A file changed between the question and the answer is not overwritten unasked."""

from pathlib import Path

from schema.report_file import load
from tests.tui.driven_wizard import NATURAL, message, running
from tests.tui.outside_change.changing import COMPANY, edited, on_disk, rewrite, text_with
from tests.tui.screen_text import screen_text
from tests.tui.typed_ahead import type_ahead
from tui.screens.dialogs import Dialog
from tui.session import Session


async def test_what_was_not_asked_about_is_not_overwritten(file: Path) -> None:
    async with running(Session(load(file))) as app:
        await edited(app)
        rewrite(file, text_with({COMPANY: "98"}))
        await type_ahead(app, "ctrl+s")
        newer = text_with({COMPANY: "97"})
        rewrite(file, newer)
        await type_ahead(app, "2")
        assert isinstance(app.screen, Dialog) and file.read_text(encoding="utf-8") == newer
        file.unlink()
        await type_ahead(app, "2")
        assert "这个文件被删去或移走了" in screen_text(app) and not file.exists()
        rewrite(file, newer)
        await type_ahead(app, "1")
        assert isinstance(app.screen, Dialog) and file.read_text(encoding="utf-8") == newer
        await type_ahead(app, "2")
        assert "已保存 report.toml" in message(app)
    assert on_disk(file).text(NATURAL) == "3403" and on_disk(file).text(COMPANY) == "99"


async def test_a_change_during_the_comparison_is_compared_too(file: Path) -> None:
    async with running(Session(load(file))) as app:
        await edited(app)
        rewrite(file, text_with({COMPANY: "98"}))
        await type_ahead(app, "ctrl+s", "1")
        newer = text_with({COMPANY: "98", "agency.name": "又改了"})
        rewrite(file, newer)
        await type_ahead(app, "f8")
        assert isinstance(app.screen, Dialog) and file.read_text(encoding="utf-8") == newer
        await type_ahead(app, "1", "f8")
        assert "已保存 report.toml" in message(app)
    merged = on_disk(file)
    assert [merged.text(place) for place in (NATURAL, COMPANY, "agency.name")] == ["3403", "98", "又改了"]
