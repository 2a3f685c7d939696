"""The commands of the workflow for a repository of reports, run in one."""

import yaml

from tests.git.scratch import SUQIAN, Scratch
from tests.tui.command_line import ROOT

WORKFLOW = ROOT / "docs" / "reports-workflow.yml"


def commands() -> dict[str, str]:
    """The shell commands of the workflow by the name of their step; what installs the program first."""
    (job,) = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"].values()
    return {step["name"]: step["run"] for step in job["steps"] if "run" in step}


def run(scratch: Scratch) -> dict[str, tuple[int, str]]:
    """How each command but the installation ends, as the shell of a workflow runs it, and what it prints."""
    installing, *steps = commands().items()
    assert "pip install" in installing[1]
    done = {name: scratch.run("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", line) for name, line in steps}
    return {name: (each.returncode, each.stdout) for name, each in done.items()}


def test_good_reports_pass(scratch: Scratch) -> None:
    scratch.write("甲市/2023.toml", SUQIAN.read_bytes())
    scratch.write("pyproject.toml", "[project]\nname = 'x'\n")
    assert run(scratch) == {"校验": (0, ""), "规范写法": (0, "")}


def test_a_wrong_sum_is_annotated_in_its_line_and_an_untidy_file_named(scratch: Scratch) -> None:
    text = SUQIAN.read_text(encoding="utf-8").replace("[ 3402,   99,", "[3403,99,")
    scratch.write("甲市/2023.toml", text)
    scratch.write("乙市/2023.toml", SUQIAN.read_bytes())
    line = text[: text.index("[3403,99,")].count("\n") + 1
    done = run(scratch)
    code, told = done["校验"]
    assert code == 1
    assert f"::error file=甲市/2023.toml,line={line},title=错误 requests-row-total::" in told
    assert "乙市" not in told
    assert done["规范写法"] == (1, "甲市/2023.toml\n")


def test_the_workflow_runs_on_every_push_with_no_right_to_write() -> None:
    workflow = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    # YAML reads `on` as a truth.
    assert set(workflow[True]) == {"push", "pull_request"}
    assert workflow["permissions"] == {"contents": "read"}
