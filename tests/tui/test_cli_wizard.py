"""The commands that open the wizard: what is settled before it opens, and what is refused."""

import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from schema.report import Report
from schema.report_file import load
from schema.unsafe import find_unsafe
from tests.tui.command_line import HOSTILE, SAMPLES, run
from tui.cli import main
from tui.commands import terminal

SUQIAN = SAMPLES / "suqian-2023.toml"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[Path, Report | None]]:
    """What the wizard was opened on, in an empty folder; the wizard itself is left out."""
    calls: list[tuple[Path, Report | None]] = []

    def run_wizard(path: Path, report: Report | None = None) -> int:
        calls.append((path, report))
        return 7

    wizard = ModuleType("tui.wizard")
    wizard.__dict__.update(run_wizard=run_wizard)
    monkeypatch.setitem(sys.modules, "tui.wizard", wizard)
    listing = ModuleType("tui.listing")
    listing.__dict__.update(run_listing=run_wizard)
    monkeypatch.setitem(sys.modules, "tui.listing", listing)
    monkeypatch.setattr(terminal, "prepare_environment", lambda: None)
    monkeypatch.setattr(terminal, "require_terminal", lambda: None)
    monkeypatch.chdir(tmp_path)
    return calls


def test_edit_opens_an_existing_file(opened: list[tuple[Path, Report | None]]) -> None:
    assert main(["edit", str(SUQIAN)]) == 7
    assert opened == [(SUQIAN, None)]


def test_no_command_opens_the_list_of_this_folder(opened: list[tuple[Path, Report | None]], tmp_path: Path) -> None:
    assert main([]) == 7
    assert opened == [(tmp_path, None)]


def test_new_opens_an_empty_draft_of_last_year(opened: list[tuple[Path, Report | None]], tmp_path: Path) -> None:
    assert main(["new", "report.toml"]) == 7
    ((path, report),) = opened
    assert path == Path("report.toml") and report is not None
    assert report.year == date.today().year - 1
    assert (report.edition.number, report.final) == (2021, False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("year", ["2020", "２０２０"])
def test_new_takes_what_is_given(opened: list[tuple[Path, Report | None]], year: str) -> None:
    given = ["--agency", "某乡人民政府", "--kind", "部门", "--level", "township"]
    assert main(["new", "2020.toml", "--year", year, *given]) == 7
    report = opened[0][1]
    assert report is not None and report.edition.number == 2019
    assert report.title == "某乡人民政府2020年政府信息公开工作年度报告"
    assert [report.text(place) for place in ("agency.kind", "agency.level")] == ["department", "township"]


def test_new_takes_agency_and_contact_from_last_years_report(
    opened: list[tuple[Path, Report | None]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "sq.toml").write_bytes(SUQIAN.read_bytes())
    (tmp_path / "new").mkdir()
    assert main(["new", "new/2024.toml", "--previous", "old/sq.toml"]) == 7
    report = opened[0][1]
    assert report is not None and report.year == 2024 and not report.final
    assert report.text("report.previous") == "../old/sq.toml"
    assert report.title.startswith("宿迁市人民政府2024年")
    last = load(SUQIAN).report
    assert last is not None
    agency = [place for place in report.edition.fields_by_place if place.startswith("agency.")]
    assert [report.text(place) for place in agency] == [last.text(place) for place in agency]
    assert all(number.blank for number in report.cells.values())
    assert capsys.readouterr().err == "机关和联系方式取自上年报告“old/sq.toml”（2023年度）。\n"


def test_what_is_given_to_new_goes_before_last_years_report(opened: list[tuple[Path, Report | None]]) -> None:
    given = ["--agency", "某市人民政府", "--kind", "department", "--level", "乡", "--year", "2024"]
    assert main(["new", "2024.toml", "--previous", str(SUQIAN), *given]) == 7
    report = opened[0][1]
    assert report is not None
    texts = [report.text(place) for place in ("agency.name", "agency.kind", "agency.level", "report.previous")]
    assert texts == ["某市人民政府", "department", "township", str(SUQIAN)]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["new", "there.toml"], "there.toml：已经有这个文件，不能新建。继续填报请用：nianbao edit there.toml"),
        (["new", "dangling.toml"], "已经有这个文件"),
        (["new", "report"], "要以 .toml 结尾，例如：nianbao new report.toml"),
        (["new", "none/report.toml"], "没有文件夹“none”；请先建好文件夹"),
        (["new", f"{HOSTILE}.toml"], "甲‹U+001B›"),
        (["new", "a.toml", "--year", "25"], "--year 不能是“25”。请写四位数字的年份"),
        (["new", "a.toml", "--year", "2025²"], "--year 不能是“2025²”。请写四位数字的年份"),
        (["new", "a.toml", "--year", "2018"], "从2019年度开始，没有2018年度的格式"),
        (["new", "a.toml", "--level", HOSTILE], "行政层级不能是“甲‹U+001B›"),
        (
            ["new", "a.toml", "--kind", "公司"],
            "机关类别不能是“公司”，可以是：人民政府（government）、部门（department）",
        ),
        (["new", "a.toml", "--agency", HOSTILE], "机关全称“甲‹U+001B›"),
        (["new", "a.toml", "--previous", "none.toml"], "上年报告“none.toml”：没有这个文件"),
        (["new", "a.toml", "--previous", HOSTILE], "上年报告“甲‹U+001B›"),
        (["new", "a.toml", "--previous", "/dev/zero"], "不是普通文件"),
        (["new", "a.toml", "--previous", "there.toml"], "上年报告“there.toml”读不出来。第1行："),
        (
            ["new", "a.toml", "--previous", "conflict.toml"],
            "上年报告“conflict.toml”读不出来。第2行：文件里有合并冲突的标记（<<<<<<<、=======、>>>>>>>）。在两种写法里留下一种",
        ),
        (
            ["new", "a.toml", "--previous", str(SUQIAN), "--year", "2025"],
            "2023年度的报告，报告年度应当是2024，不是2025",
        ),
        (["edit", "none.toml"], "none.toml：没有这个文件。请核对文件名；新建报告用 nianbao new。"),
        (["edit", "."], "这是一个文件夹"),
        (["edit", HOSTILE], "甲‹U+001B›"),
    ],
)
def test_refusals(
    opened: list[tuple[Path, Report | None]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    said: str,
) -> None:
    (tmp_path / "there.toml").write_text("mine")
    (tmp_path / "dangling.toml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "conflict.toml").write_text("edition = 2021\n<<<<<<< HEAD\n")
    assert main(arguments) == 2
    err = capsys.readouterr().err
    assert said in err
    assert not find_unsafe(err)
    assert opened == []
    assert (tmp_path / "there.toml").read_text() == "mine"


@pytest.mark.parametrize("arguments", [[], ["new", "a.toml"], ["edit", str(SUQIAN)]])
def test_without_a_terminal_the_user_is_told_what_to_use_instead(tmp_path: Path, arguments: list[str]) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert "标准输入不是终端" in done.stderr.decode() and "nianbao check" in done.stderr.decode()
    assert done.stdout == b""
    assert list(tmp_path.iterdir()) == []


def test_errors_sent_elsewhere_are_refused_where_the_user_looks(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("stdin", "stdout"):
        monkeypatch.setattr(getattr(sys, name), "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(terminal, "prepare_environment", lambda: None)
    assert main(["edit", str(SUQIAN)]) == terminal.NO_TERMINAL
    out, err = capfd.readouterr()
    assert "标准错误不是终端" in out and "标准错误不是终端" in err
