"""``nianbao claims``: every number and statement of a report's prose, and what the tables say to it."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from tui.commands.command import Command, Option
from tui.terminal.environment import collect_again

if TYPE_CHECKING:
    from schema.checks.claims import Claim
    from schema.checks.registry import Context

_WIDEST = 24
"""Cells that a number as written may take before what follows it is no longer lined up."""


def run(options: Namespace, files: list[str]) -> int:
    """List a report's claims: 0 none differs from the tables, 1 one does, 2 a file could not be read."""
    from schema.checks.claims import Verdict, all_claims
    from schema.checks.registry import Context
    from tui.commands.json_lines import array
    from tui.commands.previous_option import given_report, previous_of
    from tui.commands.streams import data, narrate
    from tui.report_reading import UNREADABLE, finding_line, read

    collect_again()
    given = None
    if options.previous is not None and (given := given_report(options.previous)) is None:
        return UNREADABLE
    (name,) = files
    if (loaded := read(name)) is None:
        return UNREADABLE
    if loaded.findings:
        narrate("\n".join(finding_line(name, finding) for finding in loaded.findings))
    if loaded.report is None:
        return UNREADABLE
    context = Context(loaded.report, previous_of(name, loaded.report, given))
    claims = all_claims(context)
    if options.format == "json":
        data(array(as_json(name, claim) for claim in claims))
    else:
        data("".join(line + "\n" for line in listing(context, claims)))
    return int(any(claim.verdict is Verdict.DIFFERS for claim in claims))


def as_json(file: str, claim: "Claim") -> dict[str, object]:
    """A claim as ``nianbao claims --format json`` prints it, keys in their published order."""
    return {
        "file": file,
        "place": claim.place,
        "sentence": claim.sentence,
        "number": claim.number,
        "code": claim.code or None,
        "target": list(claim.target) or None,
        "expected": claim.expected,
        "verdict": claim.verdict.value,
    }


def listing(context: "Context", claims: "Sequence[Claim]") -> Iterator[str]:
    """The lines for a reader: the texts, in each its sentences, under each its numbers with what the tables say."""
    from schema.unsafe import shown

    for place, here in groupby(claims, key=lambda claim: claim.place):
        yield f"【{shown(context.name(place))}】{shown(_heading(context, place))}"
        for sentence, told in groupby(here, key=lambda claim: claim.sentence):
            yield f"  {shown(sentence)}"
            yield from _claim_lines(list(told))
        yield ""
    yield _summary(claims)


def _heading(context: "Context", place: str) -> str:
    return context.report.text(place.removesuffix("text") + "heading") if ".parts." in place else ""


def _claim_lines(claims: "Sequence[Claim]") -> Iterator[str]:
    """What the tables say to the claims of one sentence; those that they say nothing to, in one line."""
    from render.line_breaking import text_width
    from schema.checks.claims import Verdict
    from schema.unsafe import shown

    placed = [claim for claim in claims if claim.verdict is not Verdict.UNPLACED]
    written = [shown("".join(claim.written.split())) for claim in placed]
    widths = [text_width(text) for text in written]
    widest = max((width for width in widths if width <= _WIDEST), default=0)
    for claim, text, width in zip(placed, written, widths, strict=True):
        word = "一致  " if claim.verdict is Verdict.HOLDS else "不一致"
        line = f"    {word}  {text}{' ' * max(0, widest - width)} → {shown(_told(claim))}"
        yield line + (f"（正文说的是“{shown(claim.scope)}”，范围可能不同）" if claim.scope else "")
    if rest := [shown("".join(claim.written.split())) for claim in claims if claim.verdict is Verdict.UNPLACED]:
        yield f"    未对应  {'、'.join(rest)}"


def _told(claim: "Claim") -> str:
    """The place's name with its figure."""
    figure = f"{claim.expected:f}" if isinstance(claim.expected, Decimal) else str(claim.expected)
    if claim.code == "prose-share":
        return f"占{claim.label}的{figure}%"
    return f"{claim.label}：{figure}" + ("%" if claim.written.rstrip().endswith(("%", "％")) else "")


def _summary(claims: "Sequence[Claim]") -> str:
    from schema.checks.claims import Verdict

    counts = {verdict: sum(claim.verdict is verdict for claim in claims) for verdict in Verdict}
    checked = len(claims) - counts[Verdict.UNPLACED]
    return (
        f"数字 {checked}/{len(claims)} 已核对，一致{counts[Verdict.HOLDS]}，不一致{counts[Verdict.DIFFERS]}，"
        f"未对应{counts[Verdict.UNPLACED]}"
    )


COMMAND = Command(
    "claims",
    "文件",
    "把正文里的数字逐个与表格对照",
    (
        Option(("--format",), "输出格式", "格式", ("text", "json")),
        Option(("--previous",), "上年报告，用来核对同比增减", "文件"),
    ),
    run,
    "退出码：0 没有不一致的；1 有不一致的；2 有文件读不了。没有对应到表格的数字，请自行核对。",
)
