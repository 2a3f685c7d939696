"""Why a number that differs from the tables may still be right: it counts less, or somebody else's."""

import re
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from schema.checks.claims.labels import HANDLED, RESULTS, Slot
from schema.checks.claims.mention import Mention
from schema.checks.claims.words import MAIN
from schema.checks.claims.reading import read
from schema.checks.claims.subjects import DISPUTES, DOCUMENTS, REQUESTS, Subject
from schema.checks.claims.tokens import Token, tokens
from schema.checks.registry import Context
from schema.editions.cover import AGENCY_KIND, AGENCY_LEVEL, AGENCY_NAME


class Doubt(Enum):
    """Why a claim that differs may hold."""

    NONE = "none"
    SCOPE = "scope"
    """It says that it counts a part of what the tables do, or more."""
    CHANNEL = "channel"
    """It counts what came in one way; more than all there were is still wrong."""
    UNKNOWN = "unknown"
    """It has words that may make it anything."""


class Doubts(NamedTuple):
    """What speaks against calling a claim wrong."""

    reason: Doubt
    words: str = ""


_SCOPE = re.compile(
    r"本级|代表[^，。；]{0,12}政府|[局厅委]机关|机关本部|备案|[市县区省州]直|直属|垂管|下属|下级|所属|基层|牵头"
)
_WHOLE = re.compile(r"全[省市县区州旗镇乡国局系街]|辖区|各级|本行政区域|整个")
_AREA = re.compile(r"全(?P<kind>[国省市县区州旗乡镇]|系统|街道)|本系统")
_PART = re.compile(r"其中|包括|含")
_CLAUSE = re.compile(r"[，。；：、,;:（）()！？\n]")
_STOP = re.compile(r"[。！？\n]")

_ORGAN = re.compile(
    r"[\u4e00-\u9fff]{0,10}?(?:人民政府办公室|人民政府|政府办公室|政府办|政府|办公厅|办公室|管委会|委员会|分局|局|厅"
    r"|法院|检察院|公安|部门|单位|街道|乡镇|开发区|新区|园区|经开区|高新区|社区|学校|医院|中心|支队|大队"
    r"|县(?![级域政人委办])|区(?![域分别政人委办])|市(?![场民容政人委办])|镇(?![政人])|乡(?![村政人])|村|机构|科室|股室|处室)"
)
_OURS = re.compile(
    r"(?:我|本|全|一)(?:[省市县区州旗镇乡局委办厅所院街站处队会部校]|机关|单位|街道|系统|行政机关|中心|部门)"
)
_NOT_ORGANS = re.compile(r"政府信息|政府网|政府门户|(?:各级)?行政机关|办公区|区分|区别")
_NARROW = re.compile(
    r"涉及|关于|有关|针对|围绕|(?<![此原])因(?!·|政府|信息|此|为|公开|申请|被|本)|其中|部分(?!公开)|另|首|最|每|由于"
    r"|提前|当场|当日|即时|联合|协助|指导|会同|协调|督促|(?<!报告)(?<!统计)期间|法院|出庭|机构(?!改革)|站所|各地"
    r"|(?<!针)对(?!外)|向(?!我|本|各|其)|就(?!政府)"
)
_LATE = re.compile(r"延期|逾期(?!不补|未补|不缴|未缴|未按)|超期|延长|当年(?:收到|受理|申请|新收)|当期")
_SOME_WAY = re.compile(
    r"[不非无][^，。；]{0,6}(?:处理|答复|办理|办结)|[按视作以为][^，。；]{1,12}处理|其[他它][^，。；]{0,6}(?:处理|答复)|答复为|[待将拟][^，。；]{0,6}(?:处理|答复|办理|办结)"
)
_BOTH_GONE = re.compile(r"废止[、和或及（(]*(?:宣布)?失效|失效[、和或及]*废止")
_GOVERNMENT = re.compile(r"[省市县区州旗](?:人民)?政府(?!信息|网|门户|各|系统|公报|公开)")
_DECIDING = re.compile(r"法院|复议机[关构]|检察|出庭|负责人|旁听|庭审|开庭|司法")
_DECIDES = re.compile(r"(?:受理|办理|审理|处理)[^，。；]{0,8}(?:复议|诉讼)")
_PUBLISHED = re.compile(r"公开|公示|归集|录入|上传|推送|报送|抽查|评查|报备|上报")
_COUNTED_BEFORE = re.compile(r"[\d〇零一二两三四五六七八九十百]+[名人家户位个](?!自然|工作|申请|组织)")

