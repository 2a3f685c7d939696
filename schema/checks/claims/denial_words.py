"""The words of statements without a number, each with the letter that stands for its part in one."""

from functools import lru_cache
from itertools import product
from typing import NamedTuple

from schema.checks.claims.spellings import Spellings
from schema.lazy_pattern import LazyPattern

_AND = ("", "或", "和", "及", "与", "、", "或者", "以及")

_AGENCY = LazyPattern(r"[\u4e00-\u9fff]{1,10}(?:[乡镇县市区局委办厅院]|街道|政府|委员会|中心)")
_DIGITS = frozenset("0123456789一二两三四五六七八九十百")
_NUMBER = LazyPattern(r"(?P<year>20\d\d)\s*年度?|\d[\d,，.]*|[一二两三四五六七八九十百]+(?=[件宗起例份条])")

OTHER = "?"
"""The letter of everything that is no word of these."""

_WORDS = {
    # Denying.
    "U": "未 没 未曾 从未 尚未 并未",
    "N": (
        "不涉及 无人 没有 无 零 不存在 暂无 未有 未见 没有任何 无任何 无一 无一件 无一例 无一起 无1件 没有1件 无1例 "
        "没有1例 无1起 未曾有 从未有"
    ),
    "0": "不收取 不收",
    "E": (
        "发生 出现 产生 引发 引起 存在 涉及 形成 导致 发现 发生1起 发生1件 出现1起 出现1件 出现过 发生过 引发过 产生过"
    ),
    # What is denied, or what happened.
    "R": "受到 收到 接到 接收 接收到 收悉 受理 收办 接受 新收 新收到",
    "b": "办理 处理",
    "a": "答复 回复",
    "Z": (
        "办结 办毕 办复 办理完毕 办理完结 处理完毕 办理完成 办理结束 答复完毕 答复办结 办理答复完毕 处理完成 "
        "答复完成 处理完结 答复到位 办结完毕 办理到位 办复完毕 答复终结 办理终结 办完"
    ),
    "A": "申请 申请量 申请数 申请数量 申请件数 申请总数 申请总量",
    "Y": (
        "政府信息依申请公开 依申请公开 依申请 申请公开 依申请公开政府信息 申请公开政府信息 依申请信息公开 "
        "信息依申请公开 申请公开信息 依申请政府信息公开"
    ),
    "W": "政府信息公开 信息公开 政务公开 公开政府信息 政务信息公开",
    "i": "政府信息 信息 公开 政务信息",
    "O": "结转 转结 结存 顺延 转入 转接 跨年 跨年度 跨年结转 跨年度结转 跨年办理 跨年度办理 结转办理",
    "l": "上年 上年度 上一年 上一年度 去年 去年度 前一年 前一年度",
    "x": "下年 下年度 下一年 下一年度 次年 次年度 明年 来年 翌年",
    "V": "行政复议 复议 被行政复议 被复议",
    "L": "行政诉讼 诉讼 行政应诉 应诉 被诉 被诉讼 被提起诉讼",
    "K": (
        "被纠错 纠错 纠正 被纠正 结果纠正 撤销 被撤销 确认违法 被确认违法 责令履行 被责令 责令重作 "
        "责令重新答复 责令改正"
    ),
    "B": "败诉 被判败诉",
    "H": "维持 胜诉",
    "F": "信息处理费 信息公开处理费 信息处理费用 政府信息处理费 政府信息公开信息处理费 政府信息公开处理费",
    "f": "收费通知 收费通知书 缴费通知",
    "$": "收取 收缴 征收 收费 收",
    "o": "发出 开具 开出 发放 下达",
    "S": "规章 政府规章 地方政府规章 部门规章 地方性规章",
    "P": "行政规范性文件 规范性文件",
    "M": "制定 新制定 制发 新制发 出台 新出台 印发 制作 新制作 制定出台 制定印发 起草制定 新增",
    "m": "不制发 不制定 不出台",
    "r": "废止 宣布失效 废止失效 失效",
    "X": "行政许可 行政处罚 行政强制 行政强制措施 行政强制执行 行政事业性收费",
    "q": "予以公开 部分公开 不予公开 无法提供 不予处理 其他处理",
    "u": "自然人",
    # What may stand between.
    "T": "均 全部 都 悉数 全数 一律 皆 已全部 全都",
    "z": "为 是 系 数为 数量为",
    "g": (
        "予 作出 做出 裁定 裁决 判决 决定 复议机关 人民法院 法院 司法机关 获 获得 得到 得以 予以 给予 支持 结果 "
        "已 已经 原 行政行为 原行政行为"
    ),
    "h": (
        "按期 按时 按照 按 照 依照 如期 及时 规定 要求 法定 法律 法规 期限 时限 时间 时效 工作日 程序 范围 "
        "限期 限定 规范 妥善 书面 顺利 严格 完成 进行 在 于 内 之内 以内 当年 年内 依规 圆满 高效 认真 逐一 "
        "逐件 条例 《条例》"
    ),
    "v": "实施 开展 行使",
    "d": (
        "至 入 的 了 过 到 任何 一件 一例 一起 一宗 相关 有关 新 新的 书面的 要求 需要 类 来自 向 提交 提出 依法 "
        "提起 该类 此类 上 中 由此 直接 所 其他形式 任何形式 形式 其他方式 方式 以政府名义 以本级政府名义 "
        "以本机关名义 以本单位名义 以本局名义 以我局名义 以镇政府名义 以乡政府名义 以区政府名义 以县政府名义 "
        "以市政府名义 以街道名义 以办事处名义 本级 亦 并且 既 再 继续 各种形式 各种方式 各种渠道 任何渠道"
    ),
    "c": "因 由于 由 针对 关于 对 就 而 不服 被 与 涉 围绕",
    "e": (
        "行政机关 公民 社会公众 公众 群众 申请人 个人 单位 任何单位 任何个人 我乡 我镇 我局 我县 我市 我区 我办 我委 "
        "我院 我街 我街道 我厅 我单位 我校 我省 我州 我盟 我旗 本机关 本单位 本部门 本乡 本镇 本局 本县 本市 "
        "本区 本办 本委 本院 本街道 本厅 行政相对人 当事人 当事人提起 全局 全乡 全镇 全区 全县 全市"
    ),
    "y": "本年 本年度 今年 全年 年度 全年度 年内未 截至目前 报告期 期间",
    "s": (
        "情况 情形 现象 问题 事项 案件 案 事件 事务 方面 工作 件 件数 数量 数 业务 案例 材料 表 等 办件 "
        "受理量 收件量 受理数 总量 总数 办理件 需求 答复件 用 费用 行为 职能 职权 权限 数据 决定 事宜 信息的情况"
    ),
    "j": "、 和 或 与 及 以及 或者 也 并 且",
    "p": '， , . ； ; （ ( ） ) “ ” " 「 」',
    ":": "： :",
    # What makes it something else.
    "!": (
        "避免 防止 杜绝 确保 保证 力争 争取 做到 如果 如 若 凡 是否 应当 应 可以 不得 除 除了 部分 个别 多数 "
        "大部分 其余 上半年 下半年 第一季度 第二季度 第三季度 第四季度 一季度 二季度 三季度 四季度 前三季度 "
        "往年 前年 历年 近年 近年来 近三年 有的 有些 少数 不等于 并非 不是"
    ),
    "@": (
        "网上 网络 线上 在线 互联网 当面 现场 窗口 信函 信件 邮寄 邮政 传真 电子邮件 邮件 平台 网站 口头 来访 "
        "微信 短信 渠道"
    ),
    "%": (
        "热线 工单 留言 来信 信箱 咨询 建议 提案 议案 信访 投诉 举报 诉求 意见 任务 督办 网民 整改 来电 "
        "来访件 政务服务 办事 许可申请 许可事项 案卷 公文 文件 主动公开"
    ),
    "n": "商业企业 科研机构 社会公益组织 法律服务机构",
    "t": "尚未审结 未审结 未结案 在审 待审结 正在审理 尚在审理 审理中",
    "w": "审结 结案 审理终结 审理完毕",
    "I": "其他结果",
    "k": (
        "驳回 被驳回 驳回起诉 驳回诉讼请求 驳回原告诉讼请求 驳回原告的诉讼请求 驳回诉求 驳回申请 驳回复议申请 "
        "驳回行政复议申请 驳回申请人的复议申请 驳回申请人的行政复议申请 驳回原告起诉"
    ),
}
_RATES = ("办结率", "办复率", "办理率", "答复率", "回复率")
_REACHED = ("", "为", "达", "达到", "均为", "均达", "均达到", "都是", "是", "保持", "保持在", "均保持", "实现")
_ALL_OF_IT = ("100%", "100％", "100.0%", "100.00%", "百分之百", "百分百")

