"""A draft is recovered and shown where it was left."""

from dataclasses import replace
from pathlib import Path

from schema.report import new_report
from schema.report_file import load
from tests import figures
from tests.tui.drafts.journalled import FIRST, RECEIVED, beside, journalled, names
from tests.tui.driven_wizard import assert_golden, go, wizard
from tests.tui.greeting.greeted import COMPANY, OWNER, asked, fixed, greeted, until_told, with_draft
from tests.tui.screen_text import screen_text
from tests.tui.typed_ahead import type_ahead
from tui.drafts.draft_file import find_drafts
from tui.opened import Opened
from tui.opening import open_report


async def test_a_draft_is_recovered_and_shown_where_it_was_left(file: Path) -> None:
    async with greeted(with_draft(file, {RECEIVED: "77", COMPANY: "88", FIRST: "新写的。"}, COMPANY)) as app:
        await assert_golden(app, "greeting-draft")
        assert app.session.report == app.session.base
        await type_ahead(app, "enter")
        await assert_golden(app, "greeting-recovered")
        assert wizard(app).page.place() == COMPANY
        await type_ahead(app, "ctrl+z")
        assert app.session.report == app.session.base and not find_drafts(file)
        await type_ahead(app, "ctrl+y", "ctrl+s", "f10")
    saved = load(file).report
    assert saved is not None
    assert [saved.text(place) for place in (RECEIVED, COMPANY, FIRST)] == ["77", "88", "新写的。"]
    assert app.return_value == 0 and names(file.parent) == ["report.toml"]


async def test_a_recovered_part_is_shown_and_taken_back(file: Path) -> None:
    session, journal = journalled(file)
    journal.at("problems.parts.2.text")
    session.set_parts("problems", [*session.report.parts["problems"], *session.report.parts["overview"][:1]])
    async with greeted(fixed(open_report(file))) as app:
        await type_ahead(app, "1")
        assert wizard(app).page.place() == "problems.parts.2.text"
        assert figures.OVERVIEW[0][1] in screen_text(app)
        await type_ahead(app, "ctrl+z")
        assert app.session.report == app.session.base and wizard(app).page.step == "problems"
        assert "（三）主动公开" not in screen_text(app)


async def test_a_place_that_is_not_there_is_not_gone_to(file: Path) -> None:
    async with greeted(with_draft(file, {RECEIVED: "77"}, "nowhere.at.all")) as app:
        await type_ahead(app, "enter")
        await until_told(app, "恢复了1处，还没有保存到文件")
        assert wizard(app).page.step == "cover"


async def test_words_that_were_being_typed_are_shown_first(file: Path) -> None:
    session, journal = journalled(file)
    journal.at("status")
    session.edit(RECEIVED, "77")
    journal.typing("overview.intro", "没写完的一段")
    async with greeted(fixed(open_report(file))) as app:
        await type_ahead(app, "enter")
        assert wizard(app).page.place() == "overview.intro" and "没写完的一段" in screen_text(app)


async def test_a_part_that_is_only_looked_at_is_where_the_user_is(file: Path) -> None:
    opened = open_report(file)
    async with greeted(opened) as app:
        await go(app, "overview")
        app.session.edit_many({RECEIVED: "77", COMPANY: "88"})
        (draft,) = find_drafts(file)
        assert draft.cursor == "overview.intro"


async def test_the_cover_shows_what_was_recovered_there(file: Path) -> None:
    async with greeted(with_draft(file, {"agency.office": "某某办公室"}, "agency.office")) as app:
        assert "某某办公室" not in screen_text(app)
        await type_ahead(app, "enter")
        await until_told(app, "恢复了1处")
        assert "某某办公室" in screen_text(app)


async def test_a_file_changed_since_is_said_to_be(file: Path) -> None:
    session, _journal = journalled(file)
    session.edit(RECEIVED, "77")
    theirs = figures.report()
    theirs.set_text(COMPANY, "98")
    file.write_text(figures.text_of(theirs), encoding="utf-8")
    async with greeted(fixed(open_report(file))) as app:
        await assert_golden(app, "greeting-draft-old")
        await type_ahead(app, "1")
        assert (app.session.text(RECEIVED), app.session.text(COMPANY)) == ("77", "98")


async def test_a_new_report_is_said_to_have_no_file(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    new = open_report(path, new_report(figures.EDITION, dict(figures.COVER)))
    assert isinstance(new, Opened)
    new.session.edit(RECEIVED, "77")
    assert new.keep({})
    async with greeted(fixed(open_report(path))) as app:
        await assert_golden(app, "greeting-draft-new")
        await type_ahead(app, "1")
        assert app.session.text("agency.name") == "宿迁市人民政府" and "宿迁市人民政府" in screen_text(app)


async def test_where_a_draft_is_left_that_could_not_be_wholly_recovered_is_told(file: Path) -> None:
    session, _journal = journalled(file)
    session.edit(RECEIVED, "77")
    beside(file).write_bytes(beside(file).read_bytes() + b"00000000 lost\n")
    async with greeted(fixed(open_report(file))) as app:
        await type_ahead(app, "1")
        assert asked(app) == "没有全部恢复" and app.session.text(RECEIVED) == "77"
        shown = "".join(line.strip(" |") for line in screen_text(app).splitlines())
        (left,) = [draft for draft in find_drafts(file) if draft.unread]
        assert left.file.name in shown and left.file != beside(file)
        await type_ahead(app, "enter")
        assert asked(app) == ""


async def test_text_and_drafts_cannot_reach_the_terminal_raw(file: Path) -> None:
    opened = with_draft(file, {FIRST: "甲\x1b]0;乙\x07\u202e丙"})
    hostile = OWNER._replace(user="甲\x1b[31m\u202e", host="乙\x07")
    opened.drafts = [replace(draft, owner=hostile) for draft in opened.drafts]
    async with greeted(opened) as app:
        await assert_golden(app, "greeting-hostile")
        await type_ahead(app, "2")
        await assert_golden(app, "greeting-hostile-compare")
