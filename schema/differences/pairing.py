"""Which finding of one report is which of another's."""

from collections.abc import Callable, Sequence

from schema.findings import Finding
from schema.form import Place

Moved = Callable[[Place], Place]
"""Where what stood at a place of the old report stands in the new one."""

_Key = tuple[str, object, object]


def same_places(finding: Finding, places: tuple[Place, ...]) -> _Key:
    """What a finding has in common with the same one of another report.

    Of the rules that name the first few of what is blank the others go by the table or the text that it is blank in.
    """
    if finding.code == "cell-blank":
        return finding.code, finding.section, ()
    if finding.code == "placeholder-blank":
        return finding.code, places[:1], ()
    return finding.code, places, ()


def _same_values(finding: Finding, places: tuple[Place, ...]) -> _Key:
    return finding.code, places, finding.values


def paired(
    before: Sequence[Finding], after: Sequence[Finding], moved: Moved
) -> tuple[list[tuple[Finding, Finding]], list[Finding], list[Finding]]:
    """The findings that both have, and those of either alone; those of the same values are paired first."""
    pairs: list[tuple[Finding, Finding]] = []
    places = {id(each): tuple(map(moved, each.where)) for each in before}
    for key in (_same_values, same_places):
        waiting: dict[_Key, list[Finding]] = {}
        for each in after:
            waiting.setdefault(key(each, each.where), []).append(each)
        left = []
        for each in before:
            if others := waiting.get(key(each, places[id(each)])):
                pairs.append((each, others.pop(0)))
            else:
                left.append(each)
        remaining = {id(each) for others in waiting.values() for each in others}
        before, after = left, [each for each in after if id(each) in remaining]
    return pairs, [*before], [*after]
