"""The hooks of ``.pre-commit-hooks.yaml``, run by pre-commit in a repository of reports."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.git.scratch import SUQIAN, Scratch
from tests.tui.command_line import ROOT

PRE_COMMIT = Path(sys.executable).with_name("pre-commit")
UNREACHABLE = re.compile(r"Could not find a version that satisfies|NewConnectionError|ConnectTimeout|name resolution")
"""What pip says where nothing can be installed."""


def this_tree(folder: Path) -> str:
    """A repository of the project's files as they stand, which pre-commit can clone; its last commit."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True
    )
    if listed.returncode:
        pytest.skip("the project is in no git repository")
    for name in filter(None, os.fsdecode(listed.stdout).split("\0")):
        if not name.startswith("tests/") and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    author = ["-c", "user.name=甲", "-c", "user.email=jia@example.org"]
    for command in (["init", "-q"], ["add", "-A"], [*author, "commit", "-q", "-m", "package"]):
        subprocess.run(["git", *command], cwd=folder, check=True)
    return subprocess.run(["git", "rev-parse", "HEAD"], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.mark.timeout(600)
def test_the_hooks_check_and_format_what_is_committed(scratch: Scratch, tmp_path: Path) -> None:
    package = tmp_path / "package"
    package.mkdir()
    revision = this_tree(package).strip()
    hooks = "".join(f"      - id: {name}\n" for name in ("nianbao-fmt", "nianbao-check"))
    scratch.write(".pre-commit-config.yaml", f"repos:\n  - repo: {package}\n    rev: {revision}\n    hooks:\n{hooks}")
    # pip keeps its settings at home; git's are another's.
    home = {
        "HOME": os.environ.get("HOME", "/"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "PYTHONPATH": "",
        "XDG_STATE_HOME": str(tmp_path),
    }
    scratch.variables |= home | {"PRE_COMMIT_HOME": str(tmp_path / "hooks"), "PRE_COMMIT_COLOR": "never"}
    installed = subprocess.run(
        [PRE_COMMIT, "install", "--install-hooks"],
        cwd=scratch.top,
        env=scratch.variables,
        capture_output=True,
        text=True,
    )
    if UNREACHABLE.search(installed.stdout + installed.stderr):
        pytest.skip("pre-commit can install nothing here: no package index is reached")
    assert installed.returncode == 0, installed.stdout + installed.stderr

    final = SUQIAN.read_bytes()
    scratch.write("宿迁2023.toml", final)
    scratch.write("pyproject.toml", "[project]\n")
    scratch.write("-z.toml", final)
    scratch.write("uv.toml", "offline = true\n")
    scratch.write("甲/Cargo.toml", '[package]\nedition = "2021"\n')
    done = scratch.commit()
    assert done.returncode == 0, done.stdout + done.stderr

    report = scratch.write("宿迁2023.toml", final.replace(b"[ 3402,   99,", b"[3402,99,"))
    refused = scratch.commit()
    assert refused.returncode == 1
    assert "files were modified by this hook" in refused.stderr and "已整理" in refused.stderr
    assert report.read_bytes() == final

    scratch.write("宿迁2023.toml", final.replace(b"[ 3402,   99,", b"[ 3403,   99,"))
    refused = scratch.commit()
    assert refused.returncode == 1
    assert "宿迁2023.toml:" in refused.stderr and "requests-row-total" in refused.stderr
    assert scratch.git("log", "--oneline").count("\n") == 1
