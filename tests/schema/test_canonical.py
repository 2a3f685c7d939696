"""The canonical text: exactly as the format fixes it, unique, and kind to the author's comments."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from schema.canonical import canonical
from schema.editions import EDITIONS
from schema.form import Edition
from schema.label_comments import column_comment, file_rows
from schema.literals import block, day, figure, quoted
from schema.report import Part, Report, new_report
from schema.report_file import formatted
from tests.schema.conftest import GOLDENS, REPOSITORY, differences, read, report_of
from tests.schema.strategies import handwritten, reports

_SLOW = settings(
    deadline=None,
    max_examples=60,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
_GOLDEN_FILES = sorted(GOLDENS.glob("*.toml"))
_SAMPLES = sorted((REPOSITORY / "sample_reports").glob("*.toml"))


@pytest.mark.parametrize("path", [*_GOLDEN_FILES, *_SAMPLES], ids=lambda path: path.name)
def test_goldens_and_samples_are_canonical(path: Path) -> None:
    loaded = read(path.read_bytes())
    assert loaded.findings == []
    assert loaded.report is not None
    assert canonical(loaded.report, loaded.remarks) == path.read_text(encoding="utf-8")
    assert loaded.is_canonical
    assert formatted(loaded) == loaded.data


def test_the_goldens_hold_what_they_show() -> None:
    report = report_of((GOLDENS / "edition-2021.toml").read_bytes())
    assert report.text("requests.received.research") == "0"
    assert report.text("requests.received.public_welfare") == "2"
    assert report.text("requests.otherwise.other.natural_person") == ""
    assert report.text("requests.otherwise.other.company") == "/"
    assert report.text("disclosure.fees") == "25.10"
    assert report.text("problems.parts.0.text") == "政策解读不够主动、及时；解读形式单一。"
    assert report.accepted[0].where == ("overview.parts.1.text", "requests.received.total")
    keyed = report_of((GOLDENS / "edition-2021-keyed-totals.toml").read_bytes())
    assert keyed.text("requests.received.total") == "33"
    assert keyed.text("requests.results_total.total") == "17"
    assert keyed.text("disputes.reconsideration.total") == "3"
    assert keyed.text("disputes.litigation.direct.total") == ""
    old = report_of((GOLDENS / "edition-2019.toml").read_bytes())
    assert old.text("disclosure.licensing.change") == "-11"
    assert old.text("disclosure.procurement.amount") == "25.1"
    assert old.text("requests.otherwise.natural_person") == "1"


@_SLOW
@given(reports())
def test_every_report_reads_back_from_its_canonical_text(report: Report) -> None:
    loaded = read(canonical(report))
    assert differences(loaded.report, report) == []
    assert loaded.findings == []
    assert loaded.is_canonical
    assert formatted(loaded) == loaded.data


@_SLOW
@given(st.data())
def test_formatting_keeps_what_a_file_says_and_every_comment_and_is_done_once(data: st.DataObject) -> None:
    original = data.draw(reports())
    loaded = read(data.draw(handwritten(canonical(original))))
    once = formatted(loaded)
    again = read(once)
    assert differences(again.report, original) == []
    assert formatted(again) == once
    for remark in ("# 作者的话", "# 旁边的话", "# 表旁", "# 文末的话", "# 缩进的话", "# 第0列"):
        assert once.decode().count(remark) == loaded.text.count(remark)


_COMMENTED = """\
#:schema https://example.org/nianbao.json
# 版权说明

# 靖远县2021年政府信息公开工作年度报告
# 旧标题上的话
status = "draft" # 待审
edition = 2021  # 国办公开办函〔2021〕30号

[report]
year = 2021 # 年份旁
# 公布日期待定
published = ""

