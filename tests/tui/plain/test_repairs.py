"""Line by line: the likely wrong figure in words, what takes the repair, and last year's figures."""

from pathlib import Path

import pytest

from schema.canonical import canonical
from schema.report_file import load
from tests import figures
from tests.tui.plain.scripts import Talk, talk
from tui.plain.repairs import RepairTeller

NATURAL = "requests.granted.natural_person"
ROW = ("1157", "12", "0", "3", "1", "0", "1191")
TO_THE_ROW = (">三", "", *[""] * 14)
"""Over the question about totals and two rows of seven figures."""
NAMED = "应是（一）予以公开·自然人：1157 → 1175，可使四处合计同时相符"


@pytest.fixture
def keyed(tmp_path: Path) -> Path:
    """A report with keyed totals, in a file."""
    path = tmp_path / "2023.toml"
    path.write_text(canonical(figures.report(keyed=True)), encoding="utf-8")
    return path


def natural(done: Talk) -> str:
    return done.session.text(NATURAL)


def test_it_is_told_once_at_the_end_of_the_row_and_c_takes_it(keyed: Path) -> None:
    done = talk(keyed, *TO_THE_ROW, *ROW, *[""] * 14, "c", "s", "q")
    told = done.output.replace("\n", "")
    assert told.count(NAMED) == 1
    assert f"{NAMED}，像是两个数字打颠倒了。输入c采纳。" in told
    assert "已改：（一）予以公开·自然人：1157 → 1175。可以用u撤销。" in told
    report = load(keyed).report
    assert report == figures.report(keyed=True)


def test_undo_takes_it_back(keyed: Path) -> None:
    assert natural(talk(keyed, *TO_THE_ROW, *ROW, "c", "u", "q", "2")) == "1157"


def test_what_was_not_told_yet_is_told_before_it_is_taken(keyed: Path) -> None:
    done = talk(keyed, *TO_THE_ROW, "1157", "c", "q", "2")
    assert NAMED in done.output and natural(done) == "1157"


def test_of_several_only_the_one_told_last_is_taken_and_the_others_are_told_again() -> None:
    session, said = figures.session(keyed=True), list[str]()
    upheld = "disputes.reconsideration.upheld"
    teller = RepairTeller(session, said.append)
    session.edit(upheld, "390")
    teller.tell()
    session.edit(NATURAL, "1157")
    teller.tell()
    assert len(said) == 2 and "1157 → 1175" in said[-1]
    teller.take()
    assert (session.text(NATURAL), session.text(upheld)) == ("1175", "390")
    teller.tell()
    teller.take()
    assert session.text(upheld) == "390" and said[-1] == said[0]
    teller.take()
    assert session.text(upheld) == "309" and "已改：" in said[-1] and "390 → 309" in said[-1]


def test_where_nothing_is_wrong_c_says_so_and_changes_nothing(keyed: Path) -> None:
    done = talk(keyed, *TO_THE_ROW, "c", "q")
    assert "没有对不上的合计" in done.output and not done.session.dirty


def test_a_backslash_makes_it_a_text(keyed: Path) -> None:
    assert natural(talk(keyed, *TO_THE_ROW, "\\c", "q", "2")) == "c"


def test_last_years_figure_is_said_in_the_question(tmp_path: Path) -> None:
    previous = figures.report()
    previous.set_text("report.year", "2022")
    (tmp_path / "2022.toml").write_text(canonical(previous), encoding="utf-8")
    path = tmp_path / "2023.toml"
    path.write_text(canonical(figures.report()), encoding="utf-8")
    done = talk(path, ">三", *[""] * 8, "q")
    assert "一、本年新收政府信息公开申请数量 · 自然人（件），上年3402 [3402]：" in done.output
    assert "二、上年结转政府信息公开申请数量 · 自然人（件），上年结转下年118 [91]：" in done.output
