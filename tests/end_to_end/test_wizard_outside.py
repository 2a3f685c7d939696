"""git checks out a branch, or merges, under an open wizard: nothing is overwritten unasked."""

import shutil
import subprocess
from pathlib import Path

import pytest

from schema.report import Report
from schema.report_file import load
from tests import figures
from tests.end_to_end.test_wizard_saving import change_one_cell, git
from tests.end_to_end.wizard import Wizard, written

pytestmark = [
    pytest.mark.usefixtures("tmux"),
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
]

NAME = "report.toml"
GRANTED = "requests.granted.natural_person"
OVERVIEW = "overview.parts.1.text"


def changed(texts: dict[str, str]) -> str:
    report = figures.report()
    for place, text in texts.items():
        report.set_text(place, text)
    return figures.text_of(report)


def repository(folder: Path, theirs: dict[str, str]) -> Path:
    """A report in git with a branch in which others have filled in something else."""
    file = written(folder, figures.text_of(figures.report()))
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", NAME)
    git(folder, "commit", "-qm", "报告")
    git(folder, "checkout", "-qb", "theirs")
    file.write_text(changed(theirs), encoding="utf-8")
    git(folder, "commit", "-qam", "外面")
    git(folder, "checkout", "-q", "main")
    return file


def on_disk(file: Path) -> Report:
    report = load(file).report
    assert report is not None
    return report


def test_a_branch_checked_out_under_the_wizard_is_merged_place_by_place(tmp_path: Path) -> None:
    text = figures.report().text(OVERVIEW)
    theirs = {GRANTED: "1180", "agency.name": "外面局", OVERVIEW: text.replace("办结", "共办结")}
    file = repository(tmp_path, theirs)
    with Wizard(tmp_path, "edit", NAME) as wizard:
        change_one_cell(wizard)
        git(tmp_path, "checkout", "-q", "theirs")
        wizard.press("C-s")
        wizard.wait_for("与我的内容相比有3处不同：1处两边都改了，2处只有外面改了。")
        wizard.press("Enter")
        wizard.wait_for("逐项比较 report.toml　3处不同　还有1处没有选")
        assert wizard.line(2).startswith("两边都改了 1处")
        assert wizard.line(3).startswith("> 未选")
        assert wizard.line(3).split()[-3:] == ["1175", "1176", "1180"]
        wizard.wait_for(lambda: wizard.cursor() == (0, 3))
        wizard.press("Down", "Down")
        # The whole is long: what differs in it is in view.
        wizard.wait_for("件，[共]办结3486件")
        wizard.press("1")
        wizard.wait_for(lambda: wizard.line(6).startswith("> 我的"))
        wizard.press("F8")
        wizard.wait_for("还有1处没有选，选好再按F8")
        assert on_disk(file).text(GRANTED) == "1180", "nothing is written yet"
        wizard.type("２")
        wizard.wait_for("都选好了，按F8完成")
        wizard.press("F8")
        wizard.wait_for("\n 已保存 report.toml")
        assert wizard.row("(一)予以公开")[0] == "1180"
        # The step begins with the cover, which undoing shows.
        wizard.press("C-z")
        wizard.wait_for(lambda: wizard.shows("cover") and "外面局" not in wizard.capture())
        wizard.press("C-y")
        wizard.wait_for("外面局")
        wizard.leave()
    merged = on_disk(file)
    assert [merged.text(place) for place in (GRANTED, "agency.name", OVERVIEW)] == ["1180", "外面局", text]
    assert git(tmp_path, "diff", "--numstat") == f"1\t1\t{NAME}\n"


def test_a_merge_conflict_under_the_wizard_is_named_with_its_line(tmp_path: Path) -> None:
    file = repository(tmp_path, {GRANTED: "1180"})
    with Wizard(tmp_path, "edit", NAME) as wizard:
        change_one_cell(wizard)
        file.write_text(changed({GRANTED: "1190"}), encoding="utf-8")
        git(tmp_path, "commit", "-qam", "主线")
        with pytest.raises(subprocess.CalledProcessError):
            git(tmp_path, "merge", "-q", "theirs")
        conflict = file.read_bytes()
        line = conflict.decode().split("\n").index("<<<<<<< HEAD") + 1
        wizard.press("C-s")
        wizard.wait_for(f"第{line}行：文件里有合并冲突的标记")
        assert "逐项比较，每一处" not in wizard.capture()
        wizard.press("Escape")
        wizard.wait_for(lambda: not wizard.asks())
        assert file.read_bytes() == conflict
        assert wizard.row("(一)予以公开")[0] == "1176"
        wizard.wait_for(lambda: not wizard.line(0).endswith("已保存"))
        # Whoever began the merge ends it; then it can be compared.
        git(tmp_path, "checkout", "-q", "--theirs", NAME)
        wizard.press("C-s")
        wizard.wait_for("1处两边都改了")
        wizard.press("3")
        wizard.wait_for(lambda: wizard.row("(一)予以公开")[0] == "1180")
        wizard.wait_for(lambda: wizard.line(0).endswith("已保存"))
        wizard.press("C-z")
        wizard.wait_for(lambda: wizard.row("(一)予以公开")[0] == "1176")
        wizard.save()
        wizard.leave()
    assert on_disk(file).text(GRANTED) == "1176"
