"""The list of reports of a folder: what it shows, opening, making a new one, and coming back."""

import asyncio
import json
import os
import re
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual import events
from textual.pilot import Pilot

from schema.canonical import canonical
from schema.checks import run
from schema.completion import percent_filled
from schema.findings import Severity
from schema.report import Report, new_report
from schema.report_file import Loaded, load
from schema.siblings import Siblings
from schema.unsafe import find_unsafe
from tests.schema.checked_reports import clean_report
from tests.tui.screen_text import screen_lines, screen_text
from tests.tui.typed_ahead import all_done, type_ahead
from tui.drafts.journal import Journal
from tui.drafts.lock import Held, holder
from tui.drafts.owner import Owner
from tui.listing import ListingApp, run_listing
from tui.opened import Opened
from tui.opening import open_report
from tui.report_rows import candidates, row_of
from tui.screens.report_list import Opening, ReportListScreen
from tui.session import Session
from tui.terminal.key_order import KeyTarget
from tui.widgets.report_table import ReportTable

LAST_YEAR = date.today().year - 1
NEW = "requests.received.natural_person"


def write(folder: Path, name: str, report: Report) -> Path:
    path = folder / name
    path.write_text(canonical(report), encoding="utf-8")
    return path


def draft(year: str, name: str, **cells: str) -> Report:
    report = clean_report(2021, {"status": "draft", "report.year": year, "agency.name": name, "report.published": ""})
    for place, text in cells.items():
        report.set_text(place.replace("__", "."), text)
    return report


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two drafts, a final report, files that are none, and files that cannot be read."""
    write(tmp_path, "石门乡.toml", draft("2023", "靖远县石门乡人民政府", requests__received__natural_person="30"))
    write(tmp_path, "a.toml", draft("2023", "甲县人民政府"))
    write(tmp_path, "2021.toml", clean_report(2021))
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    (tmp_path / "empty.toml").write_text("")
    (tmp_path / "notes.txt").write_text("edition = 2021\n")
    (tmp_path / ".hidden.toml").write_text("edition = 2021\n")
    (tmp_path / "folder.toml").mkdir()
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "坏.toml").write_text("edition = 2021\nstatus = \n")
    return tmp_path


@asynccontextmanager
async def listing(folder: Path, preferred: Path | None = None) -> AsyncIterator[tuple[ListingApp, Pilot[Opening]]]:
    """The list when everything has been read."""
    app = ListingApp(folder, preferred)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await all_read(app, pilot)
        yield app, pilot


async def all_read(app: ListingApp, pilot: Pilot[Opening]) -> None:
    screen = app.screen_stack[0]
    assert isinstance(screen, ReportListScreen)
    while not screen.complete:
        await pilot.pause()
    await pilot.pause()


def table_of(app: ListingApp) -> ReportTable:
    return app.screen_stack[0].query_one(ReportTable)


def test_the_table_takes_its_keys_by_calls() -> None:
    assert isinstance(ReportTable(""), KeyTarget)


async def test_reports_by_year_and_name_with_what_is_wrong(folder: Path) -> None:
    async with listing(folder) as (app, _):
        lines = [line.rstrip() for line in screen_lines(app)]
        assert lines[1:7] == [
            "  文件               机关                         年度  状态  完成度  错误  疑问",
            "> 坏.toml            打不开：第2行：等号后面的值不合写法（第10列）：status =。..",
            "  2021.toml          某县人民政府                 2021  定稿    100%     0     0",
            "  a.toml             甲县人民政府                 2023  草稿    100%     0     0",
            "  石门乡.toml        靖远县石门乡人民政府         2023  草稿    100%     1     0",
            "",
        ]
        assert lines[22].startswith(" 坏.toml 第2行：")
        assert lines[23] == " Enter打开  n新建  F1说明  q退出"


async def test_the_file_opened_before_is_selected(folder: Path) -> None:
    async with listing(folder, folder / "a.toml") as (app, _):
        assert any(line.startswith("> a.toml") for line in screen_lines(app))
        assert screen_lines(app)[22].strip() == "a.toml  甲县人民政府"


async def test_opening_a_report_exits_with_it(folder: Path) -> None:
    async with listing(folder) as (app, _):
        await type_ahead(app, "end", "up", "enter")
        assert app.return_value == Opening(folder / "a.toml")


async def test_a_file_that_cannot_be_read_says_why(folder: Path) -> None:
    async with listing(folder) as (app, _):
        await type_ahead(app, "enter")
        assert "| 坏.toml" in screen_text(app) and "第2行：" in screen_text(app)
        await type_ahead(app, "escape", "down", "enter")
        assert app.return_value == Opening(folder / "2021.toml")


@pytest.mark.parametrize("leaving", ["q", "Q", "ｑ", "f10"])
async def test_leaving(folder: Path, leaving: str) -> None:
    async with listing(folder) as (app, _):
        await type_ahead(app, "f1", "escape", leaving)
        assert app.return_value is None and not app.is_running


async def test_a_new_report_typed_ahead(folder: Path) -> None:
    async with listing(folder) as (app, _):
        await type_ahead(app, "ｎ", *"新", "enter", *"乙县人民政府", "enter", *"２０２４", "enter")
        assert app.return_value is not None and app.return_value.report is not None
        assert app.return_value.path == folder / "新.toml"
        report = app.return_value.report
        assert report.text("agency.name") == "乙县人民政府" and report.year == 2024
        assert report.edition.number == 2021 and not app.return_value.path.exists()


async def test_a_new_report_as_offered(folder: Path) -> None:
    async with listing(folder, folder / "a.toml") as (app, _):
        await type_ahead(app, "n", "enter", "enter", "enter")
        assert app.return_value is not None and app.return_value.report is not None
        assert app.return_value.path == folder / f"report-{LAST_YEAR}.toml"
        assert app.return_value.report.text("agency.name") == "甲县人民政府"
        assert app.return_value.report.year == LAST_YEAR


async def test_a_new_report_has_the_contact_of_the_year_before(folder: Path) -> None:
    texts = {"report.year": "2023", "agency.name": "乙县人民政府", "agency.phone": "0527-1", "agency.level": "city"}
    write(folder, "乙.toml", clean_report(2021, texts))
    async with listing(folder) as (app, _):
        await type_ahead(app, "n", *"新", "enter", *"乙县人民政府", "enter", *"2024", "enter")
        assert app.return_value is not None and app.return_value.report is not None
        assert [app.return_value.report.text(place) for place in texts] == ["2024", *list(texts.values())[1:]]


def test_the_queries_counted_are_those_beside_last_year_too(tmp_path: Path) -> None:
    (tmp_path / "alone").mkdir()
    report = draft("2024", "甲县人民政府", **{"requests.carried_in.research": "1", "requests.granted.research": "1"})
    write(tmp_path, "2023.toml", draft("2023", "甲县人民政府"))
    beside, alone = (row_of(write(folder, "2024.toml", report)) for folder in (tmp_path, tmp_path / "alone"))
    assert beside is not None and alone is not None
    last_year = load(tmp_path / "2023.toml").report
    asked = [finding.code for finding in run(report, last_year) if finding.severity is Severity.QUERY]
    assert "carried-over" in asked and beside.queries == len(asked) > alone.queries
    assert row_of(tmp_path / "2024.toml", Siblings(tmp_path)) == beside


@pytest.mark.parametrize("answered", range(3))
async def test_backing_out_of_a_new_report(folder: Path, answered: int) -> None:
    async with listing(folder) as (app, _):
        await type_ahead(app, "n", *["enter"] * answered, "escape")
        assert app.return_value is None and len(app.screen_stack) == 1
        await type_ahead(app, "end", "enter")
        assert app.return_value == Opening(folder / "石门乡.toml")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.toml", "已经有 a.toml"),
        ("a", "已经有 a.toml"),
        ("../x", "不带文件夹"),
        ("x\\y", "不带文件夹"),
        (" ", "请写文件名"),
        (".x", "不要以点"),
        ("-x", "不要以点"),
        ("长" * 70, "文件名太长"),
    ],
)
async def test_names_that_will_not_do(folder: Path, name: str, said: str) -> None:
    async with listing(folder) as (app, pilot):
        await type_ahead(app, "n")
        app.post_message(events.Paste(name))
        await all_done(app)
        await type_ahead(app, "enter")
        await pilot.pause()
        assert said in screen_text(app) and "新建报告 1/3" in screen_text(app)


@pytest.mark.parametrize(("year", "said"), [("202", "四位数字"), ("20x1", "四位数字"), ("2008", "从2019年度")])
async def test_years_that_will_not_do(folder: Path, year: str, said: str) -> None:
    async with listing(folder) as (app, pilot):
        await type_ahead(app, "n", "enter", "enter", *year, "enter")
        await pilot.pause()
        assert said in screen_text(app) and app.return_value is None
        await type_ahead(app, *["backspace"] * len(year), *"2019", "enter")
        assert app.return_value is not None and app.return_value.report is not None
        assert app.return_value.report.edition.number == 2019


async def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    async with listing(tmp_path) as (app, _):
        assert "还没有报告" in screen_text(app)
        await type_ahead(app, "down", "end", "enter", "pagedown", "q")
        assert app.return_value is None and not app.is_running


async def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    async with listing(tmp_path / "没有") as (app, _):
        assert "没有这个文件" in screen_lines(app)[22]


async def test_many_reports_can_be_moved_through_while_they_are_read(tmp_path: Path) -> None:
    source = write(tmp_path, "r000.toml", draft("2023", "甲县人民政府"))
    for number in range(1, 100):
        shutil.copy(source, tmp_path / f"r{number:03}.toml")
    app = ListingApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        while len(table_of(app).rows) < 3:
            await asyncio.sleep(0)
        selected = table_of(app).selected
        await type_ahead(app, "down", "up")
        assert selected is not None and selected.path == source
        assert len(table_of(app).rows) < 100
        await all_read(app, pilot)
        assert len(table_of(app).rows) == 100 and table_of(app).selected == selected
        await type_ahead(app, "pagedown")
        assert [line[:2] for line in screen_lines(app)].count("> ") == 1
        await type_ahead(app, "end")
        assert screen_lines(app)[21].startswith("> r099.toml")
        await type_ahead(app, "home")
        assert screen_lines(app)[2].startswith("> r000.toml")


async def test_hostile_names_and_agencies_are_named(tmp_path: Path) -> None:
    hostile = "甲\x1b[31m乙\u202e丙\u200b丁"
    write(tmp_path, f"{hostile}.toml", draft("2023", hostile * 5))
    (tmp_path / "坏\x07.toml").write_text("edition = \x1b[2J")
    async with listing(tmp_path) as (app, _):
        for keys in (["home", "enter"], ["escape", "end"]):
            await type_ahead(app, *keys)
            assert all(cell_len(line) == 80 and not find_unsafe(line) for line in screen_lines(app))
        assert "‹U+001B›" in screen_text(app)


def test_only_files_that_may_be_reports_are_read(folder: Path) -> None:
    assert [path.name for path in candidates(folder)] == [
        "2021.toml",
        "a.toml",
        "empty.toml",
        "pyproject.toml",
        "坏.toml",
        "石门乡.toml",
    ]
    assert row_of(folder / "pyproject.toml") is None and row_of(folder / "empty.toml") is None


def test_a_file_that_vanished_is_a_row_that_says_so(tmp_path: Path) -> None:
    row = row_of(tmp_path / "没有.toml")
    assert row is not None and "没有这个文件" in row.problems[0]


def test_a_report_with_errors_of_structure_says_every_one(tmp_path: Path) -> None:
    text = canonical(draft("2023", "甲县人民政府")) + "\n[unknown]\nx = 1\n\n[another]\ny = 2\n"
    path = tmp_path / "x.toml"
    path.write_text(text, encoding="utf-8")
    row = row_of(path)
    assert row is not None and not row.problems and row.errors == 2


# What was left unsaved


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


@pytest.mark.parametrize(
    ("change", "percent"),
    [
        (lambda report: None, 100),
        (lambda report: report.set_text(NEW, ""), 99),
        (lambda report: report.set_text("other.intro", " "), 99),
    ],
)
def test_how_much_is_filled_in(change: Callable[[Report], None], percent: int) -> None:
    report = clean_report(2021)
    change(report)
    assert percent_filled(report) == percent
    assert percent_filled(new_report(report.edition)) == 0


def test_the_list_comes_back_after_the_wizard(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    openings = [Opening(folder / "a.toml"), Opening(folder / "新.toml", new_report(clean_report().edition)), None]
    shown: list[Path | None] = []
    opened: list[tuple[Path, bool]] = []

    def run(app: ListingApp) -> Opening | None:
        screen = app.get_default_screen()
        assert isinstance(screen, ReportListScreen)
        shown.append(screen.preferred)
        return openings[len(shown) - 1]

    def run_wizard(path: Path, report: Report | None = None) -> int:
        opened.append((path, report is not None))
        return 0

    monkeypatch.setattr(ListingApp, "run", run)
    monkeypatch.setattr("tui.wizard.run_wizard", run_wizard)
    assert run_listing(folder) == 0
    assert shown == [None, folder / "a.toml", folder / "新.toml"]
    assert opened == [(folder / "a.toml", False), (folder / "新.toml", True)]


def test_what_the_wizard_told_on_failing_is_not_hidden(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ListingApp, "run", lambda app: Opening(folder / "a.toml"))
    monkeypatch.setattr("tui.wizard.run_wizard", lambda path, report: 2)
    assert run_listing(folder) == 2


def test_a_file_gone_before_it_is_opened(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ListingApp, "run", lambda app: Opening(folder / "没有.toml"))
    assert run_listing(folder) == 2
    assert "没有这个文件" in capsys.readouterr().err
