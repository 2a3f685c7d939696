"""A report that may only be read: nothing changes it, and the user is told why."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from textual import events

from schema.report_file import Loaded
from tests import figures
from tests.tui.drafts.journalled import RECEIVED, beside, names
from tests.tui.driven_wizard import STEPS, go, message, wizard
from tests.tui.greeting.greeted import HELD, OWNER, asked, greeted, held
from tests.tui.screen_text import screen_text
from tests.tui.typed_ahead import all_done, type_ahead
from tui.drafts.lock import Held
from tui.opened import Opened
from tui.session import Session

NOTHING = "只读，没有改动要保存。要留一份，按Esc选“另存为”。"
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
