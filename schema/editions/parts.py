"""What the editions of 2019 and 2021 declare alike: sections, applicant columns, 三 but for its （六）, and 四."""

from collections.abc import Iterable

from schema.form import Aspect, Block, Choice, Column, Field, Kind, Layout, Role, Row, Section, Table

STATUS = Field(
    "status",
    "状态",
    Kind.CHOICE,
    "草稿可以留空、留错；定稿须没有错误。",
    (Choice("draft", "草稿"), Choice("final", "定稿")),
    "draft",
)
YEAR = Field("report.year", "报告年度", Kind.YEAR, "统计期限为该年1月1日至12月31日。")
PUBLISHED = Field(
    "report.published",
    "公布日期",
    Kind.DATE,
    "写作2026-01-20；可不填。部门应于次年1月31日前公布，人民政府应于次年3月31日前公布（《条例》第四十九条）。",
    optional=True,
)
PREVIOUS = Field(
    "report.previous", "上年报告文件", Kind.LINE, "上一年度报告的文件名，相对于本文件；可不填。", optional=True
)
PREAMBLE = Field(
    "report.preamble",
    "开头说明",
    Kind.PROSE,
    "报告标题之下、第一部分之前的文字：编制依据、统计期限、电子版下载处和联系方式。",
)

AGENCY_FIELDS = (
    Field("agency.name", "机关全称", Kind.LINE, "写全称，例如“某某县某某乡人民政府”。标题由它和年度合成。"),
    Field(
        "agency.kind",
        "机关类别",
        Kind.CHOICE,
        "人民政府的报告还要写工作考核、社会评议和责任追究结果（《条例》第五十条第四项）。",
        (
            Choice("government", "人民政府"),
            Choice("department", "部门"),
            Choice("authorised", "法律法规授权组织"),
        ),
        "government",
    ),
    Field(
        "agency.level",
        "行政层级",
        Kind.CHOICE,
        "设区的市、州、盟为市级；县、市、区、旗为县级；乡、镇、街道为乡级。",
        (
            Choice("national", "国家"),
            Choice("province", "省"),
            Choice("city", "市"),
            Choice("county", "县"),
            Choice("township", "乡"),
        ),
        "county",
    ),
    Field("agency.office", "工作机构", Kind.LINE, "承办政府信息公开工作的机构，例如“党政办公室”。"),
    Field("agency.address", "办公地址", Kind.LINE, "公众可以来访的地址。"),
    Field("agency.postcode", "邮政编码", Kind.LINE, "六位数字。"),
    Field("agency.phone", "联系电话", Kind.LINE, "带区号。"),
    Field("agency.email", "电子邮箱", Kind.LINE, "没有可不填。"),
    Field("agency.website", "公开网站", Kind.LINE, "公布本报告的政府网站名称或网址。"),
)

COVER_FIELDS = (STATUS, YEAR, PUBLISHED, PREVIOUS, PREAMBLE, *AGENCY_FIELDS)

OVERVIEW = Section(
    "overview",
    "一",
    "一、总体情况",
    "本机关实施《中华人民共和国政府信息公开条例》的情况，分五个方面写；内容不能遗漏，也不宜泛化，一般不超过一千字。",
    prose=True,
    aspects=(
        Aspect("主动公开", "各渠道公开的数量，政策解读和回应关切的数量，重点领域公开的情况。"),
        Aspect("依申请公开", "收到、办理、结转的数量；数字须与第三部分的表一致。", words=("依申请公开", "申请")),
        Aspect(
            "政府信息管理",
            "规章、行政规范性文件制发、废止、现行有效的件数；数字须与第二部分的表一致。",
            words=("政府信息管理", "信息管理", "规范性文件", "规章"),
        ),
        Aspect(
            "政府信息公开平台建设",
            "网站、新媒体、公报、公开专区等平台的建设情况。",
            words=("平台建设", "平台", "网站", "专栏", "专区"),
        ),
        Aspect(
            "监督保障",
            "培训、监督和保障情况；人民政府还要写工作考核、社会评议和责任追究结果情况。",
            words=("监督保障", "监督", "保障", "培训"),
        ),
        Aspect("工作考核", "工作考核结果情况。", only_for="government", words=("考核",)),
        Aspect("社会评议", "社会评议结果情况。", only_for="government", words=("评议",)),
        Aspect("责任追究", "责任追究结果情况。", only_for="government", words=("责任追究", "追责", "追究")),
    ),
)

