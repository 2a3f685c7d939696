"""``nianbao new``: a new report."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from schema.editions.cover import AGENCY_KIND, AGENCY_LEVEL, AGENCY_NAME, PREVIOUS, YEAR
from tui.commands.command import Command, Option, Options, UsageError
from tui.commands.terminal import DISPLAY_OPTIONS, fill_in

if TYPE_CHECKING:
    from schema.form import Field, Place
    from schema.report import Report

_SUFFIX = ".toml"


def run(options: Options, files: list[str]) -> int:
    """Open the wizard on a report that is not saved yet."""
    (name,) = files
    _free_name(name)
    report = prepared(options, name)
    return fill_in(name, options, report)


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


def prepared(options: Options, name: str) -> "Report":
    """The empty report that the options describe, with what it takes over from last year's. Raises UsageError.

    Args:
        options: The command's.
        name: The file that it is to become.
    """
    from schema.editions import edition_for
    from schema.report import new_report
    from schema.unsafe import shown

    texts: dict[Place, str] = {}
    year = None if options.previous is None else _take_over(options.previous, name, texts)
    if options.year is not None or year is None:
        year = _agreed(_year(options.year), year)
    texts[YEAR.key] = str(year)
    if options.agency is not None:
        if shown(options.agency) != options.agency:
            raise UsageError(f"{AGENCY_NAME.label}“{shown(options.agency)}”里有不许用的字符；请重新输入。")
        texts[AGENCY_NAME.key] = options.agency
    for field, text in ((AGENCY_KIND, options.kind), (AGENCY_LEVEL, options.level)):
        if text is not None:
            texts[field.key] = _choice(field, text)
    edition = edition_for(year)
    assert edition is not None
    return new_report(edition, texts)


def _take_over(previous: str, name: str, texts: "dict[Place, str]") -> int:
    """Take agency, contact and the file's name over from last year's report; the year after it. Raises UsageError."""
    from schema.previous import agency_from
    from schema.unsafe import find_unsafe, shown
    from schema.years import year_problem
    from tui.commands.streams import narrate

    report = _last_years(previous)
    year = 0 if report.year is None else report.year + 1
    if year_problem(str(year)):
        raise UsageError(
            f"{shown(previous)}：{YEAR.label}“{shown(report.text(YEAR.key)[:20])}”不能用；请先改正那个文件。"
        )
    texts |= agency_from(report)
    relative = _from_folder_of(name, previous)
    if not find_unsafe(relative):
        texts[PREVIOUS.key] = relative
    narrate(f"机关和联系方式取自上年报告“{shown(previous)}”（{report.year}年度）。")
    return year


def _last_years(previous: str) -> "Report":
    from schema.report_file import load
    from schema.unsafe import shown
    from tui.report_reading import reason_of

    try:
        loaded = load(Path(previous), regular=True)
    except (OSError, ValueError) as error:
        raise UsageError(f"上年报告“{shown(previous)}”：{reason_of(error)}") from error
    if loaded.report is None:
        first = loaded.findings[0]
        line = "" if first.line is None else f"第{first.line}行："
        told = f"{line}{shown(first.message)}。{shown(first.suggestion)}"
        raise UsageError(f"上年报告“{shown(previous)}”读不出来。{told}")
    return loaded.report


def _from_folder_of(name: str, previous: str) -> str:
    """The name of last year's file from the folder of the new one; absolute stays absolute."""
    if os.path.isabs(previous):  # noqa: PTH117
        return previous
    return os.path.relpath(previous, os.path.dirname(name) or os.curdir)  # noqa: PTH120


def _agreed(year: int, expected: int | None) -> int:
    """The year asked for, where last year's report is of the year before. Raises UsageError."""
    if expected is not None and year != expected:
        raise UsageError(f"--previous 给的是{expected - 1}年度的报告，{YEAR.label}应当是{expected}，不是{year}。")
    return year


def _year(text: str | None) -> int:
    from schema.cells import half_width
    from schema.years import last_year, year_problem

    if text is None:
        return last_year()
    year = half_width(text).strip()
    if problem := year_problem(year):
        from schema.unsafe import shown

        raise UsageError(f"--year 不能是“{shown(text)}”。{problem}")
    return int(year)


def _choice(field: "Field", text: str) -> str:
    """The value of a choice that is given by value or by label."""
    for choice in field.choices:
        if text in (choice.value, choice.label):
            return choice.value
    from schema.unsafe import shown

    known = "、".join(f"{choice.label}（{choice.value}）" for choice in field.choices)
    raise UsageError(f"{field.label}不能是“{shown(text)}”，可以是：{known}。")


def _words(field: "Field") -> str:
    return "、".join(choice.label for choice in field.choices)


COMMAND = Command(
    "new",
    "文件",
    "新建一份报告，进入填报",
    (
        Option(("--agency",), AGENCY_NAME.label, "名称"),
        Option(("--year",), f"{YEAR.label}；不写则为上年报告的下一年，没有上年报告的为去年", "年份"),
        Option(("--kind",), f"{AGENCY_KIND.label}：{_words(AGENCY_KIND)}", "类别"),
        Option(("--level",), f"{AGENCY_LEVEL.label}：{_words(AGENCY_LEVEL)}", "层级"),
        Option(("--previous",), f"{PREVIOUS.label}，从中取机关和联系方式", "文件"),
        *DISPLAY_OPTIONS,
    ),
    run,
)
