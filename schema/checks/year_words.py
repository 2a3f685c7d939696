"""The words by which years and periods in prose are told apart, and what is said about one that is wrong."""

import re
from typing import NamedTuple

from schema.lazy_pattern import LazyPattern

# What stands in brackets or between title marks is about something else: a document, an abbreviation.
ASIDE = LazyPattern(
    r"《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》|〈[^〈〉\n]*〉|〔[^〕\n]*〕|（[^（）\n]*）|\([^()\n]*\)"
)
TITLES = LazyPattern(r"《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》|〈[^〈〉\n]*〉|〔[^〕\n]*〕")
COMPARED = LazyPattern(
    r"同比|环比|相比|对比|比较|[较比](?:20\d\d|上|去|前)|上[一]?年|去年|往年|上年度|前年|历年|近年|今年|本年(?!度?报告)"
)
OWN = (
    r"我(?!国|省|们)[\u4e00-\u9fff]|本(?:机关|单位|部门|[乡镇局县市区办委院街州盟旗厅])"
    r"|全[市县区乡镇州省盟旗局院系街办]|各(?:级|部门|乡镇|单位|科室|地)"
)
DOING = (
    r"(?:共|累计|总计|合计|全年|主动公开|公开|发布|收到|未收到|没有收到|受理|新收|办理|未发生|没有发生|无"
    r"|认真|严格|深入|积极|扎实|切实|始终|坚持|高度重视|是[^，。；]{2,30}之年)"
)
SUBJECT = LazyPattern(rf"(?:{OWN}|{DOING})")
DONE = LazyPattern(r"共|累计|收到|受理|办结|答复|发布|\d\s{0,3}[条件份次篇期]|公开了|完成了")
HEREBY = LazyPattern(
    r"现将|现就|现公布|现对|现向|特编制|编制(?:本|并|而成|完成|了|形成)|本(?:年度)?报告(?:是|为|系|由)|特向社会公布|如下"
)


class Slip(NamedTuple):
    """A year or a period that is not the report's: where, as written, the sentence, and what is said about it."""

    start: int
    written: str
    sentence: str
    problem: str
    remedy: str


def blanked(pattern: LazyPattern, sentence: str) -> str:
    """The sentence with what stands aside made blank, at the same offsets."""
    return pattern.sub(lambda match: "\u3000" * len(match.group()), sentence)


def wrong_year(sentence: str, match: re.Match[str], year: int) -> Slip:
    """What is said of a year that a pattern has found under its name."""
    return Slip(
        match.start("year"),
        match["year"],
        sentence,
        f"：写的是{match['year']}年，报告年度是{year}年",
        f"如是照抄别的年度，改为{year}年；如确指{match['year']}年，写明理由。",
    )
