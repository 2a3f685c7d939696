"""A file that somebody wrote by hand, and what a change of it changes."""

from schema.form import Place
from tests.schema.conftest import changed_lines, read, report_of
from tests.schema.staging import stage

HANDWRITTEN = """\
#:schema https://example.org/nianbao.json
# 我们乡的报告
status="final" # 已经领导审定
edition   =   2021

[agency]   # 机关
website = '县门户网站'
  name = "石门乡人民政府"   # 全称
kind = "government"
office = "党政办"

# 先写第六部分
[other]
intro = \"""
  无。 \"""
[other.processing_fees]
billed = 12.50 # 元

[requests]
# 这一年最忙
received = [
  3, # 个人
  1, # 企业
  0, 0, 0, 0, # 其余没有
]
granted=[1,0,0,0,0,0]
denied . other_law = [0,1,0,0,0,0]

[overview]
intro = "一句话。"
# 第一部分
[[overview.parts]]
heading = "甲"
text = "甲的话"
# 第二部分
[[overview.parts]]
heading = "乙"
text = "乙的话"

# 第三部分
[[overview.parts]]
text = "丙的话"
heading = "丙" # 标题
# 文末
"""


def changed_by(text: str, change: dict[Place, str]) -> tuple[list[str], list[str]]:
    loaded = read(text)
    assert loaded.findings == []
    report = report_of(text)
    for place, value in change.items():
        report.set_text(place, value)
    return changed_lines(text, stage(loaded, report).decode())
