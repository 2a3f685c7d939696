"""Statements without a number, read from a text: that there was none of something, or that all of it was the same.

A statement is read only where every word between its ends is known: what is left over may well be what it turns on.
"""

import re
from collections.abc import Callable, Iterator
from enum import Enum
from functools import lru_cache
from typing import NamedTuple


class Fact(Enum):
    """What a statement without a number says; of which rows, `Stated.of` tells."""

    NO_REQUESTS = "no requests"
    NOTHING_CARRIED_IN = "nothing carried in"
    NOTHING_CARRIED_OUT = "nothing carried out"
    NOTHING_CARRIED = "nothing carried"
    """无结转, from last year or to the next."""
    ALL_DECIDED = "all decided"
    NO_RESULT = "no result"
    """No request decided in one way; `of` holds that way's rows."""
    NATURAL_PERSONS_ONLY = "natural persons only"
    NO_DISPUTES = "no disputes"
    NONE_CORRECTED = "none corrected"
    ALL_UPHELD = "all upheld"
    CLOSED_UPHELD = "closed upheld"
    """Upheld as far as they were closed."""
    NO_FEE = "no fee"
    NO_FEE_NOTICE = "no fee notice"
    NO_DOCUMENTS = "no documents"
    """None issued, repealed or in force: the column, then the rows, in `of`."""
    NO_DECISIONS = "no decisions"


class Stated(NamedTuple):
    """One statement of a text, by its place in it."""

    start: int
    end: int
    fact: Fact
    of: tuple[str, ...] = ()
    """Which rows of 四 or 二, or which way of deciding, it speaks of."""


RECONSIDERATION, LITIGATION = "reconsideration", "litigation"

_END = r"(?=[，。；、,;：:（()）\s！!”]|\Z|等|的?(?:情况|情形|现象|问题)|并|且|也|和(?:因|行政|未|没)|及(?:因|行政))"
_NOT = r"(?:尚|从|均|并|也|都|亦|暂)?(?:未|没有|没|无)"
_NONE = r"(?:未发生|没有发生|未曾发生|无发生|未出现|没有出现|未产生|没有产生|未有|暂无|不存在|没有|(?<![有全毫])无|零(?!售|星|散|距|跑|容|报))"
_WHO = (
    r"公民、?法人(?:和|或|及|与|、|或者|以及)?其[他它]组织|自然人、?法人(?:和|或|及|与|、|或者|以及)?其[他它]组织|社会公众|公众|群众|申请人"
    r"|任何(?:单位|组织|个人)|单位(?:和|或|及)个人|个人(?:和|或|及)单位|我[乡镇局县市区办委院街厅单校]位?|本(?:机关|单位|部门|[乡镇局县市区办委院街厅])"
)
_WORK = r"政府信息依申请公开|政府信息公开|依申请公开|申请公开|信息公开|政务公开|政府信息|信息"

# 申请
_REQUEST = (
    rf"(?:{_NOT}(?:收到|接到|接收到?|受理|收悉|收办|办理)(?:过|到)?(?:(?:和|或|、|及)(?:处理|受理|办理|答复))?|{_NONE})"
    rf"(?P<between>(?:任何|一件|一例|一份|1件|相关|有关|新的?|新增|关于|针对|对|向|来自|书面|要求|需要|涉及|过|到|了|的|提交|提出|依法|依|类|{_WHO}|{_WORK})*?)"
    rf"(?P<object>(?:{_WORK})的?(?:申请|要求|需求)|依申请公开(?:申请|(?=[的事件信办情政案业工，。；、]))|申请公开(?=[的政信事，。；、])|申请(?!人|书|行政|复议))"
    r"(?:的?(?:申请|事项|办理事项|事件|办理件|答复件|案件|件数|件|表|材料|业务|案例|政府信息|信息|处理|办理|答复)){0,2}(?:的?(?:情况|情形|现象))?"
)

# 结转
_CARRY = r"(?:跨年度?(?:结转|办理)?|结转|转结|结存|遗留|顺延|转入|转接|延续|延期)"
_LAST = r"(?:(?:上|去|前)一?个?年度?|{last}年度?)"
_NEXT = r"(?:(?:下|次|明|来)一?个?年度?|{next}年度?)"
_CARRIED = r"(?:的|申请|公开|件数|件|事项|案件|数量|政府信息|政府|信息|继续|办理|答复|处理|情况|至|到|到本年度?|数|量)*"
_THINGS = rf"(?:任何|一件|1件|申请|件|需要?|{_WORK}|依|的)*"
_CARRIED_OUT = (
    rf"(?:{_NONE}|{_NOT}){_THINGS}{_CARRY}[至到入为]?{_NEXT}{_CARRIED}"
    rf"|(?:{_NONE}){_THINGS}{_NEXT}(?:继续)?(?:办理|答复|处理){_CARRIED}"
    rf"|{_CARRY}[至到入为]?{_NEXT}{_CARRIED}(?:为|数为|是)?(?:无|没有|零)"
    rf"|(?:{_NONE})(?:尚?未办结|未办理完毕|尚?未答复)(?:的|申请|件|事项|案件)*"
)
_CARRIED_IN = (
    rf"(?:{_NONE}|{_NOT}){_THINGS}(?:{_LAST}(?:度|末|底)?{_THINGS}{_CARRY}|{_CARRY}自?{_LAST}){_CARRIED}"
    rf"|{_LAST}(?:度|末|底)?(?:{_NONE}|{_NOT}){_THINGS}{_CARRY}{_CARRIED}"
    rf"|{_LAST}(?:度)?{_CARRY}{_CARRIED}(?:为|数为|是)?(?:无|没有|零)"
)
_CARRIED_EITHER = rf"(?:{_NONE}){_THINGS}{_CARRY}{_CARRIED}"

