"""``nianbao check``: what the checks say about reports."""

from typing import TYPE_CHECKING

from tui.collector import collect_again
from tui.commands.command import Command, Option, Options, UsageError

if TYPE_CHECKING:
    from tui.checking.checker import Checker

_MOST_JOBS = 256


def run(options: Options, files: list[str]) -> int:
    """Check files and folders: 0 no errors, 1 errors or unaccepted queries, 2 a file could not be read."""
    from tui.checking.run import Checking, cores, teller
    from tui.commands.previous_option import given_report
    from tui.report_reading import UNREADABLE

    jobs = cores() if options.jobs is None else _jobs(options.jobs)
    collect_again()
    given = None
    form = options.format or "text"
    if options.previous is not None and (given := given_report(options.previous, teller(form))) is None:
        return UNREADABLE

    def checker(many: bool, talkative: bool) -> "Checker":
        from tui.checking.checker import Checker

        return Checker(form, given, prose=not options.no_prose, many=many, talkative=talkative)

    return Checking(
        files, checker, form, jobs, drafts_pass=options.allow_drafts, reports_only=options.reports_only
    ).run()


def _jobs(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= _MOST_JOBS:
        return int(text)
    from schema.unsafe import shown

    raise UsageError(f"--jobs 不能是“{shown(text)}”，写1到{_MOST_JOBS}的整数。")


COMMAND = Command(
    "check",
    "文件...",
    "校验报告，逐条列出错误、疑问和提示；写文件夹的，校验其中所有报告",
    (
        Option(("--format",), "输出格式；github 是 GitHub 工作流的标注", "格式", ("text", "json", "github")),
        Option(("--previous",), "上年报告，用来核对两年之间的数；不写则用报告中写明的，或同一机关上一年的", "文件"),
        Option(("--no-prose",), "不看正文，只校验封面和表格；文件很多时快得多"),
        Option(("--allow-drafts",), "草稿的错误和疑问照样列出，但不影响退出码"),
        Option(("--reports-only",), "写了名字而不是报告的 TOML 文件略过，与文件夹里的一样"),
        Option(("--jobs",), "同时用几个进程；不写则与处理器核数相同", "个数"),
    ),
    run,
    "退出码：0 没有错误；1 有错误，或有未说明的疑问；2 有文件读不了。",
)
