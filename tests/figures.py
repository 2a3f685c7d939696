"""The figures of a large real report, 宿迁市人民政府 2023, as printed: with every total; the prose is our own."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from schema.canonical import canonical
from schema.editions import EDITIONS
from schema.report import Accepted, Part, Report, new_report
from schema.report_file import Loaded
from tui.session import Session

Figures = Sequence[Sequence[str]]

EDITION = EDITIONS[2021]

COVER = {
    "report.year": "2023",
    "agency.name": "宿迁市人民政府",
    "agency.kind": "government",
    "agency.level": "city",
    "agency.office": "宿迁市政务服务管理办公室",
    "agency.postcode": "223800",
}

# 二: 规章, 行政规范性文件, 许可, 处罚, 强制, 收费.
DISCLOSURE: Figures = (
    ("2", "0", "11"),
    ("109", "489", "597"),
    ("1808595",),
    ("2822652",),
    ("20163",),
    ("59237.2449",),
)

_REQUESTS = """
3402   99    0    4    5    1 3511
  91    3    0    0    2    0   96
1175   12    0    3    1    0 1191
 319    7    0    0    2    0  328
   0    0    0    0    0    0    0
  27    0    0    0    0    0   27
   6    0    0    0    0    0    6
  38    0    0    0    0    0   38
  20    0    0    0    0    0   20
   9    0    0    0    0    0    9
  21    0    0    0    0    0   21
  20    1    0    0    0    0   21
 968   74    0    1    3    1 1047
  26    2    0    0    0    0   28
   3    0    0    0    0    0    3
 305    0    0    0    0    0  305
  39    0    0    0    0    0   39
   0    0    0    0    0    0    0
  58    0    0    0    0    0   58
   4    0    0    0    0    0    4
  40    0    0    0    0    0   40
  10    0    0    0    0    0   10
 287    3    0    0    1    0  291
3375   99    0    4    7    1 3486
 118    3    0    0    0    0  121
"""
# 三 with its 总计 and its row （七）, as the form prints them.
REQUESTS: Figures = tuple(tuple(line.split()) for line in _REQUESTS.strip().splitlines())
RESULTS_TOTAL = 23
"""The index of row （七）."""

DISPUTES: Figures = (("309", "17", "88", "26", "440"), ("1", "1", "16", "6", "24"), ("13", "0", "67", "9", "89"))
FEES: Figures = (("25",), ("2950",), ("2950",))

PREAMBLE = "本报告按照《中华人民共和国政府信息公开条例》编制。\n统计期限为2023年1月1日至12月31日。"
OVERVIEW = (
    ("主动公开", "政策文件与解读材料同步发布，重点领域信息集中公开。"),
    ("依申请公开", "全年新收申请3511件，上年结转96件，办结3486件，结转下年度121件。"),
    ("政府信息管理", "制发规章2件、行政规范性文件109件，废止行政规范性文件489件。"),
    ("政府信息公开平台建设", "门户网站公开专栏按月检查，公报与网站同步。"),
    ("监督保障", "信息公开列入年度考核，组织业务培训。"),
)
PROBLEMS = (
    ("存在的主要问题", "个别单位答复文书不够规范；\n解读形式较为单一。"),
    ("改进情况", "统一文书样式，增加图解和问答。"),
)
OTHER = "全年有25件申请收取信息处理费，共2950元。"


def without_totals(figures: Figures = REQUESTS) -> list[Sequence[str]]:
    """三 without its 总计 column and its row （七）."""
    return [row[:-1] for index, row in enumerate(figures) if index != RESULTS_TOTAL]


def tsv(figures: Figures) -> str:
    """A block as a spreadsheet copies it."""
    return "".join("\t".join(row) + "\n" for row in figures)


def keyed_totals() -> dict[str, str]:
    """Every total of 三 and 四 as printed, by place."""
    totals: dict[str, str] = {}
    requests, disputes = EDITION.table("requests"), EDITION.table("disputes")
    printed = [row for index, row in enumerate(REQUESTS) if index != RESULTS_TOTAL]
    for table, figures in ((requests, printed), (disputes, DISPUTES)):
        for row, texts in zip(table.rows, figures, strict=True):
            assert row.total is not None
            totals[table.cell_place(row, row.total)] = texts[-1]
    results = requests.results_total
    assert results is not None and results.total is not None
    for column, text in zip((*results.columns, results.total), REQUESTS[RESULTS_TOTAL], strict=True):
        totals[requests.cell_place(results, column)] = text
    return totals


def cells() -> dict[str, str]:
    """Every figure that is filled in, by place."""
    blocks = (DISCLOSURE, without_totals(), [row[:-1] for row in DISPUTES], FEES)
    texts: dict[str, str] = {}
    for table, figures in zip(EDITION.tables, blocks, strict=True):
        flat = [text for row in figures for text in row]
        texts |= dict(zip((cell.place for cell in table.cells), flat, strict=True))
    return texts


def report(*, keyed: bool = False, prose: bool = True) -> Report:
    """The whole report as a draft."""
    made = new_report(EDITION, dict(COVER))
    for place, text in (cells() | (keyed_totals() if keyed else {})).items():
        made.set_text(place, text)
    if prose:
        made.set_text("report.preamble", PREAMBLE)
        made.set_text("other.intro", OTHER)
        made.parts["overview"] = [Part(*part) for part in OVERVIEW]
        made.parts["problems"] = [Part(*part) for part in PROBLEMS]
    return made


def with_accepted(of: Report, accepted: Sequence[Accepted]) -> Report:
    """A copy of a report with these queries accepted instead of its own."""
    made = of.copy()
    made.accepted = list(accepted)
    return made


def text_of(made: Report) -> str:
    """The canonical file of a report."""
    return canonical(made)


def session(texts: Mapping[str, str] | None = None, *, keyed: bool = False) -> Session:
    """The report being edited, without a file; some places hold other texts."""
    made = report(keyed=keyed)
    for place, text in (texts or {}).items():
        made.set_text(place, text)
    return Session(Loaded(Path("report.toml"), b""), made)


def blank_session() -> Session:
    """An empty report being edited, without a file."""
    return Session(Loaded(Path("report.toml"), b""), new_report(EDITION, dict(COVER)))
