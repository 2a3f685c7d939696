"""Whether every figure is there and is a figure its cell admits."""

import re
from collections.abc import Iterator
from decimal import Decimal

from schema.cells import UNITS, Fault, Number, half_width, read_number
from schema.checks.registry import LARGEST_COUNT, Context, Rule, table_check
from schema.checks.rolls import year_before
from schema.checks.wording import quoted
from schema.editions.cover import PREVIOUS
from schema.findings import Finding, Severity
from schema.form import Cell, Kind, Place
from schema.totals import Amount

BLANK = Rule("cell-blank", Severity.ERROR)
NOT_NUMBER = Rule("cell-not-number", Severity.ERROR)
NEGATIVE = Rule("cell-negative", Severity.ERROR)
NOT_WHOLE = Rule("cell-not-whole", Severity.ERROR)
IMPLAUSIBLE = Rule("cell-implausible", Severity.QUERY)

_NAMED = 3
_SLIPPED = 1000
_SLIPPING = (Kind.COUNT, Kind.CHANGE, Kind.WAN_YUAN)
_LONGEST_FIGURE = 40

_NOTHING = frozenset("-/\\—–―_.、。|無无") | {
    "没有",
    "——",
    "--",
    "//",
    "空",
    "暂无",
    "nil",
    "none",
    "n/a",
    "na",
    "null",
}
# Patterns that only a wrong cell needs stay uncompiled until one does.
_WITH_UNIT = r"[约共计]?([+-]?\d[\d,]*(?:\.\d+)?) ?([一-鿿]{1,2})[.。，、]?"
_SCALES = {"元": Decimal(1), "千元": Decimal(1000), "万": Decimal(10_000), "万元": Decimal(10_000)}
_SCALES |= {"亿": Decimal(100_000_000), "亿元": Decimal(100_000_000)}
_COUNTERS = frozenset("件起宗份条项个次例")


@table_check(BLANK)
def cell_blank(context: Context) -> Iterator[Finding]:
    """Blank cells: one finding per table. A table beside prose, which may say it all, may also stay quite blank."""
    if not context.blank:
        return
    for section in context.edition.sections:
        if section.table is None:
            continue
        blank = [cell.place for cell in section.table.cells if cell.place in context.blank]
        if blank and not (section.prose and len(blank) == len(section.table.cells)):
            first = blank[:_NAMED]
            names = "、".join(map(context.name, first)) + ("等" if len(blank) > _NAMED else "")
            yield context.finding(
                BLANK,
                first,
                f"{section.title}：还有{len(blank)}格没有填（{names}）",
                "没有的填0，不要留空。",
                Severity.ERROR if context.report.final else Severity.HINT,
            )


@table_check(NOT_NUMBER, NEGATIVE, NOT_WHOLE)
def cell_faults(context: Context) -> Iterator[Finding]:
    """Cells that hold something other than the figure they ask for, keyed totals included."""
    for place, number in context.unusual:
        cell = context.cell(place)
        if number.fault is Fault.NOT_NUMBER:
            yield _not_number(context, cell, number)
        elif number.fault is Fault.NEGATIVE:
            yield context.finding(
                NEGATIVE,
                (place,),
                f"{context.name(place)}：填的是{quoted(number.text)}，不能小于0",
                "填0或者大于0的数。",
            )
        elif number.fault is Fault.NOT_WHOLE:
            yield _not_whole(context, cell, number)


def _not_number(context: Context, cell: Cell, number: Number) -> Finding:
    return context.finding(
        NOT_NUMBER,
        (cell.place,),
        f"{context.name(cell.place)}：{quoted(number.text)}不是数字",
        _remedy(number.text, cell.kind),
    )


def _not_whole(context: Context, cell: Cell, number: Number) -> Finding:
    whole = number.text.rstrip("0").rstrip(".")
    places = cell.kind.decimal_places
    return context.finding(
        NOT_WHOLE,
        (cell.place,),
        f"{context.name(cell.place)}：填的是{quoted(number.text)}，"
        + (f"最多{places}位小数，多了{len(number.text.partition('.')[2]) - places}位" if places else "件数应当是整数"),
        f"写作{whole}。" if read_number(whole, cell.kind).fault is None else "核对是否多打了小数点，或者填错了单位。",
    )


def _remedy(text: str, kind: Kind) -> str:
    """What to type instead of a text that is not a number."""
    bare = half_width(text).strip().lower()
    if bare in _NOTHING:
        return "没有的填0。"
    if (proposed := _converted(bare, kind)) is not None:
        return f"写作{proposed}。"
    if len(re.sub(r"[^\d]", "", bare)) == len(bare):
        return "位数太多，核对是否多打了数字。"
    if re.fullmatch(r"\d+(?:[\s,.]+\d+)+", bare, re.ASCII):
        return "一格只填一个数，核对逗号、空格和小数点的位置。"
    return "只填阿拉伯数字；没有的填0。"


def _converted(bare: str, kind: Kind) -> str | None:
    """The figure in the cell's own unit where another unit, or a stray sign, was typed with it."""
    if len(bare) > _LONGEST_FIGURE:
        return None
    match = re.fullmatch(_WITH_UNIT, bare)
    if match is None:
        proposed = bare.lstrip("+").rstrip(".")
        proposed = f"0{proposed}" if proposed.startswith(".") else proposed
    elif match[2] in _SCALES and kind in (Kind.WAN_YUAN, Kind.YUAN):
        amount = Decimal(match[1].replace(",", "")) * _SCALES[match[2]]
        proposed = format(amount / (10_000 if kind is Kind.WAN_YUAN else 1), "f")
        proposed = proposed.rstrip("0").rstrip(".") if "." in proposed else proposed
    elif match[2] in _COUNTERS and kind in (Kind.COUNT, Kind.CHANGE):
        proposed = match[1]
    else:
        return None
    number = read_number(proposed, kind)
    return number.text if number.usable is not None else None


@table_check(IMPLAUSIBLE)
def cell_implausible(context: Context) -> Iterator[Finding]:
    """Figures so large, by themselves or beside last year's, that a unit probably slipped."""
    slipped = dict(_slipped(context))
    for place, last_year in slipped.items():
        value = context.report.cells[place].value
        unit = UNITS[context.cell(place).kind]
        yield context.finding(
            IMPLAUSIBLE,
            (place, PREVIOUS.key),
            f"{context.name(place)}：今年{value}{unit}，上年{last_year}{unit}，是上年的{_SLIPPED}倍以上",
            f"核对位数和单位；本格的单位是{unit}。",
            values={PREVIOUS.key: str(last_year)},
        )
    for place, number in context.unusual:
        kind, value = context.cell(place).kind, number.usable
        large = kind in (Kind.COUNT, Kind.CHANGE) and value is not None and value > LARGEST_COUNT
        if large and place not in slipped:
            yield context.finding(
                IMPLAUSIBLE,
                (place,),
                f"{context.name(place)}：{value}超过{LARGEST_COUNT // 10_000}万，大得少见",
                "核对位数和单位。",
            )


def _slipped(context: Context) -> Iterator[tuple[Place, Amount]]:
    """The cells that are a thousand times last year's, with last year's figure: those that both editions have alike."""
    if (previous := year_before(context)) is None:
        return
    theirs = previous.edition.cells
    for place, number in context.notable:
        value = number.value
        if value is None or value < _SLIPPED or number.fault is not None or place not in theirs:
            continue
        kind = context.cell(place).kind
        before = previous.number(place).usable
        if kind not in _SLIPPING or theirs[place].kind is not kind or before is None:
            continue
        if before >= 1 and value >= before * _SLIPPED:
            yield place, before