# Words that begin like one above and are none.
_NOT_WORDS = (
    "无法 无需 无须 无关 无论 无误 无偿 无故 无正当理由 无障碍 无差错 无效 无形 无线 无纸化 无锡 无缝 无条件 "
    "无人机 无人驾驶 无疑 无害 无违 全无 有无 毫无 未来 未经 未按 未及时 未能 未依法 未予 零距离 零跑 零容忍 零售 零星 "
    "零散 零报告 零投诉 零上访 平均 人均 均衡 均等 日均 月均 年均 成都 首都 都市 没收 对照 对应 对外 应用 "
    "应对 响应 供应 适应 应急 应诉工作 如下 如期 例如 假如 犹如 申请书 行政复议机关 复议机构 被告 内容 内部 "
    "按月 按季 按年 于是 位于 关于印发 关于做好 关于加强 收费标准 收费依据 与时俱进 参与 因地制宜 因素 原因 "
    "原则 原文 原件 中心 中国 中央 上级 上述 网上办 公开栏 公开办 信息化 信息发布 信息员 信息管理 决定书 "
    "其中 决定权 要求上 规定的 未成年 应公开 应当公开 并网 收集 收录 收藏 收入 收获 收看 接收站"
)


@lru_cache(maxsize=1)
def _letters() -> Spellings[str]:
    """Every word with its letter."""
    known = {word: letter for letter, words in _WORDS.items() for word in words.split()}
    for person, joint, conjunction in product(("", "公民", "自然人"), ("", "、", "和", "或", "及"), _AND):
        if bool(person) or not joint:
            everyone = "e" if person else "n"
            known |= dict.fromkeys((f"{person}{joint}法人{conjunction}其{other}组织" for other in "他它"), everyone)
    known |= dict.fromkeys(("".join(words) for words in product(_RATES, _REACHED, _ALL_OF_IT)), "J")
    known |= dict.fromkeys((word for word in _NOT_WORDS.split() if word not in known), OTHER)
    return Spellings(known)


