"""The layers of schema, render and tui, and what a command may import."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "sample_reports" / "suqian-2023.toml"
ABSENT = {"textual", "rich", "pydantic", "tomlkit", "jinja2"}


def imported(*arguments: str) -> set[str]:
    """The top-level packages that a command line imports, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "tui.cli", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr[-2000:]
    modules = re.findall(r"^import time: +\d+ \| +\d+ \| *(\S+)", done.stderr, re.MULTILINE)
    assert "schema.report_file" in modules
    return {module.partition(".")[0] for module in modules}


@pytest.mark.parametrize("arguments", [[], ["--format", "json"], ["--previous", str(SAMPLE)]])
def test_check_imports_neither_screen_nor_model_nor_template(arguments: list[str]) -> None:
    assert not imported("check", str(SAMPLE), *arguments) & (ABSENT | {"wcwidth"})


def test_render_imports_no_screen_and_no_model(tmp_path: Path) -> None:
    assert not imported("render", str(SAMPLE)) & ABSENT
    assert not imported("render", str(SAMPLE), "-o", str(tmp_path / "page.html")) & (ABSENT - {"jinja2"})


def test_diff_imports_no_screen_no_model_and_only_for_a_page_templates(tmp_path: Path) -> None:
    assert not imported("diff", str(SAMPLE), str(SAMPLE)) & (ABSENT | {"wcwidth"})
    assert not imported("diff", str(SAMPLE)) & (ABSENT | {"wcwidth"})
    page = str(tmp_path / "page.html")
    assert not imported("diff", str(SAMPLE), str(SAMPLE), "-o", page) & (ABSENT - {"jinja2"})


def test_fmt_of_canonical_files_imports_no_second_reader() -> None:
    assert not imported("fmt", "--check", str(SAMPLE)) & ABSENT


def test_contracts_are_kept() -> None:
    code = "import sys; from importlinter.cli import lint_imports_command as lint; lint(['--no-cache'])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    assert "0 broken" in done.stdout