[agency] # 机关表旁
# 名称之上
name = "石门乡人民政府"
kind = "government"  # government 人民政府 | department 部门 | authorised 法律法规授权组织
[requests]   #   三、收到和处理政府信息公开申请情况
#                              自然人  企业  科研  公益  法律  其他
# 一、本年新收政府信息公开申请数量
# 数字来自台账
received = [ # 开头
  1, # 甲
  2,
  # 乙
  0, 0, 0, 0,
] # 结尾
# 三、本年度办理结果
# （一）予以公开
granted = [3, 0, 0, 0, 0, 0]
# 关于（七）
results_total = ["", "", "", "", "", ""]
# 部分之上

# 紧挨着
[[overview.parts]] # 部分旁
heading = "主动公开" # 标题旁
text = \"""
正文里的 # 不是说明。
\""" # 正文旁
# 文末一
# 文末二
"""


def test_every_comment_of_the_author_survives_formatting_once() -> None:
    text = formatted(read(_COMMENTED)).decode()
    words = """版权说明 旧标题上的话 待审 年份旁 公布日期待定 机关表旁 名称之上 数字来自台账 开头 甲 乙 结尾
        关于（七） 部分之上 紧挨着 部分旁 标题旁 正文旁 文末一 文末二"""
    comments = words.split()
    assert {each: text.count(f"# {each}") for each in comments} == dict.fromkeys(comments, 1)
    assert text.startswith("#:schema https://example.org/nianbao.json\n# 版权说明\n")
    assert "正文里的 # 不是说明。" in text
    assert text.endswith("# 文末一\n# 文末二\n")


def test_comments_keep_their_places() -> None:
    text = formatted(read(_COMMENTED)).decode()
    assert "# 名称之上\nname " in text
    assert "# 数字来自台账\n#                              自然人" in text
    assert "0]  # 开头  # 甲  # 乙  # 结尾\n" in text
    assert "# 部分之上\n# 紧挨着\n# 部分旁\n[[overview.parts]]\n" in text
    assert 'heading = "主动公开"  # 标题旁\n' in text
    assert '"""  # 正文旁\n' in text


def test_labels_and_title_are_written_once_and_follow_the_report() -> None:
    text = formatted(read(_COMMENTED)).decode()
    assert text.count("年政府信息公开工作年度报告") == 1
    assert "# 石门乡人民政府2021年政府信息公开工作年度报告\nedition = 2021" in text
    for label in ("# 三、收到和处理", "# （一）予以公开", "# 国办公开办函", "# government 人民政府", "# 一、本年新收"):
        assert text.replace("  # ", "\n# ").count(f"\n{label}") == 1, label


def test_a_new_report_has_every_row_blank_under_its_label() -> None:
    text = canonical(new_report(EDITIONS[2021], {"report.year": "2025"}))
    assert text.count('[   "",   "",   "",   "",   "",   ""]') == 24
    assert 'licensing           = ""\n' in text
    assert "results_total" not in text
    assert "published" not in text
    assert '[[overview.parts]]\nheading = "监督保障"\ntext = ""\n' in text
    assert read(text).findings == []


@pytest.mark.parametrize("edition", EDITIONS.values(), ids=[*map(str, EDITIONS)])
def test_every_row_stands_under_its_own_label(edition: Edition) -> None:
    lines = canonical(new_report(edition)).split("\n")
    for table in edition.tables:
        header = next(index for index, line in enumerate(lines) if line.startswith(f"[{table.key}]"))
        for row in table.rows:
            index = next(n for n, line in enumerate(lines) if n > header and line.startswith(f"{row.key} "))
            assert row.label.partition("（")[0] in lines[index - 1]


def test_column_names_end_over_the_last_digit_of_their_column() -> None:
    table = EDITIONS[2021].table("disputes")
    width = max(len(row.key) for row in table.rows)
    comment = column_comment(table.rows[0], width)
    line = f"{'x':{width}} = [12345,12345,12345,12345]"
    ends = [index for index, char in enumerate(line) if char == "5"]
    seen = "".join(char if ord(char) < 0x80 else "..五"[-2:] for char in comment)
    assert [index for index, char in enumerate(seen) if char == "五"][1::2] == ends


