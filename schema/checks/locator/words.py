"""What is said of an error that was located: the cells, their figures now and proposed, and what it looks like."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from schema.cells import EMPTY
from schema.checks.locator.patterns import PARTLY_GRANTED, Kind, Slip
from schema.checks.locator.relations import Figures, Line
from schema.form import Cell, Role, Row
from schema.places import row_name

_LOOKS = {
    Kind.DIGITS_SWAPPED: "像是两个数字打颠倒了",
    Kind.DIGIT_DROPPED: "像是漏打了一个数字",
    Kind.DIGIT_DOUBLED: "像是多打了一个数字",
    Kind.NEIGHBOURS_SWAPPED: "像是相邻两格填颠倒了",
    Kind.ROW_SLIPPED: "像是整行错了一行",
    Kind.TOTALS_SWAPPED: "像是两行的总计填颠倒了",
    Kind.COUNTED_TWICE: "像是部分公开又计入了这里",
}
_COUNTS = "零一两三四五六七八九十"

Naming = Callable[[Row], str]


def words(figures: Figures, slips: Sequence[Slip], kind: Kind, settled: int, naming: Naming = row_name) -> str:
    """The sentence about slips that are taken back together.

    Args:
        figures: The figures as typed.
        slips: The slips.
        kind: What they look like.
        settled: How many sums that fail come to hold.
        naming: What a row is called.
    """
    changes = "；".join(_changes(figures, slip, naming) for slip in slips)
    count = _COUNTS[settled] if settled < len(_COUNTS) else str(settled)
    effect = "可使合计相符" if settled == 1 else f"可使{count}处合计同时相符"
    look = _LOOKS.get(kind)
    instead = "（也可能是这几行的总计错了行）" if any(slip.instead for slip in slips) else ""
    return f"{changes}，{effect}" + (f"，{look}" if look else "") + instead


def brief_name(row: Row) -> str:
    """A row's name for narrow places."""
    return row.short_label.strip()


def kind_of(figures: Figures, slip: Slip) -> Kind:
    """What a slip looks like, from the figures it changes."""
    if slip.kind is Kind.ROW_WRONG:
        return Kind.COUNTED_TWICE if _repeats(figures, slip) else slip.kind
    if slip.kind is not Kind.ONE_CELL:
        return slip.kind
    ((variable, proposed),) = slip.changes
    kind = digits_kind(str(figures.values[variable]), str(proposed))
    return Kind.COUNTED_TWICE if kind is None and _repeats(figures, slip) else kind or Kind.ONE_CELL


def digits_kind(now: str, proposed: str) -> Kind | None:
    """Which slip of the fingers turns the number proposed into the one typed, if one does."""
    if len(now) == len(proposed):
        places = [index for index, (one, other) in enumerate(zip(now, proposed, strict=True)) if one != other]
        if len(places) == 2 and [now[each] for each in places] == [proposed[each] for each in reversed(places)]:
            return Kind.DIGITS_SWAPPED
    elif len(now) + 1 == len(proposed) and now in _one_less(proposed):
        return Kind.DIGIT_DROPPED
    elif len(now) == len(proposed) + 1 and proposed in _one_less(now):
        return Kind.DIGIT_DOUBLED
    return None


def _one_less(digits: str) -> list[str]:
    return [digits[:index] + digits[index + 1 :] for index in range(len(digits))]


def _repeats(figures: Figures, slip: Slip) -> bool:
    """Whether what is too much in a row of results is what stands under （二）部分公开, or stands there as it is."""
    lines = figures.plan.lines
    source = next((line for line in lines if line.row.key == PARTLY_GRANTED), None)
    changes = dict(slip.changes)
    here = next((line for line in figures.plan.all_lines if set(line.cells) >= changes.keys()), None)
    if source is None or here is None or here is source:
        return False
    if figures.plan.table.roles.get(here.row.key) is not Role.RESULT:
        return False
    pairs = [
        (figures.values[cell], changes.get(cell), figures.values[origin], cell in changes)
        for cell, origin in zip(here.cells, source.cells, strict=True)
    ]
    touched = [(now, proposed, part) for now, proposed, part, is_touched in pairs if is_touched]
    if not any(part for _, _, part in touched):
        return False
    added = all(now is not None and proposed is not None and now - proposed == part for now, proposed, part in touched)
    copied = all(now == part for now, _, part, _ in pairs)
    return added or copied


def _changes(figures: Figures, slip: Slip, naming: Naming) -> str:
    changes = dict(slip.changes)
    cells = figures.plan.cells
    if len(changes) == 1:
        ((variable, proposed),) = changes.items()
        cell = cells[variable]
        return f"{_cell_name(cell, naming)}：{_text(figures.values[variable])} → {_text(proposed)}"
    lines = [line for line in figures.plan.all_lines if changes.keys() & {*line.cells, line.total}]
    if slip.kind is Kind.ROW_SLIPPED:
        return _moved(figures, changes, lines, naming)
    return "；".join(
        f"{naming(line.row)}："
        + "、".join(
            f"{cells[each].column.label} {_text(figures.values[each])} → {_text(changes[each])}"
            for each in (*line.cells, line.total)
            if each is not None and each in changes
        )
        for line in lines
    )


def _moved(figures: Figures, changes: dict[int, int | None], lines: list[Line], naming: Naming) -> str:
    first, last = naming(lines[0].row), naming(lines[-1].row)
    if len(lines) == 2:
        totals = "连同总计" if any(line.total in changes for line in lines) else ""
        return f"“{first}”与“{last}”两行的数{totals}互换"
    after = {upper.row: lower for upper, lower in pairwise(figures.plan.lines)}
    up = all(
        changes[cell] == figures.values[below]
        for line in lines[:-1]
        for cell, below in zip(line.cells, after[line.row].cells, strict=True)
        if cell in changes
    )
    return f"“{first}”到“{last}”各行的数{'上' if up else '下'}移一行"


def _cell_name(cell: Cell, naming: Naming) -> str:
    return f"{naming(cell.row)}·{cell.column.label}"


def _text(value: int | None) -> str:
    return EMPTY if value is None else str(value)
