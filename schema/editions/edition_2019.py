"""The trial edition of report years 2019 and 2020: 国办公开办函〔2019〕60号."""

from schema.editions.cover import COVER_FIELDS
from schema.editions.disclosure import clause_block, disclosure_section, documents_block
from schema.editions.disputes import DISPUTES
from schema.editions.prose_sections import OTHER_TITLE, OVERVIEW, PROBLEMS
from schema.editions.requests import OTHERWISE_LABEL, RESULTS_GROUP, requests_row, requests_section
from schema.form import Column, Edition, Kind, Row, Section

_DOCUMENT_COLUMNS = (
    Column("made", "本年新制作数量", "制作"),
    Column("disclosed", "本年新公开数量", "公开"),
    Column("all_disclosed", "对外公开总数量", "总数"),
)
_ITEM_COLUMNS = (
    Column("previous", "上一年项目数量", "上年"),
    Column("change", "本年增/减", "增减", Kind.CHANGE),
    Column("decisions", "处理决定数量", "处理"),
)
_FEE_COLUMNS = _ITEM_COLUMNS[:2]
_PROCUREMENT_COLUMNS = (
    Column("projects", "采购项目数量", "项目", comment="项目数量"),
    Column("amount", "采购总金额", "金额", Kind.WAN_YUAN, comment="总金额（万元）"),
)
_ITEM_HINT = "上一年项目数量和本年增减数（减少的写负数，例如-8），以及本年办理的件数。"


def _items(key: str, label: str, hint: str = _ITEM_HINT) -> Row:
    return Row(key, label, _ITEM_COLUMNS, hint=hint)


_DISCLOSURE = disclosure_section(
    (
        documents_block(_DOCUMENT_COLUMNS, "规范性文件"),
        clause_block(
            "五",
            (
                _items("licensing", "行政许可"),
                _items("other_services", "其他对外管理服务事项", "许可、处罚、强制以外的行政权力事项。" + _ITEM_HINT),
            ),
        ),
        clause_block("六", (_items("penalties", "行政处罚"), _items("coercive_measures", "行政强制"))),
        clause_block(
            "八", (Row("fees", "行政事业性收费", _FEE_COLUMNS, hint="收费项目的数量和本年增减数，不是金额。"),)
        ),
        clause_block(
            "九",
            (
                Row(
                    "procurement",
                    "政府集中采购",
                    _PROCUREMENT_COLUMNS,
                    hint="采购项目的数量和总金额；金额按万元填，251000元写作25.1。",
                ),
            ),
            column_comment=False,
        ),
    )
)

_OTHERWISE = (
    requests_row(
        "otherwise",
        OTHERWISE_LABEL,
        "(六)其他处理",
        "以上各行都不包括的，例如逾期不补正视为放弃的、申请人自愿撤回申请的。",
        RESULTS_GROUP,
    ),
)

EDITION = Edition(
    2019,
    "国办公开办函〔2019〕60号",
    2019,
    2020,
    COVER_FIELDS,
    (
        OVERVIEW,
        _DISCLOSURE,
        requests_section(_OTHERWISE),
        DISPUTES,
        PROBLEMS,
        Section("other", "六", OTHER_TITLE, "其他需要报告的事项；没有的写“无。”。", prose=True),
    ),
)