_HARMLESS = re.compile(
    "|".join(
        """全年 今年 本年度? 年内 年度 当年 当前 目前 截至 截止 年[底末] 期末 共计 共有 共收 累计 总计 合计 总共 一共 总 共 有 为 是
        了 的 所 数量 总量 总数 件数 案件数? 案 数 量 各类 各项 各级 各部门 各单位 依法 依规 依照 严格 规范 妥善 认真 及时 准确 高效
        有序 顺利 圆满 全部 全 均 都 已经 已 按照 按 规定 要求 程序 时限 期限 法定 期 内 在 予以 进行 作出 做出 给予 并 而 和 与 及 或
        以及 中 上 到 至 于 达到 达 约 近 超过 超 逾 余 其 此 该 方面 情况 工作 结果 新 仍 尚 还 需 将 由 因 被 引起 引发 引致 发生 产生
        涉及 提起 提出 提交 申请 公开 申请人 群众 公众 社会 我 本 机关 单位 信息 政府 行政机关 行政 年 月 日 起 件 份 条 宗 次 以 从
        通过 主要 具体 分别 内容 类型 类 型 情形 属于 经 后 前 当 共同 不 未 无 零 办理 答复 处理 收到 受理 接收 登记 审理 作为 被告
        被申请人 一审 办 结 完 毕 完成 人 向 书面 方式 等 转 留 续 继续 下 待 拟 以上 左右 继 决定 书 事 项 之 也 则 即 又 再 现行 现
        有效 规范性 文件 存 存量 市 县 区 镇 乡 街道 省 州 本 收取 收 费 征收 缴纳 实际 金额 发出 通知 期间 行为 实施 办件 数据 指标
        网上 系统 统计 据 率 累积 目标 名义 制定 地方 理由 原因 有关 相关 对 就 答 复 给""".split()
    )
)
_NOT_CHINESE = re.compile(r"[^\u4e00-\u9fff]+")


def doubt_about(text: str, mention: Mention, context: Context) -> Doubts:
    """What speaks against calling a number wrong that differs from the tables."""
    words = read(text, context.edition, context.report.year).tokens[mention.sentence[0]]
    sentence, end = mention.sentence[0], mention.segment[1]
    paragraph = text.rfind("\n", 0, sentence) + 1
    if (scope := _scope_of(text, sentence, end)) is not None:
        return Doubts(Doubt.SCOPE, scope)
    if (area := _other_area(text, sentence, end, context)) is not None:
        return Doubts(Doubt.SCOPE, area)
    if _COUNTED_BEFORE.search(text, _begin(text, mention.start, _CLAUSE), mention.start):
        return Doubts(Doubt.UNKNOWN)
    before = "·".join(gap for _, gap in _gaps(text, sentence, mention.segment[0], words))
    found = [token for token in words if mention.segment[0] <= token.start and token.end <= end]
    gaps = _gaps(text, *mention.segment, found)
    main = [token for token in found if token.word is not None and token.word.slot in MAIN]
    first = min([mention.start, *(token.start for token in main)])
    head = "·".join(gap for start, gap in gaps if start < first)
    inner = "·".join(gap for start, gap in gaps if start >= first)
    if (office := _one_of_many(f"{before}·{head}", mention, context)) is not None:
        return Doubts(Doubt.SCOPE, office)
    if mention.subject is not None and _some_only(
        text[sentence : mention.sentence[1]], text[slice(*mention.segment)], mention.subject
    ):
        return Doubts(Doubt.UNKNOWN)
    if mention.subject is not None and _else_told(
        text[sentence:end], f"{before}·{head}", text[paragraph:end], mention.subject
    ):
        return Doubts(Doubt.UNKNOWN)
    if _names_another(before, context) or _names_another(head, context) or _NARROW.search(head):
        return Doubts(Doubt.UNKNOWN)
    named = any(token.word is not None and token.word.slot is not Slot.REQUESTS for token in main)
    if _unknown(inner) or (not named and _unknown(head)):
        return Doubts(Doubt.UNKNOWN)
    channel = any(token.word is not None and token.word.slot is Slot.CHANNEL for token in found)
    return Doubts(Doubt.CHANNEL if channel else Doubt.NONE)