# 办结
_HOW = (
    r"(?:已经?|予以|给予|依法|依规|依照|按期|按时|按照|按|照|如期|及时|规定|要求|法定|法律|期限|时限|时间|时效|工作日|程序|范围|限期|限定|规范|妥善|书面|顺利|严格"
    r"|得到|完成|作出|做出|进行|办理|办结|答复|受理|并|和|在|于|内|的|了|、|当年|年内|本年度?|全部|均|《条例》|条例)"
)
_DECIDED = (
    rf"(?:已?全部|均|都|悉数|全数){_HOW}*(?:办结|答复|办理完毕|办理完结|办毕|办复|回复|处理完毕|办理完成)(?:完毕|完成|到位|申请人)?"
)

# 复议、诉讼
_DISPUTE = r"(?:行政复议|复议|行政诉讼|诉讼|行政应诉)"
_CORRECTED = r"(?:纠错|纠正|败诉|撤销|确认违法|责令(?:履行|重做|重新[作做]出)?)"
_CAUSE = (
    rf"(?:因|由于|由|针对|有关|关于|涉及|对|就|而|被|与|相关|引起|引发|导致|产生|提起|提出|申请|任何|一起|1起|一例|一件|工作|事项|事务|方面|答复|办理|类|的|了|到|过|人|不服|{_WHO}|{_WORK})*"
)
_NO_DISPUTE = r"(?:未发生|没有发生|未曾发生|未出现|没有出现|未引发|没有引发|未引起|没有引起|未产生|没有产生|未收到|没有收到|未接到|未涉及|不存在|未有|未因|没有因|未被|没有被|没有|(?<![有全毫])无一?(?!需|法|论|效))"
_ABOUT = (
    rf"(?:案件|案|申请|事件|事项|情况|情形|现象|问题|起诉|结果|被|中|件|等|的|发生|提起|申诉|举报|投诉|信访|相关|类|因|引起|引发|和|或者?|、|与|以?及|也|{_DISPUTE}|{_CORRECTED}|{_WORK}|工作)*"
)
_DISPUTES = rf"(?P<negated>{_NO_DISPUTE}{_CAUSE}(?:{_DISPUTE}|败诉|被?纠错|被纠正|结果纠正){_ABOUT})(?P<counted>(?:为|共|有)?\d)?"
_DISPUTES_AFTER = rf"(?P<named>{_DISPUTE}(?:案件|案|申请|情况|和|或|、|与|以?及|{_DISPUTE})*)(?:均|都)?(?:：|:)?(?:为|是)?(?:未发生|没有发生|未出现|没有出现|未涉及|没有|无|零)"
_UPHELD = (
    r"(?P<all>均|全部|都|一律)(?:已经?|被|获得?|得到|得以|予以|为|是|结果|作出|裁定|裁决|判决|决定|依法|复议机关|人民法院|法院|司法机关|机关|支持|的)*(?P<outcome>维持|胜诉)(?:原(?:行政)?(?:行为|决定|答复))?"
)

# 费
_FEE = (
    rf"(?P<verb>{_NOT}(?:收取|收缴|征收|收到|收|产生|发生|发出|开具|开出)(?:过|到|了)?|不收取?|(?:无|没有|未有|不存在)(?:收取|发生|产生|发出)?)"
    rf"(?:任何|相关|有关|的|申请人|{_WORK})*(?P<fee>信息公开处理费|信息处理费用?|处理费|收费通知书?)(?:的?(?:收取|收费|产生|情况|情形|现象|事项|用|问题))*"
)

# 文件
_DOCUMENT = r"(?:政府规章|地方政府规章|地方性规章|部门规章|规章|行政规范性文件|规范性文件)"
_MAKE = r"(?:新?制定(?:出台|印发|发布)?|新?制发|新?出台|印发|新?制作|新增|起草制定|废止|宣布失效)"
_DOCUMENTS = (
    rf"(?:(?:{_NOT}|{_NONE})(?P<made>{_MAKE})(?:和|、|过|了|新的?|任何|本级)*(?P<what>{_DOCUMENT}(?:(?:和|、|或|及|以及){_DOCUMENT})*)"
    rf"|(?:{_NONE})(?P<what2>{_DOCUMENT}(?:(?:和|、|或|及|以及){_DOCUMENT})*)的?(?P<made2>{_MAKE}))(?:的?(?:情况|件|事项))?"
)
_POWER = r"(?:行政许可|行政处罚|行政强制(?:措施|执行)?)"
_DECISIONS = (
    rf"(?:{_NONE}|{_NOT}(?:作出|实施|办理|开展|产生|涉及|有))(?:任何|相关|的)*(?P<powers>{_POWER}(?:(?:和|、|或|及|以及){_POWER})*)"
    r"(?:的?(?:事项|决定|案件|职能|职权|权限|行为|情况|信息|业务|类|数据))*"
)

# 结果
_KINDS = {
    "予以公开": "granted",
    "部分公开": "partly_granted",
    "不予公开": "denied",
    "无法提供": "unavailable",
    "不予处理": "not_processed",
    "其他处理": "otherwise",
}
_RESULT = (
    rf"(?:{_NONE}|{_NOT}作出)(?:任何|一件|1件)?(?P<kind>{'|'.join(_KINDS)})(?:的?(?:情况|情形|现象|申请|案件|件|决定|答复|政府信息|信息))*"
)
_PERSONS = r"(?P<who>申请人|申请)(?:主体|身份|对象|类型)?(?:均|全部|都)(?:为|是|系|来自)自然人(?:申请|提出)?"