def test_the_keyed_row_of_results_stands_before_what_is_carried_out() -> None:
    keys = [row.key for row, _ in file_rows(EDITIONS[2021].table("requests"))]
    assert keys[-2:] == ["results_total", "carried_out"]


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("", '""'),
        ("一", '"一"'),
        ('说"好"', '"说\\"好\\""'),
        ("a\\b", '"a\\\\b"'),
        ("a\nb\tc\r", '"a\\nb\\tc\\r"'),
        ("\u202e", '"\\u202E"'),
        ("\x1b", '"\\u001B"'),
        ("\U000e0041", '"\\U000E0041"'),
    ],
)
def test_one_line_is_quoted_and_what_deceives_is_escaped(text: str, literal: str) -> None:
    assert quoted(text) == literal


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("", '""'),
        ("一。二。\n三", '"""\n一。\n二。\n\n三\n"""'),
        ('他说"""', '"""\n他说""\\"\n"""'),
        ("a\\b\u200bc", '"""\na\\\\b\\u200Bc\n"""'),
        ("=======\n<<<<<<< a\n>>>>>>> b", '"""\n\\u003D======\n\n\\u003C<<<<<< a\n\n\\u003E>>>>>> b\n"""'),
        ("||||||| a", '"""\n\\u007C|||||| a\n"""'),
        ("a ======= b", '"""\na ======= b\n"""'),
    ],
)
def test_prose_stands_in_a_block(text: str, literal: str) -> None:
    assert block(text) == literal


@pytest.mark.parametrize(
    ("text", "literal"),
    [("2026-01-20", "2026-01-20"), ("2026-02-30", '"2026-02-30"'), ("20260120", '"20260120"'), ("明天", '"明天"')],
)
def test_only_a_real_date_is_written_as_one(text: str, literal: str) -> None:
    assert day(text) == literal


@pytest.mark.parametrize(
    ("text", "literal"),
    [("", '""'), ("0", "0"), ("12", "12"), ("12a", '"12a"'), ("-5", '"-5"'), ("2.5", '"2.5"'), ("１，２３４", "1234")],
)
def test_what_a_cell_admits_is_a_number_and_all_else_a_string(text: str, literal: str) -> None:
    report = new_report(EDITIONS[2021])
    report.set_text("requests.received.company", text)
    assert figure(report.number("requests.received.company")) == literal


def test_amounts_keep_their_digits() -> None:
    report = new_report(EDITIONS[2021])
    report.set_text("disclosure.fees", "25.100")
    assert "fees                = 25.100\n" in canonical(report)


def test_optional_keys_are_left_out_where_they_are_empty() -> None:
    report = new_report(EDITIONS[2021], {"report.published": "2026-01-20", "report.previous": "2024.toml"})
    assert 'published = 2026-01-20  # 公布日期，可不填\nprevious = "2024.toml"\n' in canonical(report)
    report.set_text("report.published", "")
    report.set_text("report.previous", "")
    text = canonical(report)
    assert "published" not in text
    assert "previous" not in text


def test_a_title_cannot_break_out_of_its_comment() -> None:
    report = new_report(EDITIONS[2021], {"agency.name": "甲\nedition = 1\r\x1b[2J"})
    assert canonical(report).startswith("# 甲\\nedition = 1\\r\\u001B[2J年政府信息公开工作年度报告\nedition = 2021")
    assert report_of(canonical(report)).text("agency.name") == report.text("agency.name")


def test_parts_that_the_author_commented_keep_their_comments_when_others_go() -> None:
    report = new_report(EDITIONS[2021])
    report.parts["overview"] = [Part("甲"), Part("乙"), Part("丙")]
    text = canonical(report).replace(
        '[[overview.parts]]\nheading = "丙"', '# 关于丙\n[[overview.parts]]\nheading = "丙"'
    )
    loaded = read(text)
    assert loaded.is_canonical
    changed = report_of(text)
    del changed.parts["overview"][0]
    remarks = loaded.remarks.followed(report_of(text), changed)
    assert '# 关于丙\n[[overview.parts]]\nheading = "丙"' in canonical(changed, remarks)
