"""The commands that README.md and ``.ci/run`` share."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
RUN = ROOT / ".ci" / "run"


def test_runs_as_bash_and_is_executable() -> None:
    assert RUN.stat().st_mode & 0o111
    assert subprocess.run(["bash", "-n", RUN]).returncode == 0


def test_runs_the_test_command_of_the_readme() -> None:
    command = re.search(r'^test_command="(.*)"$', RUN.read_text(encoding="utf-8"), re.MULTILINE)
    assert command is not None
    assert command[1] in (ROOT / "README.md").read_text(encoding="utf-8")
