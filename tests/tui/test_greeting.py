"""What is asked and told before a report is filled in, as a clerk sees it at 80×24; a report that may only be read.

Set UPDATE_GOLDENS=1 to write the pictures anew; then look at what changed.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from schema.report import new_report
from schema.report_file import Loaded, load
from tests import figures
from tests.tui.drafts.journalled import DENIED, FIRST, RECEIVED, beside, journalled, names
from tests.tui.screen_text import screen_text
from tests.tui.test_saver import message
from tests.tui.test_wizard_screen import STEPS, assert_golden, go, picture, wizard
from tests.tui.typed_ahead import all_done, type_ahead
from tui.app import WizardApp
from tui.drafts.draft_file import find_drafts
from tui.drafts.lock import Held, Lock, acquire, take_over
from tui.drafts.owner import Owner
from tui.opened import TAKE_OVER, Opened
from tui.opening import open_report
from tui.screens.comparison import ComparisonScreen
from tui.screens.dialogs import Dialog
from tui.session import Session

COMPANY = "requests.received.company"
NOW = datetime.now().astimezone()
OWNER = Owner("张三", "office-1", 4711, 99, "boot", NOW.replace(month=11, day=23, hour=10, minute=32).isoformat())
HELD = "张三（主机 office-1）11月23日10:32打开，正在填这份报告，这里只能看。"


NOTHING = "只读，没有改动要保存。要留一份，按Esc选“另存为”。"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stops the clock by which the header says when something was kept."""
    monkeypatch.setattr("tui.opened.strftime", lambda _format: "10:32")


@asynccontextmanager
async def greeted(opened: Opened | int) -> AsyncIterator[WizardApp]:
    """The wizard with what it has to say first; the report is closed at the end."""
    assert isinstance(opened, Opened)
    app = WizardApp(opened.session, opened)
    async with app.run_test(size=(80, 24)) as pilot:
        await all_done(app)
        await pilot.pause()
        yield app
    opened.close()


def held(file: Path, owner: Owner | None = OWNER) -> Opened:
    """A report that somebody else fills in."""
    return Opened(Session(load(file)), Held(owner))


def with_draft(file: Path, texts: dict[str, str], cursor: str = "") -> Opened:
    """A report with a draft of a fixed time and owner."""
    session, journal = journalled(file)
    journal.at(cursor or "report.year")
    session.edit_many(texts)
    return fixed(open_report(file))


def fixed(opened: Opened | int) -> Opened:
    assert isinstance(opened, Opened)
    when = datetime(NOW.year, 11, 23, 11, 5).astimezone()
    opened.drafts = [replace(draft, owner=OWNER, when=when) for draft in opened.drafts]
    return opened


def asked(app: WizardApp) -> str:
    """The title of the dialog in front; empty where there is none."""
    if not isinstance(app.screen, Dialog):
        return ""
    frame = next(line for line in screen_text(app).splitlines() if "+- " in line)
    return frame.partition("+- ")[2].partition(" -")[0].rstrip("-").strip()


async def until_told(app: WizardApp, text: str) -> None:
    """Wait for a message under the page."""
    async with asyncio.timeout(5):
        while text not in message(app):
            await Pilot(app).pause()


# Somebody else


async def test_somebody_fills_in_and_one_may_read(file: Path) -> None:
    async with greeted(held(file)) as app:
        await assert_golden(app, "greeting-held")
        await type_ahead(app, "enter")
        assert asked(app) == "" and message(app) == HELD
        await assert_golden(app, "greeting-read-only")


async def test_a_lock_that_cannot_be_read_is_somebody_s(file: Path) -> None:
    async with greeted(held(file, None)) as app:
        assert "有人打开，正在填这份报告。" in screen_text(app)


async def test_one_s_own_session_is_told_of_as_such(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Owner, "here", lambda: OWNER._replace(user="李四"))
    async with greeted(held(file, OWNER._replace(user="李四"))) as app:
        await assert_golden(app, "greeting-held-by-me")


@pytest.mark.parametrize(
    ("keys", "result"),
    [
        (["2"], TAKE_OVER),
        (["down", "enter"], TAKE_OVER),
        (["3"], 0),
        (["end", "enter"], 0),
    ],
)
async def test_taking_over_and_leaving_end_the_application(file: Path, keys: list[str], result: int) -> None:
    async with greeted(held(file)) as app:
        await type_ahead(app, *keys)
    assert app.return_value == result


@pytest.mark.parametrize("keys", [["1"], ["enter"], ["escape"]])
async def test_reading_goes_on_without_a_lock(file: Path, keys: list[str]) -> None:
    async with greeted(held(file)) as app:
        await type_ahead(app, *keys, "f8", "down", "f10")
    assert app.return_value == 0 and names(file.parent) == ["report.toml"]


# Notices


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


# Drafts


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


async def test_the_cover_shows_what_was_recovered_there(file: Path) -> None:
    async with greeted(with_draft(file, {"agency.office": "某某办公室"}, "agency.office")) as app:
        assert "某某办公室" not in screen_text(app)
        await type_ahead(app, "enter")
        await until_told(app, "恢复了1处")
        assert "某某办公室" in screen_text(app)


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


async def test_somebody_else_s_new_report_is_left_without_a_question(tmp_path: Path) -> None:
    report = new_report(figures.EDITION, dict(figures.COVER))
    theirs = Opened(Session(Loaded(tmp_path / "new.toml", b""), report), Held(OWNER))
    async with greeted(theirs) as app:
        await type_ahead(app, "escape", "f10")
    assert app.return_value == 0


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


