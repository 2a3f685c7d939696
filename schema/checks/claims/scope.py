"""Why a number that differs from the tables may still be right: it counts less, or somebody else's."""

import re
from enum import Enum
from typing import NamedTuple

from schema.checks.claims.labels import Slot
from schema.checks.claims.mention import Mention
from schema.checks.claims.placing import MAIN
from schema.checks.claims.tokens import tokens
from schema.checks.registry import Context
from schema.editions.cover import AGENCY_KIND, AGENCY_NAME


class Doubt(Enum):
    """Why a claim that differs may hold."""

    NONE = "none"
    SCOPE = "scope"
    """It says that it counts a part of what the tables do."""
    CHANNEL = "channel"
    """It counts what came in one way; more than all there were is still wrong."""
    UNKNOWN = "unknown"
    """It has words that may make it anything."""


class Doubts(NamedTuple):
    """What speaks against calling a claim wrong."""

    reason: Doubt
    words: str = ""


_SCOPE = re.compile(
    r"本级|代表[^，。；]{0,12}政府|局机关|厅机关|委机关|机关本部|备案|市直|县直|区直|省直|州直|直属|垂管|下属|下级|所属|基层|牵头"
)
_WHOLE = re.compile(r"全[省市县区州旗镇乡国局系街]|辖区|各级|本行政区域|整个")
_WHOLE_AREA = re.compile(r"全[省市县区州旗]")
_COUNTED_BEFORE = re.compile(r"[\d〇零一二两三四五六七八九十百]+[名人家户位个](?!自然|工作)")
_CLAUSE = re.compile(r"[，。；：、,;:（）()\n]")
_ORGAN = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{0,10}?(?:人民政府|政府办公室|政府办|政府|办公厅|办公室|管委会|管理委员会|委员会|分局|局|厅|法院|检察院|公安|部门|单位|街道|乡镇|开发区|新区|园区|经开区|高新区|"
    r"社区|学校|医院|公司|企业|中心|支队|大队|县(?!级|域)|区(?!域|分|别)|市(?!场|民|容)|镇|乡(?!村)|村))"
)
_OURS = re.compile(
    r"^(?:\d*年?|[\u4e00-\u9fff]*?)(?:我|本|全)(?:[省市县区州旗镇乡局委办厅所院街站处队会部]|机关|单位|街道|系统|行政机关|中心|部门)"
)
_GENERIC = re.compile(r"政府信息|政府网|政府门户|各级行政机关|行政机关|办公区|市民|县级|区分|区别|村民")
_NARROW = re.compile(
    r"涉及|关于|有关|针对|围绕|(?<![此原])因(?!·|政府信息|信息公开|此|为|公开|申请|被)|其中|部分(?!公开)|另|首|最|每|由于|对(?!外)|向(?!我|本|各|其)|就(?!政府信息)"
)
_HARMLESS = re.compile(
    r"全年|今年|本年度?|年内|年度|当年|当前|目前|截至|截止|年[底末]|期末|共计|共有|共收|累计|总计|合计|总共|一共|总|共|有|为|是|了|的|所|数量|总量|总数|件数|案件数?|案|数|量|"
    r"各类|各项|各级|各部门|各单位|依法|依规|依照|严格|规范|妥善|认真|及时|准确|高效|有序|顺利|圆满|全部|全|均|都|已经|已|按照|按|规定|要求|程序|时限|期限|法定|期|内|在|予以|进行|作出|做出|给予|"
    r"并|而|和|与|及|或|以及|中|上|到|至|于|达到|达|约|近|超过|超|逾|余|其|此|该|方面|情况|工作|结果|目标|新|仍|尚|还|需|将|由|因|被|引起|引发|引致|发生|产生|涉及|提起|提出|提交|接到|申请|公开|"
    r"申请人|群众|公众|社会|我|本|机关|单位|我局|信息|政府|行政机关|行政|年|月|日|起|件|份|条|宗|次|以|从|通过|主要|具体|分别|内容|类型|类|型|情形|情形的|属于|经|后|前|当|共同|不|未|无|零|"
    r"办理|答复|处理|收到|受理|接收|登记|审理|审结|作为|被告|被申请人|一审|办|结|完|毕|完成|率|人|向|书面|方式|渠道|等|结转|转|留|续|继续|下|上|待|拟|以上|左右|继|决定|书|事|项|之|也|则|即|又|再|"
    r"现行|有效|行政|规范性|文件|现|存|存量|市|县|区|镇|乡|街道|省|州|全市|全县|全区|政府|本年|收取|收|费|征收|缴纳|实际|金额|发出|通知|期间|范围|行为|实施|办件|数据|指标|网上|系统|统计|据|经统计"
)
_PLAIN = re.compile(r"[^\u4e00-\u9fff]+")


