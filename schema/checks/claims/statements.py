"""Statements without a number held against the tables: 未收到申请, 无结转, 均获维持 …"""

from collections.abc import Iterator, Sequence

from schema.checks.claims.claim import Claim, Verdict
from schema.checks.claims.denial_doubts import leaves_some
from schema.checks.claims.denial_lines import Stated
from schema.checks.claims.denial_rules import Fact
from schema.checks.claims.denials import statements
from schema.checks.claims.figures import figure_at
from schema.checks.claims.scope import Doubt, doubt_before
from schema.checks.registry import Context, Rule
from schema.editions.requests import RESULTS_GROUP
from schema.findings import Severity
from schema.form import Edition, Place, Table
from schema.report import Prose
from schema.totals import Amount, total

PROSE_NONE = Rule("prose-none", Severity.QUERY)

_DISPUTE_ROWS = {"V": ("reconsideration",), "L": ("litigation.direct", "litigation.after_reconsideration")}
_NOT_UPHELD = {
    Fact.ALL_UPHELD: ("corrected", "other", "pending"),
    Fact.CLOSED_UPHELD: ("corrected", "other"),
    Fact.NONE_LOST: ("corrected",),
    Fact.ALL_REJECTED: ("corrected", "pending"),
    Fact.NO_DISPUTES: ("total",),
}
_MADE = ("issued", "made")
_REPEALED = ("废止", "失效")
_DECISIONS = {"许可": "licensing", "处罚": "penalties", "强制": "coercive_measures", "收费": "fees"}


def stated_in(context: Context, prose: Prose) -> Iterator[Claim]:
    """Every statement without a number in some paragraphs, in order, held against the tables."""
    for stated in statements(prose.text, prose.heading, context.report.year):
        yield _claim(context, prose.place, prose.text, stated)


def _claim(context: Context, place: Place, text: str, stated: Stated) -> Claim:
    written = text[stated.start : stated.end]
    claim = Claim(place, stated.start, stated.end, "".join(text[slice(*stated.sentence)].split()), written, None)
    choices = [targets for targets in _targets(context.edition, stated) if targets]
    figures = [_sum(context, targets) for targets in choices]
    if not choices or any(figure is None for figure in figures):
        return claim
    holding = [index for index, figure in enumerate(figures) if not figure]
    if stated.fact is Fact.NOTHING_CARRIED and len(choices) == len(holding):
        choices, figures, holding = [[each for targets in choices for each in targets]], [0], [0]
    if not holding:
        return _wrong(context, text, stated, claim, choices[0], figures[0])
    if stated.fact is Fact.NOTHING_CARRIED and len(holding) < len(choices):
        return claim
    index = holding[0]
    target = tuple(choices[index])
    label = _names(context, target)
    return claim._replace(
        code=PROSE_NONE.code, target=target, label=label, expected=figures[index], verdict=Verdict.HOLDS
    )


def _wrong(
    context: Context, text: str, stated: Stated, claim: Claim, places: Sequence[Place], figure: Amount | None
) -> Claim:
    """A statement that the figures at some places contradict, unless there is a doubt about it."""
    doubt = doubt_before(text, stated.sentence[0], stated.start, stated.end, context)
    if stated.weak or doubt.reason is Doubt.UNKNOWN:
        return claim
    report = context.report
    if stated.unless_left and any(leaves_some(each.text) for each in report.prose()):
        return claim
    return claim._replace(
        code=PROSE_NONE.code,
        target=tuple(places),
        label=_names(context, [place for place in places if _sum(context, [place])]),
        expected=figure,
        verdict=Verdict.DIFFERS,
        scope=doubt.words or (claim.written if stated.praise else ""),
    )


def _names(context: Context, places: Sequence[Place]) -> str:
    return "＋".join(context.name(place) for place in places)


def _sum(context: Context, places: Sequence[Place]) -> Amount | None:
    return total(figure_at(context, place) for place in places)


def _targets(edition: Edition, stated: Stated) -> list[list[Place]]:
    """The places that hold nothing if a statement is true, the likeliest first where it may mean several."""
    match stated.fact:
        case Fact.NO_REQUESTS:
            return [_row(edition, "received")]
        case Fact.NOTHING_CARRIED_IN:
            return [_row(edition, "carried_in")]
        case Fact.NOTHING_CARRIED_OUT | Fact.ALL_DECIDED:
            return [_row(edition, "carried_out")]
        case Fact.NOTHING_CARRIED:
            return [_row(edition, "carried_out"), _row(edition, "carried_in")]
        case Fact.NO_RESULT:
            return [[place for kind in stated.of for place in _kind(edition.balanced_table, kind)]]
        case Fact.NATURAL_PERSONS:
            return [_applicants(edition.balanced_table, ("法人",))]
        case Fact.NO_APPLICANTS:
            return [_applicants(edition.balanced_table, stated.of)]
        case Fact.NO_FEE:
            return [_fees(edition, "received"), _fees(edition, "billed")]
        case Fact.NO_FEE_NOTICE:
            return [_fees(edition, "notices")]
        case Fact.NO_DOCUMENTS:
            return [_documents(edition, stated.of)]
        case Fact.NO_DECISIONS:
            return [_decisions(edition, stated.of)]
        case _:
            columns = _NOT_UPHELD.get(stated.fact) or tuple(each for each in stated.of if each not in _DISPUTE_ROWS)
            rows = [row for each in stated.of for row in _DISPUTE_ROWS.get(each, ())]
            return [[f"disputes.{row}.{column}" for row in rows for column in columns]]


def _row(edition: Edition, key: str) -> list[Place]:
    return [f"{edition.balanced_table.key}.{key}.total"]


def _kind(table: Table, words: str) -> list[Place]:
    """The rows of one way of deciding, such as 不予公开, which are named after it or stand in its group."""
    return [
        table.cell_place(row, row.total)
        for row in table.rows
        if row.total is not None
        and RESULTS_GROUP in row.groups
        and any(words in name for name in (*row.naming_groups, *(() if row.naming_groups else (row.name,))))
    ]


def _applicants(table: Table, words: Sequence[str]) -> list[Place]:
    """The columns of 新收 that words name; 法人 names all organisations."""
    received = next(row for row in table.rows if row.key == "received")
    return [
        table.cell_place(received, column)
        for column in received.columns
        if column.label in words or (column.group and any("法人" in word for word in words))
    ]


def _fees(edition: Edition, key: str) -> list[Place]:
    place = f"other.processing_fees.{key}"
    return [place] if place in edition.cells else []


def _documents(edition: Edition, words: Sequence[str]) -> list[Place]:
    """What was done with 规章 or 规范性文件, as the words say."""
    named = [word for word in words if word.endswith(("规章", "文件"))]
    done = [word for word in words if word not in named]
    keys = {"regulations" if word.endswith("规章") else "normative_documents" for word in named}
    repealed = [word for word in done if word.endswith(_REPEALED)]
    columns = (*(_MADE if len(repealed) < len(done) or not done else ()), *(("repealed",) if repealed else ()))
    places = [f"disclosure.{key}.{column}" for key in sorted(keys, reverse=True) for column in columns]
    return [place for place in places if place in edition.cells]


def _decisions(edition: Edition, words: Sequence[str]) -> list[Place]:
    places = [f"disclosure.{key}" for part, key in _DECISIONS.items() if any(part in word for word in words)]
    return [place for place in places if place in edition.cells]
