"""Section 四: 行政复议 and 行政诉讼, three groups of outcomes."""

from schema.editions.requests import TOTAL
from schema.form import Block, Column, Layout, Row, Section, Table

_OUTCOME_COLUMNS = (
    Column("upheld", "结果维持", "维持"),
    Column("corrected", "结果纠正", "纠正"),
    Column("other", "其他结果", "其他"),
    Column("pending", "尚未审结", "未结"),
)
_OUTCOME_HINT = "结果纠正：撤销、变更、确认违法或者责令履行的；其他结果：撤回、终止等；尚未审结：到本年12月31日未结的。"
_LITIGATION = "行政诉讼"


def _disputes_row(key: str, label: str, hint: str, *groups: str) -> Row:
    return Row(
        key,
        label,
        _OUTCOME_COLUMNS,
        groups,
        groups,
        "",
        "·".join((*groups, label)),
        hint,
        total=TOTAL,
        comment=" ".join((*groups, label)),
    )


DISPUTES = Section(
    "disputes",
    "四",
    "四、政府信息公开行政复议、行政诉讼情况",
    "因政府信息公开工作被申请行政复议、提起行政诉讼的情况，含年底尚未审结的（《条例》第五十条第三项）。",
    table=Table(
        "disputes",
        "政府信息公开行政复议、行政诉讼情况",
        Layout.STRIP,
        (
            Block(
                _OUTCOME_COLUMNS,
                (
                    _disputes_row(
                        "reconsideration", "行政复议", "因政府信息公开被申请行政复议的件数。" + _OUTCOME_HINT
                    ),
                    _disputes_row(
                        "litigation.direct",
                        "未经复议直接起诉",
                        "没有经过行政复议、直接起诉的件数。" + _OUTCOME_HINT,
                        _LITIGATION,
                    ),
                    _disputes_row(
                        "litigation.after_reconsideration",
                        "复议后起诉",
                        "经过行政复议再起诉的件数。" + _OUTCOME_HINT,
                        _LITIGATION,
                    ),
                ),
            ),
        ),
        unit="件",
    ),
)
