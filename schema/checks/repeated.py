"""What was copied from last year's report: all its figures, or whole paragraphs."""

from collections.abc import Iterator
from zlib import crc32

from schema.checks.registry import Context, Rule, text_check
from schema.checks.rolls import amount, year_before
from schema.checks.wording import quoted
from schema.counterparts import counterparts
from schema.editions.cover import PREAMBLE, PREVIOUS
from schema.findings import Finding, Severity
from schema.form import Edition, Place
from schema.placeholders import expander
from schema.report import Report

SAME_AS_LAST_YEAR = Rule("same-as-last-year", Severity.QUERY)

_NAMED = 3
_LEAST = 60
_BEGINNING = 20
_YEAR_DIGITS = frozenset("0123456789０１２３４５６７８９〇○Ｏ零一二三四五六七八九")
_FORMAL = ("编制", "统计期限", "电子版", "下载")
"""Words of paragraphs on how the report was made and where it is found, which are the same in every year."""


@text_check(SAME_AS_LAST_YEAR)
def same_as_last_year(context: Context) -> Iterator[Finding]:
    """Figures all of which are last year's, and paragraphs repeated word for word with at most their years replaced."""
    if (previous := year_before(context)) is not None:
        yield from _figures(context, previous)
        yield from _paragraphs(context, previous)


def _figures(context: Context, previous: Report) -> Iterator[Finding]:
    """Every figure that is not 0 in either year is the same, and some of them are of what was done in the year."""
    cells, theirs = context.report.cells, previous.cells
    compared = counterparts(context.edition, previous.edition)
    same = []
    for each in compared:
        now, before = amount(cells, each.here), amount(theirs, each.there)
        if (now or 0) != (before or 0) or (now is None and not _may_stay_blank(context.edition, each.here[0])):
            return
        if now:
            same.append(each)
    if all(each.lasting for each in same):
        return
    first = same[:_NAMED]
    yield context.finding(
        SAME_AS_LAST_YEAR,
        (*(each.here[0] for each in first), PREVIOUS.key),
        f"今年和上年的数字全都相同：不为0的{len(same)}格都没有变（{'、'.join(each.name for each in first)}"
        + ("等）" if len(same) > _NAMED else "）"),
        "核对是不是照抄了上年的表；确实相同的，说明后保留。",
        values={PREVIOUS.key: f"{len(same)}格相同"},
    )


def _may_stay_blank(edition: Edition, place: Place) -> bool:
    section = edition.section_of(place)
    return section is not None and section.prose


def _paragraphs(context: Context, previous: Report) -> Iterator[Finding]:
    theirs = {_bare(paragraph) for _, _, paragraph in _long_paragraphs(previous)}
    if not theirs:
        return
    for place, offset, paragraph in _long_paragraphs(context.report):
        if _bare(paragraph) in theirs:
            yield context.finding(
                SAME_AS_LAST_YEAR,
                (place,),
                f"{context.name(place)}：{quoted(paragraph.strip(), _BEGINNING)}这一段{len(paragraph.strip())}字，"
                "除年份外与上年报告一字不差",
                "写今年的情况；确实仍然如此的，说明后保留。",
                values={place: _summary(paragraph)},
                offset=offset,
            )


def _long_paragraphs(report: Report) -> Iterator[tuple[Place, int, str]]:
    """The paragraphs that say something of the year as they are read, each with its place and where it begins there."""
    expand = expander(report)
    for place, text, _ in report.prose():
        if place == PREAMBLE.key:
            continue
        offset = 0
        for written in text.split("\n"):
            paragraph = expand(written)
            if len(paragraph) >= _LEAST and not any(word in paragraph for word in _FORMAL):
                yield place, offset, paragraph
            offset += len(written) + 1


def _summary(paragraph: str) -> str:
    """What tells a paragraph from others, short enough for the file: its beginning, its length without blanks, and a
    checksum, as paragraphs of as many characters often begin alike.
    """
    text = "".join(paragraph.split())
    checksum = crc32(text.encode("utf-8", "surrogatepass"))
    return f"{text[:_BEGINNING]}…（共{len(text)}字，校验码{checksum:08x}）"


def _bare(paragraph: str) -> str:
    """The paragraph without spaces and years; looked for at every 年, which is faster than a pattern."""
    pieces = "".join(paragraph.split()).split("年")
    last = pieces.pop()
    return "年".join([*(piece[:-4] if _YEAR_DIGITS.issuperset(piece[-4:]) else piece for piece in pieces), last])
