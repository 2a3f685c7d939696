"""What differs between two states of a report, and one report made of two that began as the same."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeVar

from schema.comparing import field_text, table_places
from schema.form import Place, Section
from schema.places import place_name
from schema.report import Part, Report
from tui.drafts.accepted import entries_at, entry_text, is_query, query_name, query_places, with_queries_taken

Side = Literal["mine", "theirs"]
_Stored = TypeVar("_Stored")


class Difference(NamedTuple):
    """One place at which two states of a report differ.

    ``place`` is a text place, a section's key where its parts differ in number or headings and are compared as a
    whole, or that of an accepted query. The texts are those to read: a choice as the form calls it, parts one under the
    other.
    """

    place: Place
    name: str
    before: str
    after: str


class Divergence(NamedTuple):
    """One place at which two reports that began as the same differ; see `Difference` for the place and the texts."""

    place: Place
    name: str
    base: str
    mine: str
    theirs: str
    default: Side | None
    """The side that alone has changed it; None where both have."""


@dataclass(frozen=True)
class ThreeWay:
    """Two reports against the one that both began as.

    ``items`` are the places at which the two differ, in the form's order.
    """

    mine: Report
    theirs: Report
    items: tuple[Divergence, ...]

    def merged(self, choices: Mapping[Place, Side]) -> Report:
        """A report with the chosen side at each place; without a choice the side that changed it, mine if both did."""
        taken = [item.place for item in self.items if choices.get(item.place, item.default) == "theirs"]
        return with_taken(self.mine, self.theirs, taken)


def differences(before: Report, after: Report) -> list[Difference]:
    """Where two reports of one edition differ, in the form's order."""
    return [
        Difference(place, _name(before, place), _text(before, place), _text(after, place))
        for place in _places(before, after)
        if _value(before, place) != _value(after, place)
    ]


def with_taken(before: Report, after: Report, places: Collection[Place]) -> Report:
    """A copy of a report that holds what another does at some of the places at which `differences` finds they differ.

    Parts of a section are compared as a whole or one by one: the places must come from the same two reports.
    """
    result = before.copy()
    queries = [place for place in places if is_query(place)]
    result.accepted = with_queries_taken(before.accepted, after.accepted, queries)
    for place in places:
        if not is_query(place):
            _put(result, place, after)
    return result


def three_way(base: Report, mine: Report, theirs: Report) -> ThreeWay:
    """Compare two reports with what both began as; all three are of one edition."""
    items = []
    for place in _places(base, mine, theirs):
        values = [_value(report, place) for report in (base, mine, theirs)]
        if values[1] != values[2]:
            default: Side | None = "mine" if values[2] == values[0] else "theirs" if values[1] == values[0] else None
            begun, mine_now, theirs_now = (_text(report, place) for report in (base, mine, theirs))
            items.append(Divergence(place, _name(mine, place), begun, mine_now, theirs_now, default))
    return ThreeWay(mine, theirs, tuple(items))


def _places(*reports: Report) -> Iterator[Place]:
    """Every place to compare, in the form's order."""
    edition = reports[0].edition
    yield from edition.fields_by_place
    for section in edition.sections:
        if section.prose:
            yield f"{section.key}.intro"
            yield from _part_places(section, reports)
        if section.table is not None:
            yield from table_places(section.table)
    yield from query_places(*(report.accepted for report in reports))


def _part_places(section: Section, reports: tuple[Report, ...]) -> Iterator[Place]:
    """The texts of a section's parts where all reports have the same headings, else the section."""
    shapes = {tuple(part.heading for part in report.parts.get(section.key, ())) for report in reports}
    if len(shapes) > 1:
        yield section.key
    else:
        for index in range(len(shapes.pop())):
            yield f"{section.key}.parts.{index}.text"


def _name(report: Report, place: Place) -> str:
    return query_name(report.edition, place) if is_query(place) else place_name(report.edition, place)


def _value(report: Report, place: Place) -> object:
    """What is compared."""
    if is_query(place):
        return entries_at(report.accepted, place)
    if _is_section(report, place):
        return tuple((part.heading, part.text) for part in report.parts.get(place, ()))
    return report.text(place)


def _is_section(report: Report, place: Place) -> bool:
    return any(section.key == place for section in report.edition.sections)


def _text(report: Report, place: Place) -> str:
    """What is read."""
    if is_query(place):
        return "\n".join(map(entry_text, entries_at(report.accepted, place)))
    if _is_section(report, place):
        return "\n\n".join(f"{part.heading}\n{part.text}" for part in report.parts.get(place, ()))
    return field_text(report, place)


def _put(report: Report, place: Place, source: Report) -> None:
    """Give a report what another holds at a place."""
    if _is_section(report, place):
        report.parts[place] = [Part(part.heading, part.text) for part in source.parts.get(place, ())]
    elif ".parts." in place:
        section, _, rest = place.partition(".parts.")
        index = int(rest.partition(".")[0])
        report.parts[section][index].text = source.parts[section][index].text
    else:
        _copy(report.cells, source.cells, place)
        _copy(report.texts, source.texts, place)


def _copy(target: dict[Place, _Stored], source: dict[Place, _Stored], place: Place) -> None:
    if place in source:
        target[place] = source[place]
    else:
        target.pop(place, None)
