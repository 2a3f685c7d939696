"""Whether last year's figures roll over into this year's, and which have changed beyond belief.

Last year's report is that of the year before, of whichever edition. A finding's place ``report.previous`` stands for
last year's figure, which is its value there: a reason given for the finding lapses when either year's figure changes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from schema.cells import UNITS, Number
from schema.checks.registry import Context, Rule, table_check, text_check
from schema.counterparts import Counterpart, carried_out, carried_places, counterparts, rows_with
from schema.editions.cover import PREVIOUS
from schema.findings import Finding, Severity
from schema.form import Edition, Kind, Place
from schema.places import place_name
from schema.previous import MISMATCH, UNREADABLE
from schema.report import Report
from schema.totals import Amount, picker, total

CARRIED_OVER = Rule("carried-over", Severity.QUERY)
IN_FORCE_ROLL = Rule("in-force-roll", Severity.QUERY)
PREVIOUS_ITEMS_ROLL = Rule("previous-items-roll", Severity.QUERY)
CHANGE_LARGE = Rule("change-large", Severity.HINT)
PREVIOUS_UNREADABLE = Rule(UNREADABLE, Severity.QUERY)
PREVIOUS_MISMATCH = Rule(MISMATCH, Severity.QUERY)

_FILE_RULES = {rule.code: rule for rule in (PREVIOUS_UNREADABLE, PREVIOUS_MISMATCH)}

_LARGE = 20
_TIMES = 5
_SLIPPED = 1000
"""So many times is a slipped unit, which is a query of its own."""


@text_check(PREVIOUS_UNREADABLE, PREVIOUS_MISMATCH)
def previous_file(context: Context) -> Iterator[Finding]:
    """A file named as last year's report that is not there, is none, or is of another year or agency."""
    if (problem := context.previous_problem) is not None:
        where = (PREVIOUS.key, problem.against) if problem.against else (PREVIOUS.key,)
        values = {PREVIOUS.key: problem.says} if problem.says else {}
        yield context.finding(_FILE_RULES[problem.code], where, problem.message, problem.suggestion, values=values)


def year_before(context: Context) -> Report | None:
    """Last year's report, where it is certainly of the year before."""
    previous = context.previous
    if previous is None or previous.year is None or previous.year + 1 != context.report.year:
        return None
    return previous


@table_check(CARRIED_OVER, IN_FORCE_ROLL, PREVIOUS_ITEMS_ROLL)
def rolls(context: Context) -> Iterator[Finding]:
    """What follows from last year's figures: 上年结转, 现行有效 and, in edition 2019, 上一年项目数量."""
    if (previous := year_before(context)) is not None:
        yield from _carried_over(context, previous)
        yield from _in_force(context, previous)
        yield from _items(context, previous)


def _carried_over(context: Context, previous: Report) -> Iterator[Finding]:
    """上年结转 against last year's 结转下年度, per applicant column; 总计 alone only where no single column fails."""
    places = carried_places(context.edition, previous.edition)
    cells = context.report.cells
    found = []
    for (place, source), before in zip(places, carried_out(previous, places), strict=True):
        now = context.totals.get(place)
        if now is None:
            now = cells[place].usable if place in cells else None
        if now is not None and before is not None and now != before:
            found.append((place, source, now, before))
    for place, source, now, before in found[:-1] if len(found) > 1 and found[-1][0] == places[-1][0] else found:
        yield context.finding(
            CARRIED_OVER,
            (place, PREVIOUS.key),
            f"{context.name(place)}：本年{now}，上年报告“{place_name(previous.edition, source)}”是{before}，"
            f"相差{abs(now - before)}",
            "核对两年的报告；上年报告已经公布、确有出入的，说明后保留。",
            values={PREVIOUS.key: str(before)},
        )