async def test_text_and_drafts_cannot_reach_the_terminal_raw(file: Path) -> None:
    opened = with_draft(file, {FIRST: "甲\x1b]0;乙\x07\u202e丙"})
    hostile = OWNER._replace(user="甲\x1b[31m\u202e", host="乙\x07")
    opened.drafts = [replace(draft, owner=hostile) for draft in opened.drafts]
    async with greeted(opened) as app:
        await assert_golden(app, "greeting-hostile")
        await type_ahead(app, "2")
        await assert_golden(app, "greeting-hostile-compare")


# Reading only

CHANGING: dict[str, tuple[str, Sequence[str]]] = {
    "text on the cover": ("cover", ["down", "甲"]),
    "backspace on the cover": ("cover", ["down", "down", "end", "backspace"]),
    "a figure": ("requests", ["9"]),
    "F2 on a figure": ("requests", ["f2"]),
    "F3": ("requests", ["f3"]),
    "F4": ("requests", ["f4"]),
    "Del on a figure": ("requests", ["delete"]),
    "backspace on a figure": ("requests", ["backspace"]),
    "a new part": ("overview", ["+"]),
    "a part up": ("overview", ["down", "down", "["]),
    "a part down": ("overview", ["down", "]"]),
    "a part renamed": ("overview", ["down", "f2"]),
    "a part removed": ("overview", ["down", "delete"]),
    "prose": ("overview", ["down", "enter", "甲"]),
    "Del in prose": ("overview", ["down", "enter", "delete"]),
    "backspace in prose": ("overview", ["down", "enter", "end", "backspace"]),
    "figures of six": ("other", ["down", "enter", "9"]),
    "save": ("requests", ["ctrl+s"]),
}


async def test_a_new_report_that_may_only_be_read_has_nothing_to_save(tmp_path: Path) -> None:
    session = Session(Loaded(tmp_path / "new.toml", b""), figures.blank_session().report)
    async with greeted(Opened(session, Held(OWNER))) as app:
        await type_ahead(app, "escape", "ctrl+s")
        assert message(app) == NOTHING and not session.loaded.path.exists()
        await type_ahead(app, "ctrl+q")
        assert app.return_value == 0


@pytest.mark.parametrize("name", CHANGING)
async def test_what_may_only_be_read_is_not_changed_and_the_user_is_told_why(file: Path, name: str) -> None:
    step, keys = CHANGING[name]
    before = file.read_bytes()
    async with greeted(held(file)) as app:
        await type_ahead(app, "escape")
        await go(app, step)
        await type_ahead(app, *keys)
        assert asked(app) == "" and app.session.report == app.session.base
        assert (NOTHING if name == "save" else HELD) in message(app)
        await type_ahead(app, "f8", "f7", "f10")
    assert app.return_value == 0
    assert file.read_bytes() == before and names(file.parent) == ["report.toml"]


@pytest.mark.parametrize("step", ["cover", "overview", "requests"])
async def test_what_may_only_be_read_takes_no_paste(file: Path, step: str) -> None:
    async with greeted(held(file)) as app:
        await type_ahead(app, "escape")
        await go(app, step)
        await type_ahead(app, *(["down", "enter"] if step == "overview" else ["down"] if step == "cover" else []))
        app.post_message(events.Paste("1\t2\n3\t4\n"))
        await all_done(app)
        assert asked(app) == "" and app.session.report == app.session.base and HELD in message(app)


@pytest.mark.parametrize("step", STEPS)
async def test_no_key_is_named_that_would_change_what_may_only_be_read(file: Path, step: str) -> None:
    changing = re.compile(r"\^S|\^Z|修改|F3|F4|改标题|加一|Del|移|写正文|左右选择|保存|撤销|重做|录来源")
    async with greeted(held(file)) as app:
        await type_ahead(app, "escape")
        await go(app, step)
        for keys in ([], ["enter"]) if step in ("overview", "problems", "other") else ([],):
            await type_ahead(app, *keys)
            line = screen_text(app).splitlines()[-1].replace("方向键移动", "")
            assert "F8下节" in line and not changing.search(line)
        await wizard(app).action_menu()
        await all_done(app)
        offered = "".join(re.findall(r"\| (.*) \|", screen_text(app)))
        assert "另存为" in offered and not changing.search(offered)


async def test_the_keys_are_named_again_when_a_copy_may_be_changed(file: Path) -> None:
    async with greeted(held(file)) as app:
        await type_ahead(app, "escape", "escape", "end", "enter", *"copy.toml", "enter")
        assert "^S保存" in screen_text(app).splitlines()[-1]


async def test_what_may_only_be_read_can_be_looked_through(file: Path) -> None:
    async with greeted(held(file)) as app:
        await type_ahead(app, "escape")
        for _ in range(9):
            assert app.screen.is_current and "只读" in screen_text(app).splitlines()[0]
            await type_ahead(app, "f8")
            assert asked(app) == "", "a question whose answer could not be taken"
        await type_ahead(app, "f1")
        assert asked(app) == "说明"


async def test_a_copy_can_be_made_and_filled_in(file: Path) -> None:
    async with greeted(held(file)) as app:
        await type_ahead(app, "escape", "escape", "end", "enter", *"copy.toml", "enter")
        assert message(app).startswith("已保存 copy.toml")
        await go(app, "requests")
        await type_ahead(app, *"77", "tab")
        assert app.session.text(RECEIVED) == "77" and beside(file.with_name("copy.toml")).exists()
        await type_ahead(app, "ctrl+s", "f10")
    assert names(file.parent) == ["copy.toml", "report.toml"]


# A lock and a journal that are lost


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


def test_the_lock_of_a_report_is_free_again(file: Path) -> None:
    opened = held(file)
    opened.close()
    assert isinstance(acquire(file), Lock)
