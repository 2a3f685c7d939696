"""``nianbao new``: a new report."""

import os
from argparse import Namespace
from typing import TYPE_CHECKING

from schema.editions.cover import AGENCY_KIND, AGENCY_LEVEL, AGENCY_NAME, PREVIOUS, YEAR
from tui.commands.command import Command, Option, UsageError
from tui.commands.terminal import DISPLAY_OPTIONS, fill_in

if TYPE_CHECKING:
    from schema.form import Field
    from schema.report import Report

_SUFFIX = ".toml"


def run(options: Namespace, files: list[str]) -> int:
    """Open the wizard on a report that is not saved yet."""
    (name,) = files
    _free_name(name)
    report = prepared(options)
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


def prepared(options: Namespace) -> "Report":
    """The empty report that the options describe. Raises UsageError."""
    from schema.editions import edition_for
    from schema.report import new_report
    from schema.unsafe import shown

    year = _year(options.year)
    edition = edition_for(year)
    assert edition is not None
    texts = {YEAR.key: str(year)}
    for field, text in ((AGENCY_NAME, options.agency), (PREVIOUS, options.previous)):
        if text is not None:
            if shown(text) != text:
                raise UsageError(f"{field.label}“{shown(text)}”里有不许用的字符；请重新输入。")
            texts[field.key] = text
    for field, text in ((AGENCY_KIND, options.kind), (AGENCY_LEVEL, options.level)):
        if text is not None:
            texts[field.key] = _choice(field, text)
    return new_report(edition, texts)


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
        Option(("--year",), f"{YEAR.label}；不写则为去年", "年份"),
        Option(("--kind",), f"{AGENCY_KIND.label}：{_words(AGENCY_KIND)}", "类别"),
        Option(("--level",), f"{AGENCY_LEVEL.label}：{_words(AGENCY_LEVEL)}", "层级"),
        Option(("--previous",), f"{PREVIOUS.label}，相对于新文件", "文件"),
        *DISPLAY_OPTIONS,
    ),
    run,
)
