"""Every screen on a terminal that draws East Asian Ambiguous characters two cells wide: “ ” … — · ① × and frames.

Set UPDATE_GOLDENS=1 to write the pictures anew; then look at what changed.
"""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from textual import events

from schema.canonical import canonical
from schema.form import Kind
from schema.report_file import Loaded, load
from tests import figures
from tests.tui.command_line import SAMPLES
from tests.tui.driven_wizard import STEPS
from tests.tui.painted import Painted, PaintedListing, misplaced, painted, settled, terminal_text, wizard_of
from tests.tui.test_wizard_screen import DIALOGS
from tests.tui.typed_ahead import type_ahead
from tui.screens.dialogs import Dialog
from tui.screens.report_list import ReportListScreen
from tui.screens.wizard_screen import WizardScreen
from tui.session import Session
from tui.terminal.environment import ASCII_FRAMES
from tui.widgets.text_view import TextView

pytestmark = pytest.mark.usefixtures("working_folder")

GOLDENS = Path(__file__).parent / "goldens_wide"
DOUBTFUL = "“一网通办”——①优化…②×·≠"
# Width of ambiguous characters, what the terminal says of them, and whether the user asked for ASCII.
TERMINALS = {
    "wide": (2, 2, False),
    "wide and ASCII asked for": (2, 2, True),
    "wide and silent": (2, None, True),
    "narrow and silent": (1, None, True),
    "wide and taken for narrow": (2, 1, True),
}


def doubtful(name: str, folder: Path) -> Session:
    """A sample report with doubtful characters in everything that can be typed."""
    report = load(SAMPLES / f"{name}.toml").report
    assert report is not None
    for field in report.edition.fields:
        if field.kind is Kind.LINE:
            report.set_text(field.key, DOUBTFUL + report.text(field.key))
    for place in report.prose_places():
        report.set_text(place, f"{DOUBTFUL}{report.text(place)}\n{DOUBTFUL * 8}")
    for parts in report.parts.values():
        for part in parts:
            part.heading += DOUBTFUL
    table = report.edition.balanced_table
    report.set_text(table.cells[0].place, "①")
    return Session(Loaded(folder / "“甲”—①.toml", b""), report)


def broken_row(app: Painted[Any], where: str) -> None:
    """Say which rows are broken, if any is."""
    rows = misplaced(app)
    assert not rows, f"{where}: {rows}\n{terminal_text(app)}"


async def turn_to(app: Painted[Any], step: str) -> None:
    """Show a page, wherever one is."""
    screen = app.screen_stack[0]
    assert isinstance(screen, WizardScreen)
    while screen.page.step != step:
        await type_ahead(app, "f8")
        if isinstance(app.screen, Dialog):
            await type_ahead(app, "escape")
    await settled(app)


@pytest.mark.parametrize(
    ("name", "terminal"),
    [*(("suqian-2023", terminal) for terminal in TERMINALS), ("shanghai-office-2019", "wide")],
)
async def test_no_column_of_any_page_is_moved(
    name: str, terminal: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    width, answer, ascii_only = TERMINALS[terminal]
    monkeypatch.setenv(ASCII_FRAMES, "1" if ascii_only else "")
    app = wizard_of(doubtful(name, tmp_path))
    async with painted(app, width, answer):
        for step in STEPS:
            await turn_to(app, step)
            broken_row(app, step)
            for keys in (("down", "right", "end"), ("enter", "“", "—"), ("tab", "home", "…", "x"), ("f6", "pagedown")):
                await type_ahead(app, *keys)
                if isinstance(app.screen, Dialog):
                    await settled(app)
                    broken_row(app, f"{step}, dialog")
                    await type_ahead(app, "escape")
                await settled(app)
                broken_row(app, f"{step}, {keys}")


@pytest.mark.parametrize("name", DIALOGS)
async def test_no_column_of_a_dialog_is_moved(name: str, tmp_path: Path) -> None:
    _, step, keys = DIALOGS[name]
    app = wizard_of(doubtful("suqian-2023", tmp_path))
    async with painted(app, 2, 2):
        await turn_to(app, step)
        await type_ahead(app, *keys)
        await settled(app)
        broken_row(app, name)


PICTURES: dict[str, tuple[str, str, list[str]]] = {
    "cover": ("suqian-2023", "cover", [*["down"] * 5, *["left"] * 3]),
    "writing": ("suqian-2023", "overview", ["down", "enter", "down", "right", "right"]),
    "selecting": ("suqian-2023", "problems", ["down", "enter", *["right"] * 3, *["shift+right"] * 4]),
    "disclosure": ("shanghai-office-2019", "disclosure", []),
    "requests": ("suqian-2023", "requests", []),
    "disputes": ("shanghai-office-2019", "disputes", ["1", "2"]),
    "check": ("suqian-2023", "check", []),
    "preview": ("shanghai-office-2019", "preview", []),
    "help": ("suqian-2023", "overview", ["down", "f1"]),
    "menu": ("suqian-2023", "requests", ["escape"]),
    "rename-part": ("suqian-2023", "overview", ["down", "f2"]),
}


def assert_golden(app: Painted[Any], name: str) -> None:
    """The terminal shows what was looked at."""
    broken_row(app, name)
    file, text = GOLDENS / f"{name}.txt", terminal_text(app)
    if os.environ.get("UPDATE_GOLDENS") == "1":
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PICTURES)
async def test_pictures(name: str, tmp_path: Path) -> None:
    report, step, keys = PICTURES[name]
    app = wizard_of(doubtful(report, tmp_path))
    async with painted(app, 2, 2):
        await turn_to(app, step)
        await type_ahead(app, *keys)
        await settled(app)
        assert_golden(app, name)