def doubt_before(text: str, sentence: int, start: int, end: int, context: Context) -> Doubts:
    """What speaks against calling a statement without a number wrong, which stands in a sentence with these offsets."""
    if (scope := _scope_of(text, sentence, end)) is not None:
        return Doubts(Doubt.SCOPE, scope)
    another = _names_another(_said_before(text, sentence, start, context), context)
    return Doubts(Doubt.UNKNOWN if another else Doubt.NONE)


def _scope_of(text: str, sentence: int, end: int) -> str | None:
    """The words that narrow a sentence, or that the paragraph began with before it and has not left."""
    if scopes := list(_SCOPE.finditer(text, sentence, end)):
        return None if _WHOLE.search(text, scopes[-1].end(), end) else scopes[-1].group()
    paragraph = text.rfind("\n", 0, sentence) + 1
    for match in reversed(list(_SCOPE.finditer(text, paragraph, sentence))):
        if not _PART.search(text, _begin(text, match.start(), _STOP), match.start()):
            return None if _WHOLE.search(text, match.end(), end) else match.group()
    return None


def _other_area(text: str, start: int, end: int, context: Context) -> str | None:
    """全市 and the like where the report is not that of a 市."""
    agency = context.report.text(AGENCY_NAME.key)
    of_area = context.report.text(AGENCY_KIND.key) == "government" and not agency.endswith(("办公室", "办公厅"))
    for area in _AREA.finditer(text, start, end):
        if not of_area or (area["kind"] or "系统") not in agency:
            return area.group()
    return None


def _one_of_many(words: str, mention: Mention, context: Context) -> str | None:
    """The government itself where the report is that of all its area: 市政府 beside its departments and counties."""
    report = context.report
    if report.text(AGENCY_KIND.key) != "government" or report.text(AGENCY_LEVEL.key) == "township":
        return None
    if mention.subject is None or mention.subject.rows == ("regulations",):
        return None
    office = _GOVERNMENT.search(words)
    return None if office is None or _WHOLE.search(words) else office.group()


def _else_told(sentence: str, words: str, paragraph: str, subject: Subject) -> bool:
    """Whether disputes are those that the body decides, or decisions those that it has published."""
    if subject.domain is DISPUTES:
        return bool(_DECIDING.search(sentence)) or (
            bool(_DECIDES.search(paragraph)) and "信息公开" not in paragraph and "被" not in paragraph
        )
    return subject.domain is DOCUMENTS and bool(_PUBLISHED.search(words))


def _some_only(sentence: str, segment: str, subject: Subject) -> bool:
    """Whether a sentence tells the same step of others under another name: 按期 and 延期, 废止 and 失效."""
    if subject.domain is REQUESTS and subject.rows in ((RESULTS,), (HANDLED,)):
        return bool(_LATE.search(sentence) or _SOME_WAY.search(segment))
    if subject.domain is DOCUMENTS and subject.columns == ("repealed",):
        return all(word in sentence for word in ("废止", "失效")) and not _BOTH_GONE.search(sentence)
    return False


def _begin(text: str, end: int, mark: re.Pattern[str]) -> int:
    """Where the clause or sentence begins that goes on at a place."""
    least = max(0, end - 200)
    return next((index + 1 for index in range(end - 1, least - 1, -1) if mark.match(text[index])), least)


def _gaps(text: str, start: int, end: int, found: Sequence[Token]) -> list[tuple[int, str]]:
    """What stands between the words of the vocabulary."""
    gaps = []
    for token in found:
        if token.start < start:
            continue
        if token.end > end:
            break
        gaps.append((start, text[start : token.start]))
        start = token.end
    return [*gaps, (start, text[start:end])]


def _said_before(text: str, start: int, end: int, context: Context) -> str:
    found = tokens(text, start, end, context.edition, context.report.year)
    return "·".join(gap for _, gap in _gaps(text, start, end, found))


def _names_another(words: str, context: Context) -> bool:
    """Whether words name another body than the report's own."""
    agency = context.report.text(AGENCY_NAME.key)
    own = agency + agency.replace("人民政府", "政府")
    if _OURS.search(words):
        return False
    names = _ORGAN.findall(_NOT_ORGANS.sub("·", words))
    return any(name[-3:] not in own and name[-2:] not in own for name in names)


def _unknown(words: str) -> bool:
    """Whether words are left that may narrow what is counted."""
    return bool(_HARMLESS.sub("", _NOT_CHINESE.sub("", words)))
