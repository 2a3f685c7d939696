"""A report as its facts, one a line, in the form's order: what two versions are compared by, line by line."""

from collections.abc import Iterator

from schema.cells import EMPTY
from schema.comparing import field_text, reason_text, table_places, values_text
from schema.differences.naming import with_names
from schema.editions.cover import PREAMBLE
from schema.form import Edition, Kind, Place, Section
from schema.places import place_name
from schema.prose_lines import to_lines
from schema.report import Accepted, Report
from schema.unsafe import shown


def facts(report: Report) -> Iterator[str]:
    """The lines of a report: headings in 【】, ``name：value`` for fields and figures, a line a sentence.

    Totals stand where they are keyed. A figure quoted in prose is named in braces, so that it changes no sentence.
    """
    yield "【封面】"
    yield f"格式：{report.edition.notice}"
    for place, field in report.edition.fields_by_place.items():
        if field.kind is not Kind.PROSE:
            yield f"{field.label}：{_value(field_text(report, place))}"
    yield from _prose(report, PREAMBLE.key, f"【{PREAMBLE.label}】")
    for section in report.edition.sections:
        yield from ("", f"【{section.title}】")
        if section.prose:
            yield from _section_prose(report, section)
        if section.table is not None:
            for place in table_places(section.table):
                if place in report.cells:
                    keyed = "（另录）" if place in report.edition.keyed_cells else ""
                    yield f"{place_name(report.edition, place)}{keyed}：{_value(report.cells[place].text)}"
    if report.accepted:
        yield from ("", "【疑问的说明】")
        for entry in report.accepted:
            yield _entry(report.edition, entry)


def _value(text: str) -> str:
    return shown(text) or EMPTY


def _prose(report: Report, place: Place, heading: str) -> Iterator[str]:
    if text := report.text(place):
        yield from ("", heading) if heading else ()
        yield from _sentences(report.edition, text)


def _section_prose(report: Report, section: Section) -> Iterator[str]:
    yield from _prose(report, f"{section.key}.intro", "")
    for part in report.parts.get(section.key, ()):
        # Without its number, which a part put before it would change.
        yield from ("", f"【{section.numeral}·{shown(part.heading) if part.heading.strip() else '无标题'}】")
        yield from _sentences(report.edition, part.text)


def _sentences(edition: Edition, text: str) -> Iterator[str]:
    for line in to_lines(text).split("\n") if text else ():
        yield shown(with_names(edition, line) if "{" in line else line)


def _entry(edition: Edition, entry: Accepted) -> str:
    names = "、".join(place_name(edition, place) for place in entry.where) or EMPTY
    values = values_text(entry) or EMPTY
    return shown(f"{entry.code}（{names}；所说明的内容：{values}）：{reason_text(entry)}".replace("\n", " "))
