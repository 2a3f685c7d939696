"""What people write for what the form counts."""

from schema.checks.claims.slots import (
    ADDED,
    ALL_FEES,
    ANY,
    ATTRIBUTE,
    BARE,
    CARRIED_ON,
    CARRIED_OUT,
    CITIZENS,
    CLOSED,
    HANDLED,
    INCOMING,
    ITEM,
    LITIGATION,
    LOST,
    NEW,
    ORGANISATIONS,
    RECEIVED,
    RESULTS,
    STEP,
    WON,
    Slot,
)

SYNONYMS: dict[Slot, dict[str, str]] = {
    Slot.ROW: {
        NEW: "新收 新收到 新受理 新接收 新增受理 本年收到 本年受理",
        RECEIVED: "收到 受理 接收 接到 收悉 接受 登记受理 收件 接收到 接件 收受 提交 递交 提出 登记"
        " 收取申请 收取依申请 申请数量 申请总量 申请总数 申请量 申请数 收到数 受理量 受理数",
        RESULTS: "办结 答复 回复 办毕 办复 办理完毕 处理完毕 办理完结 答复办结 办结答复 办理答复"
        " 在办结 在答复 作出答复 予以答复 已答复 办理回复 完成答复"
        " 答复量 办结量 办结数 答复数 办理结果 反馈申请人",
        HANDLED: "办理 处理 收办 承办 受理办理 处理申请 收到和处理 收到并处理",
        ADDED: "新增",
        INCOMING: "应办 应办理 应办结 应答复 应办件 应处理 应办理申请",
        CARRIED_ON: "结转 转结",
        CARRIED_OUT: "尚在办理 正在办理 仍在办理 尚未办结 未办结 在办 在办件 在途 待办 待办理 待处理 正办理"
        " 尚在答复 仍在答复 正在答复 尚在处理 正在处理 仍在处理"
        " 正处理 正答复 未办 未办完 未处理完 办理中 尚未答复 暂未答复 未到期",
    },
    Slot.KIND: {
        "granted": "同意公开 全部公开 全部予以公开 予以全部公开 准予公开 给予公开 予公开 全文公开",
        "granted+partly_granted": "公开或部分公开 公开和部分公开 公开及部分公开 公开（含部分公开）"
        " 予以公开（含部分公开）",
        "partly_granted": "部分予以公开 予以部分公开 部份公开 予以部份公开 部份予以公开"
        " 部分同意公开 同意部分公开 区分处理 部分公开答复",
        "denied": "不公开 不同意公开 不予以公开 依法不公开 决定不予公开 拒绝公开",
        "unavailable": "不能提供 未能提供 无法予以提供",
        "not_processed": "不予以处理 不作处理",
        "otherwise": "其它处理 其他方式处理 作其他处理 其他处理方式 作出其他处理 其他处理情形",
        "denied.state_secret": "涉密",
        "denied.other_law": "法律行政法规禁止公开 法律、行政法规禁止公开 法律法规禁止公开 法律、法规禁止公开 禁止公开",
        "denied.security_stability": "危及国家安全、公共安全、经济安全、社会稳定",
        "denied.third_party": "第三方权益 第三人合法权益",
        "denied.internal_affairs": "内部事务信息 内部事务 内部管理信息 三类内部事务",
        "denied.process": "过程性信息 四类过程性",
        "denied.enforcement_file": "执法案卷 行政执法案卷信息 执法案卷信息",
        "denied.special_inquiry": "行政查询 查询事项",
        "unavailable.not_held": "不掌握相关政府信息 不掌握相关信息 不掌握 本机关未掌握 未掌握",
        "unavailable.needs_creation": "没有现成信息 另行制作 需另行制作 需要加工 需加工",
        "unavailable.unclear": "仍不明确 申请内容不明确 内容不明确 补正后仍不明确 经补正仍不明确 补正后内容仍不明确"
        " 补正后内容不明确 补正后申请内容不明确 经补正后仍不明确 经补正内容仍不明确"
        " 经补正后内容仍不明确",
        "not_processed.petition": "信访举报投诉类 信访举报投诉 信访、举报、投诉类 信访、举报、投诉 信访、投诉、举报"
        " 信访投诉举报 信访投诉类",
        "not_processed.repeat": "不予重复处理 不重复处理 不再重复处理 不予重复答复 重复提出申请 重复提交申请",
        "not_processed.publication": "公开出版物",
        "not_processed.excessive": "大量反复申请 大量、反复申请 反复申请",
        "not_processed.reconfirmation": "确认或重新出具 确认或者重新出具 重新出具 重新确认",
        "otherwise.no_correction": "逾期不补正 逾期未补正 不补正 未补正",
        "otherwise.fee_unpaid": "逾期未缴费 逾期不缴费 未缴纳费用 逾期未缴纳 未按收费通知要求缴纳费用",
    },
    Slot.COLUMN: {
        "natural_person": "个人 公民个人 以个人名义 以个人身份 以公民身份",
        CITIZENS: "公民 群众",
        "company": "企业 公司 工商企业 企业法人 以企业名义 以公司名义",
        "research": "科研单位 科研院所",
        "public_welfare": "公益组织 社会公益性组织 社会公益团体",
        "legal_service": "法律服务组织 律师事务所 律所 法律机构",
        ORGANISATIONS: "法人及其他组织 法人和其他组织 法人或者其他组织 法人与其他组织 法人、其他组织"
        " 法人和其它组织 法人或其它组织 法人及其它组织 以组织名义 以单位名义 以法人名义"
        " 法人组织 单位申请 单位申请人 组织申请 法人 法人（其他组织） 法人单位",
    },
    Slot.REQUESTS: {
        ANY: "政府信息公开申请 政府信息依申请公开 依申请公开政府信息 依申请公开 信息公开申请"
        " 公开申请 依申请信息 依申请件 依申请 依申请公开信息"
        " 政府信息公开申请件 依申请公开申请 依申请公开件 信息公开申请件 政府信息公开申请案件"
        " 依申请公开案件 依申请公开事项 申请公开政府信息 申请公开信息"
        " 政府信息公开申请事项 依申请政府信息公开 依申请政府信息公开事项 政府信息依申请公开事项"
        " 政府信息依申请公开办理事项 依申请公开办理事项 依申请公开办件 申请公开信息事项 申请公开政府信息事项",
        BARE: "申请 申请件 申请案件 公开件",
    },
    Slot.DISPUTE: {
        "reconsideration": "复议 行政复议案件 行政复议申请 被复议 复议案件 复议案 复议申请",
        LITIGATION: "行政诉讼 诉讼 起诉 被诉 涉诉 被起诉 诉讼案件 行政诉讼案件 行政诉讼案 诉讼案",
        "litigation.direct": "直接起诉 未经复议 未经行政复议 直接提起行政诉讼 直接提起诉讼 直接诉讼",
        "litigation.after_reconsideration": "经复议后起诉 经复议起诉 经复议提起诉讼 经复议提起行政诉讼"
        " 经复议后提起诉讼 复议后 行政复议后 不服复议决定 不服行政复议决定 先复议后诉讼"
        " 复议后提起行政诉讼 复议后提起诉讼 复议后诉讼 经复议后提起行政诉讼 经复议后再起诉",
        "": "复议（诉讼） 行政复议（诉讼） 复议(诉讼) 行政复议(诉讼) 复议/诉讼 行政复议/诉讼"
        " 行政复议/行政诉讼 复议诉讼 行政复议诉讼 行政争议 复议和诉讼 复议、诉讼 复议及诉讼",
    },
    Slot.OUTCOME: {
        "upheld": "维持 予以维持 被维持 维持原答复 维持原行政行为 结果为维持 获维持",
        LOST: "败诉",
        WON: "胜诉",
        "corrected": "纠正 被纠正 予以纠正 纠错 被纠错",
        "other": "其它结果 其他处理结果",
        "pending": "未审结 未结 审理中 正在审理 尚在审理 在审 仍在审理 待审结 待审 未审理完毕 审理之中",
    },
    Slot.DOCUMENT: {
        "regulations": "部门规章 地方政府规章",
        "normative_documents": "",
        "licensing": "许可决定 行政许可决定",
        "penalties": "处罚决定 行政处罚决定",
        "coercive_measures": "强制决定 行政强制决定 行政强制措施 行政强制执行",
        "fees": "行政事业收费 事业性收费 收费金额",
    },
    Slot.FEE: {
        ALL_FEES: "信息处理费 信息公开处理费 信息处理费用",
        "notices": "收费通知 收费通知书",
    },
    Slot.REST: {ANY: "其他 其它 其余"},
    Slot.CHANNEL: {
        ANY: "网上 线上 网络 在线 互联网 当面 现场 窗口 信函 信件 书信 邮寄 邮政 传真 电子邮件"
        " 邮件 来函 来信 平台 网站 书面 口头 来访 到场 邮箱 电子邮箱 其他渠道 其他方式 其他途径 其它渠道 其它方式"
        " 其它途径 其他形式 其它形式"
    },
    Slot.PART: {ANY: "其中 包括 包含 含 内含 具体为 具体是"},
    Slot.BY: {ANY: "按 从"},
    Slot.EACH: {ANY: "分别 依次"},
    Slot.SHARE: {ANY: "占 占比 比例 比重 比率"},
    Slot.CHANGE: {
        "1": "增加 增长 上升 提高 上涨 增幅 多 增多 增",
        "-1": "减少 下降 降低 回落 减幅 降幅 少 下滑 减",
    },
    Slot.LEVEL: {
        ANY: "增加到 增加至 增长到 增长至 上升到 上升至 提高到 提高至 减少到 减少至 下降到 下降至"
        " 降低到 降低至 回落到 回落至 增至 降至 减至 升至"
        " 力争 目标"
    },
    Slot.PERIOD: {
        ANY: "上年度 上年 上一年度 上一年 去年 去年同期 上年同期 前年 往年 历年 上半年 下半年"
        " 一季度 二季度 三季度 四季度 第一季度 第二季度 第三季度 第四季度"
        " 前三季度 当月 每月 月均 日均 近三年 近年来 近年 以来 同期 下年度 下一年度 明年 来年"
    },
    Slot.ELSE: {
        ITEM: "咨询 留言 建议 提案 议案 热线 信箱 工单 投诉 举报 信访 诉求 来信 来电 纠纷 求助 问卷"
        " 电话 民意 意见 网民",
        STEP: "补正 延期 逾期 转办 移送 转送 不予受理 不予答复 告知 "
        " 征求意见 未按 超期 已主动"
        " 更正 复核 审批 审查 审核 首次 属实 平均 结转率 查询",
        ATTRIBUTE: "主动公开 免于公开 免予公开 不予公开信息 不公开信息 公文属性 信息属性",
        "": "政策解读 解读 培训 网页 点击 访问 浏览 阅读 微信 微博 公众号 新媒体 抖音"
        " 粉丝 关注 督办 会议 专栏 栏目 目录 事项 指南 督查 检查 抽查 测评"
        " 公示 备案 评估 清理 修订 修改 信息 稿件 公报 简报 新闻 文章 动态 满意 制度 方案"
        " 排名 回应 案例 公开栏 年报 清单 图解 接待 规章制度 印制 发放 决算 预算"
        " 职责 通知公告 文件 公文 转发 答复书 告知书 通知书 决定书 一审 二审 再审 复议答复"
        " 行政复议答复 答辩 答辩状 文书 判决书 回执 报备",
    },
    Slot.ET_CETERA: {
        "reasons": "等原因 等原由 等理由 等情形 等情况 等因素 等问题 等事由 等缘由",
        "ways": "等方式 等多种方式 等渠道 等多种渠道 等途径 等多种途径 等形式 等多种形式",
    },
    Slot.FILLER: {
        ANY: "办理结果为 办理结果是 处理结果为 处理结果是 答复结果为 答复结果是 今年以来 本年以来 本年度以来"
        " 年初以来 政府信息公开 信息公开 申请人 申请公开 申请材料 申请表 申请渠道 申请方式 申请流程 申请平台 "
        " 公民和法人 办理工作 处理工作 办理情况 处理情况"
        " 办理答复工作 答复工作 公开信息处理 个人隐私 商业秘密 一件事 文件精神 信息公开工作"
        " 政府信息公开工作 申请办理情况 行政复议机关 复议机关 按期 按时 按照 按规定"
        " 按期限 按时限 按照期限 按要求 按法定 按月 按季 按年 关于政府信息公开 涉及政府信息公开 信息公开类"
        " 政府信息公开类 期限 时限 法定期限 答复期 答复期限 办理期限 答复时限 办理时限"
        " 办结期限 答复期内 从严 从事 从而 从快 增强 增进 增设 增效"
        " 增添 减轻 减免 多样 多元 多种 多次 多个 多渠道 多项 至少 不少 多方 多形式 多角度"
        " 很少 缺少 少数 多数 含义 蕴含 饱含 政务公开 法律服务 未发生"
        " 申请答复 政府信息 答复意见 公开事项 应诉工作 法人代表 占用 抢占 侵占 第三方 第三人"
        " 行政机关 全年受理情况 政务服务平台 门户网站 平台建设 年报 按法律"
        " 承办单位 承办部门 承办机关 承办机构 办理单位 办理部门 办理方式 处理方式 处理类型"
        " 答复类型 答复方式 收到方式 申请渠道 处理决定 处理决定书 信息公开处理 依法处理"
        " 申请量大"
    },
}
"""What people write for what the form counts, words parted by spaces; the form's own labels are not among them."""

