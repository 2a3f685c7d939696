"""What one step of undo takes back: texts, the parts of a section, the queries accepted; and who hears of it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from schema.form import Place
from schema.report import Accepted, Part, Report

ACCEPTED: Place = "accepted"


class TextChange(NamedTuple):
    """One place before and after."""

    place: Place
    before: str
    after: str

    def replay(self, report: Report, *, back: bool) -> None:
        """Make the change in a report, or take it back."""
        report.set_text(self.place, self.before if back else self.after)


class PartsChange(NamedTuple):
    """The headed parts of one section before and after."""

    section: str
    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]

    @property
    def place(self) -> Place:
        """The section changed."""
        return self.section

    def replay(self, report: Report, *, back: bool) -> None:
        """Make the change in a report, or take it back."""
        report.parts[self.section] = [Part(*part) for part in (self.before if back else self.after)]


class AcceptedChange(NamedTuple):
    """The queries accepted before and after."""

    before: tuple[Accepted, ...]
    after: tuple[Accepted, ...]

    @property
    def place(self) -> Place:
        """The array of accepted queries."""
        return ACCEPTED

    def replay(self, report: Report, *, back: bool) -> None:
        """Make the change in a report, or take it back."""
        report.accepted = list(self.before if back else self.after)


Change = tuple[TextChange | PartsChange | AcceptedChange, ...]
"""What one undo takes back."""


class Observer(Protocol):
    """What hears of a session's changes, each in the moment it is made, before anything else happens."""

    def changed(self, change: Change) -> None:
        """Something was changed, or a change was taken back or made again."""

    def rebased(self) -> None:
        """The session now starts from what the file holds, which it did not read when it began."""

    def saved(self, confirmed: bool) -> None:
        """The file holds everything, and whether the disk has confirmed it."""


def changes_between(before: Report, after: Report) -> Iterator[TextChange | PartsChange | AcceptedChange]:
    """What turns one report into another of its edition, in the form's order."""
    edition = before.edition
    yield from _texts_between(before, after, edition.fields_by_place)
    for section in edition.sections:
        if section.prose:
            yield from _texts_between(before, after, (f"{section.key}.intro",))
            parts = frozen(before.parts.get(section.key, ())), frozen(after.parts.get(section.key, ()))
            if parts[0] != parts[1]:
                yield PartsChange(section.key, *parts)
        if (table := section.table) is not None:
            yield from _texts_between(before, after, (cell.place for cell in (*table.cells, *table.keyed_cells)))
    if before.accepted != after.accepted:
        yield AcceptedChange(tuple(before.accepted), tuple(after.accepted))


def _texts_between(before: Report, after: Report, places: Iterable[Place]) -> Iterator[TextChange]:
    for place in places:
        texts = before.text(place), after.text(place)
        if texts[0] != texts[1]:
            yield TextChange(place, *texts)


def frozen(parts: Iterable[Part]) -> tuple[tuple[str, str], ...]:
    """Headed parts as they can be compared and kept."""
    return tuple((part.heading, part.text) for part in parts)
