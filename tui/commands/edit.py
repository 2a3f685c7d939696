"""``nianbao edit``: fill in a report that exists."""

import os
from argparse import Namespace

from tui.commands.command import Command, UsageError
from tui.commands.terminal import NO_TERMINAL, ready
from tui.terminal.environment import lean_imports


def run(options: Namespace, files: list[str]) -> int:
    """Open the wizard on one file."""
    (name,) = files
    try:
        os.stat(name)  # noqa: PTH116
    except (OSError, ValueError) as error:
        from schema.unsafe import shown
        from tui.report_reading import reason_of

        raise UsageError(f"{shown(name)}：{reason_of(error)}") from error
    if os.path.isdir(name):  # noqa: PTH112
        raise UsageError("这是一个文件夹。要看文件夹里的报告，请进入该文件夹后运行 nianbao。")
    if not ready():
        return NO_TERMINAL
    from pathlib import Path

    with lean_imports():
        from tui.wizard import run_wizard
    return run_wizard(Path(name))


COMMAND = Command("edit", "文件", "打开报告，继续填报", (), run)
