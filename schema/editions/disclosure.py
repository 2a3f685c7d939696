"""Section 二: 主动公开, in blocks named after the clauses of 《条例》第二十条; the blocks are each edition's own."""

from schema.form import Block, Column, Layout, Row, Section, Table

_CONTENT_STUB = "信息内容"
_REGULATION_HINT = "规章由国务院部门、省和设区的市、自治州人民政府制定；县、乡和其他部门一般填0。"
_NORMATIVE_HINT = "由本机关制发的行政规范性文件；件数宜与司法行政部门核对一致。"


def clause_block(clause: str, rows: tuple[Row, ...], *, column_comment: bool = True) -> Block:
    """The rows of one clause of 第二十条, all of the same columns."""
    return Block(rows[0].columns, rows, f"第二十条第（{clause}）项", _CONTENT_STUB, column_comment)


def documents_block(columns: tuple[Column, ...], normative_label: str) -> Block:
    """规章 and 规范性文件, which the editions count and name differently."""
    return clause_block(
        "一",
        (
            Row("regulations", "规章", columns, hint=_REGULATION_HINT, rule_making=True),
            Row("normative_documents", normative_label, columns, hint=_NORMATIVE_HINT),
        ),
    )


def disclosure_section(blocks: tuple[Block, ...]) -> Section:
    """Section 二 with an edition's own blocks."""
    return Section(
        "disclosure",
        "二",
        "二、主动公开政府信息情况",
        "《条例》第二十条所列各项主动公开信息的数量；没有的填0，不留空。",
        table=Table("disclosure", "主动公开政府信息情况", Layout.BLOCKS, blocks),
    )
