"""Two people's changes merged by git: seldom a conflict, never a wrong report, and every conflict is named."""

from pathlib import Path

import pytest

from tests.git.merging import BASES, all_pairs
from tests.git.scratch import SUQIAN, Scratch

MOST_CONFLICTS = 0.03
FILE = "宿迁2023.toml"
REMEDY = "在两种写法里留下一种，删去三行标记"


@pytest.mark.parametrize("base", BASES, ids=lambda path: path.stem)
@pytest.mark.usefixtures("scratch")
@pytest.mark.timeout(300)
def test_all_pairs_of_rows(base: Path) -> None:
    tally = all_pairs(base, seed=5)
    assert tally.merges > 1000
    assert tally.wrong == ()
    assert 0 < tally.conflicts <= MOST_CONFLICTS * tally.merges


def conflicting(scratch: Scratch, style: str = "merge") -> tuple[Path, int]:
    """A file in which git left a conflict, and the line at which it begins."""
    scratch.git("config", "merge.conflictStyle", style)
    text = SUQIAN.read_text(encoding="utf-8")
    scratch.write(FILE, text)
    scratch.commit()
    for branch, figure in (("one", "1"), ("other", "22")):
        scratch.git("checkout", "-q", "-b", branch, "main")
        scratch.write(FILE, text.replace("coercive_measures   = ", f"coercive_measures   = {figure}"))
        assert scratch.commit().returncode == 0
    assert scratch.run("git", "merge", "-q", "one").returncode == 1
    file = scratch.top / FILE
    return file, file.read_text(encoding="utf-8").split("\n").index("<<<<<<< HEAD") + 1


COMMANDS = [
    ("check", FILE),
    ("check", "--format", "json", FILE),
    ("check", "--format", "github", FILE),
    ("check", "."),
    ("claims", FILE),
    ("render", FILE),
    ("render", FILE, "-o", "report.html"),
    ("fmt", FILE),
    ("fmt", "--check", FILE),
    ("edit", "--plain", FILE),
    ("diff", FILE, FILE),
]


@pytest.mark.parametrize("style", ["merge", "diff3"])
def test_every_command_names_the_conflict_with_file_and_line(scratch: Scratch, style: str) -> None:
    file, line = conflicting(scratch, style)
    before = file.read_bytes()
    for name, *arguments in COMMANDS:
        done = scratch.nianbao(name, *arguments)
        told = done.stdout + done.stderr
        assert done.returncode == 2, (name, told)
        assert FILE in told and "合并冲突的标记" in told and REMEDY in told, (name, told)
        places = (f"{FILE}:{line}:", f'"line": {line},', f"line={line},", f"第{line}行")
        assert any(place in told for place in places), (name, told)
        assert file.read_bytes() == before
    assert not (scratch.top / "report.html").exists()
