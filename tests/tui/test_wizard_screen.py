"""The wizard's pages and dialogs as a clerk sees them at 80×24, and what its keys do between pages.

Set UPDATE_GOLDENS=1 to write the pictures anew; then look at what changed.
"""

from collections.abc import Sequence
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual import events
from textual.pilot import Pilot
from textual.widgets import TextArea

from schema.report_file import Loaded, load
from tests import figures
from tests.tui.driven_wizard import NATURAL, STEPS, assert_golden, go, piloted, running, sample, wizard
from tests.tui.screen_text import screen_lines, screen_text
from tests.tui.typed_ahead import all_done, type_ahead
from tui.screens.dialogs import Dialog
from tui.screens.steps import header_runs
from tui.session import Session

PAGES = [
    *[("suqian-2023", step) for step in STEPS],
    *[("shanghai-office-2019", step) for step in ("disclosure", "requests", "disputes", "other", "check")],
    *[("hongze-2023", step) for step in ("cover", "disputes", "check")],
    *[("shimen-2021", step) for step in ("disclosure", "requests", "other", "check")],
    *[("draft-2025", step) for step in ("cover", "overview", "requests", "problems", "check", "preview")],
]


@pytest.mark.parametrize(("name", "step"), PAGES, ids=[f"{name}-{step}" for name, step in PAGES])
async def test_pages(name: str, step: str, tmp_path: Path) -> None:
    async with sample(name, tmp_path) as app:
        await go(app, step)
        await assert_golden(app, f"{name}-{step}")


DIALOGS: dict[str, tuple[str, str, Sequence[str]]] = {
    "help-cover": ("suqian-2023", "cover", ["f1"]),
    "help-cell": ("suqian-2023", "requests", ["down", "down", "f1"]),
    "help-part": ("suqian-2023", "overview", ["down", "f1"]),
    "menu": ("suqian-2023", "requests", ["escape"]),
    "fill-zeros": ("draft-2025", "requests", ["f4"]),
    "end-keying": ("suqian-2023", "requests", ["f3"]),
    "add-part": ("suqian-2023", "overview", ["+"]),
    "rename-part": ("suqian-2023", "overview", ["down", "f2"]),
    "remove-part": ("suqian-2023", "overview", ["down", "delete"]),
    "leave": ("suqian-2023", "requests", [*"12", "tab", "f10"]),
    "editing": ("suqian-2023", "requests", ["f2", "left"]),
    "not-a-figure": ("suqian-2023", "requests", [*"12a"]),
    "wrong-figure": ("suqian-2023", "requests", [*"3403", "tab"]),
    "other-figures": ("suqian-2023", "other", ["down", "enter"]),
    "preamble": ("suqian-2023", "cover", [*["down"] * 4, "enter"]),
    "writing": ("suqian-2023", "overview", ["down", "down", "enter"]),
}


@pytest.mark.parametrize("name", DIALOGS)
async def test_dialogs_and_edits(name: str, tmp_path: Path) -> None:
    report, step, keys = DIALOGS[name]
    async with sample(report, tmp_path) as app:
        await go(app, step)
        await type_ahead(app, *keys)
        await assert_golden(app, name)


async def test_the_question_about_totals() -> None:
    async with running(figures.blank_session()) as app:
        await type_ahead(app, "f8", "f8", "f8")
        await assert_golden(app, "key-totals")
        await type_ahead(app, "down", "enter")
        assert app.session.keyed(figures.EDITION.table("requests"))
        await type_ahead(app, "f8", "escape", "f7", "f8")
        assert not isinstance(app.screen, Dialog), "it is asked once"


async def test_final_refused() -> None:
    async with running(figures.session({NATURAL: "3403", "disclosure.licensing": "很多"})) as app:
        await type_ahead(app, "right")
        await assert_golden(app, "not-final")
        await type_ahead(app, "enter")
        assert wizard(app).page.step == "check"
        assert not app.session.report.final


@pytest.mark.parametrize(
    ("name", "block"),
    [("paste", "12\t/\n7\t8\t9\t10\t11\t12\t13\t14\n"), ("paste-nothing", "甲\t乙\n丙\t丁\n")],
)
async def test_pasting(name: str, block: str) -> None:
    async with piloted(figures.session()) as (app, pilot):
        await go(app, "requests")
        app.post_message(events.Paste(block))
        await all_done(app)
        await pilot.pause()
        await assert_golden(app, name)
        before = app.session.report.copy()
        await type_ahead(app, "escape")
        assert app.session.report == before


