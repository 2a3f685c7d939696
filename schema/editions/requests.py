"""Section 三: applicant columns, results and balance; its （六）其他处理 is each edition's own."""

from collections.abc import Iterable

from schema.form import Block, Column, Layout, Role, Row, Section, Table

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
"""The sum of a row's columns, here and in section 四."""

RESULTS_GROUP = "三、本年度办理结果"
_DENIED = (RESULTS_GROUP, "（三）不予公开")
_UNAVAILABLE = (RESULTS_GROUP, "（四）无法提供")
_NOT_PROCESSED = (RESULTS_GROUP, "（五）不予处理")
OTHERWISE_LABEL = "（六）其他处理"


def requests_row(
    key: str, name: str, short: str, hint: str, *groups: str, note: str = "", catch_all: bool = False
) -> Row:
    """A row of section 三: six applicant columns in 件 and their 总计."""
    return Row(
        key,
        name,
        APPLICANT_COLUMNS,
        groups,
        tuple(group for group in groups if group != RESULTS_GROUP),
        note,
        short,
        hint,
        total=TOTAL,
        catch_all=catch_all,
    )


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
        "（二）部分公开",
        "(二)部分公开",
        "一件申请中一部分公开、一部分不公开的，只计在这一行，不再计入不予公开各行。",
        RESULTS_GROUP,
        note="（区分处理的，只计这一情形，不计其他情形）",
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