PROBLEMS = Section(
    "problems",
    "五",
    "五、存在的主要问题及改进情况",
    "逐条写存在的主要问题，每条配一项改进措施（《条例》第五十条第四项）；不照搬上年，不敷衍。",
    prose=True,
    aspects=(
        Aspect("存在的主要问题", "本年度工作中具体的问题。"),
        Aspect("改进情况", "针对每个问题已经或将要采取的措施。"),
    ),
)

OTHER_TITLE = "六、其他需要报告的事项"

# 三 ------------------------------------------------------------------------------------------------------------------

_ORGANISATIONS = "法人或其他组织"
APPLICANT_COLUMNS = (
    Column("natural_person", "自然人", "自然人"),
    Column("company", "商业企业", "企业", group=_ORGANISATIONS),
    Column("research", "科研机构", "科研", group=_ORGANISATIONS),
    Column("public_welfare", "社会公益组织", "公益", group=_ORGANISATIONS),
    Column("legal_service", "法律服务机构", "法律", group=_ORGANISATIONS),
    Column("other", "其他", "其他", group=_ORGANISATIONS),
)
APPLICANTS_HEADER = "申请人情况"
TOTAL = Column("total", "总计", "总计")

RESULTS_GROUP = "三、本年度办理结果"
_DENIED = (RESULTS_GROUP, "（三）不予公开")
_UNAVAILABLE = (RESULTS_GROUP, "（四）无法提供")
_NOT_PROCESSED = (RESULTS_GROUP, "（五）不予处理")
OTHERWISE_LABEL = "（六）其他处理"


def requests_row(key: str, label: str, short: str, hint: str, *groups: str) -> Row:
    """A row of section 三: six applicant columns in 件 and their 总计."""
    return Row(key, label, APPLICANT_COLUMNS, groups, short, hint, total=TOTAL)


_BEFORE_OTHERWISE = (
    requests_row(
        "received",
        "一、本年新收政府信息公开申请数量",
        "一、本年新收",
        "本年1月1日至12月31日收到的申请。一事一申请；补正后的申请不重复计。",
    ),
    requests_row(
        "carried_in",
        "二、上年结转政府信息公开申请数量",
        "二、上年结转",
        "上年收到、到上年底还没有办结的申请；应与上年报告的“四、结转下年度继续办理”相等。",
    ),
    requests_row(
        "granted",
        "（一）予以公开",
        "(一)予以公开",
        "全部公开的，以及告知已经主动公开和获取途径的（《条例》第三十六条第一、二项）。",
        RESULTS_GROUP,
    ),
    requests_row(
        "partly_granted",
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        "(二)部分公开",
        "一件申请中一部分公开、一部分不公开的，只计在这一行，不再计入不予公开各行。",
        RESULTS_GROUP,
    ),
    requests_row(
        "denied.state_secret",
        "1.属于国家秘密",
        "(三)1.国家秘密",
        "依法确定为国家秘密的（《条例》第十四条）。",
        *_DENIED,
    ),
    requests_row(
        "denied.other_law",
        "2.其他法律行政法规禁止公开",
        "   2.法律法规禁止",
        "法律、行政法规禁止公开的（《条例》第十四条）。",
        *_DENIED,
    ),
    requests_row(
        "denied.security_stability",
        "3.危及“三安全一稳定”",
        "   3.三安全一稳定",
        "公开后可能危及国家安全、公共安全、经济安全、社会稳定的（《条例》第十四条）。",
        *_DENIED,
    ),
    requests_row(
        "denied.third_party",
        "4.保护第三方合法权益",
        "   4.第三方权益",
        "涉及商业秘密、个人隐私等，公开会损害第三方合法权益的（《条例》第十五条）。",
        *_DENIED,
    ),
    requests_row(
        "denied.internal_affairs",
        "5.属于三类内部事务信息",
        "   5.三类内部事务",
        "人事管理、后勤管理、内部工作流程三类信息（《条例》第十六条）。",
        *_DENIED,
    ),
    requests_row(
        "denied.process",
        "6.属于四类过程性信息",
        "   6.四类过程性",
        "讨论记录、过程稿、磋商信函、请示报告四类信息（《条例》第十六条）。",
        *_DENIED,
    ),
    requests_row(
        "denied.enforcement_file",
        "7.属于行政执法案卷",
        "   7.执法案卷",
        "行政执法案卷信息（《条例》第十六条）。",
        *_DENIED,
    ),
    requests_row(
        "denied.special_inquiry",
        "8.属于行政查询事项",
        "   8.行政查询事项",
        "工商、不动产登记资料等，法律、行政法规对查询另有规定的（《条例》第三十六条第七项）。",
        *_DENIED,
    ),
    requests_row(
        "unavailable.not_held",
        "1.本机关不掌握相关政府信息",
        "(四)1.不掌握",
        "信息不存在，或者不属于本机关负责公开的（《条例》第三十六条第四、五项）。",
        *_UNAVAILABLE,
    ),
    requests_row(
        "unavailable.needs_creation",
        "2.没有现成信息需要另行制作",
        "   2.需另行制作",
        "需要对现有政府信息加工、分析的（《条例》第三十八条）。",
        *_UNAVAILABLE,
    ),
    requests_row(
        "unavailable.unclear",
        "3.补正后申请内容仍不明确",
        "   3.补正后仍不明确",
        "申请人已经补正，但所要的信息仍不明确的。",
        *_UNAVAILABLE,
    ),
    requests_row(
        "not_processed.petition",
        "1.信访举报投诉类申请",
        "(五)1.信访举报投诉",
        "以申请公开的形式进行信访、投诉、举报等活动的（《条例》第三十九条）。",
        *_NOT_PROCESSED,
    ),
    requests_row(
        "not_processed.repeat",
        "2.重复申请",
        "   2.重复申请",
        "已经答复、同一申请人又申请同一信息的（《条例》第三十六条第六项）。",
        *_NOT_PROCESSED,
    ),
    requests_row(
        "not_processed.publication",
        "3.要求提供公开出版物",
        "   3.公开出版物",
        "要求提供政府公报、报刊、书籍等公开出版物的（《条例》第三十九条）。",
        *_NOT_PROCESSED,
    ),
    requests_row(
        "not_processed.excessive",
        "4.无正当理由大量反复申请",
        "   4.大量反复申请",
        "申请数量、频次明显超过合理范围，说明的理由不合理的（《条例》第三十五条）。",
        *_NOT_PROCESSED,
    ),
    requests_row(
        "not_processed.reconfirmation",
        "5.要求行政机关确认或重新出具已获取信息",
        "   5.确认重新出具",
        "申请人已经取得信息，又要求确认或重新出具的。",
        *_NOT_PROCESSED,
    ),
)

