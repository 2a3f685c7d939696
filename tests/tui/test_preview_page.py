"""F2 in 预览: the page is written, the question before another file goes, and refusals that end nothing."""

import shutil
from pathlib import Path

import pytest

from schema.report_file import VerificationError, load
from tests.tui.command_line import SAMPLES
from tests.tui.driven_wizard import go, running, sample
from tests.tui.screen_text import screen_text
from tests.tui.typed_ahead import type_ahead
from tui.screens.dialogs import Dialog
from tui.session import Session


async def test_f2_writes_the_page_and_again_without_a_question(tmp_path: Path) -> None:
    async with sample("suqian-2023", tmp_path) as app:
        await go(app, "preview")
        for _ in range(2):
            await type_ahead(app, "f2")
            assert not isinstance(app.screen, Dialog)
            assert "网页已写到" in screen_text(app)
    assert (tmp_path / "suqian-2023.html").read_text(encoding="utf-8").startswith("<!")


async def test_f2_asks_before_another_file_is_overwritten(tmp_path: Path) -> None:
    page = tmp_path / "suqian-2023.html"
    page.write_text("theirs")
    async with sample("suqian-2023", tmp_path) as app:
        await go(app, "preview")
        for answer in ("escape", "enter"):
            await type_ahead(app, "f2")
            assert "已有网页文件" in screen_text(app)
            await type_ahead(app, answer)
            assert page.read_text() == "theirs"
        await type_ahead(app, "f2", "down", "enter")
        assert "网页已写到" in screen_text(app)
    assert page.read_text(encoding="utf-8").startswith("<!")


async def test_a_report_of_the_pages_name_is_not_overwritten(tmp_path: Path) -> None:
    path = Path(shutil.copy(SAMPLES / "suqian-2023.toml", tmp_path / "report.html"))
    before = path.read_bytes()
    async with running(Session(load(path))) as app:
        await go(app, "preview")
        await type_ahead(app, "f2")
        if isinstance(app.screen, Dialog):
            await type_ahead(app, "down", "enter")
        assert path.read_bytes() == before
        assert "网页会盖掉报告" in screen_text(app)


async def test_what_does_not_read_back_is_told_and_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bad() -> bytes:
        raise VerificationError

    async with sample("suqian-2023", tmp_path) as app:
        await go(app, "preview")
        monkeypatch.setattr(app.session, "staged", bad)
        await type_ahead(app, "f2")
        assert "网页未保存：要写入的内容读回来" in screen_text(app)
        assert app.is_running
