"""A report as lines: one fact, one line."""

from difflib import ndiff

from schema.differences.facts import facts
from schema.report import Accepted, Part, Report
from schema.unsafe import find_unsafe
from tests import figures


def changed_lines(old: Report, new: Report) -> list[str]:
    return [line for line in ndiff([*facts(old)], [*facts(new)]) if line[0] in "+-"]


def test_every_figure_and_field_is_a_line_of_its_own() -> None:
    old = figures.report(keyed=True)
    for place in [*old.edition.cells, *old.edition.keyed_cells]:
        new = old.copy()
        new.set_text(place, "7654321")
        gone, came = changed_lines(old, new)
        name = gone[2:].rpartition("：")[0]
        assert (gone, came) == (f"- {name}：{old.text(place)}", f"+ {name}：7654321")
        assert name.startswith(("二·", "三·", "四·", "六·"))
    names = [line.rpartition("：")[0] for line in facts(old) if line.startswith(("二·", "三·", "四·", "六·"))]
    assert len(set(names)) == len(names) == len(old.cells)


def test_a_blank_is_named() -> None:
    old = figures.report()
    new = old.copy()
    new.set_text("requests.partly_granted.natural_person", "")
    assert changed_lines(old, new) == ["- 三·（二）部分公开·自然人：319", "+ 三·（二）部分公开·自然人：空"]


def test_a_sentence_is_a_line() -> None:
    old = figures.report()
    new = old.copy()
    text = old.text("problems.parts.0.text")
    new.set_text("problems.parts.0.text", text.replace("单一", "单调"))
    assert changed_lines(old, new) == ["- 解读形式较为单一。", "+ 解读形式较为单调。"]


def test_a_part_inserted_changes_no_other_line() -> None:
    old = figures.report()
    new = old.copy()
    new.parts["problems"].insert(0, Part("概况", "各项工作平稳。"))
    assert changed_lines(old, new) == ["+ 【五·概况】", "+ 各项工作平稳。", "+ "]


def test_a_figure_quoted_is_named_and_changes_no_sentence() -> None:
    old = figures.report()
    old.set_text("other.intro", "收到{requests.received.total}件，{nothing.here}{{")
    new = old.copy()
    new.set_text("requests.received.company", "98")
    assert "收到{三·一、本年新收政府信息公开申请数量·总计}件，{nothing.here}{{" in facts(old)
    assert len(changed_lines(old, new)) == 2


def test_a_reason_is_a_line() -> None:
    old = figures.report()
    new = old.copy()
    new.accepted = [Accepted("prose-results", ("overview.intro",), ("3",), "甲\n乙", "党政办", "2024-01-18")]
    assert [line for line in changed_lines(old, new) if line.strip("+ ")] == [
        "+ 【疑问的说明】",
        "+ prose-results（一·本节开头；所说明的内容：3）：甲 乙（党政办，2024-01-18）",
    ]


def test_hostile_text_is_shown_safely() -> None:
    report = figures.report()
    for place in ("agency.name", "requests.received.company", "overview.intro", "overview.parts.0.heading"):
        report.set_text(place, "甲\x1b[31m乙\u202e丙\u200b丁\x07\r")
    report.accepted = [Accepted("\x1b", ("\x07",), ("\u202e",), "\x9b", "\u200b", "\x00")]
    lines = [*facts(report)]
    assert sum("‹U+001B›" in line for line in lines) == 5
    assert not any(find_unsafe(line) or "\n" in line for line in lines)
