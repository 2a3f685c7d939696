"""What the user is told and shown of saving: drafts that were final, refusals, and other files."""

from pathlib import Path

import pytest

from schema.atomic_file import SaveError
from schema.report_file import load
from tests.tui.driven_wizard import NATURAL, message, sample, wizard
from tests.tui.screen_text import screen_text
from tests.tui.typed_ahead import all_done, type_ahead
from tui import session as session_module
from tui.app import WizardApp
from tui.screens.dialogs import Dialog
from tui.screens.saver import Saver

BACK = "定稿里还有错误，状态已改回草稿。已保存"


async def wrong_and_final(app: WizardApp) -> None:
    """A final report with a new error, the cover in front."""
    assert app.session.report.final
    app.session.edit(NATURAL, "3403")
    wizard(app).page.reload()
    assert "[定稿]" in screen_text(app)


async def test_the_cover_shows_the_draft_that_a_save_has_made(tmp_path: Path) -> None:
    async with sample("suqian-2023", tmp_path) as app:
        await wrong_and_final(app)
        await type_ahead(app, "ctrl+s")
        await all_done(app)
        assert "[草稿]" in screen_text(app) and "[定稿]" not in screen_text(app)
        assert BACK in message(app)


async def test_after_a_save_that_failed_the_next_one_still_says_that_it_is_a_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes, **_: object) -> None:
        raise SaveError("未保存：磁盘已满。")

    async with sample("suqian-2023", tmp_path) as app:
        await wrong_and_final(app)
        with monkeypatch.context() as patch:
            patch.setattr(session_module, "write_atomically", full)
            await type_ahead(app, "ctrl+s")
        assert "未保存：磁盘已满。（Esc里可另存为）" in message(app)
        assert "[定稿]" in screen_text(app)
        await type_ahead(app, "ctrl+s")
        assert BACK in message(app)


async def test_saving_as_makes_a_draft_of_a_final_report_with_errors(tmp_path: Path) -> None:
    async with sample("suqian-2023", tmp_path) as app:
        await wrong_and_final(app)
        await Saver(wizard(app)).save_as()
        await type_ahead(app, *"copy.toml", "enter")
        assert f"{BACK} copy.toml" in message(app)
        assert "[草稿]" in screen_text(app)
        assert app.session.loaded.path == tmp_path / "copy.toml"
    saved = load(tmp_path / "copy.toml").report
    assert saved is not None and not saved.final
    before = load(tmp_path / "suqian-2023.toml").report
    assert before is not None and before.final


async def test_a_file_that_appears_after_its_name_was_accepted_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "theirs.toml").write_text("theirs")
    monkeypatch.setattr(Saver, "_problem_of", lambda saver, name: "")
    async with sample("suqian-2023", tmp_path) as app:
        await Saver(wizard(app)).save_as()
        await type_ahead(app, *"theirs.toml", "enter")
        assert "未保存：已有这个文件，没有盖掉它。请换一个文件名。" in message(app)
        assert app.session.loaded.path == tmp_path / "suqian-2023.toml"
    assert (tmp_path / "theirs.toml").read_text() == "theirs"


async def test_a_report_that_is_too_long_is_not_sent_elsewhere(tmp_path: Path) -> None:
    async with sample("suqian-2023", tmp_path) as app:
        app.session.edit("overview.intro", "汉" * 400_000)
        await type_ahead(app, "ctrl+s")
        assert "未保存：报告太长，" in message(app) and "请删减文字后再保存" in message(app)
        assert "另存" not in message(app)
        assert not isinstance(app.screen, Dialog)


async def test_saving_over_an_outside_change_makes_a_draft_too(tmp_path: Path) -> None:
    async with sample("suqian-2023", tmp_path) as app:
        await wrong_and_final(app)
        (tmp_path / "suqian-2023.toml").write_text("theirs")
        await type_ahead(app, "ctrl+s", "escape")
        assert "[定稿]" in screen_text(app)
        await type_ahead(app, "ctrl+s", "down", "enter")
        assert BACK in message(app) and "[草稿]" in screen_text(app)
