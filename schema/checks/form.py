"""Whether the report is complete as the form asks: edition, sections, the aspects of 一 and the fee statement of 六."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from schema.checks.registry import Context, Rule, text_check
from schema.checks.wording import quoted
from schema.editions.cover import AGENCY_KIND, AGENCY_LEVEL, YEAR
from schema.fee_statement import fee_table, has_figures, stands_in_words
from schema.findings import Finding, Severity
from schema.form import Aspect, Edition, Place, Row, Section, Table
from schema.placeholders import expander
from schema.unsafe import cleaned
from schema.years import FOUR_DIGITS

EDITION_YEAR = Rule("edition-year", Severity.ERROR)
REGULATION_POWER = Rule("regulation-power", Severity.QUERY)
SECTION_EMPTY = Rule("section-empty", Severity.ERROR)
ASPECT_MISSING = Rule("aspect-missing", Severity.HINT)
FEE_STATEMENT_MISSING = Rule("fee-statement-missing", Severity.QUERY)

_YEAR, _KIND, _LEVEL = YEAR.key, AGENCY_KIND.key, AGENCY_LEVEL.key
_NO_RULE_MAKING = frozenset({"county", "township"})
_FULL_POWERS = frozenset({"national", "province"})


@text_check(EDITION_YEAR)
def edition_year(context: Context) -> Iterator[Finding]:
    """A report year that is missing, unreadable or of another edition."""
    report, edition = context.report, context.edition
    text = report.text(_YEAR).strip()
    label = context.name(_YEAR)
    if not text:
        severity = Severity.ERROR if report.final else Severity.HINT
        yield context.finding(EDITION_YEAR, (_YEAR,), f"{label}没有填", f"填{FOUR_DIGITS}。", severity)
    elif report.year is None:
        yield context.finding(EDITION_YEAR, (_YEAR,), f"{label}{quoted(text)}不是{FOUR_DIGITS}", f"填{FOUR_DIGITS}。")
    elif not edition.covers(report.year):
        span = f"{edition.first_year}" + ("年度起" if edition.last_year is None else f"至{edition.last_year}年度")
        yield context.finding(
            EDITION_YEAR,
            (_YEAR,),
            f"{label}是{report.year}，而本文件用的{edition.number}年版格式（{edition.notice}）适用于{span}",
            f"改正{label}，或者按该年度适用的格式另建报告。",
        )


@text_check(REGULATION_POWER)
def regulation_power(context: Context) -> Iterator[Finding]:
    """规章 other than 0 for a body that cannot make any."""
    report = context.report
    kind, level = report.text(_KIND), report.text(_LEVEL)
    below_city = level in _NO_RULE_MAKING
    if not below_city and (kind == "government" or level in _FULL_POWERS or not level):
        return
    body = f"{context.choice(_LEVEL)}级{context.choice(_KIND)}"
    for table, row, below in _rule_making_rows(context.edition):
        places = [cell.place for cell in table.row_cells(row) if report.number(cell.place).usable]
        if places:
            figures = "、".join(f"{context.name(place)}={report.number(place).usable}" for place in places)
            yield context.finding(
                REGULATION_POWER,
                places,
                f"{row.label}填了不是0的数（{figures}），而{body}没有{row.label}制定权",
                f"{below.label}填在下一行；汇总下级数据确有{row.label}的，说明理由。",
            )


@lru_cache(maxsize=8)
def _rule_making_rows(edition: Edition) -> list[tuple[Table, Row, Row]]:
    """The rows of 规章, each with its table and the row below, which takes what is no 规章."""
    rows = [(table, *rows) for table in edition.tables for rows in pairwise(table.rows)]
    return [each for each in rows if each[1].rule_making]


@text_check(SECTION_EMPTY)
def section_empty(context: Context) -> Iterator[Finding]:
    """一, 五 and 六 without a word; 五 with hardly one."""
    for section in context.edition.sections:
        if not section.prose:
            continue
        said = _said(context, section)
        if (first := next(said, None)) is None:
            figures = section.table is not None and has_figures(context.report, section.table)
            if context.report.final and not figures:
                yield context.finding(
                    SECTION_EMPTY, (f"{section.key}.intro",), f"{section.title}：没有内容", f"应写：{section.demand}"
                )
            continue
        words, least = "".join(first[1].split()), section.least_characters
        while len(words) < least and (more := next(said, None)) is not None:
            words += "".join(more[1].split())
        if len(words) < least:
            yield context.finding(
                SECTION_EMPTY,
                (first[0],),
                f"{section.title}：只写了{quoted(words)}，共{len(words)}个字，不足{least}个字",
                f"应写：{section.demand}",
                Severity.QUERY,
            )


@text_check(ASPECT_MISSING)
def aspect_missing(context: Context) -> Iterator[Finding]:
    """Aspects that the form asks of 一 and that neither a heading nor a text there mentions."""
    for section in context.edition.sections:
        if not section.all_aspects or not (said := list(_said(context, section))):
            continue
        parts = context.report.parts.get(section.key, [])
        everything = "\n".join([*(text for _, text in said), *(part.heading for part in parts if part.text.strip())])
        for aspect in section.aspects:
            wanted = not aspect.only_for or aspect.only_for == context.report.text(_KIND)
            if wanted and not any(word in everything for word in aspect.words or (aspect.heading,)):
                yield context.finding(
                    ASPECT_MISSING,
                    (_place_for(context, section, aspect),),
                    f"{section.title}：没有写到{aspect.heading}",
                    aspect.demand,
                )


def _place_for(context: Context, section: Section, aspect: Aspect) -> Place:
    """Where an aspect would be written: the part with its heading, otherwise the section's opening."""
    for index, part in enumerate(context.report.parts.get(section.key, [])):
        if part.heading == aspect.heading:
            return f"{section.key}.parts.{index}.text"
    return f"{section.key}.intro"


@text_check(FEE_STATEMENT_MISSING)
def fee_statement_missing(context: Context) -> Iterator[Finding]:
    """六 without a word or a figure on 信息处理费: editions that ask for it."""
    for section in context.edition.sections:
        table = fee_table(section)
        if table is None or has_figures(context.report, table):
            continue
        if not stands_in_words(context.report, section):
            yield context.finding(
                FEE_STATEMENT_MISSING,
                [cell.place for cell in table.cells],
                f"{section.title}：没有报告{table.title}的情况",
                "填写" + "、".join(row.label for row in table.rows) + "；没有收费的填0。",
            )


def _said(context: Context, section: Section) -> Iterator[tuple[Place, str]]:
    """The section's paragraphs that say something, by place."""
    report = context.report
    expand = expander(report)
    for place in report.section_prose(section):
        if text := cleaned(expand(report.text(place))).strip():
            yield place, text
