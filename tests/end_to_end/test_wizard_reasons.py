"""A query let stand with a reason, from the key to the file and to what git shows of it."""

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from schema.report_file import load
from tests.end_to_end.test_wizard_recovery import Reopened, hang_up
from tests.end_to_end.test_wizard_saving import git
from tests.end_to_end.wizard import Wizard
from tests.program import MAIN, ROOT

pytestmark = pytest.mark.usefixtures("tmux")

NAME = "report.toml"
REASON = "30件为网上咨询，不属于依申请公开。"
CODE = "prose-requests-received"
PLACES = ("overview.parts.3.text", "requests.received.total")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The report whose prose says 30 and whose table says 0."""
    return Path(shutil.copy(ROOT / "sample_reports" / "shimen-2021.toml", tmp_path / NAME))


def select_query(wizard: Wizard) -> None:
    """Go to the query in the list of 核对."""
    wizard.press("F9")
    wizard.wait_for(lambda: wizard.shows("check"))
    for _ in range(20):
        if any(line.startswith(">") and "正文写30件" in line for line in wizard.capture().split("\n")):
            return
        before = wizard.capture()
        wizard.press("Down")
        wizard.wait_for(lambda before=before: wizard.capture() != before)  # type: ignore[misc]
    raise AssertionError(wizard.capture())


def give_reason(wizard: Wizard, key: str = "a") -> None:
    select_query(wizard)
    wizard.type(key)
    wizard.wait_for("所说明的是：30、0")
    wizard.type(f"{REASON}\t党政办")
    wizard.wait_for("> 党政办")
    wizard.press("Enter")
    wizard.wait_for("已说明，疑问不再拦定稿")


def queries(file: Path) -> dict[str, bool]:
    """The queries that `nianbao check` tells of, and whether they are accepted."""
    arguments = [sys.executable, "-c", MAIN, "check", "--format", "json", str(file)]
    told = subprocess.run(arguments, capture_output=True, text=True, env={"PYTHONPATH": str(ROOT)}, timeout=30)
    found = json.loads(told.stdout)
    return {each["code"]: each["accepted"] for each in found if each["severity"] in ("query", "hint")}


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize("key", ["a", "ａ"])
def test_the_reason_is_what_git_shows(file: Path, key: str) -> None:
    folder = file.parent
    git(folder, "init", "-q")
    git(folder, "add", NAME)
    git(folder, "commit", "-qm", "报告")
    assert queries(file)[CODE] is False
    with Wizard(folder, "edit", NAME) as wizard:
        give_reason(wizard, key)
        wizard.wait_for("已说明的疑问 1")
        wizard.save()
        wizard.leave()
    changed = [line for line in git(folder, "diff", "-U0").splitlines() if line[:1] in "+-"][2:]
    assert [line.strip() for line in changed] == [
        "+",
        "+[[accepted]]  # 经核实保留的疑问；所列数值一变即失效",
        f'+code   = "{CODE}"',
        f'+where  = ["{PLACES[0]}", "{PLACES[1]}"]',
        '+values = ["30", "0"]',
        f'+reason = "{REASON}"',
        '+by     = "党政办"',
        f"+on     = {date.today().isoformat()}",
    ]
    assert queries(file)[CODE] is True
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("公开申请30件", "公开申请31件"), encoding="utf-8")
    assert queries(file)[CODE] is False and "accepted-stale" in queries(file), "another figure brings it back"


def test_a_reason_survives_a_kill(file: Path) -> None:
    before = file.read_bytes()
    with Wizard(file.parent, "edit", NAME) as wizard:
        give_reason(wizard)
        wizard.kill()
    assert file.read_bytes() == before
    with Reopened(file.parent) as wizard:
        wizard.press("Down")
        wizard.press("Enter")
        wizard.wait_for("疑问的说明")
        assert REASON[:10] in wizard.capture()
        wizard.press("Escape")
        wizard.wait_for("上次有没保存的内容")
        wizard.recover()
        wizard.press("F9")
        wizard.wait_for("已说明的疑问 1")
        wizard.save()
        wizard.leave()
    report = load(file).report
    assert report is not None
    assert [(entry.code, entry.where, entry.reason) for entry in report.accepted] == [(CODE, PLACES, REASON)]


def test_a_reason_that_is_being_typed_survives_a_hang_up(file: Path) -> None:
    with Wizard(file.parent, "edit", NAME) as wizard:
        select_query(wizard)
        wizard.type("a")
        wizard.wait_for("所说明的是：30、0")
        wizard.type(REASON)
        wizard.wait_for(f"> {REASON}")
        hang_up(wizard)
    with Reopened(file.parent) as wizard:
        wizard.recover()
        assert "已说明的疑问" not in wizard.capture()
        select_query(wizard)
        wizard.type("a")
        wizard.wait_for(f"没有写完的理由：{REASON}")
        wizard.press("F5")
        wizard.wait_for(f"> {REASON}")
        wizard.press("Enter")
        wizard.wait_for("Enter 确定")
        wizard.press("Enter")
        wizard.wait_for("已说明的疑问 1")
        wizard.save()
        wizard.leave()
    report = load(file).report
    assert report is not None and [(entry.code, entry.reason) for entry in report.accepted] == [(CODE, REASON)]


def test_a_reason_given_outside_meanwhile_stays(file: Path) -> None:
    with Wizard(file.parent, "edit", NAME) as wizard:
        give_reason(wizard)
        theirs = '\n[[accepted]]\ncode = "fee-statement-missing"\nwhere = []\nvalues = []\nreason = "未收费"\n'
        file.write_text(file.read_text(encoding="utf-8") + theirs, encoding="utf-8")
        wizard.press("C-s")
        wizard.wait_for("文件已被改动")
        wizard.press("1")
        wizard.wait_for("逐项比较")
        wizard.wait_for("疑问的说明")
        wizard.press("F8")
        wizard.wait_for("\n 已保存 ")
        wizard.leave()
    report = load(file).report
    assert report is not None and {entry.reason for entry in report.accepted} == {REASON, "未收费"}
