"""What queries are called where a reason given for one is told of: nobody who fills a report in knows their codes."""

_NAMES = {
    "carried-out-large": "结转下年的过半",
    "carried-over": "结转数与上年报告不同",
    "cell-implausible": "数大得少见",
    "disclosed-exceeds": "新公开的多于新制作的或者总数",
    "fee-statement-missing": "没有报告收费情况",
    "in-force-roll": "现行有效数与上年接不上",
    "in-force-short": "现行有效的少于制发减废止",
    "placeholder-left": "留有没有填的地方",
    "previous-items-roll": "上一年的数与上年报告不同",
    "previous-mismatch": "上年报告的年度或者机关不对",
    "previous-unreadable": "上年报告读不出来",
    "prose-applicants": "正文里各类申请人的件数与表不符",
    "prose-carried-in": "正文里上年转来的件数与表不符",
    "prose-carried-out": "正文里转到下年的件数与表不符",
    "prose-disputes": "正文里复议诉讼的件数与表不符",
    "prose-documents": "正文里文件、事项的件数与表不符",
    "prose-fees": "正文里收费的数与表不符",
    "prose-growth": "正文里比上年增减的数不符",
    "prose-law-name": "法规、文件的名称或者文号",
    "prose-list-sum": "正文里的总数不等于各项之和",
    "prose-none": "正文里说没有的，表里有",
    "prose-period": "正文里的年份、期限不是本年度的",
    "prose-requests-received": "正文里收到的件数与表不符",
    "prose-result-kind": "正文里各种结果的件数与表不符",
    "prose-results": "正文里办结的件数与表不符",
    "prose-share": "正文里所占的百分比不符",
    "regulation-power": "没有规章制定权，却填了规章",
    "same-as-last-year": "与上年一字不差",
}


def query_name(code: str) -> str:
    """What a query is called in Chinese; its code where it is none that is known."""
    return _NAMES.get(code, code)
