"""``nianbao new``: a new report."""

import os
from argparse import Namespace
from typing import TYPE_CHECKING

from tui.commands.command import Command, Option, UsageError
from tui.commands.terminal import NO_TERMINAL, ready
from tui.terminal.environment import lean_imports

if TYPE_CHECKING:
    from schema.form import Edition, Field
    from schema.report import Report

_SUFFIX = ".toml"


def run(options: Namespace, files: list[str]) -> int:
    """Open the wizard on a report that is not saved yet."""
    (name,) = files
    _free_name(name)
    report = prepared(options)
    if not ready():
        return NO_TERMINAL
    from pathlib import Path

    with lean_imports():
        from tui.wizard import run_wizard
    return run_wizard(Path(name), report)


def _free_name(name: str) -> None:
    """Raises UsageError for a name that cannot become a new report."""
    from schema.unsafe import shown

    if shown(name) != name:
        raise UsageError(f"文件名“{shown(name)}”里有不许用的字符；请换一个文件名。")
    if not name.lower().endswith(_SUFFIX):
        raise UsageError(f"报告的文件名要以 {_SUFFIX} 结尾，例如：nianbao new {name}{_SUFFIX}")
    if os.path.lexists(name):
        raise UsageError(f"{name}：已经有这个文件，不能新建。继续填报请用：nianbao edit {name}")
    folder = os.path.dirname(name)  # noqa: PTH120
    if folder and not os.path.isdir(folder):  # noqa: PTH112
        raise UsageError(f"没有文件夹“{folder}”；请先建好文件夹。")


def prepared(options: Namespace) -> "Report":
    """The empty report that the options describe. Raises UsageError."""
    from schema.report import new_report
    from schema.unsafe import shown

    year = _year(options.year)
    edition = _edition(year)
    fields = edition.fields_by_place
    texts = {"report.year": str(year)}
    for place, text in (("agency.name", options.agency), ("report.previous", options.previous)):
        if text is not None:
            if shown(text) != text:
                raise UsageError(f"{fields[place].label}“{shown(text)}”里有不许用的字符；请重新输入。")
            texts[place] = text
    for place, text in (("agency.kind", options.kind), ("agency.level", options.level)):
        if text is not None:
            texts[place] = _choice(fields[place], text)
    return new_report(edition, texts)


def _year(text: str | None) -> int:
    if text is None:
        from datetime import date

        return date.today().year - 1
    if len(text) != 4 or not (text.isascii() and text.isdecimal()):
        from schema.unsafe import shown

        raise UsageError(f"--year 要写四位数字的年份，例如 2025；这里写的是“{shown(text)}”。")
    return int(text)


def _edition(year: int) -> "Edition":
    from schema.editions import EDITIONS, edition_for

    if (edition := edition_for(year)) is None:
        first = min(edition.first_year for edition in EDITIONS.values())
        raise UsageError(f"本程序的报告格式从{first}年度开始，没有{year}年度的格式；请核对 --year。")
    return edition


def _choice(field: "Field", text: str) -> str:
    """The value of a choice that is given by value or by label."""
    for choice in field.choices:
        if text in (choice.value, choice.label):
            return choice.value
    from schema.unsafe import shown

    known = "、".join(f"{choice.label}（{choice.value}）" for choice in field.choices)
    raise UsageError(f"{field.label}不能是“{shown(text)}”，可以是：{known}。")


COMMAND = Command(
    "new",
    "文件",
    "新建一份报告，进入填报",
    (
        Option(("--agency",), "机关全称", "名称"),
        Option(("--year",), "报告年度；不写则为去年", "年份"),
        Option(("--kind",), "机关类别，例如 人民政府、部门", "类别"),
        Option(("--level",), "行政层级，例如 县、乡", "层级"),
        Option(("--previous",), "上年报告的文件名，相对于新文件", "文件"),
    ),
    run,
)
