"""A report as one neutral document: title, paragraphs, numbered headings and tables, which every format walks."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from render.tables import Table, TableCell, build_table, figure_text
from schema.cells import UNITS
from schema.editions.cover import AGENCY_FIELDS, PREAMBLE, PUBLISHED, STATUS
from schema.fee_statement import stands_in_words
from schema.findings import Finding, Severity, count_by_severity
from schema.form import Layout, Section
from schema.form import Table as FormTable
from schema.placeholders import BLANK_FIGURE, expander
from schema.report import Report
from schema.unsafe import shown

__all__ = ["BLANK_TEXT", "Block", "Document", "Heading", "Paragraph", "Table", "TableCell", "build"]

BLANK_TEXT = BLANK_FIGURE
"""What stands where words, or a figure among words, are missing."""

_Expand = Callable[[str], str]
"""Puts figures in the place of placeholders."""


class Heading(NamedTuple):
    """A numbered heading: level 2 for the six sections, 3 for their parts."""

    level: Literal[2, 3]
    text: str


class Paragraph(NamedTuple):
    """One paragraph, or the line with the date, which stands at the right."""

    text: str
    kind: Literal["body", "blank", "date"] = "body"


Block = Heading | Paragraph | Table


class Document(NamedTuple):
    """One report, ready to be set in any format. No text in it holds a line break or an unsafe character."""

    title: tuple[str, str]
    """The agency, and the rest of the title; a long title is parted between the two."""
    draft: str
    """草稿 and what is missing; empty for a report that is ready to be published."""
    blocks: tuple[Block, ...]


def build(report: Report, *, findings: Sequence[Finding] = ()) -> Document:
    """The document of a report.

    The clerk's words stand as they are, with figures for their placeholders. Three sentences are added where the
    preamble (for the last two: any prose) lacks what they say: the period of the figures, where the report is
    published, and whom to ask. Section 六 states the 信息处理费 from its figures. Headed parts are numbered, a number
    typed in front of one is dropped.
    What nobody filled in is marked, and the document then is a draft, as it is with an error or an unaccepted query
    among the findings.
    """
    texts = report.texts
    expand = expander(report)
    blocks: list[Block] = list(_opening(report, expand))
    for section in report.edition.sections:
        blocks.append(Heading(2, section.title))
        blocks += _section(report, section, expand)
    if published := texts.get(PUBLISHED.key, "").strip():
        day = report.published
        written = f"{day.year}年{day.month}月{day.day}日" if day else shown(published)
        blocks.append(Paragraph(f"{PUBLISHED.label}：{written}", "date"))
    agency, rest = map(shown, report.title_parts(BLANK_TEXT))
    title = (agency, rest)
    return Document(title, _draft_mark(report, title, blocks, findings), tuple(blocks))


def _draft_mark(report: Report, title: tuple[str, str], blocks: Sequence[Block], findings: Sequence[Finding]) -> str:
    in_words = {
        cell.place
        for section in report.edition.sections
        if section.table is not None and stands_in_words(report, section)
        for cell in section.table.cells
    }
    blanks = sum(not report.number(place).text for place in report.edition.cells if place not in in_words)
    blanks += sum(block.text.count(BLANK_TEXT) for block in blocks if not isinstance(block, Table))
    blanks += "".join(title).count(BLANK_TEXT)
    standing = count_by_severity(findings)
    # A draft is one anyway.
    queries = standing[Severity.QUERY] if report.final else 0
    told = ((blanks, "处未填"), (standing[Severity.ERROR], "处错误"), (queries, "处没有说明的疑问"))
    counts = [f"{count}{words}" for count, words in told if count]
    if report.final and not counts:
        return ""
    mark = STATUS.choice_label("draft")
    return f"{mark}（尚有{'、'.join(counts)}）" if counts else mark


def _opening(report: Report, expand: _Expand) -> Iterator[Paragraph]:
    """The preamble, and what it lacks."""
    preamble = report.texts.get(PREAMBLE.key, "")
    yield from _paragraphs(preamble, expand)
    if report.year is not None and not _PERIOD.search(_joined(preamble)):
        yield Paragraph(f"本报告所列数据的统计期限自{report.year}年1月1日起至{report.year}年12月31日止。")
    prose = _joined("".join(expand(report.text(place)) for place in report.prose_places()))
    given = {
        field.name: (field.label, shown(value))
        for field in AGENCY_FIELDS
        if (value := report.texts.get(field.key, "").strip()) and _joined(value) not in prose
    }
    if "website" in given:
        yield Paragraph(f"本报告在{given['website'][1]}公布。")
    if contact := [f"{label}：{value}" for name, (label, value) in given.items() if name in _CONTACT]:
        whom = f"请与{given['office'][1]}联系" if "office" in given else "请联系本机关"
        yield Paragraph(f"如对本报告有疑问，{whom}（{'；'.join(contact)}）。")


_CONTACT = frozenset({"address", "postcode", "phone", "email"})
_PERIOD = re.compile(r"1月1日.{0,20}12月31日")
_LEFT_OUT = "-—－–− \u3000\n"


def _joined(text: str) -> str:
    """The text without spaces and dashes, which people type differently in numbers and addresses."""
    for char in _LEFT_OUT:
        text = text.replace(char, "")
    return text


def _paragraphs(text: str, expand: _Expand) -> Iterator[Paragraph]:
    for line in text.split("\n"):
        if bare := expand(line).strip():
            yield Paragraph(shown(bare))


def _section(report: Report, section: Section, expand: _Expand) -> Iterator[Block]:
    """What stands under one section's heading."""
    body: list[Block] = []
    if section.prose:
        body += _paragraphs(report.texts.get(f"{section.key}.intro", ""), expand)
        body += _parts(report, section, expand)
    if section.table is not None:
        if section.table.layout is not Layout.LIST:
            body.append(build_table(report, section.table))
        elif not stands_in_words(report, section):
            body.append(_statement(report, section.table))
    yield from body or [Paragraph(BLANK_TEXT, "blank")]


