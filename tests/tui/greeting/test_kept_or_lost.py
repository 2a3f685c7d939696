"""What the header says is kept, and a lock and a journal that are lost."""

from pathlib import Path

import pytest

from schema.report_file import load
from tests import figures
from tests.tui.drafts.journalled import RECEIVED
from tests.tui.driven_wizard import assert_golden, go, message, picture
from tests.tui.greeting.greeted import COMPANY, asked, greeted
from tests.tui.screen_text import screen_text
from tests.tui.typed_ahead import type_ahead
from tui.app import WizardApp
from tui.drafts.lock import Lock, take_over
from tui.opening import open_report


async def test_the_header_says_that_half_a_figure_is_kept_nowhere(file: Path) -> None:
    def kept(app: WizardApp) -> str:
        return screen_text(app).splitlines()[0].rpartition("  ")[2]

    async with greeted(open_report(file)) as app:
        await go(app, "requests")
        for keys, words in (
            (["f2"], "已保存"),
            (["9"], "未保存"),
            (["escape"], "已保存"),
            (["9", "tab"], "已暂存 10:32"),
            (["8"], "未保存"),
            (["escape"], "已暂存 10:32"),
        ):
            await type_ahead(app, *keys)
            await picture(app)
            assert kept(app) == words, keys
        await type_ahead(app, "f7", "enter", "甲")
        await picture(app)
        assert kept(app) == "未保存"


async def test_a_report_taken_over_meanwhile_is_told_at_once(file: Path) -> None:
    async with greeted(open_report(file)) as app:
        assert isinstance(take_over(file), Lock)
        await go(app, "requests")
        await type_ahead(app, *"77", "tab")
        await assert_golden(app, "greeting-taken-over")
        await type_ahead(app, *"88", "tab")
        assert app.session.text(COMPANY) == "99"
        await type_ahead(app, "ctrl+s")
        assert load(file).report == figures.report() and "未保存：别处接管了这份报告" in message(app)
        await type_ahead(app, "f10")
        assert asked(app) == "退出", "what cannot be saved here is not thrown away unasked"
        await type_ahead(app, "escape", "escape", "end", "enter", *"copy.toml", "enter")
        await type_ahead(app, "shift+tab", *"88", "tab", "ctrl+s")
    saved = load(file.with_name("copy.toml")).report
    assert saved is not None and (saved.text(RECEIVED), saved.text(COMPANY)) == ("77", "88")


async def test_a_journal_that_cannot_be_written_is_told_at_once(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "")

    async with greeted(open_report(file)) as app:
        await go(app, "requests")
        with monkeypatch.context() as patch:
            patch.setattr("tui.drafts.journal_file.JournalFile.make", full)
            await type_ahead(app, *"77", "tab")
            assert message(app).endswith("恢复草稿写不进去：磁盘已满。请腾出空间，或尽快保存。")
            assert "未保存" in screen_text(app).splitlines()[0]
        await type_ahead(app, *"88", "tab")
        await picture(app)
        assert "已暂存" in screen_text(app).splitlines()[0] and "恢复草稿" not in message(app)
