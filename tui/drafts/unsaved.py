"""What one state of a report holds that another does not, as a journal keeps it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from schema.form import Place
from schema.report import Part, Report
from tui.drafts.records import PartTexts


class Unsaved(NamedTuple):
    """The values that turn one report into another: the parts first, then the texts."""

    parts: dict[str, PartTexts]
    texts: dict[Place, str]
    accepted: bool
    """Whether other queries are accepted."""

    @property
    def anything(self) -> bool:
        """Whether the reports differ."""
        return bool(self.parts or self.texts or self.accepted)


def unsaved(before: Report, after: Report, whole: Collection[str] = ()) -> Unsaved:
    """What turns one report into another.

    Args:
        before: What is kept already.
        after: What is to be kept.
        whole: The keys of sections whose parts are kept as they were before; of others all parts are given, so that
            no text depends on parts that may change elsewhere.
    """
    new = Unsaved({}, {}, before.accepted != after.accepted)
    for section in after.parts.keys() | before.parts.keys():
        parts = before.parts.get(section, []), after.parts.get(section, [])
        if parts[0] != parts[1]:
            single = _single_text(section, *parts) if section in whole else None
            if single is None:
                new.parts[section] = tuple((part.heading, part.text) for part in parts[1])
            else:
                new.texts[single[0]] = single[1]
    new.texts.update(_changed(before.texts, after.texts, after))
    new.texts.update(_changed(before.cells, after.cells, after))
    return new


def headings_around(places: Iterable[Place], report: Report, whole: Collection[str]) -> dict[str, tuple[str, ...]]:
    """All headings of each section in a part of which one of the places is, by section key.

    Args:
        places: Places of a report; it need not have them any more.
        report: The report.
        whole: The keys of sections that are left out, as their parts are kept.
    """
    sections = {section for place in places for section, parts, _ in [place.partition(".parts.")] if parts}
    return {section: tuple(part.heading for part in report.parts.get(section, ())) for section in sections - set(whole)}


def _changed(
    before: Mapping[Place, object], now: Mapping[Place, object], report: Report
) -> Iterator[tuple[Place, str]]:
    """The places of a report at which something else stands than before, with their texts."""
    # Every key of a session passes here: almost all are the very same objects.
    other = [place for place, value in now.items() if before.get(place) is not value]
    other += [place for place in before if place not in now]
    return ((place, report.text(place)) for place in other if before.get(place) != now.get(place))


def _single_text(section: str, before: list[Part], after: list[Part]) -> tuple[Place, str] | None:
    """The only text of parts that differs, with its place; None where more does."""
    if len(before) != len(after):
        return None
    differing = [index for index, part in enumerate(after) if part != before[index]]
    if len(differing) != 1 or before[differing[0]].heading != after[differing[0]].heading:
        return None
    return f"{section}.parts.{differing[0]}.text", after[differing[0]].text
