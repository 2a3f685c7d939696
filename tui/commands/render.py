"""``nianbao render``: a report as a document."""

from typing import TYPE_CHECKING

from tui.commands.command import Command, Option, Options, UsageError
from tui.commands.result_file import result_format, same_file

if TYPE_CHECKING:
    from render.document import Document
    from schema.findings import Finding
    from schema.report import Report
    from schema.report_file import Loaded

_FORMATS = {"text": (".txt",), "html": (".html", ".htm")}
_NAMED = 3
"""So many unknown places are named."""
_LONGEST = 60


def run(options: Options, files: list[str]) -> int:
    """Render one file: 0 done, 1 refused as not final, 2 the file cannot be read or the result not written."""
    (name,) = files
    kind = _format(options, name)

    from tui.commands.result_file import write_result
    from tui.commands.streams import data, narrate, use_utf8
    from tui.report_reading import UNREADABLE, finding_line, read

    loaded = read(name)
    if loaded is None:
        return UNREADABLE
    report = loaded.report
    if report is None or loaded.findings:
        narrate("\n".join(finding_line(name, finding) for finding in loaded.findings))
        return UNREADABLE
    findings, last_year = _findings(loaded, report, final=options.final or report.final)

    from render.document import build

    document = build(report, findings=findings)
    if options.final and (refusal := _refusal(name, report, findings, document)):
        narrate("\n".join([*last_year, *refusal]))
        return 1
    if missing := _missing_places(report):
        narrate(missing)
    text = _text(document, kind, loaded, options)
    if options.output is None:
        if kind == "html":
            use_utf8()
        data(text)
        return 0
    return write_result(options.output, text)


def _format(options: Options, name: str) -> str:
    """text or html: as told, else by the result's suffix. Raises UsageError."""
    if options.output is not None and same_file(options.output, name):
        raise UsageError("-o 写的就是报告文件本身；请换一个文件名，例如 report.html。")
    kind = result_format("--to", options.to, options.output, _FORMATS)
    if options.ascii and kind == "html":
        raise UsageError("--ascii 只用于文本，不用于 html；请去掉 --ascii。")
    return kind


def _findings(loaded: "Loaded", report: "Report", *, final: bool) -> "tuple[list[Finding], list[str]]":
    """Everything the checks say, and which file they took for last year's, if any; only a final report needs one."""
    from schema.checks import run as all_findings
    from schema.previous import find_previous

    found = find_previous(loaded.path, report) if final else None
    if found is None:
        return loaded.located(all_findings(report)), []
    return loaded.located(all_findings(report, found.report, found.query)), [found.words]


def _refusal(name: str, report: "Report", findings: "list[Finding]", document: "Document") -> list[str]:
    """Why a report is no final one; empty where its document is not marked as a draft."""
    from render.document import BLANK_TEXT
    from schema.findings import Severity, count_by_severity
    from tui.report_reading import finding_line

    standing = count_by_severity(findings)
    lines = [finding_line(name, finding) for finding in findings if finding.blocks]
    counts = ((standing[Severity.ERROR], "处错误"), (standing[Severity.QUERY], "处没有说明的疑问"))
    told = ["有" + "、".join(f"{count}{words}" for count, words in counts if count)] if lines else []
    if not report.final:
        told.append('状态还是草稿，定稿后文件里是 status = "final"')
    if document.draft and not told:
        told.append(f"排出来还是{document.draft}，不加 --final 再排，把标着{BLANK_TEXT}和空着的地方填好")
    return [*lines, f"没有输出：{'；'.join(told)}。"] if told else []


def _missing_places(report: "Report") -> str:
    """Which figures that the prose quotes the tables do not have; empty where there are none."""
    from schema.placeholders import has_figure, placeholders
    from schema.unsafe import shown

    headed = [part.heading for parts in report.parts.values() for part in parts]
    texts = [*map(report.text, report.prose_places()), *headed]
    unknown = [
        each.place
        for text in texts
        for each in placeholders(text)
        if each.place is not None and not has_figure(report.edition, each.place)
    ]
    named = "、".join(shown(f"{{{place[:_LONGEST]}}}") for place in unknown[:_NAMED])
    more = "等" if len(unknown) > _NAMED else ""
    return f"正文引用的数字有{len(unknown)}处没有这个位置，原样留在里面：{named}{more}。" if unknown else ""


def _text(document: "Document", kind: str, loaded: "Loaded", options: Options) -> str:
    if kind == "html":
        from render.html import to_html

        assert loaded.report is not None
        return to_html(document, source_hash=loaded.digest, edition=loaded.report.edition.number)
    from render.text import to_text

    return to_text(document, ascii_rules=options.ascii)


COMMAND = Command(
    "render",
    "文件",
    "把报告排成文本或网页",
    (
        Option(("-o", "--output"), "写到文件；不写则文本到标准输出", "文件"),
        Option(("--to",), "格式；不写则看 -o 的后缀", "格式", ("text", "html")),
        Option(("--final",), "只输出定稿：有错误、有未说明的疑问、没有填完或还是草稿时不输出"),
        Option(("--ascii",), "表格线用 + - | 画"),
    ),
    run,
    "草稿也能排，会标明“草稿”和没有填的地方。",
)
