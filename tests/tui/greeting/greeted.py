"""The wizard with what it has to say first, as a clerk sees it at 80×24.

Set UPDATE_GOLDENS=1 to write the pictures anew; then look at what changed.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from textual.pilot import Pilot

from schema.report_file import load
from tests.tui.drafts.journalled import journalled
from tests.tui.driven_wizard import message
from tests.tui.screen_text import screen_text
from tests.tui.typed_ahead import all_done
from tui.app import WizardApp
from tui.drafts.lock import Held
from tui.drafts.owner import Owner
from tui.opened import Opened
from tui.opening import open_report
from tui.screens.dialogs import Dialog
from tui.session import Session

COMPANY = "requests.received.company"
NOW = datetime.now().astimezone()
OWNER = Owner("张三", "office-1", 4711, 99, "boot", NOW.replace(month=11, day=23, hour=10, minute=32).isoformat())
HELD = "张三（主机 office-1）11月23日10:32打开，正在填这份报告，这里只能看。"


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
