"""The lines of keys and the author's comments, as a plain reading of the text finds them."""

import tomllib

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from schema.canonical import canonical
from schema.toml_source import Source
from tests.schema.strategies import handwritten, reports

_TEXT = """\
#:schema x
# 头
edition = 2021 # 旁

[a] # 表旁
x = [ # 一
  1, "#]", '[#', # 二
  # 三
  [2], {b = "}"},
] # 四
y.z = \"""
# 不是说明
[不是表]
k = 1
\\\""" # 不是
\""" # 五
 "引 号" = '''
it's # 不是 ''''
# 上一
# 上二

[[a.p]]
k = 1
[[a.p]]
'k' = 2
[ b . "c.d" ]
# 尾一

# 尾二
"""


def test_every_key_and_table_has_its_line() -> None:
    source = Source(_TEXT)
    assert [(entry.path, entry.header, entry.line) for entry in source.entries] == [
        ("edition", False, 3),
        ("a", True, 5),
        ("a.x", False, 6),
        ("a.y.z", False, 11),
        ("a.引 号", False, 17),
        ("a.p.0", True, 22),
        ("a.p.0.k", False, 23),
        ("a.p.1", True, 24),
        ("a.p.1.k", False, 25),
        ("b.c.d", True, 26),
    ]


def test_comments_are_found_above_beside_inside_and_at_the_end() -> None:
    source = Source(_TEXT)
    entries = {entry.path: entry for entry in source.entries}
    assert entries["edition"].above == ["#:schema x", "# 头"]
    assert entries["edition"].remarks == ["# 旁"]
    assert entries["a"].remarks == ["# 表旁"]
    assert entries["a.x"].remarks == ["# 一", "# 二", "# 三", "# 四"]
    assert entries["a.y.z"].remarks == ["# 五"]
    assert entries["a.引 号"].remarks == []
    assert entries["a.p.0"].above == ["# 上一", "# 上二"]
    assert source.tail == ["# 尾一", "# 尾二"]


@pytest.mark.parametrize(
    ("place", "line"),
    [("a.x", 6), ("a.x.company", 6), ("a.p.1.text", 24), ("a.p.7.text", 5), ("nothing", 1), ("", 1), ("a.y.z", 11)],
)
def test_a_place_that_is_not_there_has_the_line_of_the_table_around_it(place: str, line: int) -> None:
    assert Source(_TEXT).line_of(place) == line


def test_carriage_returns_change_nothing() -> None:
    unix, dos = Source(_TEXT), Source(_TEXT.replace("\n", "\r\n"))
    # Where the values stand in the text differs: a line end of DOS takes two characters.
    assert [each._replace(value=0) for each in dos.entries] == [each._replace(value=0) for each in unix.entries]
    assert dos.tail == unix.tail


@settings(deadline=None, max_examples=60, phases=(Phase.reuse, Phase.generate), suppress_health_check=list(HealthCheck))
@given(st.data())
def test_each_key_is_found_on_the_line_where_it_stands(data: st.DataObject) -> None:
    text = data.draw(handwritten(canonical(data.draw(reports()))).map(lambda each: each.removeprefix("\ufeff")))
    lines = text.split("\n")
    source = Source(text)
    for entry in source.entries:
        last = entry.path.rpartition(".")[2]
        line = lines[entry.line - 1]
        assert line.lstrip().startswith("[") if entry.header else last in line.partition("=")[0]
    assert _count(tomllib.loads(text)) == sum(not entry.header for entry in source.entries)


def _count(value: object) -> int:
    """How many keys of a document hold a value that is no table."""
    if isinstance(value, dict):
        return sum(map(_count, value.values()))
    if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
        return sum(map(_count, value))
    return 1


@given(st.text(alphabet="a\"'[]{}#=.\\\n\r ,1", max_size=60))
def test_any_text_is_read_as_far_as_it_goes(text: str) -> None:
    source = Source(text)
    assert all(1 <= entry.line <= text.count("\n") + 1 for entry in source.entries)