def _parts(report: Report, section: Section, expand: _Expand) -> Iterator[Block]:
    """The headed parts; one without a heading is plain paragraphs, one without anything is left out."""
    number = 0
    for part in report.parts.get(section.key, ()):
        heading, paragraphs = part.heading.strip(), list(_paragraphs(part.text, expand))
        if heading:
            number += 1
            yield Heading(3, f"（{_numeral(number)}）{shown(expand(_without_number(heading)))}")
            yield from paragraphs or [Paragraph(BLANK_TEXT, "blank")]
        else:
            yield from paragraphs


def _statement(report: Report, table: FormTable) -> Paragraph:
    """Amounts as one sentence, their units behind them instead of in the labels."""
    amounts = []
    for cell in table.cells:
        unit = UNITS[cell.kind]
        label = cell.row.label.removesuffix(f"（{unit}）").removesuffix(f"{unit}数")
        amounts.append(f"{label}{figure_text(report, cell)}{unit}")
    return Paragraph(f"本年度{table.title}收取情况：{'，'.join(amounts)}。")


_DIGITS = "一二三四五六七八九"
_TYPED_NUMBER = re.compile(
    r"(?:[（(]\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*[）)][、.．]?|[一二三四五六七八九十]{1,3}、|\d{1,2}(?:[、．]|\.(?!\d)))\s*"
)


def _without_number(heading: str) -> str:
    """The heading without the number typed in front of it; as it stands where nothing else would be left."""
    match = _TYPED_NUMBER.match(heading)
    return heading[match.end() :] or heading if match else heading


def _numeral(number: int) -> str:
    """A Chinese numeral, 1 to 99; larger ones in figures."""
    tens, ones = divmod(number, 10)
    if tens > 9:
        return str(number)
    return ("" if tens < 2 else _DIGITS[tens - 1]) + "十" * bool(tens) + ("" if not ones else _DIGITS[ones - 1])
