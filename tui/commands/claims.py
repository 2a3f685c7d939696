"""``nianbao claims``: every number and statement of a report's prose, and what the tables say to it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from tui.collector import collect_again
from tui.commands.command import Command, Option, Options

if TYPE_CHECKING:
    from schema.checks.claims import Claim
    from schema.checks.registry import Context
    from tui.prose_claims import ProseClaim

_WIDEST = 24
"""Cells that a number as written may take before what follows it is no longer lined up."""
_EXPLAINED = "已说明"


def run(options: Options, files: list[str]) -> int:
    """List a report's claims: 0 none differs without a reason given, 1 one does, 2 a file could not be read."""
    from schema.checks.registry import Context
    from tui.commands.json_lines import array
    from tui.commands.previous_option import given_report, previous_of
    from tui.commands.streams import data, narrate
    from tui.prose_claims import prose_claims
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
    claims = [claim for place in loaded.report.prose_places() for claim in prose_claims(context, place)]
    if options.format == "json":
        data(array(as_json(name, each.claim) for each in claims))
    else:
        data("".join(line + "\n" for line in listing(context, claims)))
    return int(any(claim.unexplained for claim in claims))


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


def listing(context: "Context", claims: "Sequence[ProseClaim]") -> Iterator[str]:
    """The lines for a reader: the texts, in each its sentences, under each its numbers with what the tables say."""
    from schema.unsafe import shown

    for place, here in groupby(claims, key=lambda each: each.claim.place):
        yield f"【{shown(context.name(place))}】{shown(_heading(context, place))}"
        for sentence, told in groupby(here, key=lambda each: each.claim.sentence):
            yield f"  {shown(sentence)}"
            yield from _claim_lines(list(told))
        yield ""
    yield _summary(claims)


def _heading(context: "Context", place: str) -> str:
    return context.report.text(place.removesuffix("text") + "heading") if ".parts." in place else ""


def _claim_lines(claims: "Sequence[ProseClaim]") -> Iterator[str]:
    """What the tables say to the claims of one sentence; those that they say nothing to, in one line."""
    from render.line_breaking import text_width
    from schema.checks.claims import Verdict
    from schema.unsafe import shown

    placed = [each for each in claims if each.claim.verdict is not Verdict.UNPLACED]
    written = [shown("".join(each.claim.written.split())) for each in placed]
    widths = [text_width(text) for text in written]
    widest = max((width for width in widths if width <= _WIDEST), default=0)
    for each, text, width in zip(placed, written, widths, strict=True):
        scope = each.claim.scope
        line = f"    {_word(each)}  {text}{' ' * max(0, widest - width)} → {shown(_told(each))}"
        yield line + (f"（正文说的是“{shown(scope)}”，范围可能不同）" if scope else "")
    rest = [each.claim.written for each in claims if each.claim.verdict is Verdict.UNPLACED]
    if rest:
        yield f"    未对应  {'、'.join(shown(''.join(text.split())) for text in rest)}"


def _word(told: "ProseClaim") -> str:
    """What is said of a claim that was placed, in six cells."""
    from schema.checks.claims import Verdict

    if told.claim.verdict is Verdict.HOLDS:
        return "一致  "
    return _EXPLAINED if told.explained else "不一致"


def _told(told: "ProseClaim") -> str:
    """The place's name with its figure."""
    from tui.prose_claims import NO_PLACE

    claim = told.claim
    if told.quotes is not None:
        return NO_PLACE if told.shows is None else f"{claim.label}：{told.shows}"
    figure = f"{claim.expected:f}" if isinstance(claim.expected, Decimal) else str(claim.expected)
    if claim.code == "prose-share":
        return f"占{claim.label}的{figure}%"
    return f"{claim.label}：{figure}" + ("%" if claim.written.rstrip().endswith(("%", "％")) else "")


def _summary(claims: "Sequence[ProseClaim]") -> str:
    from schema.checks.claims import Verdict

    counts = {verdict: sum(each.claim.verdict is verdict for each in claims) for verdict in Verdict}
    checked = len(claims) - counts[Verdict.UNPLACED]
    explained = sum(each.explained for each in claims)
    told = [
        f"数字 {checked}/{len(claims)} 已核对",
        f"一致{counts[Verdict.HOLDS]}",
        f"不一致{counts[Verdict.DIFFERS] - explained}",
        *([f"{_EXPLAINED}{explained}"] if explained else []),
        f"未对应{counts[Verdict.UNPLACED]}",
    ]
    return "，".join(told)


COMMAND = Command(
    "claims",
    "文件",
    "把正文里的数字逐个与表格对照",
    (
        Option(("--format",), "输出格式", "格式", ("text", "json")),
        Option(("--previous",), "上年报告，用来核对同比增减", "文件"),
    ),
    run,
    "退出码：0 没有不一致的，或者都已说明；1 有不一致的；2 有文件读不了。没有对应到表格的数字，请自行核对。",
)
