"""What stands before section 一 in every edition: status, report, agency, and the title made from them."""

from schema.form import Choice, Field, Kind

TITLE_END = "年政府信息公开工作年度报告"
"""What the title says after the agency and the year."""

STATUS = Field(
    "status",
    "状态",
    Kind.CHOICE,
    "草稿可以留空、留错；定稿须没有错误，疑问都有说明。",
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

AGENCY_NAME = Field("agency.name", "机关全称", Kind.LINE, "写全称，例如“某某县某某乡人民政府”。标题由它和年度合成。")
AGENCY_KIND = Field(
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
)
AGENCY_LEVEL = Field(
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
)
AGENCY_FIELDS = (
    AGENCY_NAME,
    AGENCY_KIND,
    AGENCY_LEVEL,
    Field("agency.office", "工作机构", Kind.LINE, "承办政府信息公开工作的机构，例如“党政办公室”。"),
    Field("agency.address", "办公地址", Kind.LINE, "公众可以来访的地址。"),
    Field("agency.postcode", "邮政编码", Kind.LINE, "六位数字。"),
    Field("agency.phone", "联系电话", Kind.LINE, "带区号。"),
    Field("agency.email", "电子邮箱", Kind.LINE, "没有可不填。"),
    Field("agency.website", "公开网站", Kind.LINE, "公布本报告的政府网站名称或网址。"),
)

COVER_FIELDS = (STATUS, YEAR, PUBLISHED, PREVIOUS, PREAMBLE, *AGENCY_FIELDS)
