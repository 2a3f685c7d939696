"""The values of one report: every field, figure and paragraph as typed, and every figure as read."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from schema.cells import BLANK, Number, half_width, read_number
from schema.editions.cover import AGENCY_NAME, PREAMBLE, PUBLISHED, STATUS, TITLE_END, YEAR
from schema.form import Edition, Field, Kind, Place, Section
from schema.years import read_year

_INDEX = re.compile(r"[0-9]{1,6}")


class Part:
    """One headed part of a prose section."""

    __slots__ = ("heading", "text")

    def __init__(self, heading: str = "", text: str = "") -> None:
        self.heading = heading
        self.text = text

    def __repr__(self) -> str:
        return f"Part({self.heading!r}, {self.text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Part) and self.heading == other.heading and self.text == other.text


class Prose(NamedTuple):
    """The paragraphs at one place."""

    place: Place
    text: str
    heading: str = ""
    """What stands over them; empty for the preamble and the opening paragraphs of a section."""


def heading_place(place: Place) -> Place:
    """The place of the heading over the paragraphs of a part, which are at another."""
    return place.removesuffix("text") + "heading"


class Accepted(NamedTuple):
    """A query that was looked into and let stand, for as long as the values named stand."""

    code: str
    where: tuple[Place, ...]
    values: tuple[str, ...]
    reason: str
    by: str = ""
    on: str = ""


class Report:
    """One report.

    ``texts`` holds the cover's fields and the opening paragraphs of prose sections; ``cells`` the figures, totals
    included only where they were keyed; ``parts`` the headed parts of each prose section, by section key.
    """

    __slots__ = ("accepted", "cells", "edition", "parts", "texts")

    def __init__(
        self,
        edition: Edition,
        texts: dict[Place, str] | None = None,
        cells: dict[Place, Number] | None = None,
        parts: dict[str, list[Part]] | None = None,
        accepted: list[Accepted] | None = None,
    ) -> None:
        self.edition = edition
        self.texts = {} if texts is None else texts
        self.cells = {} if cells is None else cells
        self.parts = {} if parts is None else parts
        self.accepted = [] if accepted is None else accepted

    def __repr__(self) -> str:
        return f"Report({self.edition!r}, {self.texts!r}, {self.cells!r}, {self.parts!r}, {self.accepted!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Report) and all(getattr(self, name) == getattr(other, name) for name in self.__slots__)

    def text(self, place: Place) -> str:
        """What stands at a place, as typed; empty where nothing does. Raises KeyError for a part that is not there."""
        if (number := self.cells.get(place)) is not None:
            return number.text
        if ".parts." in place:
            part, name = self._part(place)
            return part.heading if name == "heading" else part.text
        return self.texts.get(place, "")

    def set_text(self, place: Place, text: str) -> None:
        """Put a text at a place, a year or a date half-width; an empty text takes a keyed total away.

        Raises KeyError for a place that the edition does not have.
        """
        edition = self.edition
        if (cell := edition.cells.get(place)) is not None:
            self.cells[place] = read_number(text, cell.kind)
        elif (cell := edition.keyed_cells.get(place)) is not None:
            if text.strip():
                self.cells[place] = read_number(text, cell.kind)
            else:
                self.cells.pop(place, None)
        elif ".parts." in place:
            part, name = self._part(place)
            setattr(part, name, text)
        elif (field_ := edition.fields_by_place.get(place)) is not None:
            self._set_field(field_, text)
        elif place in self.intro_places():
            self.texts[place] = text
        else:
            raise KeyError(place)

    def _set_field(self, field_: Field, text: str) -> None:
        if field_.kind in (Kind.YEAR, Kind.DATE):
            text = half_width(text).strip()
        if text or not field_.optional:
            self.texts[field_.key] = text
        else:
            self.texts.pop(field_.key, None)

    def _part(self, place: Place) -> tuple[Part, str]:
        section, _, rest = place.partition(".parts.")
        index, _, name = rest.partition(".")
        if (
            name not in ("heading", "text")
            or not _INDEX.fullmatch(index)
            or int(index) >= len(self.parts.get(section, ()))
        ):
            raise KeyError(place)
        return self.parts[section][int(index)], name

    def has(self, place: Place) -> bool:
        """Whether a place is one that holds a text or a figure of this report."""
        edition = self.edition
        if ".parts." in place:
            try:
                self._part(place)
            except KeyError:
                return False
            return True
        known = (edition.cells, edition.keyed_cells, edition.fields_by_place, self.intro_places())
        return any(place in places for places in known)

    def number(self, place: Place) -> Number:
        """The figure at a place; blank where none stands."""
        return self.cells.get(place, BLANK)

    def intro_places(self) -> tuple[Place, ...]:
        """The places of the prose sections' opening paragraphs."""
        return tuple(f"{section.key}.intro" for section in self.edition.sections if section.prose)

    def prose_places(self) -> Iterator[Place]:
        """Every place that holds paragraphs, in the form's order: the preamble, then each section's prose."""
        yield PREAMBLE.key
        for section in self.edition.sections:
            if section.prose:
                yield from self.section_prose(section)

    def section_prose(self, section: Section) -> Iterator[Place]:
        """The places of one section's paragraphs, its opening first."""
        yield f"{section.key}.intro"
        for index in range(len(self.parts.get(section.key, ()))):
            yield f"{section.key}.parts.{index}.text"

    def prose(self) -> Iterator[Prose]:
        """What stands at every place that holds paragraphs, in the form's order."""
        yield Prose(PREAMBLE.key, self.texts.get(PREAMBLE.key, ""))
        for section in self.edition.sections:
            if section.prose:
                intro = f"{section.key}.intro"
                yield Prose(intro, self.texts.get(intro, ""))
                for index, part in enumerate(self.parts.get(section.key, ())):
                    yield Prose(f"{section.key}.parts.{index}.text", part.text, part.heading)

    def prose_at(self, place: Place) -> Prose:
        """What stands at a place that holds paragraphs. Raises KeyError for a part that is not there."""
        heading = self.text(heading_place(place)) if ".parts." in place else ""
        return Prose(place, self.text(place), heading)

    @property
    def year(self) -> int | None:
        """The report year where it is readable: four digits."""
        return read_year(self.texts.get(YEAR.key, ""))

    @property
    def published(self) -> date | None:
        """The day of publication where it is given and readable: written as ``2026-01-20``."""
        text = self.texts.get(PUBLISHED.key, "")
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return None
        return day if day.isoformat() == text else None

    @property
    def final(self) -> bool:
        """Whether the report is declared final (定稿)."""
        return self.texts.get(STATUS.key) == "final"

    @property
    def title(self) -> str:
        """The report's title in one."""
        return "".join(self.title_parts())

    def title_parts(self, blank: str = "") -> tuple[str, str]:
        """The report's title: the agency, and the rest with the year; ``blank`` stands for what is not filled in."""
        agency, year = (self.texts.get(field_.key, "").strip() or blank for field_ in (AGENCY_NAME, YEAR))
        return agency, year + TITLE_END

    def copy(self) -> "Report":
        """A copy that shares nothing that can change."""
        return Report(
            self.edition,
            dict(self.texts),
            dict(self.cells),
            {key: [Part(part.heading, part.text) for part in parts] for key, parts in self.parts.items()},
            list(self.accepted),
        )


def new_report(edition: Edition, texts: dict[Place, str] | None = None) -> Report:
    """An empty draft: every cell blank, every prose section with the parts that the form offers."""
    report = Report(edition, {STATUS.key: STATUS.default})
    for field_ in edition.fields:
        if not field_.optional:
            report.texts.setdefault(field_.key, field_.default)
    report.texts |= texts or {}
    for section in edition.sections:
        if section.prose:
            report.texts[f"{section.key}.intro"] = ""
            report.parts[section.key] = [Part(aspect.heading) for aspect in section.aspects if not aspect.only_for]
    report.cells = dict.fromkeys(edition.cells, BLANK)
    return report
