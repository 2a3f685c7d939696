"""Command lines for tests: hostile texts, and processes of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tui.cli import main

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ROOT / "sample_reports"

HOSTILE = "甲\x1b[31m乙\u202e丙\u200b丁\x07"
"""A terminal escape, a bidi override, a zero-width space and a bell."""


def command(*arguments: str | Path, code: str = "") -> list[str]:
    """The words of a process that runs a command line, after other code where that is given."""
    start = ["-c", f"{code}\nimport sys\nfrom tui.cli import main\nsys.exit(main(sys.argv[1:]))"]
    return [sys.executable, *start, *map(str, arguments)]


def environment(**variables: str) -> dict[str, str]:
    """The environment with the project importable from any folder."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **variables}


def run(
    *arguments: str | Path, cwd: Path | None = None, code: str = "", **variables: str
) -> subprocess.CompletedProcess[bytes]:
    """A finished process of a command line without a terminal."""
    return subprocess.run(
        command(*arguments, code=code),
        cwd=cwd,
        env=environment(**variables),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
    )


def outcome(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """The exit code of a check in this process, and what it wrote."""
    code = main(["check", *map(str, arguments)])
    return code, *capsys.readouterr()
