"""Mine and theirs are compared and merged place by place."""

import shutil
from pathlib import Path

from schema.report_file import load
from tests import figures
from tests.tui.command_line import SAMPLES
from tests.tui.driven_wizard import NATURAL, assert_golden, message, running
from tests.tui.outside_change.changing import (
    COMPANY,
    GIT,
    edited,
    git,
    in_front,
    on_disk,
    repository,
    rewrite,
    text_with,
)
from tests.tui.painted import misplaced, painted, settled, wizard_of
from tests.tui.screen_text import screen_lines, screen_text
from tests.tui.typed_ahead import type_ahead
from tui.screens.comparison import ComparisonScreen
from tui.screens.wizard_screen import WizardScreen
from tui.session import Session


@GIT
async def test_a_branch_checked_out_meanwhile_is_merged_place_by_place(file: Path) -> None:
    theirs = text_with({NATURAL: "3410", COMPANY: "98", "agency.name": "外面局"})
    repository(file, theirs)
    async with running(Session(load(file))) as app:
        app.session.edit("agency.office", "我的机构")
        await edited(app)
        git(file.parent, "checkout", "-q", "theirs")
        await type_ahead(app, "ctrl+s")
        await assert_golden(app, "outside-report")
        await type_ahead(app, "enter")
        assert in_front(app) is ComparisonScreen
        lines = [line.rstrip() for line in screen_lines(app)]
        assert lines[2] == "两边都改了 1处" and lines[4] == "只有外面改了 2处" and lines[7] == "只有我改了 1处"
        await type_ahead(app, "f8")
        assert file.read_text(encoding="utf-8") == theirs and in_front(app) is ComparisonScreen
        await type_ahead(app, "right", "f8")
        assert "已保存 report.toml" in message(app) and " 3410     98 " in screen_text(app)
        merged = on_disk(file)
        assert [merged.text(place) for place in (NATURAL, COMPANY, "agency.name", "agency.office")] == [
            "3410",
            "98",
            "外面局",
            "我的机构",
        ]
        await type_ahead(app, "ctrl+z")
        assert app.session.text(NATURAL) == "3403" and app.session.text(COMPANY) == "99"


@GIT
async def test_a_rebase_that_leaves_the_file_as_it_was_is_silent(file: Path) -> None:
    repository(file, text_with({COMPANY: "98"}))
    async with running(Session(load(file))) as app:
        await edited(app)
        git(file.parent, "checkout", "-q", "theirs")
        git(file.parent, "checkout", "-q", "main")
        await type_ahead(app, "ctrl+s")
        assert "已保存 report.toml" in message(app)


async def test_a_comparison_left_changes_nothing(file: Path) -> None:
    theirs = text_with({NATURAL: "3410"})
    async with running(Session(load(file))) as app:
        await edited(app)
        rewrite(file, theirs)
        await type_ahead(app, "ctrl+s", "1", "b", "escape")
        assert "没有保存，两边都没有动。" in message(app)
        assert app.session.text(NATURAL) == "3403" and in_front(app) is WizardScreen
    assert file.read_text(encoding="utf-8") == theirs


async def test_a_file_that_appeared_beside_a_new_report_can_be_compared(tmp_path: Path) -> None:
    session = figures.blank_session()
    session.loaded.path = tmp_path / "report.toml"
    rewrite(session.loaded.path, text_with({}))
    async with running(session) as app:
        app.session.edit("agency.name", "我的局")
        await type_ahead(app, "ctrl+s", "1", "1", "f8")
        assert "已保存 report.toml" in message(app)
    assert on_disk(tmp_path / "report.toml").text("agency.name") == "我的局"
    assert on_disk(tmp_path / "report.toml").text(NATURAL) == "3402"


async def test_no_column_is_moved_where_quotation_marks_are_wide(file: Path) -> None:
    app = wizard_of(Session(load(file)))
    async with painted(app, 2, 2):
        app.session.edit_many({"agency.name": "“甲”—①…", "overview.intro": "“一网通办”——①优化…" * 9})
        rewrite(file, text_with({"agency.name": "“乙”×②", "overview.intro": "“一网通办”——①优化…" * 8}))
        for keys in (["ctrl+s"], ["enter"], ["down", "2"], ["f1"], ["escape", "f8"]):
            await type_ahead(app, *keys)
            await settled(app)
            assert not misplaced(app)


async def test_a_sample_with_its_authors_remarks_keeps_them_in_a_merge(tmp_path: Path) -> None:
    file = Path(shutil.copy(SAMPLES / "suqian-2023.toml", tmp_path / "report.toml"))
    theirs = file.read_text(encoding="utf-8")
    async with running(Session(load(file))) as app:
        app.session.edit("agency.office", "我的机构")
        rewrite(file, "# 外面的话\n" + theirs)
        await type_ahead(app, "ctrl+s", "1", "f8")
        assert not app.session.dirty
    merged = file.read_text(encoding="utf-8")
    assert merged.startswith("# 外面的话\n") and merged.count("\n") == theirs.count("\n") + 1