async def test_a_file_changed_outside(tmp_path: Path) -> None:
    async with sample("suqian-2023", tmp_path) as app:
        await go(app, "requests")
        await type_ahead(app, *"3403", "tab")
        (tmp_path / "suqian-2023.toml").write_text("theirs", encoding="utf-8")
        await type_ahead(app, "ctrl+s")
        await assert_golden(app, "changed-outside")
        await type_ahead(app, "enter")
        await assert_golden(app, "save-as")
    assert (tmp_path / "suqian-2023.toml").read_text(encoding="utf-8") == "theirs"


# Between pages


async def test_f8_goes_round_and_f7_back() -> None:
    async with running(figures.session()) as app:
        seen = []
        for _ in range(len(STEPS) + 1):
            seen.append(wizard(app).page.step)
            await type_ahead(app, "f8")
        assert seen == [*STEPS, "cover"]
        await type_ahead(app, "f7", "f7")
        assert wizard(app).page.step == "preview"


async def test_back_from_the_preamble_is_the_cover() -> None:
    async with running(figures.session()) as app:
        await type_ahead(app, *["down"] * 4, "enter", "f7")
        assert wizard(app).page.step == "cover"
        await type_ahead(app, "enter", "f8")
        assert wizard(app).page.step == "overview"


async def test_what_is_being_typed_is_kept_when_the_page_turns() -> None:
    async with running(figures.session()) as app:
        await go(app, "requests")
        await type_ahead(app, *"34", "f8", *"5", "f7", "f7", *"6", "f9")
        texts = [app.session.text(place) for place in (NATURAL, "disputes.reconsideration.upheld")]
        assert texts == ["34", "5"]
        assert app.session.text("disclosure.regulations.issued") == "6"
        assert wizard(app).page.step == "check"


async def test_prose_is_kept_when_the_page_turns_and_comes_back_by_undo() -> None:
    async with running(figures.session()) as app:
        await go(app, "overview")
        before = app.session.text("overview.parts.0.text")
        await type_ahead(app, "down", "enter", *"新写的", "f8")
        assert app.session.text("overview.parts.0.text") == "新写的" + before
        await type_ahead(app, "ctrl+z")
        assert app.session.text("overview.parts.0.text") == before
        assert wizard(app).page.step == "overview"
        await type_ahead(app, "ctrl+y")
        assert app.session.text("overview.parts.0.text") == "新写的" + before


async def test_undo_shows_where_it_was() -> None:
    async with running(figures.session()) as app:
        await go(app, "requests")
        await type_ahead(app, "7", "tab", "f8", "f8", "ctrl+z")
        assert wizard(app).page.step == "requests" and wizard(app).page.place() == NATURAL
        assert app.session.text(NATURAL) == "3402"
        await type_ahead(app, "ctrl+z")
        assert "没有可以撤销的改动" in screen_text(app)


async def test_undo_takes_back_the_edit_in_hand_first() -> None:
    async with running(figures.session()) as app:
        await go(app, "requests")
        await type_ahead(app, "7", "tab", "8", "ctrl+z")
        assert app.session.text(NATURAL) == "7"
        await type_ahead(app, "ctrl+z")
        assert app.session.text(NATURAL) == "3402"


async def test_zeros_fill_the_blanks_alone_and_leave_in_one_step() -> None:
    session = figures.session({NATURAL: "", "requests.granted.other": ""})
    async with running(session) as app:
        await go(app, "requests")
        await type_ahead(app, "f4", "escape")
        assert session.text(NATURAL) == ""
        await type_ahead(app, "f4", "enter")
        assert [session.text(place) for place in (NATURAL, "requests.granted.other")] == ["0", "0"]
        assert session.text("requests.received.company") == "99"
        await type_ahead(app, "ctrl+z")
        assert session.blanks(figures.EDITION.table("requests")) == [NATURAL, "requests.granted.other"]
        await type_ahead(app, "ctrl+y", "f4")
        assert not isinstance(app.screen, Dialog)


async def test_keyed_totals_begin_end_and_come_back() -> None:
    table = figures.EDITION.table("requests")
    async with running(figures.session()) as app:
        await go(app, "requests")
        await type_ahead(app, "f3", "end", *"3512", "tab")
        assert app.session.text("requests.received.total") == "3512"
        assert "相差1" in screen_text(app) or app.session.state("requests").errors == 1
        await type_ahead(app, "f3", "down", "enter")
        assert not app.session.keyed(table)
        await type_ahead(app, "ctrl+z")
        assert app.session.keyed(table) and app.session.text("requests.received.total") == "3512"


