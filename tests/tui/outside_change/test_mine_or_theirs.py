"""Mine is kept or theirs is taken on; leaving the program with either."""

from pathlib import Path

import pytest

from schema.report import Part
from schema.report_file import load
from tests import figures
from tests.tui.driven_wizard import NATURAL, go, message, running
from tests.tui.outside_change.changing import COMPANY, edited, in_front, on_disk, rewrite, text_with
from tests.tui.screen_text import screen_text
from tests.tui.typed_ahead import type_ahead
from tui.screens.wizard_screen import WizardScreen
from tui.session import Session


async def test_mine_is_kept_over_a_file_with_other_comments(file: Path) -> None:
    async with running(Session(load(file))) as app:
        await edited(app)
        rewrite(file, file.read_text(encoding="utf-8") + "# 外面加的注释\n")
        await type_ahead(app, "ctrl+s")
        assert "1处只有我改了。外面只改了注释或排版。" in screen_text(app)
        await type_ahead(app, "2")
        assert "已保存 report.toml" in message(app)
    assert on_disk(file).text(NATURAL) == "3403" and "外面加的注释" not in file.read_text(encoding="utf-8")


async def test_comparing_keeps_comments_that_others_wrote(file: Path) -> None:
    async with running(Session(load(file))) as app:
        await edited(app)
        rewrite(file, file.read_text(encoding="utf-8") + "# 外面加的注释\n")
        await type_ahead(app, "ctrl+s", "1", "f8")
        assert "已保存 report.toml" in message(app)
    assert on_disk(file).text(NATURAL) == "3403" and "外面加的注释" in file.read_text(encoding="utf-8")


async def test_theirs_is_taken_on_and_mine_comes_back_by_undo(file: Path) -> None:
    async with running(Session(load(file))) as app:
        await edited(app)
        rewrite(file, text_with({NATURAL: "3410", COMPANY: "98"}))
        await type_ahead(app, "ctrl+s", "3")
        assert "已换成文件里现在的内容。要找回您的改动，按Ctrl+Z。" in message(app)
        assert " 3410     98 " in screen_text(app) and not app.session.dirty
        await type_ahead(app, "ctrl+z")
        assert " 3403     99 " in screen_text(app) and app.session.dirty
        assert on_disk(file).text(NATURAL) == "3410"
        await type_ahead(app, "ctrl+s")
        assert "已保存 report.toml" in message(app)
    assert on_disk(file).text(NATURAL) == "3403" and on_disk(file).text(COMPANY) == "99"


@pytest.mark.parametrize("step", ["cover", "overview", "disputes", "problems", "other", "check", "preview"])
async def test_every_page_shows_what_was_taken_on(file: Path, step: str) -> None:
    texts = {"agency.name": "外面局", "overview.parts.0.text": "外面写的。", "other.intro": "外面写的。"}
    theirs = figures.report()
    for place, text in texts.items():
        theirs.set_text(place, text)
    theirs.parts["problems"] = [Part("外面的", "外面写的。")]
    async with running(Session(load(file))) as app:
        await go(app, step)
        await type_ahead(app, "end", "up")
        app.session.edit("agency.office", "我的机构")
        rewrite(file, figures.text_of(theirs))
        await type_ahead(app, "ctrl+s", "3")
        assert app.session.report == theirs
        shown = {"cover": "外面局", "problems": "外面的", "overview": "主动公开", "preview": "外面局"}
        assert shown.get(step, "") in screen_text(app)
        await type_ahead(app, "f7", "f8", "ctrl+z", "ctrl+s")
    assert on_disk(file).text("agency.office") == "我的机构" and len(on_disk(file).parts["problems"]) == 2


async def test_saving_on_the_way_out_ends_when_the_merged_report_is_written(file: Path) -> None:
    async with running(Session(load(file))) as app:
        await edited(app)
        rewrite(file, text_with({COMPANY: "98"}))
        await type_ahead(app, "f10", "1", "1", "f8")
        assert not app.is_running
    assert on_disk(file).text(NATURAL) == "3403" and on_disk(file).text(COMPANY) == "98"


async def test_taking_theirs_does_not_end_while_mine_could_come_back(file: Path) -> None:
    async with running(Session(load(file))) as app:
        await edited(app)
        rewrite(file, text_with({COMPANY: "98"}))
        await type_ahead(app, "f10", "1", "3")
        assert app.is_running and in_front(app) is WizardScreen
        await type_ahead(app, "ctrl+z")
        assert app.session.text(NATURAL) == "3403"
