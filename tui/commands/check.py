"""``nianbao check``: what the checks say about reports."""

from argparse import Namespace
from collections.abc import Iterable

from tui.commands.command import Command, Option


def run(options: Namespace, files: list[str]) -> int:
    """Check files one after the other: 0 no errors, 1 errors or unaccepted queries, 2 a file could not be read."""
    from tui.commands.report_reading import UNREADABLE, finding_line, read
    from tui.commands.streams import data, narrate

    previous = None
    if options.previous is not None:
        loaded = read(options.previous)
        if loaded is None:
            return UNREADABLE
        if loaded.report is None:
            narrate("\n".join(finding_line(options.previous, finding) for finding in loaded.findings))
            return UNREADABLE
        previous = loaded.report

    from schema.checks import run as all_findings
    from schema.findings import Finding, Severity, count_by_severity

    code = 0
    unread = 0
    everything: list[tuple[str, Finding]] = []
    for name in files:
        loaded = read(name)
        if loaded is None:
            unread += 1
            continue
        findings = loaded.findings
        if loaded.report is None:
            unread += 1
        else:
            findings = [*findings, *loaded.located(all_findings(loaded.report, previous))]
        if options.format != "json":
            data("".join(finding_line(name, finding) + "\n" for finding in findings if not finding.accepted))
        everything += ((name, finding) for finding in findings)
        if any(finding.blocks for finding in findings):
            code = 1
    if options.format == "json":
        data(_json(finding.as_json(name) for name, finding in everything))
    counts = count_by_severity(finding for _, finding in everything)
    told = "，".join(f"{severity.label}{counts[severity]}" for severity in Severity)
    narrate(f"{len(files)}个文件：{told}" + (f"，读不了{unread}" if unread else ""))
    return UNREADABLE if unread else code


def _json(findings: Iterable[dict[str, object]]) -> str:
    """One JSON array, a finding a line; characters that deceive a terminal, or that it lacks, are escaped."""
    import json

    from schema.unsafe import is_unsafe
    from tui.commands.streams import encodable

    text = ",\n".join(json.dumps(finding, ensure_ascii=False) for finding in findings)
    escaped = "".join(
        char if char == "\n" or (not is_unsafe(char) and encodable(char)) else json.dumps(char)[1:-1] for char in text
    )
    return f"[\n{escaped}\n]\n" if escaped else "[]\n"


COMMAND = Command(
    "check",
    "文件...",
    "校验报告，逐条列出错误、疑问和提示",
    (
        Option(("--format",), "输出格式", "格式", ("text", "json")),
        Option(("--previous",), "上年报告，用来核对两年之间的数", "文件"),
    ),
    run,
    "退出码：0 没有错误；1 有错误，或有未说明的疑问；2 有文件读不了。",
)
