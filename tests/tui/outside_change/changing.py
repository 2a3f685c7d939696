"""The report's file changed by others while it is open."""

import shutil
import subprocess
from pathlib import Path

import pytest

from schema.report import Report
from schema.report_file import load
from tests import figures
from tests.tui.driven_wizard import NATURAL, go
from tests.tui.typed_ahead import type_ahead
from tui.app import WizardApp

COMPANY = "requests.received.company"
GIT = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def text_with(texts: dict[str, str]) -> str:
    """The file of the report of the figures with other texts."""
    report = figures.report()
    for place, text in texts.items():
        report.set_text(place, text)
    return figures.text_of(report)


def on_disk(file: Path) -> Report:
    report = load(file).report
    assert report is not None
    return report


def git(folder: Path, *arguments: str, fails: bool = False) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"]
    done = subprocess.run(["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, timeout=30)
    assert bool(done.returncode) is fails, done.stderr


def repository(file: Path, theirs: str) -> None:
    """The file in a repository whose branch `theirs` holds another text."""
    ours = file.read_text(encoding="utf-8")
    git(file.parent, "init", "-q")
    git(file.parent, "add", file.name)
    git(file.parent, "commit", "-qm", "报告")
    git(file.parent, "checkout", "-qb", "theirs")
    file.write_text(theirs, encoding="utf-8")
    git(file.parent, "commit", "-qam", "外面")
    git(file.parent, "checkout", "-q", "main")
    assert file.read_text(encoding="utf-8") == ours


async def edited(app: WizardApp) -> None:
    """3402 became 3403 on the page in front."""
    await go(app, "requests")
    await type_ahead(app, *"3403", "tab")
    assert app.session.text(NATURAL) == "3403"


def in_front(app: WizardApp) -> type[object]:
    return type(app.screen)


def rewrite(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
