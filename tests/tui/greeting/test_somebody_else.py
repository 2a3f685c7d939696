"""Somebody else fills in the report: reading it, taking it over, leaving."""

from pathlib import Path

import pytest

from schema.report import new_report
from schema.report_file import Loaded
from tests import figures
from tests.tui.drafts.journalled import names
from tests.tui.driven_wizard import assert_golden, message
from tests.tui.greeting.greeted import HELD, OWNER, asked, greeted, held
from tests.tui.screen_text import screen_text
from tests.tui.typed_ahead import type_ahead
from tui.drafts.lock import Held, Lock, acquire
from tui.drafts.owner import Owner
from tui.opened import TAKE_OVER, Opened
from tui.session import Session


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


async def test_somebody_else_s_new_report_is_left_without_a_question(tmp_path: Path) -> None:
    report = new_report(figures.EDITION, dict(figures.COVER))
    theirs = Opened(Session(Loaded(tmp_path / "new.toml", b""), report), Held(OWNER))
    async with greeted(theirs) as app:
        await type_ahead(app, "escape", "f10")
    assert app.return_value == 0


def test_the_lock_of_a_report_is_free_again(file: Path) -> None:
    opened = held(file)
    opened.close()
    assert isinstance(acquire(file), Lock)
