"""How values that differ are shown: in a few cells, and in some lines with the changed stretch in view."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len

from render.line_breaking import line_starts
from schema.form import Place
from schema.unsafe import shown
from tui.widgets.command_keys import widest
from tui.widgets.line_widget import Run, fit, safe_text, split_cells

_EMPTY, _NOTHING = "（空）", "（无）"
_CUT = ".."
_LONG = 20
"""Characters of a value above which what differs in it is put in brackets."""
_LEAD = 20
"""Characters shown before what differs."""
_OF_FIGURES = frozenset("0123456789.,-")
_MOST = 1000
"""Characters looked at after the begin of what differs: more than any screen has room for."""

Stretch = tuple[int, int]
"""The characters that all values have in common at their begin and, apart from those, at their end."""


class Column(NamedTuple):
    """What one of the values of each place is to the program and is called on the screen."""

    key: str
    label: str


class Compared(NamedTuple):
    """One place with its value in each column."""

    place: Place
    name: str
    values: tuple[str, ...]
    group: str = ""
    """The heading that it stands under."""
    side: str = ""
    """The key of the column chosen at first; empty where none is."""


@lru_cache(maxsize=512)
def changed_stretch(values: tuple[str, ...]) -> Stretch:
    """What all values have in common before and after what differs."""
    before = _common([*values])
    room = min(map(len, values)) - before
    after = _common([value[len(value) - room :][::-1] for value in values])
    # A figure differs as a whole.
    while before and values[0][before - 1] in _OF_FIGURES:
        before -= 1
    while after and values[0][len(values[0]) - after] in _OF_FIGURES:
        after -= 1
    return before, after


def _common(values: list[str]) -> int:
    """How many characters all values begin with alike."""
    first, last = min(values), max(values)
    return next((index for index, char in enumerate(first) if char != last[index]), len(first))


def brief(value: str, stretch: Stretch, width: int) -> str:
    """A value in at most `width` cells, from what differs on where it is longer."""
    if not value:
        return _EMPTY
    # No character takes more cells than its visible name, and none takes fewer than 0.
    if len(value) <= 4 * width:
        whole = _one_line(value)
        if cell_len(whole) <= width:
            return whole
    before, after = stretch
    differing = _one_line(value[before : before + _MOST]) if before + after < len(value) else _NOTHING
    return _cut((_CUT if before else "") + differing, width)


def brief_name(name: str, width: int) -> str:
    """A place's name in at most `width` cells, its last part kept where that is short."""
    name, cells = safe_text(name)
    if cells <= width:
        return name
    begin, dot, end = name.rpartition("·")
    if begin and cell_len(end) * 2 < width:
        return _cut(begin, width - cell_len(dot + end)) + dot + end
    return _cut(name, width)


def detail_lines(item: Compared, columns: Sequence[Column], width: int, room: int) -> list[Sequence[Run]]:
    """A place's values under each other in at most `room` lines, each from shortly before what differs."""
    indent = widest([column.label for column in columns]) + 2
    stretch = changed_stretch(item.values)
    wrapped = [_wrapped(value, stretch, max(width - indent, 2), _bracketed(item)) for value in item.values]
    lines: list[Sequence[Run]] = []
    for column, rows, count in zip(columns, wrapped, _shares([*map(len, wrapped)], room), strict=True):
        for number, runs in enumerate(rows[:count]):
            label = f" {column.label}" if number == 0 else ""
            more: list[Run] = [(_CUT, "dim")] if number == count - 1 and count < len(rows) else []
            lines.append([(fit(label, indent), "label"), *_shortened(runs, width - indent, bool(more)), *more])
    return lines


def _bracketed(item: Compared) -> bool:
    return any(len(value) > _LONG for value in item.values)


def _shares(wanted: list[int], room: int) -> list[int]:
    """How many of `room` lines each gets: what it wants if that leaves the others as much, one after the other."""
    given = [0] * len(wanted)
    while room > 0 and given != wanted:
        for index, most in enumerate(wanted):
            if room > 0 and given[index] < most:
                given[index] += 1
                room -= 1
    return given


def _wrapped(value: str, stretch: Stretch, width: int, bracketed: bool) -> list[list[Run]]:
    """A value's lines of at most `width` cells, from shortly before what differs, which is underlined."""
    if not value:
        return [[(_EMPTY, "dim")]]
    before, after = stretch
    end = len(value) - after
    lead = (_CUT if before > _LEAD else "") + _one_line(value[max(before - _LEAD, 0) : before])
    differing = _one_line(value[before : min(end, before + _MOST)], named=True)
    if bracketed:
        differing = f"[{differing}]"
    text = lead + differing + _one_line(value[end : end + _MOST])
    starts = line_starts(text, width)
    bounds = (len(lead), len(lead) + len(differing))
    return [[*_runs(text, begin, stop, bounds)] for begin, stop in zip([0, *starts], [*starts, len(text)], strict=True)]


def _runs(text: str, begin: int, end: int, bounds: tuple[int, int]) -> Iterator[Run]:
    """The runs of one line of a text, what lies within the bounds underlined."""
    places = [begin, *(min(max(bound, begin), end) for bound in bounds), end]
    for style, start, stop in zip(("normal", "edit", "normal"), places, places[1:], strict=False):
        if start < stop:
            yield text[start:stop], style


def _shortened(runs: Sequence[Run], width: int, cut: bool) -> list[Run]:
    """A line's runs, without what would leave no room for the sign that something follows."""
    if not cut:
        return list(runs)
    room = width - len(_CUT)
    result: list[Run] = []
    for text, style in runs:
        text = split_cells(text.rstrip(), room)[0]
        room -= cell_len(text)
        result.append((text, style))
    return result


def _one_line(text: str, *, named: bool = False) -> str:
    """A text made safe in one line; a line's end is a blank, or `named`."""
    return shown(text.replace("\n", "‹换行›" if named else " "))


def _cut(text: str, width: int) -> str:
    return text if cell_len(text) <= width else split_cells(text, max(width - len(_CUT), 0))[0] + _CUT