async def test_parts_are_added_renamed_moved_and_removed() -> None:
    async with running(figures.session()) as app:
        await go(app, "problems")
        parts = app.session.report.parts["problems"]
        await type_ahead(app, "+", *"新一条", "enter", *"内容", "escape")
        headings = [part.heading for part in app.session.report.parts["problems"]]
        assert "新一条" in headings
        index = headings.index("新一条")
        assert app.session.report.parts["problems"][index].text == "内容"
        await type_ahead(app, "f2", *"改名", "enter")
        assert app.session.report.parts["problems"][index].heading == "改名"
        await type_ahead(app, "[", "]", "[")
        assert app.session.report.parts["problems"][index - 1].heading == "改名"
        await type_ahead(app, "delete", "down", "enter")
        assert app.session.report.parts["problems"] == parts
        while app.session.undo() is not None:
            pass
        assert app.session.report == figures.report()


async def test_f6_goes_through_the_findings_and_round() -> None:
    async with running(
        figures.session({"disclosure.licensing": "很多", "disputes.reconsideration.upheld": "-1"})
    ) as app:
        places = []
        for _ in range(3):
            await type_ahead(app, "f6")
            places.append(wizard(app).page.place())
        assert places == ["disclosure.licensing", "disputes.reconsideration.upheld", "disclosure.licensing"]


async def test_nothing_is_lost_between_the_editor_and_the_file(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    async with running(Session(Loaded(path, b""), figures.report())) as app:
        await go(app, "overview")
        await type_ahead(app, "down", "enter", "甲", "ctrl+s")
        assert app.query_one("#page-overview TextArea", TextArea).text.startswith("甲")
    saved = load(path).report
    assert saved is not None and saved.text("overview.parts.0.text").startswith("甲")


@pytest.mark.parametrize("step", STEPS)
async def test_no_page_traps_the_cursor(step: str) -> None:
    """Whatever keys come, F8 and F7 lead away."""
    async with running(figures.session({NATURAL: "12a"})) as app:
        await go(app, step)
        keys = ["enter", "tab", "tab", "shift+tab", "down", "end", "home", "up", "left", "right", "pagedown", "pageup"]
        for key in keys:
            await type_ahead(app, key)
            if isinstance(app.screen, Dialog):
                await type_ahead(app, "escape")
        before = wizard(app).page.step
        await type_ahead(app, "f8")
        if isinstance(app.screen, Dialog):
            await type_ahead(app, "escape")
        assert wizard(app).page.step != before


@pytest.mark.parametrize("width", [80, 81, 60])
def test_a_title_that_the_header_has_no_room_for_is_cut_before_a_gap(width: int) -> None:
    session = figures.session({"agency.name": "某某市某某区某某街道办事处政务服务中心", NATURAL: "3403"})
    title, right = header_runs(session, width, "已暂存 10:32")
    assert title[0].rstrip().endswith("..") and right[0].startswith("  草稿  错误")
    assert cell_len(title[0] + right[0]) == width


@pytest.mark.parametrize("keys", [("f8", "down", "enter"), ("f8", "f8"), ("down", "down")])
async def test_the_first_change_is_said_not_to_be_saved_before_the_typing_pauses(
    keys: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # No pause ever ends.
    monkeypatch.setattr("tui.screens.standing._STATUS_DELAY", 3600.0)
    async with sample("suqian-2023", tmp_path) as app:
        await type_ahead(app, *keys)
        assert screen_lines(app)[0].rstrip().endswith("已保存")
        await type_ahead(app, "7")
        await Pilot(app).pause()
        assert screen_lines(app)[0].rstrip().endswith("未保存")
        assert wizard(app)._standing._to_show_status._due is not None


async def test_a_large_paste_is_at_once_said_not_to_be_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.screens.standing._STATUS_DELAY", 3600.0)
    async with sample("suqian-2023", tmp_path) as app:
        await type_ahead(app, "f8", "down", "enter")
        app.post_message(events.Paste("公开" * 5000))
        await all_done(app)
        await Pilot(app).pause()
        assert screen_lines(app)[0].rstrip().endswith("未保存")