class Word(NamedTuple):
    """One word of a sentence."""

    letter: str
    start: int
    end: int
    text: str


def words_of(text: str, start: int, end: int, year: int | None) -> list[Word]:
    """The words of a part of a text; what stands between them is one word of its own."""
    letter_at = _letters().at
    found: list[Word] = []
    position = known = start
    while position < end:
        if (spelled := letter_at(text, position, end)) is not None:
            word = Word(spelled[1], position, position + len(spelled[0]), spelled[0])
        elif text[position] not in _DIGITS or (number := _year_or_number(text, position, end, year)) is None:
            position += 1
            continue
        else:
            word = number
        if text[known:position].strip():
            found.append(_unknown(text, known, position, found))
        found.append(word)
        position = known = word.end
    if text[known:end].strip():
        found.append(_unknown(text, known, end, found))
    return found


def _year_or_number(text: str, start: int, end: int, year: int | None) -> Word | None:
    match = _NUMBER.match(text, start, end)
    if match is None:
        return None
    if match["year"] is None:
        return Word("#", *match.span(), match.group())
    letter = "y" if year is None else {0: "y", -1: "l", 1: "x"}.get(int(match["year"]) - year, "!")
    return Word(letter, *match.span(), match.group())


def _unknown(text: str, start: int, end: int, before: list[Word]) -> Word:
    """What is no word of its own; after 针对 the name of an agency."""
    named = before and before[-1].text in ("针对", "对", "涉及") and _AGENCY.fullmatch(text, start, end)
    return Word("e" if named else OTHER, start, end, text[start:end])
