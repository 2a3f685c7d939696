"""What is told of many files: the line of progress, the table, years missing or there twice, annotations."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from wcwidth import wcswidth

from schema.findings import Finding, Severity
from schema.unsafe import find_unsafe
from tests.tui.command_line import HOSTILE
from tui.checking import progress
from tui.checking.github import annotation, unreadable
from tui.checking.outcome import Outcome
from tui.checking.progress import Progress
from tui.checking.summary import Summary


class Terminal(StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    stream = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    # pytest puts its own in the place of `sys.stderr` again before the test.
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=stream, stdout=None))
    monkeypatch.setattr(progress, "_EVERY", 0.0)
    monkeypatch.setattr(progress, "_columns", lambda: 80)
    yield stream


def test_the_line_is_drawn_over_itself_and_taken_away(terminal: Terminal) -> None:
    line = Progress(200)
    line.at(0, 0)
    line.at(0, 0)
    line.at(50, 3)
    assert terminal.getvalue() == (
        "\r\x1b[K正在校验 [....................] 0/200\r"
        "\r\x1b[K正在校验 [#####...............] 50/200　有错误或疑问的3\r"
    )
    line.clear()
    line.clear()
    assert terminal.getvalue().endswith("3\r\r\x1b[K")


def test_what_is_told_stands_above_the_line_and_is_written_with_it(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes: list[str] = []
    monkeypatch.setattr(terminal, "write", writes.append)
    line = Progress(200)
    line.at(0, 0)
    monkeypatch.setattr(progress, "_EVERY", 60.0)
    for number in range(1, 4):
        line.tell(f"{number}")
        line.at(number, 0)
    # The first is not kept back, nor is anything once there is no time left.
    assert writes[1:] == ["\r\x1b[K1\n正在校验 [....................] 1/200\r"]
    line.clear()
    assert writes[2:] == ["\r\x1b[K2\n3\n"]


def test_results_that_go_elsewhere_do_not_disturb_the_line(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    line = Progress(200)
    line.at(0, 0)
    drawn = terminal.getvalue()
    line.put("a.toml:1: 错误\n")
    line.at(0, 0)
    assert terminal.getvalue() == drawn and capsys.readouterr().out == "a.toml:1: 错误\n"


def test_no_terminal_no_line(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    Progress(10).at(1, 0)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(terminal, "isatty", lambda: False)
    Progress(10).at(1, 0)
    Progress(0).at(1, 0)
    assert terminal.getvalue() == ""


@pytest.mark.parametrize("columns", range(1, 81))
def test_the_line_never_wraps(terminal: Terminal, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setattr(progress, "_columns", lambda: columns)
    Progress(10_000).at(1_234, 567)
    line = terminal.getvalue().removeprefix("\r\x1b[K").removesuffix("\r")
    assert wcswidth(line) < max(columns, 1) and (line or columns <= len("1234/10000"))
    assert ("#" in line) == (columns > 61)


def test_a_terminal_without_chinese_gets_the_numbers(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Terminal, "encoding", "ascii")
    Progress(10).at(1, 0)
    assert terminal.getvalue() == "\r\x1b[K1/10\r"


def summary(*reports: tuple[str, str, int | None]) -> list[str]:
    made = Summary()
    for name, agency, year in reports:
        made.take(name, Outcome(agency=agency, year=year, percent=50, errors=1, queries=2, accepted=3))
    return list(made.lines(True))


def test_agencies_are_lined_up() -> None:
    lines = summary(("a", "某某市人民政府", 2021), ("b", "甲局", 2021), ("c", "某某市人民政府", 2022))
    assert lines == [
        "机关            年度       完成度  错误  疑问  已说明",
        "某某市人民政府  2021-2022     50%     2     4       6",
        "甲局            2021          50%     1     2       3",
        "缺少：甲局没有2022年度的报告",
        "3个文件：错误3，疑问6，提示0，已说明9",
    ]
    assert len({wcswidth(line) for line in lines[:3]}) == 1


def test_one_report_needs_no_table() -> None:
    assert summary(("a", "甲局", 2021)) == ["1个文件：错误1，疑问2，提示0，已说明3"]


def test_years_there_twice_and_years_missing() -> None:
    lines = summary(
        *[(f"{year}.toml", "甲局", year) for year in (2019, 2021, 2024)],
        ("again/2021.toml", "甲 局", 2021),
        ("x.toml", "甲局", 1987),
        ("y.toml", "", 2021),
        ("z.toml", "乙局", None),
    )
    assert lines[-3:-1] == [
        "重复：甲局2021年度有2份：2021.toml、again/2021.toml",
        "缺少：甲局没有2020、2022-2023年度的报告",
    ]


def test_one_file_named_twice_is_no_duplicate() -> None:
    lines = summary(("a.toml", "甲局", 2021), ("./a.toml", "甲局", 2021))
    assert not [line for line in lines if line.startswith("重复")]


def test_hostile_names_are_made_visible_and_cut() -> None:
    lines = summary((HOSTILE, HOSTILE * 30, 2021), ("b", HOSTILE * 30, 2021), ("c", "甲局", 2019))
    assert not find_unsafe("\n".join(lines))
    assert len({wcswidth(line) for line in lines[:3]}) == 1 and wcswidth(lines[0]) < 80


def test_reports_without_an_agency_are_no_duplicates() -> None:
    lines = summary(("a.toml", "", 2021), ("b.toml", "", 2021))
    assert not [line for line in lines if line.startswith("重复")]


def test_the_table_ends_somewhere() -> None:
    made = Summary()
    for number in range(1_000):
        counts = {"errors": 2 * (number == 700), "queries": 3 * (number == 800) + (number > 990)}
        made.take(f"{number}.toml", Outcome(agency=f"{number}局", year=2021 + number % 3, **counts))
    lines = list(made.lines(True))
    assert "以上是错误最多的200个机关，错误一样多的看疑问；另有800个没有列出。" in lines
    assert [line.split()[0] for line in lines[1:6]] == ["700局", "800局", "991局", "992局", "993局"]
    # Those without either follow in the order of their files.
    assert [line.split()[0] for line in lines[12:14]] == ["0局", "1局"]
    assert len(lines) < 300 and lines[-2].startswith("还有") and lines[-1].startswith("1000个文件：")


def test_what_cannot_be_read_is_told_last() -> None:
    made = Summary()
    made.take("a.toml", Outcome(agency="甲局", year=2021))
    made.take("b.toml", Outcome(agency="乙局", year=2023))
    for number in range(60):
        made.take(f"{HOSTILE}{number}.toml", Outcome(unread=True, why="没有这个文件。"))
    made.cannot_read("文件夹", "没有读取的权限。")
    lines = list(made.lines(True, [f"没有校验：{number}" for number in range(51)]))
    assert lines[-1] == "62个文件：错误0，疑问0，提示0，读不了61"
    assert lines[-2] == "还有11个读不了的没有列出。"
    assert lines[-52].endswith("0.toml：没有这个文件。") and not find_unsafe(lines[-52])
    assert lines[-53] == "还有1个没有校验的没有列出。"
    assert lines[-54] == "没有校验：49"


def finding(message: str, suggestion: str = "", severity: Severity = Severity.ERROR) -> Finding:
    return Finding("cell-blank", severity, (), message, suggestion, line=7)


def test_annotations_are_escaped() -> None:
    told = annotation("a,b:c%.toml", finding("100%，一:二", "照\n改"))
    assert told == "::error file=a%2Cb%3Ac%25.toml,line=7,title=错误 cell-blank::100%25，一:二%0A照%0A改"
    assert annotation("x", finding("", severity=Severity.QUERY)).startswith("::warning file=x,line=7,title=疑问 ")
    assert annotation("x", finding("", severity=Severity.HINT)).startswith("::notice ")


def test_annotations_cannot_be_forged() -> None:
    told = annotation(f"{HOSTILE}\n::error::x", finding("a\r\n::set-output name=x::y\x1b[0m"))
    assert "\n" not in told and "\r" not in told and not find_unsafe(told)
    assert told.startswith("::error file=甲‹U+001B›")


def test_annotations_name_files_from_the_working_folder(working_folder: None) -> None:
    here = Path.cwd()
    assert annotation(f"{here}/a/b.toml", finding("")).startswith("::error file=a/b.toml,")
    assert annotation("./a.toml", finding("")).startswith("::error file=a.toml,")
    assert annotation("/dev/null", finding("")).startswith("::error file=/dev/null,")
    assert unreadable("x.toml", "没有这个文件。") == "::error file=x.toml,line=1,title=读不了::没有这个文件。"
