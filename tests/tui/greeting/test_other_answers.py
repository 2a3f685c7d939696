"""A draft is given up, compared, left; several are asked about one after the other."""

from pathlib import Path

import pytest
from textual import events

from tests.tui.drafts.journalled import DENIED, RECEIVED, beside, journalled, names
from tests.tui.driven_wizard import assert_golden, wizard
from tests.tui.greeting.greeted import COMPANY, asked, fixed, greeted, until_told, with_draft
from tests.tui.screen_text import screen_text
from tests.tui.typed_ahead import all_done, type_ahead
from tui.drafts.draft_file import find_drafts
from tui.opening import open_report
from tui.screens.comparison import ComparisonScreen


async def test_giving_up_is_asked_about(file: Path) -> None:
    async with greeted(with_draft(file, {RECEIVED: "77"})) as app:
        await type_ahead(app, "3")
        await assert_golden(app, "greeting-give-up")
        for keys in (["escape"], ["3", "enter"], ["3", "1"]):
            await type_ahead(app, *keys)
            assert asked(app) == "上次有没保存的内容" and beside(file).exists()
        await type_ahead(app, "3", "2")
        assert asked(app) == "" and not beside(file).exists()
        assert app.session.report == app.session.base
        await type_ahead(app, "f10")
    assert names(file.parent) == ["report.toml"]


@pytest.mark.parametrize("keys", [["escape"], ["4"], ["end", "enter"]])
async def test_leaving_keeps_the_draft(file: Path, keys: list[str]) -> None:
    async with greeted(with_draft(file, {RECEIVED: "77"})) as app:
        before = beside(file).read_bytes()
        await type_ahead(app, *keys)
    assert app.return_value == 0
    assert beside(file).read_bytes() == before and names(file.parent) == [beside(file).name, "report.toml"]


async def test_a_draft_is_compared_and_taken_in_part(file: Path) -> None:
    async with greeted(with_draft(file, {RECEIVED: "77", COMPANY: "88"})) as app:
        await type_ahead(app, "2")
        assert isinstance(app.screen, ComparisonScreen)
        await assert_golden(app, "greeting-compare")
        await type_ahead(app, "1", "f8")
        assert (app.session.text(RECEIVED), app.session.text(COMPANY)) == ("3402", "88")
        await until_told(app, "恢复了1处")
        assert asked(app) == ""
        (own,) = find_drafts(file)
        assert dict(own.texts) == {COMPANY: "88"}


async def test_comparing_can_be_given_up(file: Path) -> None:
    async with greeted(with_draft(file, {RECEIVED: "77"})) as app:
        await type_ahead(app, "2", "escape")
        assert asked(app) == "上次有没保存的内容" and app.session.report == app.session.base
        await type_ahead(app, "2", "a", "f8")
        assert asked(app) == "放弃没保存的内容？", "to take nothing is to give it up"
        await type_ahead(app, "enter")
        assert asked(app) == "上次有没保存的内容" and beside(file).exists()


async def test_two_drafts_are_asked_about_one_after_the_other(file: Path) -> None:
    for texts in ({RECEIVED: "77", COMPANY: "88"}, {RECEIVED: "78", DENIED: "9"}):
        session, _journal = journalled(file)
        session.edit_many(texts)
    opened = fixed(open_report(file))
    opened.drafts.sort(key=lambda draft: COMPANY in draft.texts)
    async with greeted(opened) as app:
        await type_ahead(app, "1")
        assert asked(app) == "上次有没保存的内容" and "这是更早的一份草稿，与现在的内容相比有2处不同。" in screen_text(
            app
        )
        await type_ahead(app, "3", "2")
        assert asked(app) == ""
        assert [app.session.text(place) for place in (RECEIVED, COMPANY, DENIED)] == ["78", "99", "9"]


@pytest.mark.parametrize("key", ["4", "escape"])
async def test_a_recovered_draft_survives_leaving_at_the_next_question(file: Path, key: str) -> None:
    for texts in ({RECEIVED: "77", COMPANY: "88"}, {RECEIVED: "78", DENIED: "9"}):
        session, _journal = journalled(file)
        session.edit_many(texts)
    async with greeted(fixed(open_report(file))) as app:
        before = [dict(draft.texts) for draft in find_drafts(file)]
        await type_ahead(app, "1")
        assert asked(app) == "上次有没保存的内容"
        await type_ahead(app, key)
    assert app.return_value == 0
    after = [dict(draft.texts) for draft in find_drafts(file)]
    assert all(texts in after for texts in before)


EVERY = [*"甲9", "tab", "f2", "f3", "f8", "delete", "backspace", "ctrl+s", "ctrl+z", "ctrl+y", "pagedown", "f6", "f9"]


async def test_nothing_typed_while_a_question_stands_changes_anything(file: Path) -> None:
    async with greeted(with_draft(file, {RECEIVED: "77"})) as app:
        before, draft = file.read_bytes(), beside(file).read_bytes()
        await type_ahead(app, *EVERY)
        app.post_message(events.Paste("粘贴的"))
        await all_done(app)
        assert asked(app) == "上次有没保存的内容" and wizard(app).page.step == "cover"
        assert app.session.report == app.session.base
        assert (file.read_bytes(), beside(file).read_bytes()) == (before, draft)
