"""The edition in force since report year 2021: 国办公开办函〔2021〕30号."""

from schema.editions.cover import COVER_FIELDS
from schema.editions.disclosure import clause_block, disclosure_section, documents_block
from schema.editions.disputes import DISPUTES
from schema.editions.prose_sections import OTHER_TITLE, OVERVIEW, PROBLEMS
from schema.editions.requests import OTHERWISE_LABEL, RESULTS_GROUP, requests_row, requests_section
from schema.form import Block, Column, Edition, Kind, Layout, Row, Section, Table

_DOCUMENT_COLUMNS = (
    Column("issued", "本年制发件数", "制发"),
    Column("repealed", "本年废止件数", "废止"),
    Column("in_force", "现行有效件数", "有效"),
)
_DECISIONS = (Column("decisions", "本年处理决定数量", "决定"),)
_FEES = (Column("amount", "本年收费金额（单位：万元）", "金额", Kind.WAN_YUAN, comment="本年收费金额（万元）"),)

_DECISION_HINT = "本年作出的全部处理决定数量，依法不予公开的也计入。"


def _decisions(key: str, label: str) -> Row:
    return Row(key, label, _DECISIONS, hint=_DECISION_HINT, scalar=True)


_DISCLOSURE = disclosure_section(
    (
        documents_block(_DOCUMENT_COLUMNS, "行政规范性文件"),
        clause_block("五", (_decisions("licensing", "行政许可"),)),
        clause_block("六", (_decisions("penalties", "行政处罚"), _decisions("coercive_measures", "行政强制"))),
        clause_block(
            "八",
            (Row("fees", "行政事业性收费", _FEES, hint="本年收费的金额，单位是万元，可以有小数。", scalar=True),),
        ),
    )
)

_OTHERWISE_GROUPS = (RESULTS_GROUP, OTHERWISE_LABEL)
_OTHERWISE = (
    requests_row(
        "otherwise.no_correction",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "(六)1.逾期不补正",
        "收到补正通知后无正当理由逾期不补正，视为放弃申请的（《条例》第三十条）。",
        *_OTHERWISE_GROUPS,
    ),
    requests_row(
        "otherwise.fee_unpaid",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "   2.逾期未缴费",
        "收到收费通知后逾期未缴纳信息处理费，视为放弃申请的。",
        *_OTHERWISE_GROUPS,
    ),
    requests_row(
        "otherwise.other",
        "3.其他",
        "   3.其他",
        "以上各行都不包括的，例如申请人自愿撤回申请的。",
        *_OTHERWISE_GROUPS,
        catch_all=True,
    ),
)


def _fee_row(key: str, label: str, kind: Kind, hint: str) -> Row:
    return Row(key, label, (Column("amount", label, label, kind),), hint=hint, scalar=True, comment=label)


_FEE_ROWS = (
    _fee_row("notices", "发出收费通知件数", Kind.COUNT, "本年发出信息处理费收费通知的件数；没有的填0。"),
    _fee_row("billed", "总金额（元）", Kind.YUAN, "收费通知的总金额，单位是元，不是万元；没有的填0。"),
    _fee_row("received", "实际收取金额（元）", Kind.YUAN, "实际收到的总金额，单位是元，不是万元；没有的填0。"),
)

_OTHER = Section(
    "other",
    "六",
    OTHER_TITLE,
    "其他需要报告的事项，并报告收取信息处理费的情况：发出收费通知的件数和总金额，以及实际收取的总金额。",
    prose=True,
    table=Table(
        "other.processing_fees",
        "政府信息公开信息处理费",
        Layout.LIST,
        tuple(Block(row.columns, (row,)) for row in _FEE_ROWS),
    ),
)

EDITION = Edition(
    2021,
    "国办公开办函〔2021〕30号",
    2021,
    None,
    COVER_FIELDS,
    (
        OVERVIEW,
        _DISCLOSURE,
        requests_section(_OTHERWISE),
        DISPUTES,
        PROBLEMS,
        _OTHER,
    ),
)
