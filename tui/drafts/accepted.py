"""Accepted queries of several states of a report, compared and merged query by query.

A query is known by its code and its places. For a comparison it has a place of its own, made of both.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from schema.checks import query_names
from schema.comparing import reason_text, values_text
from schema.form import Edition, Place
from schema.places import place_name
from schema.report import Accepted
from schema.unsafe import shown

_PREFIX = "accepted\n"
_LONGEST_CODE = 40

Entries = Sequence[Accepted]


def is_query(place: Place) -> bool:
    """Whether a place stands for an accepted query."""
    return place.startswith(_PREFIX)


def query_place(code: str, where: Iterable[Place]) -> Place:
    """The place of a query in a comparison, and of a reason that is being typed for it."""
    return _PREFIX + "\n".join((code, *where))


def begun(reason: str, by: str = "") -> str:
    """A reason that is being typed, as a draft keeps it: one line, and under it who gives it."""
    return f"{reason}\n{by}" if by.strip() else reason


def with_begun(entries: Entries, place: Place, text: str) -> list[Accepted]:
    """What is accepted, and a reason that was `begun` for a query: for no values, so that it excuses nothing."""
    code, *where = place.removeprefix(_PREFIX).split("\n")
    reason, _, by = text.partition("\n")
    same = any((entry.code, entry.where, entry.reason) == (code, tuple(where), reason) for entry in entries)
    return [*entries, *([] if same or not reason.strip() else [Accepted(code, tuple(where), (), reason, by)])]


def query_places(*states: Entries) -> list[Place]:
    """The queries accepted in any of some states."""
    return list(dict.fromkeys(_place(entry) for entries in states for entry in entries))


def entries_at(entries: Entries, place: Place) -> tuple[Accepted, ...]:
    """What is accepted of one query: a file may say it more than once."""
    return tuple(entry for entry in entries if _place(entry) == place)


def query_name(edition: Edition, place: Place) -> str:
    """What a user calls the place of an accepted query."""
    code, *where = place.removeprefix(_PREFIX).split("\n")
    about = f"{place_name(edition, where[0])}，" if where else ""
    return shown(f"疑问的说明（{about}{query_names.query_name(code)[:_LONGEST_CODE]}）")


def entry_text(entry: Accepted) -> str:
    """A reason with the values it was given for, by whom and when."""
    return f"{reason_text(entry)}\n所说明的内容：{values_text(entry)}"


def merged_accepted(base: Entries, mine: Entries, theirs: Entries) -> list[Accepted]:
    """What two make of the queries accepted in what both began with: what one has changed; where both have, what I have
    written, but what the other has where I have taken it away.
    """
    if list(mine) == list(base):
        return list(theirs)
    before, ours, others = _by_query(base), _by_query(mine), _by_query(theirs)
    changed = [place for place in query_places(mine, theirs, base) if others.get(place) != before.get(place)]
    return with_queries_taken(
        mine, theirs, [place for place in changed if place not in ours or ours[place] == before.get(place)]
    )


def with_queries_taken(mine: Entries, theirs: Entries, places: Collection[Place]) -> list[Accepted]:
    """The queries accepted by one, but some of them as another has them."""
    ours, others = _by_query(mine), _by_query(theirs)
    return _composed(mine, theirs, [place for place in places if ours.get(place) != others.get(place)])


def _composed(mine: Entries, theirs: Entries, taken: Collection[Place]) -> list[Accepted]:
    ours, others = _by_query(mine), _by_query(theirs)
    if not taken:
        return list(mine)
    if all(place in taken for place in {**ours, **others} if ours.get(place) != others.get(place)):
        return list(theirs)
    order = _in_one_order(list(others), list(ours))
    return [entry for place in order for entry in (others if place in taken else ours).get(place, ())]


def _in_one_order(first: list[Place], second: list[Place]) -> list[Place]:
    """The places of both in the first's order; those of the second alone behind what precedes them there, or last."""
    order = list(first)
    known, behind = set(first), len(first)
    for place in second:
        if place in known:
            behind = order.index(place) + 1
        else:
            order.insert(behind, place)
            behind += 1
    return order


def _by_query(entries: Iterable[Accepted]) -> Mapping[Place, tuple[Accepted, ...]]:
    found: dict[Place, tuple[Accepted, ...]] = {}
    for entry in entries:
        found[_place(entry)] = (*found.get(_place(entry), ()), entry)
    return found


def _place(entry: Accepted) -> Place:
    return query_place(entry.code, entry.where)
