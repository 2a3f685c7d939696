"""The line of the file on which a part of a text stands, however the file is written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.canonical import canonical
from schema.editions import EDITIONS
from schema.findings import Finding, Severity
from schema.literals import block
from schema.report import Part, new_report
from schema.text_lines import line_within
from schema.toml_source import Source
from tests.schema.conftest import read, report_of

_PLACE = "other.intro"


def _finding(place: str, offset: int | None) -> Finding:
    return Finding("x", Severity.QUERY, (place,), "说明", offset=offset)


def _line(text: str, what: str, place: str = _PLACE) -> int | None:
    """The line told of the first place in a file's text that says something."""
    loaded = read(text)
    assert loaded.report is not None
    (found,) = loaded.located([_finding(place, loaded.report.text(place).index(what))])
    return found.line


def _file(value: str) -> str:
    return f"# 一行\nedition = 2021\n[other] # 说明\nintro = {value}\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("value", "what", "line"),
    [
        ('"""\n第一句。\n第二句。\n\n第二段。\n"""', "第一", 5),
        ('"""\n第一句。\n第二句。\n\n第二段。\n"""', "第二句", 6),
        ('"""\n第一句。\n第二句。\n\n第二段。\n"""', "第二段", 8),
        ('"""第一句。\n第二句。"""', "第一", 4),
        ('"""第一句。\n第二句。"""', "第二", 5),
        ('"第一句。第二句。"', "第二", 4),
        ("'第一句。第二句。'", "第二", 4),
        ("'''\n第一句。\\n\n第二句。\n'''", "第二", 6),
        ('"""\n第\\u4e00句。\\n\\n\n第二句。\n"""', "第二", 6),
        ('"""\n第一句。\\\n   \n  接着，\n第二句。"""', "接着", 7),
        ('"""\n第一句。\\\n   \n  接着，\n第二句。"""', "第二", 8),
        ('"""\nword\nnext\n\n\n\nlast\n"""', "next", 6),
        ('"""\nword\nnext\n\n\n\nlast\n"""', "last", 10),
        ('"""\n说""\\"“\\"""。\n第二句。\n"""', "第二", 6),
        ('"""\n第一句。""""', "第一", 5),
    ],
)
def test_the_line_of_a_sentence(value: str, what: str, line: int, newline: str) -> None:
    assert _line(_file(value).replace("\n", newline), what) == line


@pytest.mark.parametrize("value", ['["一"]', "{a = 1}", "12"])
def test_what_is_no_text_has_the_line_of_its_key(value: str) -> None:
    text = _file(value)
    assert line_within(Source(text), _PLACE, "一二三", 1, prose=True) == 4


def test_without_or_beyond_the_text_the_line_is_that_of_the_key() -> None:
    loaded = read(_file('"""\n第一句。\n第二句。\n"""'))
    lines = [each.line for each in loaded.located([_finding(_PLACE, offset) for offset in (None, -1, 8, 99)])]
    assert lines == [4, 4, 4, 4]
    (elsewhere,) = loaded.located([_finding("problems.parts.7.text", 3)])
    assert elsewhere.line == 1


def test_a_part_and_its_heading() -> None:
    text = 'edition = 2021\n[[overview.parts]]\nheading = "标题"\ntext = """\n甲。\n乙。\n"""\n[[overview.parts]]\n'
    text += 'text = """\n丙。\n丁。\n"""\n'
    assert _line(text, "乙", "overview.parts.0.text") == 6
    assert _line(text, "题", "overview.parts.0.heading") == 3
    assert _line(text, "丁", "overview.parts.1.text") == 11
    inline = 'edition = 2021\n[overview]\nparts = [\n  {heading = "标题", text = "甲。乙。"},\n]\n'
    assert _line(inline, "乙", "overview.parts.0.text") == 3


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.text(st.sampled_from("甲乙丙ab 。！\"\\'\t\n《》=<>\u202e"), max_size=30), min_size=1, max_size=4),
    st.data(),
)
def test_the_canonical_file_has_what_is_sought_on_the_line_told(texts: list[str], data: st.DataObject) -> None:
    mark = "寻"
    which = data.draw(st.integers(0, len(texts) - 1))
    offset = data.draw(st.integers(0, len(texts[which])))
    texts[which] = texts[which][:offset] + mark + texts[which][offset:]
    report = new_report(EDITIONS[2021])
    report.parts["problems"] = [Part("标题", text) for text in texts]
    file = canonical(report)
    assert report_of(file).parts["problems"] == report.parts["problems"]
    line = _line(file, mark, f"problems.parts.{which}.text")
    assert line is not None
    assert mark in file.split("\n")[line - 1]


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("甲ab 。\n"), max_size=20), st.text(st.sampled_from("乙c。\n "), max_size=20))
def test_any_block_has_what_is_sought_on_the_line_told(before: str, after: str) -> None:
    text = before + "寻" + after
    file = _file(block(text))
    line = line_within(Source(file), _PLACE, text, len(before), prose=True)
    assert "寻" in file.split("\n")[line - 1]
