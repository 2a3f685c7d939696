"""``nianbao check``: what the checks say about reports."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from schema.unsafe import shown
from tui.commands.command import Command, Option
from tui.terminal.environment import collect_again

if TYPE_CHECKING:
    from schema.findings import Finding
    from schema.previous import Found, Problem
    from schema.report import Report
    from schema.siblings import Siblings


def run(options: Namespace, files: list[str]) -> int:
    """Check files one after the other: 0 no errors, 1 errors or unaccepted queries, 2 a file could not be read."""
    from schema.checks import run as all_findings
    from tui.commands.json_lines import array
    from tui.commands.streams import data
    from tui.report_reading import UNREADABLE, finding_line, read

    collect_again()
    previous = PreviousReports(len(files) > 1)
    if options.previous is not None and not previous.take(options.previous):
        return UNREADABLE
    unread = 0
    everything: list[tuple[str, Finding]] = []
    for name in files:
        loaded = read(name)
        findings = [] if loaded is None else loaded.findings
        if loaded is None or loaded.report is None:
            unread += 1
        else:
            findings = [*findings, *loaded.located(all_findings(loaded.report, *previous.of(name, loaded.report)))]
        if options.format != "json":
            data("".join(finding_line(name, finding) + "\n" for finding in findings if not finding.accepted))
        everything += ((name, finding) for finding in findings)
    if options.format == "json":
        data(array(finding.as_json(name) for name, finding in everything))
    _summarise(len(files), unread, [finding for _, finding in everything])
    return UNREADABLE if unread else int(any(finding.blocks for _, finding in everything))


class PreviousReports:
    """Last year's reports: the one given for all files, or each file's own, named in it or found beside it."""

    def __init__(self, many: bool) -> None:
        self._many = many
        self._given: tuple[str, Report] | None = None
        self._siblings: dict[Path, Siblings] = {}

    def take(self, name: str) -> bool:
        """Take one file for all; False, and a line to the user, where it cannot be read."""
        from tui.commands.streams import narrate
        from tui.report_reading import finding_line, read

        loaded = read(name)
        if loaded is None or loaded.report is None:
            if loaded is not None:
                narrate("\n".join(finding_line(name, finding) for finding in loaded.findings))
            return False
        self._given = name, loaded.report
        return True

    def of(self, name: str, report: "Report") -> "tuple[Report | None, Problem | None]":
        """Last year's report of a file, and what is wrong with the file that it names; the user is told which it is."""
        from schema.previous import find_previous, judged_report
        from schema.siblings import Siblings
        from tui.commands.streams import narrate

        path = Path(name)
        found: Found | None
        if self._given is not None:
            found = judged_report(Path(self._given[0]), self._given[1], report)
            told = found.problem.message if found.problem is not None else ""
        else:
            siblings = self._siblings.setdefault(path.parent, Siblings(path.parent))
            if (found := find_previous(path, report, siblings)) is None:
                return None, None
            told = found.words
        if told:
            narrate(f"{shown(name)}：{told}" if self._many else told)
        return found.report, found.query


def _summarise(files: int, unread: int, findings: "list[Finding]") -> None:
    from schema.findings import Severity, count_by_severity
    from tui.commands.streams import narrate

    counts = count_by_severity(findings)
    told = [f"{severity.label}{counts[severity]}" for severity in Severity]
    if accepted := sum(finding.accepted for finding in findings):
        told.append(f"已说明{accepted}")
    if unread:
        told.append(f"读不了{unread}")
    narrate(f"{files}个文件：{'，'.join(told)}")


COMMAND = Command(
    "check",
    "文件...",
    "校验报告，逐条列出错误、疑问和提示",
    (
        Option(("--format",), "输出格式", "格式", ("text", "json")),
        Option(
            ("--previous",), "上年报告，用来核对两年之间的数；不写则用报告中写明的，或文件旁同一机关上一年的", "文件"
        ),
    ),
    run,
    "退出码：0 没有错误；1 有错误，或有未说明的疑问；2 有文件读不了。",
)
