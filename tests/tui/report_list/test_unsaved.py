"""What was left unsaved, and what somebody fills in, is named."""

import json
import os
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from schema.report_file import Loaded, load
from tests.schema.checked_reports import clean_report
from tests.tui.report_list.listed import NEW, draft, listing, write
from tests.tui.screen_text import screen_lines, screen_text
from tui.drafts.journal import Journal
from tui.drafts.lock import Held, holder
from tui.drafts.owner import Owner
from tui.opened import Opened
from tui.opening import open_report
from tui.report_rows import candidates, row_of
from tui.session import Session


def leave_a_draft(path: Path, session: Session) -> None:
    """End, by a signal, with one figure that is not saved."""
    session.observers.append(journal := Journal(session))
    session.edit(NEW, "77")
    assert journal.file is not None


async def test_what_an_earlier_session_left_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, "a.toml", draft("2023", "甲县人民政府"))
    leave_a_draft(path, Session(load(path)))
    leave_a_draft(tmp_path / "b.toml", Session(Loaded(tmp_path / "b.toml", b""), draft("2024", "乙县人民政府")))
    rows = [row_of(each) for each in candidates(tmp_path)]
    assert [(row.path.name, row.unsaved, row.problems) for row in rows if row is not None] == [
        ("a.toml", True, ()),
        ("b.toml", True, ()),
    ]
    async with listing(tmp_path) as (app, _):
        assert re.search(r"b\.toml +还没有保存过的新报告 +恢复 ", screen_text(app))
        assert re.search(r"a\.toml +甲县人民政府 +2023 +草稿 恢复 ", screen_text(app))
        assert "按Enter打开，可以恢复" in screen_text(app)


def test_a_draft_in_the_user_s_own_folder_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    path = write(tmp_path, "a.toml", draft("2023", "甲县人民政府"))
    with monkeypatch.context() as patch:
        patch.setattr("tui.drafts.journal.beside_report", lambda report: Path("/proc/nowhere/draft"))
        leave_a_draft(path, Session(load(path)))
    assert [each.name for each in (tmp_path / "state/nianbao/drafts").iterdir()]
    row = row_of(path)
    assert row is not None and row.unsaved and row.mark == "恢复"


async def test_a_report_being_filled_in_is_said_to_be(tmp_path: Path) -> None:
    path = write(tmp_path, "a.toml", draft("2023", "甲县人民政府"))
    write(tmp_path, "b.toml", clean_report(2021))
    opened = open_report(path)
    assert isinstance(opened, Opened)
    opened.session.edit(NEW, "77")
    async with listing(tmp_path, path) as (app, _):
        assert re.search(r"a\.toml +甲县人民政府 +2023 +草稿 在填 +100%", screen_text(app))
        assert re.search(r"b\.toml +某县人民政府 +2021 +定稿 +100%", screen_text(app))
        assert "打开，正在填这份报告。" in screen_lines(app)[22] and "断了" not in screen_text(app)
        assert all(cell_len(line) == 80 for line in screen_lines(app))
    opened.session.given_up = True
    opened.session.save()
    opened.close()
    row = row_of(path)
    assert row is not None and row.mark == ""


def test_a_lock_left_behind_is_nobody_s(tmp_path: Path) -> None:
    path = write(tmp_path, "a.toml", draft("2023", "甲县人民政府"))
    gone = Owner.here()._replace(boot="another")
    (tmp_path / ".a.toml.lock").write_text(json.dumps(gone.to_json()))
    assert holder(path) is None
    (tmp_path / ".a.toml.lock").write_text("nonsense")
    assert holder(path) == Held(None)
    row = row_of(path)
    assert row is not None and row.held == "有人打开，正在填这份报告。"


def test_a_report_that_cannot_be_locked_is_told_from_its_living_writer_s_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, "a.toml", draft("2023", "甲县人民政府"))
    living = Owner.here()._replace(pid=os.getppid(), started=0)
    monkeypatch.setattr(Owner, "here", lambda: living)
    leave_a_draft(path, Session(load(path)))
    row = row_of(path)
    assert row is not None and row.mark == "在填"
