"""What is to be known is told before anything is filled in."""

from pathlib import Path

import pytest

from tests.tui.drafts.journalled import RECEIVED, names
from tests.tui.driven_wizard import assert_golden, message
from tests.tui.greeting.greeted import asked, greeted, with_draft
from tests.tui.screen_text import screen_text
from tests.tui.typed_ahead import type_ahead
from tui.opening import open_report


async def test_what_is_to_be_known_is_told_first(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(text + "\n[later]\nvalue = 1\n", encoding="utf-8")
    monkeypatch.setattr("tui.obstacles._free", lambda _folder: 40_960)
    async with greeted(open_report(file)) as app:
        await assert_golden(app, "greeting-notices")
        await type_ahead(app, *"12", "enter")
        assert asked(app) == "" and not app.session.read_only
        assert app.session.report == app.session.base


async def test_notices_come_before_a_draft(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.obstacles._free", lambda _folder: 40_960)
    async with greeted(with_draft(file, {RECEIVED: "77"})) as app:
        assert asked(app) == "请注意"
        await type_ahead(app, "escape")
        assert asked(app) == "上次有没保存的内容"


async def test_why_a_file_may_only_be_read_is_told(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("edition = 2021", "edition = 2030"), encoding="utf-8")
    async with greeted(open_report(file)) as app:
        assert asked(app) == "请注意"
        await type_ahead(app, "enter")
        assert "edition = 2030）比本程序新，只能看" in message(app)
        assert "只读" in screen_text(app).splitlines()[0]
        await type_ahead(app, *"9", "f10")
    assert app.return_value == 0 and names(file.parent) == ["report.toml"]


async def test_a_remark_is_no_question(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    async with greeted(open_report(file)) as app:
        assert asked(app) == "" and message(app).startswith("这是Windows格式的文件")
