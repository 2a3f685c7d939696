"""The figures of two years running of a real series of reports, 平潭综合实验区 2021 and 2022, as printed."""

from schema.editions import EDITIONS
from schema.report import Part, Report, new_report
from tests.figures import Figures

_AGENCY = {"agency.name": "平潭综合实验区", "agency.kind": "government", "agency.level": "city"}

_YEARS = (2021, 2022)
# By table key: each row as printed in the one year | in the other.
_TABLES = {
    "disclosure": """
   0    0    0  |     0    0    0
  69    3  665  |    88   55  698
2293            |  10690
1282            |  2113
  42            |     0
24252.311082    |  9116.36
""",
    "requests": """
  64    0    0    2    0    4  |    71    3    0    0    0    0
   0    0    0    0    0    0  |     1    0    0    0    0    0
  27    0    0    2    0    1  |    21    0    0    0    0    0
   5    0    0    0    0    0  |     8    1    0    0    0    0
   0    0    0    0    0    0  |     0    0    0    0    0    0
   0    0    0    0    0    0  |     0    0    0    0    0    0
   0    0    0    0    0    0  |     0    0    0    0    0    0
   0    0    0    0    0    0  |     0    0    0    0    0    0
   1    0    0    0    0    0  |     1    0    0    0    0    0
   0    0    0    0    0    0  |     2    0    0    0    0    0
   6    0    0    0    0    0  |     1    0    0    0    0    0
   1    0    0    0    0    0  |     0    0    0    0    0    0
  22    0    0    0    0    3  |    37    0    0    0    0    0
   0    0    0    0    0    0  |     0    0    0    0    0    0
   0    0    0    0    0    0  |     0    0    0    0    0    0
   0    0    0    0    0    0  |     0    0    0    0    0    0
   0    0    0    0    0    0  |     0    0    0    0    0    0
   0    0    0    0    0    0  |     0    0    0    0    0    0
   0    0    0    0    0    0  |     0    0    0    0    0    0
   0    0    0    0    0    0  |     0    0    0    0    0    0
   0    0    0    0    0    0  |     2    0    0    0    0    0
   0    0    0    0    0    0  |     0    0    0    0    0    0
   1    0    0    0    0    0  |     0    2    0    0    0    0
   1    0    0    0    0    0  |     0    0    0    0    0    0
""",
    "disputes": """
   1    0    2    0  |     0    1    1    0
  12    0    0    0  |     1    0    0    0
   0    0    0    0  |     0    0    0    0
""",
}


def figures(year: int) -> dict[str, Figures]:
    """The rows of sections 二, 三 and 四, by table key; totals left aside."""
    side = _YEARS.index(year)
    return {key: [row.split("|")[side].split() for row in rows.strip().splitlines()] for key, rows in _TABLES.items()}


def report(year: int) -> Report:
    """The report of a year as a draft, with prose of our own that says nothing of the figures."""
    made = new_report(EDITIONS[2021], _AGENCY | {"report.year": str(year)})
    for key, rows in figures(year).items():
        table = made.edition.table(key)
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(table.row_cells(row), texts, strict=True):
                made.set_text(cell.place, text)
    made.parts["overview"] = [Part("主动公开", "主动公开、依申请公开、政府信息管理、平台建设、监督保障各项工作平稳。")]
    made.parts["problems"] = [Part("存在的主要问题", "解读形式单一，正在改进。")]
    made.set_text("other.intro", "本年度没有收取政府信息公开信息处理费。")
    return made
