"""Figures and cover fields that differ, and the totals that follow."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from schema.cells import BLANK, Number
from schema.comparing import field_text
from schema.counterparts import counterparts
from schema.differences.change import Change, ChangeKind
from schema.differences.years import with_years_apart
from schema.editions.cover import PREVIOUS
from schema.form import Edition, Kind, Place
from schema.places import place_name
from schema.report import Report
from schema.totals import Amount, computed


def cover_changes(old: Report, new: Report) -> Iterator[Change]:
    """The fields of one value before section 一 that differ; in the name of last year's file, but for the year."""
    apart = with_years_apart(old, new, in_file_names=True)
    for place, field in new.edition.fields_by_place.items():
        if field.kind is Kind.PROSE or old.text(place) == new.text(place):
            continue
        if place != PREVIOUS.key or apart.old(old.text(place)) != apart.new(new.text(place)):
            yield Change(ChangeKind.COVER, place, field.label, field_text(old, place), field_text(new, place))


def figure_changes(old: Report, new: Report) -> Iterator[Change]:
    """The cells that differ, then the keyed totals, in the form's order; of two editions what both ask for.

    A row that one edition divides is compared by its sum, at its place in the edition that does not. What only one of
    two editions asks for comes last, where it is filled in, and with it the figures of a sum that a blank leaves open.
    """
    if old.edition is new.edition:
        for place in new.edition.cells:
            if old.cells[place] != new.cells[place]:
                yield _figure_change(ChangeKind.FIGURE, new.edition, place, old.cells[place], new.cells[place])
        yield from _keyed_changes(old, new, new.edition.keyed_cells)
    else:
        yield from _across_editions(old, new)


def _figure_change(
    kind: ChangeKind, edition: Edition, place: Place, old: Number | None, new: Number | None, name: str = ""
) -> Change:
    known = old is not None and new is not None and old.value is not None and new.value is not None
    return Change(
        kind,
        place,
        name or place_name(edition, place),
        None if old is None else old.text,
        None if new is None else new.text,
        new.value - old.value if known else None,  # type: ignore[union-attr, operator]
    )


def _keyed_changes(old: Report, new: Report, places: Iterable[Place]) -> Iterator[Change]:
    for place in places:
        before, after = old.cells.get(place), new.cells.get(place)
        if before != after:
            yield _figure_change(ChangeKind.KEYED, new.edition, place, before, after)


def _across_editions(old: Report, new: Report) -> Iterator[Change]:
    pairs = counterparts(new.edition, old.edition)
    for pair in pairs:
        before, after = _sum(old, pair.there), _sum(new, pair.here)
        if before != after:
            place = pair.here[0] if len(pair.here) == 1 else pair.there[0]
            change = _figure_change(ChangeKind.FIGURE, new.edition, place, before, after, pair.name)
            yield change if pair.there[0] == place else change._replace(old_place=pair.there[0])
    both = [place for place in new.edition.keyed_cells if place in old.edition.keyed_cells]
    yield from _keyed_changes(old, new, both)
    known_here = {*both, *chain.from_iterable(pair.here for pair in pairs if not _open(new, pair.here))}
    known_there = {*both, *chain.from_iterable(pair.there for pair in pairs if not _open(old, pair.there))}
    for place, number in old.cells.items():
        if place not in known_there and not number.blank:
            yield _figure_change(ChangeKind.FIGURE_GONE, old.edition, place, number, None)
    for place, number in new.cells.items():
        if place not in known_here and not number.blank:
            yield _figure_change(ChangeKind.FIGURE_NEW, new.edition, place, None, number)


def _open(report: Report, places: tuple[Place, ...]) -> bool:
    return len(places) > 1 and _sum(report, places).blank


def _sum(report: Report, places: tuple[Place, ...]) -> Number:
    """The figure of a place, or the sum of several: blank where one is, and without a value where one has none."""
    if len(places) == 1:
        return report.cells[places[0]]
    numbers = [report.cells[place] for place in places]
    values = [number.usable for number in numbers]
    if None in values:
        texts = [number.text for number in numbers]
        return BLANK if not all(texts) else Number("、".join(texts), None)
    whole: Amount = sum(value for value in values if value is not None)
    return Number(str(whole), whole)


def total_changes(old: Report, new: Report) -> Iterator[Change]:
    """The computed totals that differ; empty texts where a blank makes one unknown.

    One that was keyed on both sides as it is computed has been told of among the figures.
    """
    before, after = computed(old), computed(new)
    for place, value in after.items():
        if (
            place in before
            and before[place] != value
            and not (_keyed_as(old, before, place) and _keyed_as(new, after, place))
        ):
            earlier = before[place]
            yield Change(
                ChangeKind.COMPUTED,
                place,
                place_name(new.edition, place),
                "" if earlier is None else str(earlier),
                "" if value is None else str(value),
                None if earlier is None or value is None else value - earlier,
            )


def _keyed_as(report: Report, totals: Mapping[Place, Amount | None], place: Place) -> bool:
    keyed = report.cells.get(place)
    return keyed is not None and keyed.value is not None and keyed.value == totals[place]
