"""Whether the figures add up: the balance of 三, keyed totals, and amounts that cannot stand beside each other.

A sum with a blank or unreadable term is not assessable: these checks say nothing of it.
"""

from collections.abc import Iterator
from functools import lru_cache

from schema.checks.registry import Context, Rule, table_check
from schema.counterparts import rows_with
from schema.findings import Finding, Severity
from schema.form import Cell, Column, Place, Role, Row, Table
from schema.totals import Amount

BALANCE = Rule("requests-balance", Severity.ERROR)
RESULTS_TOTAL = Rule("requests-results-total", Severity.ERROR)
ROW_TOTAL = Rule("requests-row-total", Severity.ERROR)
DISPUTES_TOTAL = Rule("disputes-total", Severity.ERROR)
CARRIED_OUT_LARGE = Rule("carried-out-large", Severity.QUERY)
OTHER_LARGE = Rule("other-large", Severity.HINT)
IN_FORCE_SHORT = Rule("in-force-short", Severity.QUERY)
DISCLOSED_EXCEEDS = Rule("disclosed-exceeds", Severity.QUERY)


@table_check(BALANCE)
def requests_balance(context: Context) -> Iterator[Finding]:
    """第一项+第二项=第三项+第四项, per applicant column; of 总计 only where no single column fails."""
    failing = [balance for balance in context.balances if balance.difference]
    if not failing:
        return
    table = context.edition.balanced_table
    results = table.results_total
    assert results is not None
    rows = [*table.rows_in(Role.INCOMING), results, *table.rows_in(Role.OUTGOING)]
    columns = {column.key: column for column in _columns(results)}
    failing = [balance for balance in failing if columns[balance.column] is not results.total] or failing
    for balance in failing:
        column = columns[balance.column]
        difference = balance.difference
        assert difference is not None
        first, second = ("多填", "少填") if difference > 0 else ("少填", "多填或重复计")
        yield context.finding(
            BALANCE,
            [table.cell_place(row, column) for row in rows],
            f"{column.label}列不平：第一项+第二项={balance.incoming}，第三项+第四项={balance.accounted}，"
            f"相差{abs(difference)}",
            f"核对本列各行：第三项、第四项是否{second}，第一项、第二项是否{first}。",
        )


@table_check(RESULTS_TOTAL)
def requests_results_total(context: Context) -> Iterator[Finding]:
    """A keyed row （七） against the sum of the result rows."""
    for cell, keyed, expected in context.miskeyed:
        if cell.row is context.edition.balanced_table.results_total:
            yield _keyed_finding(context, RESULTS_TOTAL, cell, keyed, expected, "第三项各行相加")


@table_check(ROW_TOTAL)
def requests_row_total(context: Context) -> Iterator[Finding]:
    """A keyed 总计 of a row of 三 against the sum of its columns."""
    table = context.edition.balanced_table
    for cell, keyed, expected in context.miskeyed:
        if cell.row in table.rows:
            yield _keyed_finding(context, ROW_TOTAL, cell, keyed, expected, "本行各列相加")


@table_check(DISPUTES_TOTAL)
def disputes_total(context: Context) -> Iterator[Finding]:
    """A keyed 总计 of 四 against the sum of its group."""
    for cell, keyed, expected in context.miskeyed:
        if context.edition.table_of(cell.place) is not context.edition.balanced_table:
            terms = "+".join(column.label for column in cell.row.columns)
            yield _keyed_finding(context, DISPUTES_TOTAL, cell, keyed, expected, terms)


def _keyed_finding(context: Context, rule: Rule, cell: Cell, keyed: Amount, expected: Amount, sum_name: str) -> Finding:
    return context.finding(
        rule,
        (cell.place,),
        f"{context.name(cell.place)}：填的是{keyed}，{sum_name}={expected}，相差{abs(keyed - expected)}",
        "核对各格；如果是原表的合计算错，删去另录的合计，由程序计算。",
    )