def _in_force(context: Context, previous: Report) -> Iterator[Finding]:
    """现行有效 = last year's + 制发 - 废止, where both years are of an edition that asks for them."""
    keys = ("in_force", "issued", "repealed")
    theirs = {row.key: cells[0].place for row, cells in rows_with(previous.edition, *keys)}
    for row, cells in rows_with(context.edition, *keys):
        if row.key not in theirs:
            continue
        now, issued, repealed = (context.report.cells[cell.place].usable for cell in cells)
        before = previous.cells[theirs[row.key]].usable
        if now is None or issued is None or repealed is None or before is None or now == before + issued - repealed:
            continue
        label = {cell.column.key: cell.column.label for cell in cells}
        expected = before + issued - repealed
        yield context.finding(
            IN_FORCE_ROLL,
            (*(cell.place for cell in cells), PREVIOUS.key),
            f"{context.name(cells[0].place)}：本年{now}；上年{before}，加{label['issued']}{issued}、"
            f"减{label['repealed']}{repealed}应为{expected}，相差{abs(now - expected)}",
            "核对三个件数；清理、补报或者改变统计口径造成的，说明后保留。",
            values={PREVIOUS.key: str(before)},
        )


def _items(context: Context, previous: Report) -> Iterator[Finding]:
    """上一年项目数量 = last year's + its 本年增/减: both years of edition 2019."""
    keys = ("previous", "change")
    theirs = {row.key: cells for row, cells in rows_with(previous.edition, *keys)}
    for row, cells in rows_with(context.edition, *keys):
        if row.key not in theirs:
            continue
        place = cells[0].place
        now = context.report.cells[place].usable
        before, change = (previous.cells[cell.place].usable for cell in theirs[row.key])
        if now is None or before is None or change is None or now == before + change:
            continue
        signed = f"+{change}" if change >= 0 else str(change)
        label = {cell.column.key: cell.column.label for cell in cells}
        yield context.finding(
            PREVIOUS_ITEMS_ROLL,
            (place, PREVIOUS.key),
            f"{context.name(place)}：本年填{now}；上年报告的{label['previous']}{before}，{label['change']}{signed}，"
            f"应为{before + change}，相差{abs(now - before - change)}",
            "核对两年的报告；上年报告已经公布、确有出入的，说明后保留。",
            values={PREVIOUS.key: f"{before}{signed}"},
        )


@text_check(CHANGE_LARGE)
def change_large(context: Context) -> Iterator[Finding]:
    """Figures of some size that are more than five times last year's, or less than a fifth."""
    if (previous := year_before(context)) is None:
        return
    cells, theirs = context.report.cells, previous.cells
    for here, there, name, kind, _ in _of_some_size(context.edition, previous):
        before = theirs[there[0]].value if len(there) == 1 else amount(theirs, there)
        if before is None or before < _LARGE or kind is Kind.CHANGE:
            continue
        now = cells[here[0]].usable if len(here) == 1 else amount(cells, here)
        if now is None or (before <= now * _TIMES and now <= before * _TIMES) or now >= before * _SLIPPED:
            continue
        ratio = f"，只有上年的{now * 100 / before:.2g}%" if now else ""
        if now > before:
            ratio = f"，是上年的{now // before}倍{'多' if now % before else ''}"
        unit = UNITS[kind]
        yield context.finding(
            CHANGE_LARGE,
            here,
            f"{name}：今年{now}{unit}，上年{before}{unit}，相差{abs(now - before)}{unit}{ratio}",
            "核对有没有填错格、填错单位。",
        )


def _of_some_size(edition: Edition, previous: Report) -> list[Counterpart]:
    """What both years have, but for the cells that were small last year, which most are."""
    alone, pick, sums = _alone(edition, previous.edition)
    numbers = zip(alone, pick(previous.cells), strict=True)
    return [each for each, (_, value, _) in numbers if value is not None and value >= _LARGE] + sums


@lru_cache(maxsize=8)
def _alone(
    edition: Edition, before: Edition
) -> tuple[list[Counterpart], Callable[[Mapping[Place, Number]], Sequence[Number]], list[Counterpart]]:
    """The counterparts that were one cell last year, what takes these out of all cells, and the other counterparts."""
    compared = counterparts(edition, before)
    alone = [each for each in compared if len(each.there) == 1]
    return alone, picker([each.there[0] for each in alone]), [each for each in compared if len(each.there) > 1]


def amount(cells: Mapping[Place, Number], places: Iterable[Place]) -> Amount | None:
    """The sum of some cells; None where one holds no admissible figure."""
    return total(cells[place].usable for place in places)