async def test_pasting() -> None:
    app = wizard_of(figures.session())
    async with painted(app, 2, 2):
        await turn_to(app, "requests")
        app.post_message(events.Paste("12\t“①\n7\t8…\t9\t10\t11\t12\t13\t14\n"))
        await settled(app)
        assert_golden(app, "paste")


async def test_too_small() -> None:
    app = wizard_of(figures.session())
    async with painted(app, 2, 2, size=(79, 23)):
        broken_row(app, "too small")
        assert terminal_text(app).split() == ["窗口太小，请放大到80列24行。Ctrl+S保存，F10退出。"]


async def test_the_list_of_reports(tmp_path: Path) -> None:
    for number, name in enumerate(("suqian-2023", "shanghai-office-2019")):
        report = doubtful(name, tmp_path).report
        (tmp_path / f"“{number}”—①.toml").write_text(canonical(report), encoding="utf-8")
    shutil.copy(tmp_path / "“0”—①.toml", tmp_path / "…坏.toml")
    app = PaintedListing(tmp_path)
    async with painted(app, 2, 2) as pilot:
        screen = app.screen
        assert isinstance(screen, ReportListScreen)
        while not screen.complete:
            await pilot.pause()
        await settled(app)
        broken_row(app, "list")
        assert '"0"-1.toml' in terminal_text(app)


# The answer comes when it comes


async def test_prose_and_preview_make_room_when_the_terminal_answers(tmp_path: Path) -> None:
    app = wizard_of(doubtful("suqian-2023", tmp_path))
    async with painted(app, 2):
        await turn_to(app, "overview")
        await type_ahead(app, "down", "enter", "down", "end")
        assert misplaced(app)
        app.post_message(events.CursorPosition(2, 1))
        await settled(app)
        assert_golden(app, "writing-late")
        await turn_to(app, "preview")
        assert "    “一网通办”——①优化…②×·≠2023年，" in terminal_text(app)


async def test_the_preview_is_broken_anew_when_the_terminal_answers(tmp_path: Path) -> None:
    app = wizard_of(doubtful("suqian-2023", tmp_path))
    async with painted(app, 2):
        await turn_to(app, "preview")
        app.post_message(events.CursorPosition(2, 1))
        await settled(app)
        broken_row(app, "preview")
        assert "办”——①优化…②×·≠" in terminal_text(app).split("\n")


async def test_a_preview_scrolled_sideways_keeps_its_columns(tmp_path: Path) -> None:
    app = wizard_of(doubtful("suqian-2023", tmp_path))
    async with painted(app, 2, 2):
        await turn_to(app, "preview")
        view = app.query_one(TextView)
        view.show([f"{blanks * ' '}{DOUBTFUL * 8}" for blanks in range(10)])
        for _ in range(12):
            await type_ahead(app, "right")
            await settled(app)
            broken_row(app, "preview")
            assert '"' not in "".join(terminal_text(app).split("\n")[3:13])


@pytest.mark.parametrize("answer", [0, 3, 4])
async def test_an_answer_that_makes_no_sense_puts_the_encoding_in_doubt(answer: int) -> None:
    app = wizard_of(figures.session())
    async with painted(app, 1, answer):
        assert app.encoding_suspect
        assert app.ambiguous_width is None and app.room_for_ambiguous == 1


@pytest.mark.parametrize(("answer", "suspect"), [(2, False), (4, False), (6, True), (3, True)])
async def test_two_characters_may_be_two_or_four_cells_but_not_three_characters_of_another_encoding(
    answer: int, suspect: bool
) -> None:
    assert "①①".encode().decode("gbk") == "鈶犫憼", "six bytes are three characters of GBK"
    app = wizard_of(figures.session())
    async with painted(app, 1, 1):
        app.post_message(events.CursorPosition(answer, 2))
        await settled(app)
        assert app.encoding_suspect == suspect
        assert app.ambiguous_width == 1


async def test_only_the_first_answer_counts() -> None:
    app = wizard_of(figures.session())
    async with painted(app, 1, 1):
        app.post_message(events.CursorPosition(2, 1))
        await settled(app)
        assert app.ambiguous_width == 1 and app.room_for_ambiguous == 1
