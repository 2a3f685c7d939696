"""The wizard's first page."""

import shutil
from pathlib import Path

from textual import events

from schema.report_file import load
from tests.tui.command_line import SAMPLES
from tests.tui.screen_text import screen_text
from tests.tui.typed_ahead import all_done, type_ahead
from tui.app import WizardApp
from tui.session import Session


async def test_a_cleaned_paste_says_what_it_lost(tmp_path: Path) -> None:
    file = Path(shutil.copy(SAMPLES / "suqian-2023.toml", tmp_path))
    app = WizardApp(Session(load(file)))
    async with app.run_test(size=(80, 24)):
        await type_ahead(app, "end", *["down"] * 8)
        app.post_message(events.Paste("党政\u202e办公室\n"))
        await all_done(app)
        assert "去掉了1个换行或看不见的字符" in screen_text(app)
        await type_ahead(app, "enter")
        assert app.session.text("agency.office").endswith("党政办公室")


async def test_a_wrong_date_is_marked_and_explained_at_once(tmp_path: Path) -> None:
    file = Path(shutil.copy(SAMPLES / "suqian-2023.toml", tmp_path))
    app = WizardApp(Session(load(file)))
    async with app.run_test(size=(80, 24)):
        await type_ahead(app, "down", "down", *"13", "enter", "up")
        assert any(line.lstrip(" >").startswith("错") and "公布日期" in line for line in screen_text(app).splitlines())
