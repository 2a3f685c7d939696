"""What ``git diff`` shows of a report in which git left a conflict."""

from pathlib import Path

import pytest

from tests.git.scratch import SUQIAN, Scratch
from tests.tui.command_line import HOSTILE
from tui.git.conflict import Conflict, both, sides_of

TEXT = SUQIAN.read_text(encoding="utf-8")
FILE = "宿迁2023.toml"
RECEIVED = "received"


def line_of(key: str) -> str:
    """The first line of a key."""
    return next(each for each in TEXT.splitlines() if each.startswith(f"{key} "))


def merged(scratch: Scratch, ours: str, theirs: str, style: str = "merge") -> None:
    """Leave a conflict between two texts of one report."""
    scratch.git("config", "merge.conflictStyle", style)
    scratch.write(FILE, TEXT)
    scratch.commit()
    scratch.nianbao("git-setup", "--yes")
    for branch, text in (("one", theirs), ("other", ours)):
        scratch.git("checkout", "-q", "-b", branch, "main")
        scratch.write(FILE, text)
        assert scratch.commit().returncode == 0
    assert scratch.run("git", "merge", "-q", "one").returncode == 1


@pytest.mark.parametrize("style", ["merge", "diff3"])
def test_both_sides_are_listed_with_marks_around_what_differs(scratch: Scratch, style: str) -> None:
    line = line_of(RECEIVED)
    ours, theirs = (TEXT.replace(line, line.replace(*change)) for change in (("3402", "3403"), ("99", "98")))
    merged(scratch, ours, theirs, style)
    told = scratch.git("diff")
    name = "三·一、本年新收政府信息公开申请数量"
    assert [each for each in told.splitlines() if each[:2] in ("++", " +", "+ ", "--", " -", "- ")][2:] == [
        "++<<<<<<< HEAD",
        f" +{name}·自然人：3403",
        f" +{name}·商业企业：99",
        "++=======",
        f"+ {name}·自然人：3402",
        f"+ {name}·商业企业：98",
        "++>>>>>>> one",
    ]
    assert scratch.nianbao("diff", FILE).stdout.count("\n【封面】\n") == 0
    assert scratch.nianbao("diff", FILE).stdout.startswith("【封面】\n")


def test_several_conflicts_are_each_where_they_belong(scratch: Scratch) -> None:
    keys = ("received", "partly_granted", "licensing")
    ours, theirs = TEXT, TEXT
    for key in keys:
        head, _, rest = line_of(key).partition("=")
        ours = ours.replace(line_of(key), f"{head}={rest.replace('3', '4').replace('9', '8')}")
        theirs = theirs.replace(line_of(key), f"{head}={rest.replace('3', '5').replace('9', '7')}")
    merged(scratch, ours, theirs)
    listed = scratch.nianbao("diff", FILE).stdout
    assert listed.count("<<<<<<< HEAD\n") >= 3
    sides = sides_of(listed)
    assert sides is not None
    for branch, lines in (("other", sides.ours), ("one", sides.theirs)):
        scratch.write("side.toml", scratch.git("show", f"{branch}:{FILE}"))
        assert lines == scratch.nianbao("diff", "side.toml").stdout


def test_a_side_that_cannot_be_read_leaves_the_text_and_the_line_of_the_marker(scratch: Scratch) -> None:
    line = line_of(RECEIVED)
    merged(scratch, TEXT.replace(line, "received = ["), TEXT.replace(line, line.replace("3402", "3403")))
    number = (scratch.top / FILE).read_text(encoding="utf-8").split("\n").index("<<<<<<< HEAD") + 1
    first = scratch.nianbao("diff", FILE).stdout.partition("\n")[0]
    assert first.startswith(f"【读不成报告，照原文列出：第{number}行：文件里有合并冲突的标记")


def test_a_side_that_does_not_fit_the_form_is_not_read_as_if_it_did(scratch: Scratch) -> None:
    line = line_of(RECEIVED)
    scratch.write(FILE, TEXT.replace(line, f"<<<<<<< 甲\n{line}\n=======\n{line}\nreceive = 1\n>>>>>>> 乙"))
    listed = scratch.nianbao("diff", FILE).stdout
    assert listed.startswith("【读不成报告，照原文列出：第")
    assert "\nreceive = 1\n" in listed


def test_a_conflict_of_comments_and_layout_alone_is_told(tmp_path: Path, scratch: Scratch) -> None:
    line = line_of(RECEIVED)
    conflict = f"<<<<<<< 甲{HOSTILE}\n{line}\n=======\n{line} \n>>>>>>> 乙\n"
    scratch.write(FILE, TEXT.replace(f"{line}\n", conflict))
    told = scratch.nianbao("diff", FILE).stdout
    number = TEXT[: TEXT.index(line)].count("\n") + 1
    assert told.startswith(f"【第{number}行有合并冲突的标记，两边的内容相同】\n【封面】")
    scratch.write(FILE, TEXT.replace(f"{line}\n", conflict.replace(f"{line} \n", f"{line} # 丙\n")))
    told = scratch.nianbao("diff", FILE).stdout
    assert told.endswith("\n=======\n# 丙\n>>>>>>> 乙\n")
    assert "\n<<<<<<< 甲甲‹U+001B›[31m" in told and "\x1b" not in told


@pytest.mark.parametrize(
    "text",
    [
        "a\n=======\nb\n",
        "<<<<<<< x\na\n=======\nb\n",
        "<<<<<<< x\na\n>>>>>>> y\n",
        "<<<<<<< x\n<<<<<<< x\n=======\n>>>>>>> y\n",
        "<<<<<<< x\n=======\n=======\n>>>>>>> y\n",
        "<<<<<<< x\n=======\n||||||| b\n>>>>>>> y\n",
        "nothing\n",
    ],
)
def test_marks_that_git_did_not_write_part_nothing(text: str) -> None:
    assert sides_of(text) is None


def test_sides_with_line_ends_of_windows_and_the_common_base() -> None:
    text = "1\r\n<<<<<<< x\r\na\r\n||||||| base\r\nold\r\n=======\r\nb\r\n>>>>>>> y\r\n2\r\n"
    assert sides_of(text) == Conflict("1\r\na\r\n2\r\n", "1\r\nb\r\n2\r\n", "x", "y", 2)


def test_listings_too_long_to_be_compared_are_given_whole() -> None:
    ours, theirs = ["a"] * 3_000, ["a"] * 3_001
    assert [*both(Conflict("", "", "x", "y", 1), ours, theirs)] == ["<<<<<<< x", *ours, "=======", *theirs, ">>>>>>> y"]
