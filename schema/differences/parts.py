"""Which headed part of a section corresponds to which, and those added, removed, moved and renamed."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import count

from schema.differences.change import Change, ChangeKind
from schema.differences.words import likeness
from schema.differences.years import YearsApart
from schema.form import Place, Section
from schema.places import place_name
from schema.report import Part, Report

_ALIKE = 0.5
_MOST_COMPARED = 40
_LONGEST_HEADING = 20
_LONGEST_TEXT = 2_000

Pairing = dict[int, int]
"""The new index of each old part that has a counterpart."""


def part_pairs(old: Sequence[Part], new: Sequence[Part], apart: YearsApart) -> Pairing:
    """Parts paired by heading and text, then heading, then text, then where one stands in the other's place."""
    pairing: Pairing = {}
    taken: set[int] = set()

    def pair_by(key: Callable[[Part, Callable[[str], str]], object]) -> None:
        waiting: dict[object, list[int]] = {}
        for index, part in enumerate(new):
            if index not in taken and (own := key(part, apart.new)):
                waiting.setdefault(own, []).append(index)
        for index, part in enumerate(old):
            if index not in pairing and (places := waiting.get(key(part, apart.old))):
                # Of several alike that in the same position, else the first.
                chosen = index if index in places else places[0]
                places.remove(chosen)
                pairing[index] = chosen
                taken.add(chosen)

    pair_by(lambda part, relative: (relative(part.heading), relative(part.text)))
    pair_by(lambda part, relative: relative(part.heading))
    pair_by(lambda part, _: part.heading)
    pair_by(lambda part, relative: relative(part.text))
    for index, other in _between(old, new, pairing):
        one, two = old[index], new[other]
        if other not in taken and _alike(one, two):
            pairing[index] = other
            taken.add(other)
    return pairing


def _between(old: Sequence[Part], new: Sequence[Part], pairing: Pairing) -> Iterator[tuple[int, int]]:
    """The parts without a counterpart yet, those in the same order first."""
    lone = [index for index in range(len(old)) if index not in pairing][:_MOST_COMPARED]
    others = [index for index in range(len(new)) if index not in pairing.values()][:_MOST_COMPARED]
    yield from zip(lone, others, strict=False)
    for index in lone:
        for other in others:
            if index not in pairing:
                yield index, other


def _alike(one: Part, other: Part) -> bool:
    texts = one.text[:_LONGEST_TEXT], other.text[:_LONGEST_TEXT]
    if all(texts):
        return likeness(*texts) >= _ALIKE
    return likeness(one.heading[:_LONGEST_TEXT], other.heading[:_LONGEST_TEXT]) >= _ALIKE


def part_name(report: Report, place: Place) -> str:
    """What a part, or its text or heading, is called: with the part's heading, shortened."""
    section, _, rest = place.partition(".parts.")
    index = int(rest.partition(".")[0])
    heading = report.parts[section][index].heading.strip().replace("\n", " ")
    shortened = heading[:_LONGEST_HEADING] + "…" * (len(heading) > _LONGEST_HEADING)
    return place_name(report.edition, f"{section}.parts.{index}.text") + (f"“{shortened}”" if heading else "")


def part_changes(section: Section, old: Report, new: Report, pairing: Pairing, apart: YearsApart) -> Iterator[Change]:
    """The parts of a section that were removed, then in the new order those added, moved and renamed."""
    before, after = old.parts.get(section.key, ()), new.parts.get(section.key, ())
    for index, part in enumerate(before):
        if index not in pairing:
            place = f"{section.key}.parts.{index}"
            yield Change(ChangeKind.PART_REMOVED, place, part_name(old, place), old=part.heading)
    origin = {new_index: index for index, new_index in pairing.items()}
    moved = _out_of_order([origin[index] for index in range(len(after)) if index in origin])
    for index, part in enumerate(after):
        place = f"{section.key}.parts.{index}"
        if index not in origin:
            yield Change(ChangeKind.PART_ADDED, place, part_name(new, place), new=part.heading)
            continue
        earlier = before[origin[index]]
        old_place = f"{section.key}.parts.{origin[index]}"
        if origin[index] in moved:
            numbers = f"第{origin[index] + 1}部分", f"第{index + 1}部分"
            yield Change(ChangeKind.PART_MOVED, place, part_name(new, place), *numbers, old_place=old_place)
        if earlier.heading != part.heading and apart.old(earlier.heading) != apart.new(part.heading):
            name = place_name(new.edition, f"{place}.heading")
            elsewhere = "" if origin[index] == index else f"{old_place}.heading"
            headings = earlier.heading, part.heading
            yield Change(ChangeKind.PART_RENAMED, f"{place}.heading", name, *headings, old_place=elsewhere)


def _out_of_order(numbers: Sequence[int]) -> set[int]:
    """The fewest of the numbers without which the rest ascend."""
    ends: list[int] = []
    chain: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(ends, number)
        chain[number] = ends[at - 1] if at else None
        ends[at : at + 1] = [number]
    kept: set[int] = set()
    last = ends[-1] if ends else None
    for _ in count():
        if last is None:
            break
        kept.add(last)
        last = chain[last]
    return set(numbers) - kept
