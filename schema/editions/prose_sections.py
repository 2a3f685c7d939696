"""The prose sections that the editions have alike: 一 and 五, and the title of 六."""

from schema.form import Aspect, Section

OVERVIEW = Section(
    "overview",
    "一",
    "一、总体情况",
    "本机关实施《中华人民共和国政府信息公开条例》的情况，分五个方面写；内容不能遗漏，也不宜泛化，一般不超过一千字。",
    prose=True,
    all_aspects=True,
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
    least_characters=10,
    aspects=(
        Aspect("存在的主要问题", "本年度工作中具体的问题。"),
        Aspect("改进情况", "针对每个问题已经或将要采取的措施。"),
    ),
)

OTHER_TITLE = "六、其他需要报告的事项"
