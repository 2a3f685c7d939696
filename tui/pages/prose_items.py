"""The lines of a page of prose: the texts of a section, its opening first, and its table."""

from collections.abc import Iterator
from dataclasses import dataclass

from schema.editions.cover import PREAMBLE
from schema.form import Place, Section, Table
from schema.placeholders import expanded
from schema.report import Report
from tui import hints
from tui.session import Session
from tui.widgets.parts_list import PartLine

_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the page: a text, or the section's table."""

    label: str
    place: Place | None = None
    part: int | None = None
    """The index among the headed parts."""

    @property
    def heading_place(self) -> Place | None:
        """The place of the heading that stands over the text."""
        return None if self.place is None or self.part is None else self.place.removesuffix("text") + "heading"


def items_of(report: Report, section: Section | None, table: Table | None) -> Iterator[Item]:
    """The lines of a section; of the preamble where there is no section."""
    if section is None:
        yield Item(PREAMBLE.label, PREAMBLE.key)
        return
    yield Item(section.intro_label, f"{section.key}.intro")
    for index, part in enumerate(report.parts[section.key]):
        numeral = _NUMERALS[index] if index < len(_NUMERALS) else str(index + 1)
        yield Item(f"（{numeral}）{part.heading or '（没有标题）'}", f"{section.key}.parts.{index}.text", index)
    if table is not None:
        yield Item(table.title)


def demand_of(session: Session, section: Section | None, item: Item) -> str:
    """What the form asks of a text."""
    if section is None:
        return hints.hint(session.report.edition, item.place or PREAMBLE.key)
    if item.part is not None:
        aspect = hints.aspect_of(section, session.report.parts[section.key][item.part].heading)
        if aspect is not None:
            return aspect.demand
    return section.demand


def text_line(report: Report, item: Item, text: str) -> PartLine:
    """A text in the list, with its length as it is read."""
    count = length(expanded(report, text))
    return PartLine(item.label, f"{count}字" if count else "空")


def table_line(session: Session, item: Item, table: Table) -> PartLine:
    """The table in the list, with how much of it is blank."""
    blank = len(session.blanks(table))
    return PartLine(item.label, f"空{blank}格" if blank else "✓")


def length(text: str) -> int:
    """How many characters a text has, blanks left out."""
    return sum(map(len, text.split()))
