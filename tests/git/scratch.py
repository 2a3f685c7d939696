"""Scratch repositories for tests, with git as a new user has it."""

import os
import subprocess
import sys
from pathlib import Path

from tests.tui.command_line import ROOT

SAMPLES = ROOT / "sample_reports"
SUQIAN = SAMPLES / "suqian-2023.toml"
DRAFT = SAMPLES / "draft-2025.toml"


def surroundings(home: Path, **variables: str) -> dict[str, str]:
    """An environment in which git knows nobody's settings and ``nianbao`` is this tree's."""
    programs = home / "programs"
    programs.mkdir(exist_ok=True)
    program = programs / "nianbao"
    if not program.exists():
        program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m tui.cli "$@"\n')
        program.chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {
        **kept,
        "HOME": str(home),
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "甲",
        "GIT_AUTHOR_EMAIL": "jia@example.org",
        "GIT_COMMITTER_NAME": "甲",
        "GIT_COMMITTER_EMAIL": "jia@example.org",
        "GIT_PAGER": "cat",
        **variables,
    }


class Scratch:
    """A new repository in a folder of its own, and commands run in it."""

    def __init__(self, folder: Path) -> None:
        self.top = folder / "仓库"
        self.top.mkdir()
        self.variables = surroundings(folder)
        self.git("init", "-q", "-b", "main")

    def run(self, *command: str | Path, **variables: str) -> "subprocess.CompletedProcess[str]":
        """A finished command without a terminal, whatever it ended with."""
        return subprocess.run(
            command,
            cwd=self.top,
            env={**self.variables, **variables},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=100,
        )

    def git(self, *arguments: str | Path) -> str:
        """What git says, done without an error."""
        done = self.run("git", *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def nianbao(self, *arguments: str | Path, **variables: str) -> "subprocess.CompletedProcess[str]":
        """A finished command of the program."""
        return self.run("nianbao", *arguments, **variables)

    def write(self, name: str, data: bytes | str) -> Path:
        """Write a file of the repository."""
        path = self.top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    def commit(self, *options: str) -> "subprocess.CompletedProcess[str]":
        """Try to commit everything."""
        self.git("add", "-A")
        return self.run("git", "commit", "-q", "-m", "改", *options)