_CARRIED_OUT = requests_row(
    "carried_out",
    "四、结转下年度继续办理",
    "四、结转下年度",
    "到本年12月31日还没有办结、下年继续办理的申请。",
)

_RESULTS_TOTAL = requests_row(
    "results_total",
    "（七）总计",
    "(七)总计",
    "第三项（一）至（六）之和，由程序计算；照录已公布的报告时可另录原表合计，供核对。",
    RESULTS_GROUP,
)


def requests_table(otherwise: Iterable[Row]) -> Table:
    """Section 三 with an edition's own rows of （六）其他处理."""
    rows = (*_BEFORE_OTHERWISE, *otherwise, _CARRIED_OUT)
    roles = dict.fromkeys((row.key for row in rows), Role.RESULT)
    roles |= {"received": Role.INCOMING, "carried_in": Role.INCOMING, "carried_out": Role.OUTGOING}
    return Table(
        "requests",
        "收到和处理政府信息公开申请情况",
        Layout.MATRIX,
        (Block(APPLICANT_COLUMNS, rows),),
        unit="件",
        note="（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        header=APPLICANTS_HEADER,
        results_total=_RESULTS_TOTAL,
        roles=roles,
    )


def requests_section(otherwise: Iterable[Row]) -> Section:
    """Section 三 of an edition."""
    return Section(
        "requests",
        "三",
        "三、收到和处理政府信息公开申请情况",
        "每件申请只计入一格；每一列，第一项加第二项之和，等于第三项加第四项之和（《条例》第五十条第二项）。",
        table=requests_table(otherwise),
    )


# 四 ------------------------------------------------------------------------------------------------------------------

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

# 二 ------------------------------------------------------------------------------------------------------------------

CONTENT_STUB = "信息内容"
REGULATION_HINT = "规章由国务院部门、省和设区的市、自治州人民政府制定；县、乡和其他部门一般填0。"
NORMATIVE_HINT = "由本机关制发的行政规范性文件；件数宜与司法行政部门核对一致。"
DECISION_HINT = "本年作出的全部处理决定数量，依法不予公开的也计入。"


def disclosure_section(blocks: tuple[Block, ...]) -> Section:
    """Section 二 with an edition's own blocks."""
    return Section(
        "disclosure",
        "二",
        "二、主动公开政府信息情况",
        "《条例》第二十条所列各项主动公开信息的数量；没有的填0，不留空。",
        table=Table("disclosure", "主动公开政府信息情况", Layout.BLOCKS, blocks),
    )
