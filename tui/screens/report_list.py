"""The list of reports: choosing one to open, or making a new one."""

import asyncio
import os
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from schema.cells import half_width
from schema.editions import edition_for
from schema.editions.cover import AGENCY_NAME, YEAR
from schema.previous import take_over_agency
from schema.report import Report, new_report
from schema.siblings import Siblings
from schema.years import last_year, year_problem
from tui.report_reading import reason_of
from tui.report_rows import SUFFIX, candidates, row_of
from tui.screens.dialogs import AskDialog, TextDialog
from tui.widgets.line_widget import Run, TextLine
from tui.widgets.report_table import ReportTable

_KEYS = " Enter打开  n新建  F1说明  q退出"
_LONGEST_NAME = 200
"""Bytes; most file systems take 255, and the temporary file beside it needs some."""

# Seconds between two files: a key passes through several queues, each a turn of the event loop.
_PAUSE = 0.002

HELP = """这里列出当前文件夹里的报告，按年度和文件名排列。

完成度：已填的数字和已写的文字部分，占全部的百分之几。没有的事项填0，不要留空。
错误：一定不对的地方；定稿前须全部改正。
疑问：多半不对的地方，请逐条核实。
状态后面写着“恢复”的：上次没有保存就断了，打开时会问要不要恢复。
写着“在填”的：有人正在填，打开时可以只看或接管。
打不开的文件：按Enter看原因。

按键
上下键 选择　PgUp/PgDn 翻页　Home/End 第一份、最后一份
Enter 打开　n 新建　q 或 F10 退出　Ctrl+L 重画"""


@dataclass(frozen=True)
class Opening:
    """What to open in the wizard: a file, or a new report that has none yet."""

    path: Path
    report: Report | None = None


class ReportListScreen(Screen[None]):
    """The reports of one folder; the application exits with the `Opening` chosen, or None."""

    DEFAULT_CSS = """
    ReportListScreen { background: ansi_default; overflow: hidden; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", show=False),
        Binding("f10", "leave", show=False),
    ]

    def __init__(self, folder: Path, preferred: Path | None = None) -> None:
        super().__init__()
        self._folder = folder
        self.preferred = preferred
        self.complete = False
        """Whether every file of the folder has been read."""
        self._table = ReportTable("nq", preferred)
        self._header = TextLine(((f" 年度报告  {folder}", "header"),))
        self._details = TextLine(((" 正在读取……", "dim"),))
        self._file_name = self._agency = ""

    def compose(self) -> ComposeResult:
        """The folder, the table, the selected file, the keys."""
        yield self._header
        yield self._table
        yield self._details
        yield TextLine(((_KEYS, "dim"),))

    # Reading

    async def read(self) -> None:
        """Read the folder's reports one after the other, each shown when it is read, keys taken between."""
        try:
            paths = candidates(self._folder)
        except OSError as error:
            self._details.show(((f" 读不了文件夹：{reason_of(error)}", "error"),))
        else:
            siblings = Siblings(self._folder)
            for path in paths:
                if (row := row_of(path, siblings)) is not None:
                    self._table.add(row)
                await asyncio.sleep(_PAUSE)
            if not self._table.rows:
                self._details.show(((" 这个文件夹里还没有报告。按 n 新建。", "normal"),))
        self.complete = True

    def on_report_table_selected(self, message: ReportTable.Selected) -> None:
        """Say in full what the table may have had to cut."""
        row = message.row
        text: Run = (f" {row.problems[0]}", "error") if row.problems else (f"  {row.agency}", "normal")
        if row.held:
            text = (f"  {row.held}", "query")
        elif row.unsaved:
            text = ("  上次没有保存就断了，按Enter打开，可以恢复。", "query")
        self._details.show(((f" {row.path.name}", "header"), text))

    # Keys

    def on_report_table_opened(self, message: ReportTable.Opened) -> None:
        """Open a report, or say why it cannot be opened."""
        row = message.row
        if row.problems:
            text = "\n".join([row.path.name, "", *row.problems, "", "改正以后再打开。文件没有动。"])
            self.app.push_screen(TextDialog("打不开", text))
        else:
            self.app.exit(Opening(row.path))

    def on_report_table_asked(self, message: ReportTable.Asked) -> None:
        """Do what a letter stands for."""
        if message.letter == "q":
            self.action_leave()
        else:
            self._ask_name()

    def action_leave(self) -> None:
        """Leave the program."""
        self.app.exit()

    def action_help(self) -> None:
        """Explain the list."""
        self.app.push_screen(TextDialog("说明", HELP))

    # A new report

    def _ask_name(self) -> None:
        lines = [f"新报告的文件名（不写 {SUFFIX} 也可以）："]
        free = next((name for name in _offered_names() if not self._name_problem(name)), "")
        self.app.push_screen(AskDialog("新建报告 1/3", lines, free, self._name_problem), self._named)

    def _named(self, name: str | None) -> None:
        if name is not None:
            self._file_name = _with_suffix(name)
            selected = self._table.selected
            agency = selected.agency if selected is not None else ""
            self.app.push_screen(AskDialog("新建报告 2/3", [f"{AGENCY_NAME.label}："], agency), self._of_agency)

    def _of_agency(self, agency: str | None) -> None:
        if agency is not None:
            self._agency = agency.strip()
            question = AskDialog("新建报告 3/3", [f"{YEAR.label}："], str(last_year()), _year_problem)
            self.app.push_screen(question, self._of_year)

    def _of_year(self, text: str | None) -> None:
        if text is not None:
            year = half_width(text).strip()
            edition = edition_for(int(year))
            assert edition is not None
            report = new_report(edition, {AGENCY_NAME.key: self._agency, YEAR.key: year})
            path = self._folder / self._file_name
            take_over_agency(path, report)
            self.app.exit(Opening(path, report))

    def _name_problem(self, text: str) -> str:
        name = _with_suffix(text)
        if name == SUFFIX:
            return "请写文件名。"
        if "/" in name or "\\" in name:
            return "只写文件名，不带文件夹。"
        if name.startswith((".", "-")):
            return "文件名不要以点或减号开头。"
        if len(name.encode()) > _LONGEST_NAME:
            return "文件名太长。"
        if os.path.lexists(self._folder / name):
            return f"已经有 {name}，请换一个文件名。"
        return ""


def _offered_names() -> list[str]:
    year = last_year()
    return [f"report-{year}{SUFFIX}", f"report-{year}-2{SUFFIX}"]


def _with_suffix(text: str) -> str:
    name = text.strip()
    return name if name.lower().endswith(SUFFIX) else name + SUFFIX


def _year_problem(text: str) -> str:
    return year_problem(half_width(text).strip())
