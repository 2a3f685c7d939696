"""What plain mode says of the numbers in a paragraph."""

from pathlib import Path

import pytest

from tests import figures
from tests.tui.plain.scripts import Talk, talk

INTRO = "overview.intro"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A whole report, with an opening of 一 in two paragraphs."""
    made = figures.report()
    made.set_text(INTRO, "全年新收申请3511件。\n没有数字。")
    path = tmp_path / "report.toml"
    path.write_text(figures.text_of(made), encoding="utf-8")
    return path


def said(talked: Talk) -> list[str]:
    """Every telling, its lines joined again."""
    whole = talked.output.replace("\n", "")
    return [each.partition("。")[0] for each in whole.split("本段的数字：")[1:]]


def test_a_paragraph_entered_is_held_against_the_tables(file: Path) -> None:
    talked = talk(file, ">一", "全年新收申请30件，办结3486件，培训2次。", "q", "2")
    assert said(talked) == [
        "30件，表中为3511（一、本年新收政府信息公开申请数量·总计），不符；"
        "3486件，与表中相符（（七）总计·总计）；2次没有对应的表中数字"
    ]
    assert "30件" in talked.session.text(INTRO)


def test_a_placeholder_is_said_with_its_figure(file: Path) -> None:
    talked = talk(file, ">一", "", "新收申请{requests.received.total}件，见{requests.nowhere}。", "q", "2")
    (line,) = said(talked)
    assert "{requests.received.total} = 3511，与表中相符" in line
    assert line.endswith("；{requests.nowhere}，没有这个位置")


def test_only_what_was_entered_is_told(file: Path) -> None:
    assert said(talk(file, ">一", "", "也没有数字。", "q", "2")) == []
    assert said(talk(file, ">一", "", "", "第三段办结3486件。", "q", "2")) == ["3486件，与表中相符（（七）总计·总计）"]
    assert said(talk(file, ">一", "-", "q", "2")) == []
