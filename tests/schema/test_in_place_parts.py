"""Parts come, go and swap in a file that somebody wrote by hand; comments and headers stay theirs."""

import pytest

from schema.report import Part
from tests.schema.by_hand import HANDWRITTEN
from tests.schema.conftest import changed_lines, read, report_of
from tests.schema.staging import stage


def _with_parts(parts_: list[Part]) -> str:
    report = report_of(HANDWRITTEN)
    report.parts["overview"] = parts_
    return stage(read(HANDWRITTEN), report).decode()


_JIA, _YI, _BING = Part("甲", "甲的话"), Part("乙", "乙的话"), Part("丙", "丙的话")


def test_a_part_that_goes_takes_only_its_own_comment_along() -> None:
    assert changed_lines(HANDWRITTEN, _with_parts([_JIA, _BING])) == (
        ["# 第二部分\n", "[[overview.parts]]\n", 'heading = "乙"\n', 'text = "乙的话"\n', "\n"],
        [],
    )
    assert changed_lines(HANDWRITTEN, _with_parts([_JIA, _YI])) == (
        ["\n", "# 第三部分\n", "[[overview.parts]]\n", 'text = "丙的话"\n', 'heading = "丙" # 标题\n'],
        [],
    )


@pytest.mark.parametrize(("index", "after"), [(0, "# 第一部分\n"), (1, "# 第二部分\n"), (2, "# 第三部分\n")])
def test_a_new_part_comes_before_the_comment_of_the_next(index: int, after: str) -> None:
    all_parts = [_JIA, _YI, _BING]
    all_parts.insert(index, Part("新", "新的话。"))
    written = _with_parts(all_parts)
    gone, _ = changed_lines(HANDWRITTEN, written)
    assert gone == []
    assert f'heading = "新"\ntext = """\n新的话。\n"""\n\n{after}' in written


def test_parts_can_all_go_and_come_back() -> None:
    emptied = _with_parts([])
    assert "overview.parts" not in emptied
    assert emptied.endswith('intro = "一句话。"\n# 文末\n')
    report = report_of(emptied)
    report.parts["overview"] = [_JIA]
    assert '[[overview.parts]]\nheading = "甲"\n' in stage(read(emptied), report).decode()


def test_two_parts_that_swap_keep_their_headers_in_place() -> None:
    gone, come = changed_lines(HANDWRITTEN, _with_parts([_YI, _JIA, _BING]))
    assert [line for line in gone if "#" in line or "[" in line] == [
        line for line in come if "#" in line or "[" in line
    ]


def test_parts_written_in_one_line_make_the_file_canonical_when_they_change() -> None:
    text = 'edition = 2021\n# 说明\n[problems]\nparts = [{heading = "甲", text = "甲的话"}]\n'
    report = report_of(text)
    report.parts["problems"].append(_YI)
    written = stage(read(text), report)
    assert read(written).is_canonical
    assert "# 说明" in written.decode()