WEAK: dict[Slot, dict[str, str]] = {
    Slot.OUTCOME: {
        "upheld": "驳回 驳回诉讼请求 驳回复议申请",
        "corrected": "撤销 变更 违法 确认违法 责令 责令履行 责令重新答复",
        "other": "撤回 撤诉 终止 和解 调解 协商",
        CLOSED: "审结 已审结 结案",
    },
    Slot.DOCUMENT: {"licensing": "许可", "penalties": "处罚", "coercive_measures": "强制", "fees": "收费"},
    Slot.DISPUTE: {LITIGATION: "应诉 行政应诉"},
    Slot.KIND: {
        "denied.internal_affairs": "内部工作流程 人事管理 后勤管理",
        "denied.process": "讨论记录 过程稿 磋商信函 请示报告",
        "denied.special_inquiry": "工商登记资料 不动产登记资料 登记资料",
        "unavailable.needs_creation": "加工分析 汇总加工 重新制作",
        "not_processed.petition": "信访类 信访事项 信访诉求 信访投诉",
        "unavailable.not_held": "信息不存在 政府信息不存在 不存在 不属于本机关 非本机关 不属于本级 非本级",
        "denied.third_party": "商业秘密 个人隐私 涉及商业秘密 涉及个人隐私",
        "otherwise.other": "非政府信息 不属于政府信息 党务信息 主动撤回 撤回申请 自愿撤回 撤销申请 主动撤销",
        "granted": "已主动公开 告知获取途径 已公开",
    },
    Slot.COLUMN: {"other": "其他组织 其它组织 社会组织 其他机构 社会团体"},
}
"""The same where the words say less than the row: a number that differs is not wrong for that."""

ACTIONS: dict[str, str] = {
    "issued": "制发 出台 印发 制定 新制定 新制发 制定出台 制定印发 新出台 制发件数",
    "made": "制发 出台 印发 制定 新制定 制作 新制作 新制发",
    "repealed": "废止 失效 宣布失效 废止失效 废止或失效 废止和宣布失效",
    "in_force": "现行有效 继续有效 有效 保留 现有 现行 存量",
    "disclosed": "公开 新公开",
    "all_disclosed": "对外公开",
}
"""What is done with documents, by the column of 二 that counts it."""

WEAK_ACTIONS = {"issued": "发布 公布", "made": "发布 公布"}
"""The same where it may be something else as well."""