def doubt_about(text: str, mention: Mention, context: Context) -> Doubts:
    """What speaks against calling a number wrong that differs from the tables."""
    before = text[text.rfind("\n", 0, mention.sentence[0]) + 1 : mention.segment[1]]
    if scope := scope_before(text, mention.sentence[0], mention.segment[1]):
        return Doubts(Doubt.SCOPE, scope)
    if _WHOLE_AREA.search(before) and context.report.text(AGENCY_KIND.key) != "government":
        return Doubts(Doubt.SCOPE, _WHOLE_AREA.findall(before)[-1])
    if _COUNTED_BEFORE.search(text, _clause_start(text, mention.start), mention.start):
        return Doubts(Doubt.UNKNOWN)
    found = tokens(text, mention.segment[0], mention.segment[1], context.edition, context.report.year)
    main = [token for token in found if token.word is not None and token.word.slot in MAIN]
    first = min([mention.start, *(token.start for token in main)])
    head, inner = [], []
    position = mention.segment[0]
    for token in [*found, None]:
        start, end = (token.start, token.end) if token is not None else (mention.segment[1], 0)
        (head if start <= first else inner).append(text[position:start])
        position = end
    named = any(token.word is not None and token.word.slot not in (Slot.REQUESTS,) for token in main)
    if names_other_body(text[mention.sentence[0] : mention.segment[0]], context) or names_other_body("".join(head), context):
        return Doubts(Doubt.UNKNOWN)
    loose = "·".join(head)
    if _NARROW.search(loose) or (not named and _unknown(loose)) or any(_unknown(piece) for piece in inner):
        return Doubts(Doubt.UNKNOWN)
    if any(token.word is not None and token.word.slot is Slot.CHANNEL for token in found):
        return Doubts(Doubt.CHANNEL)
    return Doubts(Doubt.NONE)


def _clause_start(text: str, end: int) -> int:
    return next((index + 1 for index in range(end - 1, max(0, end - 80), -1) if _CLAUSE.match(text[index])), max(0, end - 80))


def scope_before(text: str, sentence: int, end: int) -> str:
    """The words of scope, such as 本级, that hold for what ends at an offset of a sentence beginning at another."""
    before = text[text.rfind("\n", 0, sentence) + 1 : end]
    scopes = list(_SCOPE.finditer(before))
    return scopes[-1].group() if scopes and not _WHOLE.search(before, scopes[-1].end()) else ""


def names_other_body(text: str, context: Context) -> bool:
    """Whether a text names another body than the report's own."""
    agency = context.report.text(AGENCY_NAME.key)
    own = agency + agency.replace("人民政府", "政府")
    for match in _ORGAN.finditer(_GENERIC.sub("", _PLAIN.sub("", text))):
        name = match["name"]
        if _OURS.search(name) or _WHOLE.search(name):
            return False
        bare = re.sub(r"^(?:全年|今年|年度?|期间|截至|由|经|各|以来|并|在)+", "", name)
        if bare and not any(bare[-length:] in own for length in (2, 3)):
            return True
    return False


def _unknown(text: str) -> bool:
    """Whether words are left in a text that may narrow what is counted."""
    return bool(_HARMLESS.sub("", _PLAIN.sub("", text)))
