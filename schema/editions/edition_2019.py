"""The trial edition of report years 2019 and 2020: 国办公开办函〔2019〕60号."""

from schema.editions import parts
from schema.form import Block, Column, Edition, Kind, Row, Section

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


_DISCLOSURE = parts.disclosure_section(
    (
        Block(
            _DOCUMENT_COLUMNS,
            (
                Row("regulations", "规章", _DOCUMENT_COLUMNS, hint=parts.REGULATION_HINT),
                Row("normative_documents", "规范性文件", _DOCUMENT_COLUMNS, hint=parts.NORMATIVE_HINT),
            ),
            "第二十条第（一）项",
            parts.CONTENT_STUB,
        ),
        Block(
            _ITEM_COLUMNS,
            (
                _items("licensing", "行政许可"),
                _items("other_services", "其他对外管理服务事项", "许可、处罚、强制以外的行政权力事项。" + _ITEM_HINT),
            ),
            "第二十条第（五）项",
            parts.CONTENT_STUB,
        ),
        Block(
            _ITEM_COLUMNS,
            (_items("penalties", "行政处罚"), _items("coercive_measures", "行政强制")),
            "第二十条第（六）项",
            parts.CONTENT_STUB,
        ),
        Block(
            _FEE_COLUMNS,
            (Row("fees", "行政事业性收费", _FEE_COLUMNS, hint="收费项目的数量和本年增减数，不是金额。"),),
            "第二十条第（八）项",
            parts.CONTENT_STUB,
        ),
        Block(
            _PROCUREMENT_COLUMNS,
            (
                Row(
                    "procurement",
                    "政府集中采购",
                    _PROCUREMENT_COLUMNS,
                    hint="采购项目的数量和总金额；金额按万元填，251000元写作25.1。",
                ),
            ),
            "第二十条第（九）项",
            parts.CONTENT_STUB,
            column_comment=False,
        ),
    )
)

_OTHERWISE = (
    parts.requests_row(
        "otherwise",
        parts.OTHERWISE_LABEL,
        "(六)其他处理",
        "以上各行都不包括的，例如逾期不补正视为放弃的、申请人自愿撤回申请的。",
        parts.RESULTS_GROUP,
    ),
)

EDITION = Edition(
    2019,
    "国办公开办函〔2019〕60号",
    2019,
    2020,
    parts.COVER_FIELDS,
    (
        parts.OVERVIEW,
        _DISCLOSURE,
        parts.requests_section(_OTHERWISE),
        parts.DISPUTES,
        parts.PROBLEMS,
        Section("other", "六", parts.OTHER_TITLE, "其他需要报告的事项；没有的写“无。”。", prose=True),
    ),
)
