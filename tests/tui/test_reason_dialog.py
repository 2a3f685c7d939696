"""Giving reasons on the 核对 page: the dialog, what is kept of it, and what the list shows."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from textual.geometry import Offset

from schema.report import Accepted, new_report
from schema.report_file import load
from schema.unsafe import find_unsafe
from tests import doubtful, figures
from tests.doubtful import CODE, ISSUED
from tests.tui.driven_wizard import GOLDENS, picture, running
from tests.tui.screen_text import screen_lines, screen_text
from tests.tui.typed_ahead import type_ahead
from tui.app import WizardApp
from tui.drafts.accepted import is_query, with_begun
from tui.pages.check_page import CheckPage
from tui.screens.dialogs import ChoiceDialog, Dialog
from tui.screens.reason_dialog import ReasonDialog
from tui.session import Session
from tui.widgets.reason_box import ReasonBox

TODAY = date.today().isoformat()


@pytest.fixture
def session(tmp_path: Path) -> Session:
    path = tmp_path / "report.toml"
    path.write_text(figures.text_of(doubtful.settled()), encoding="utf-8")
    session = Session(load(path))
    session.edit(ISSUED, "9999")
    return session


def give_reason(session: Session, reason: str = "清理时合并", by: str = "办公室") -> None:
    query = next(finding for finding in session.findings if finding.code == CODE)
    assert session.accept(query, reason, by)


@asynccontextmanager
async def checking(session: Session) -> AsyncIterator[WizardApp]:
    """The 核对 page of a session."""
    async with running(session) as app:
        await type_ahead(app, "f9")
        assert isinstance(page(app), CheckPage)
        yield app


def page(app: WizardApp) -> CheckPage:
    result = app.screen_stack[0].page  # type: ignore[attr-defined]
    assert isinstance(result, CheckPage)
    return result


def reasons(app: WizardApp) -> list[tuple[str, str]]:
    return [(entry.reason, entry.by) for entry in app.session.report.accepted]


async def assert_golden(app: WizardApp, name: str) -> None:
    """The screen is the one that was looked at, the day left out."""
    file, text = GOLDENS / f"{name}.txt", (await picture(app)).replace(TODAY, "2026-01-05")
    if os.environ.get("UPDATE_GOLDENS") == "1":
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("key", ["a", "A", "ａ", "Ａ"])
async def test_a_reason_is_given(session: Session, key: str) -> None:
    async with checking(session) as app:
        await type_ahead(app, key)
        assert isinstance(app.screen, ReasonDialog)
        await assert_golden(app, "reason")
        await type_ahead(app, *"清理时合并", "tab", *"办公室", "enter")
        assert reasons(app) == [("清理时合并", "办公室")]
        assert session.report.accepted[0].on == TODAY
        await assert_golden(app, "reason-given")
        await type_ahead(app, "ctrl+z")
        assert reasons(app) == [] and isinstance(page(app), CheckPage)
        assert page(app).display, "undo shows the list"


async def test_without_a_reason_the_dialog_stays(session: Session) -> None:
    async with checking(session) as app:
        await type_ahead(app, "a", "tab", "enter")
        assert isinstance(app.screen, ReasonDialog) and "请写理由" in screen_text(app)
        await type_ahead(app, "　", "enter")
        assert isinstance(app.screen, ReasonDialog) and reasons(app) == []
        await type_ahead(app, "甲", "enter")
        assert reasons(app) == [], "Enter in the reason goes on to the name"
        await type_ahead(app, "enter")
        assert reasons(app) == [("甲", "")]


async def test_a_reason_and_a_name_written_at_one_go_do_not_reach_the_list(session: Session) -> None:
    async with checking(session) as app:
        await type_ahead(app, "a", *"清理")
        assert "Enter 写说明人" in screen_text(app)
        await type_ahead(app, "enter")
        assert "Enter 确定" in screen_text(app)
        await type_ahead(app, *"张三", "enter")
        assert reasons(app) == [("清理", "张三")] and page(app).display


async def test_what_was_begun_is_there_again(session: Session) -> None:
    async with checking(session) as app:
        await type_ahead(app, "a", *"清理", "down", *"张三", "escape")
        assert reasons(app) == []
        await type_ahead(app, "a")
        assert "上次没有写完的" in screen_text(app)
        await type_ahead(app, *"时合并", "enter")
        assert reasons(app) == [("清理时合并", "张三")]


async def test_nothing_is_said_of_what_was_not_begun(session: Session) -> None:
    give_reason(session)
    async with checking(session) as app:
        await select(app, CODE)
        await type_ahead(app, "a", "1", "escape", "a", "1")
        assert isinstance(app.screen, ReasonDialog) and "上次没有写完的" not in screen_text(app)
        await type_ahead(app, "，", "escape", "a", "1", *["backspace"] * 9, "escape", "a", "1")
        assert given(app) == "清理时合并" and "上次没有写完的" not in screen_text(app)


async def test_what_is_new_is_in_view_and_the_place_left_is_kept(session: Session) -> None:
    async with checking(session) as app:
        await type_ahead(app, "end", "f7", "f9")
        last = page(app).findings.selected
        assert last is not None and not last.blocks, "nothing changed"
        await type_ahead(app, "f7")
        session.edit("requests.received.natural_person", "1")
        await type_ahead(app, "f9")
        first = page(app).findings.selected
        assert first is not None and first.code == "requests-balance"
        await type_ahead(app, "f7")
        session.edit("requests.received.natural_person", "")
        await type_ahead(app, "f9")
        await select(app, CODE)
        await type_ahead(app, "enter")
        session.edit("requests.received.natural_person", "2")
        await type_ahead(app, "f9")
        assert page(app).findings.shows(next(each for each in session.findings if each.code == CODE)), (
            "gone to from here"
        )


async def test_who_says_so_is_remembered(session: Session) -> None:
    session.edit("agency.level", "county")
    session.edit("agency.kind", "department")
    session.edit("disclosure.regulations.in_force", "1")
    async with checking(session) as app:
        await type_ahead(app, "a", *"甲", "tab", *"办公室", "enter")
        await type_ahead(app, "a", *"乙", "enter")
        assert reasons(app) == [("甲", "办公室"), ("乙", "办公室")]
        assert app.session.report.accepted[0].code != app.session.report.accepted[1].code


async def test_pasted_text_is_one_clean_line(session: Session) -> None:
    async with checking(session) as app:
        await type_ahead(app, "a")
        box = app.focused
        assert isinstance(box, ReasonBox)
        box.paste("清理\x1b[31m时\u202e合并\n见台账\n")
        await type_ahead(app, "enter", "enter")
        assert reasons(app) == [("清理时合并 见台账", "")]


async def test_the_caret_follows_the_line(session: Session) -> None:
    async with checking(session) as app:
        await type_ahead(app, "a", "甲")
        box = app.focused
        assert isinstance(box, ReasonBox) and box.caret is not None
        row = next(y for y, line in enumerate(screen_lines(app)) if "> 甲" in line)
        assert box.caret == Offset(screen_lines(app)[row].index("甲") - 2 + 4, row) or box.caret.y == row
        await type_ahead(app, "tab")
        assert box.caret is not None and box.caret.y == row + 1


async def test_a_reason_is_changed_or_withdrawn(session: Session) -> None:
    give_reason(session)
    async with checking(session) as app:
        assert screen_text(app).count("已说明") >= 1 and "理由：清理时合并（办公室" in screen_text(app)
        await select(app, CODE)
        await type_ahead(app, "a")
        assert isinstance(app.screen, ChoiceDialog)
        await assert_golden(app, "reason-change")
        await type_ahead(app, "1", "end", *"，已核", "enter")
        assert reasons(app) == [("清理时合并，已核", "办公室")]
        await select(app, CODE)
        await type_ahead(app, "a", "2")
        assert reasons(app) == []
        await type_ahead(app, "ctrl+z")
        assert reasons(app) == [("清理时合并，已核", "办公室")]


async def select(app: WizardApp, code: str) -> None:
    """Put the cursor on a finding."""
    await type_ahead(app, "home")
    listed = page(app).findings
    for _ in range(30):
        if listed.selected is not None and listed.selected.code == code:
            return
        await type_ahead(app, "down")
    raise AssertionError(code)


async def test_a_lapsed_reason_is_offered_or_removed(session: Session) -> None:
    give_reason(session)
    session.edit(ISSUED, "9998")
    async with checking(session) as app:
        await select(app, CODE)
        await type_ahead(app, "a")
        assert "以前的理由" in screen_text(app)
        await assert_golden(app, "reason-lapsed")
        await type_ahead(app, "escape")
        await select(app, "accepted-stale")
        await type_ahead(app, "a", "1", "f5", *"，已核", "enter", "enter")
        assert reasons(app) == [("清理时合并，已核", "")]
        assert [finding.code for finding in session.findings if finding.accepted] == [CODE]
        await type_ahead(app, "ctrl+z")
        await select(app, "accepted-stale")
        await type_ahead(app, "a", "2")
        assert reasons(app) == []


async def test_last_years_reason_is_offered_with_its_year(session: Session) -> None:
    previous = new_report(session.report.edition, {"report.year": str((session.report.year or 0) - 1)})
    query = next(finding for finding in session.findings if finding.code == CODE)
    previous.accepted.append(Accepted(CODE, query.where, ("1", "2", "3"), "上年\x07的理由", "法规科", "2025-01-05"))
    session.previous = previous
    async with checking(session) as app:
        await select(app, CODE)
        await type_ahead(app, "a")
        await assert_golden(app, "reason-last-year")
        assert reasons(app) == [], "it is offered"
        await type_ahead(app, "f5", "enter", "enter")
        assert reasons(app) == [("上年的理由", "")]


async def test_the_reason_offered_takes_the_place_of_what_was_typed_and_gives_it_back(session: Session) -> None:
    give_reason(session)
    session.edit(ISSUED, "9998")
    async with checking(session) as app:
        await select(app, CODE)
        await type_ahead(app, "a", "f5", "f5")
        assert given(app) == "清理时合并", "twice is once"
        await type_ahead(app, "home", "我", "f5")
        assert given(app) == "清理时合并"
        await type_ahead(app, "f5")
        assert given(app) == "我清理时合并"
        await type_ahead(app, "tab", *"张三", "f5", "enter")
        assert reasons(app) == [("清理时合并", "张三")]


def given(app: WizardApp) -> str:
    """The reason as it stands in the box."""
    box = app.focused
    assert isinstance(box, ReasonBox)
    return box.given.reason


async def test_the_reason_and_the_name_being_typed_are_kept(session: Session) -> None:
    async with checking(session) as app:
        await type_ahead(app, "a", *"甲", "tab", *"张三")
        (typed,) = page(app).typed().items()
    assert is_query(typed[0])
    session.change_to(figures.with_accepted(session.report, with_begun(session.report.accepted, *typed)))
    assert [(entry.reason, entry.by, entry.values) for entry in session.report.accepted] == [("甲", "张三", ())]
    async with checking(session) as app:
        await select(app, CODE)
        await type_ahead(app, "a", "f5", "enter")
        assert reasons(app) == [("甲", "张三")]


async def test_errors_and_hints_say_why_not(session: Session) -> None:
    session.edit("requests.received.natural_person", "1")
    async with checking(session) as app:
        await select(app, "requests-balance")
        await type_ahead(app, "a")
        assert not isinstance(app.screen, Dialog) and "错误不能说明保留，必须改正" in screen_text(app)


async def test_where_nothing_may_be_changed_no_reason_is_asked(session: Session) -> None:
    session.read_only = "王五正在填这份报告。"
    async with checking(session) as app:
        await select(app, CODE)
        await type_ahead(app, "a")
        assert not isinstance(app.screen, Dialog) and "王五正在填" in screen_text(app)
        assert "a说明疑问" not in screen_text(app)


async def test_the_menu_offers_it(session: Session) -> None:
    async with checking(session) as app:
        await type_ahead(app, "escape")
        assert "a  说明疑问" in screen_text(app)
        await type_ahead(app, "1")
        assert isinstance(app.screen, ReasonDialog)


async def test_the_next_problem_is_none_that_was_accepted(session: Session) -> None:
    give_reason(session)
    async with checking(session) as app:
        await type_ahead(app, "f6")
        assert "没有错误和疑问" in screen_text(app)


async def test_a_final_report_needs_reasons(session: Session) -> None:
    async with running(session) as app:
        await type_ahead(app, *["down"] * 3)
        app.screen_stack[0].finalise()  # type: ignore[attr-defined]
        await type_ahead(app)
        assert "还有1处疑问没有说明，不能定稿" in screen_text(app)
        await assert_golden(app, "not-final-query")
        await type_ahead(app, "1")
        assert "改正或说明1处疑问，再把状态改为定稿" in screen_text(app)
        await type_ahead(app, "a", *"甲", "enter", "enter")
        app.screen_stack[0].finalise()  # type: ignore[attr-defined]
        await type_ahead(app)
        assert app.session.report.final


async def test_a_hostile_reason_of_a_file_is_shown_harmless_and_cleaned_when_rewritten(session: Session) -> None:
    give_reason(session)
    (entry,) = session.report.accepted
    hostile = figures.with_accepted(session.report, [entry._replace(reason="清理\x1b[31m时\u202e\n合并", by="办\x07")])
    session.change_to(hostile)
    async with checking(session) as app:
        assert not find_unsafe(screen_text(app))
        await type_ahead(app, "f6")
        assert isinstance(page(app), CheckPage) and page(app).display, "what must not stand there leads here"
        await select(app, CODE)
        await type_ahead(app, "a")
        assert not find_unsafe(screen_text(app))
        await type_ahead(app, "1", "enter")
        assert reasons(app) == [("清理时 合并", "办")]
        assert not any(finding.code == "unsafe-text" for finding in session.findings)