@table_check(CARRIED_OUT_LARGE)
def carried_out_large(context: Context) -> Iterator[Finding]:
    """More than half of the year's requests carried out, and more than 10."""
    table = context.edition.balanced_table
    incoming = {balance.column: balance.incoming for balance in context.balances}
    for row in table.rows_in(Role.OUTGOING):
        for column, part, whole in _outsized(context, table, row, incoming, percent=50, least=10):
            place = table.cell_place(row, column)
            yield context.finding(
                CARRIED_OUT_LARGE,
                (
                    table.cell_place(row, column),
                    *(table.cell_place(each, column) for each in table.rows_in(Role.INCOMING)),
                ),
                f"{context.name(place)}为{part}，占第一项+第二项={whole}的{_share(part, whole)}，超过一半",
                "核对是否把已经办结的也计入了结转。",
            )


@table_check(OTHER_LARGE)
def other_large(context: Context) -> Iterator[Finding]:
    """More than a fifth of the results under （六）3.其他, and more than 5."""
    table = context.edition.balanced_table
    results = table.results_total
    rows = [row for row in table.rows if row.catch_all]
    if results is None or not rows:
        return
    whole_by_column = {column.key: context.totals[place] for column, place in _placed(table, results)}
    for column, part, whole in _outsized(context, table, rows[0], whole_by_column, percent=20, least=5):
        place = table.cell_place(rows[0], column)
        yield context.finding(
            OTHER_LARGE,
            (place, table.cell_place(results, column)),
            f"{context.name(place)}为{part}，占办理结果{whole}的{_share(part, whole)}，超过两成",
            "核对其中有没有应当计入前面各行的。",
        )


def _outsized(
    context: Context, table: Table, row: Row, wholes: dict[str, Amount | None], *, percent: int, least: int
) -> list[tuple[Column, Amount, Amount]]:
    """Where a row takes more than a share of the whole: its 总计 if that does, otherwise the columns that do."""
    found = []
    for column, place in _placed(table, row):
        part = context.totals[place] if column is row.total else context.report.cells[place].usable
        whole = wholes[column.key]
        if part is not None and whole is not None and part > least and 0 < whole * percent < part * 100:
            found.append((column, part, whole))
    return [each for each in found if each[0] is row.total] or found


def _share(part: Amount, whole: Amount) -> str:
    return f"{part * 100 / whole:.1f}%"


@table_check(IN_FORCE_SHORT)
def in_force_short(context: Context) -> Iterator[Finding]:
    """Fewer 现行有效 than 制发 less 废止: edition 2021."""
    for row, cells in rows_with(context.edition, "in_force", "issued", "repealed"):
        places = [cell.place for cell in cells]
        in_force, issued, repealed = (context.report.cells[place].usable for place in places)
        if in_force is None or issued is None or repealed is None or in_force >= issued - repealed:
            continue
        label = _labels(row)
        yield context.finding(
            IN_FORCE_SHORT,
            places,
            f"{row.label}：{label['in_force']}{in_force}，少于{label['issued']}{issued}减{label['repealed']}{repealed}"
            f"（{issued - repealed}），相差{issued - repealed - in_force}",
            f"{label['in_force']}是年底全部有效的件数，包括往年制发的。",
        )


@table_check(DISCLOSED_EXCEEDS)
def disclosed_exceeds(context: Context) -> Iterator[Finding]:
    """More 新公开 than 新制作, or than the 总数: edition 2019."""
    for row, cells in rows_with(context.edition, "disclosed", "made", "all_disclosed"):
        places = [cell.place for cell in cells]
        disclosed = context.report.cells[places[0]].usable
        for place, key in zip(places[1:], ("made", "all_disclosed"), strict=True):
            most = context.report.cells[place].usable
            if disclosed is not None and most is not None and disclosed > most:
                label = _labels(row)
                yield context.finding(
                    DISCLOSED_EXCEEDS,
                    (places[0], place),
                    f"{row.label}：{label['disclosed']}{disclosed}，多于{label[key]}{most}，相差{disclosed - most}",
                    "核对这两格是否填反，或者计入了往年制作的。",
                )


@lru_cache(maxsize=64)
def _placed(table: Table, row: Row) -> list[tuple[Column, Place]]:
    """The columns of a row and its 总计 with their places."""
    return [(column, table.cell_place(row, column)) for column in _columns(row)]


def _columns(row: Row) -> tuple[Column, ...]:
    return row.columns if row.total is None else (*row.columns, row.total)


def _labels(row: Row) -> dict[str, str]:
    return {column.key: column.label for column in row.columns}
