"""``nianbao edit``: fill in a report that exists."""

import os

from tui.commands.command import Command, Options, UsageError
from tui.commands.terminal import DISPLAY_OPTIONS, fill_in


def run(options: Options, files: list[str]) -> int:
    """Open the wizard on one file."""
    (name,) = files
    _existing(name)
    if os.path.isdir(name):  # noqa: PTH112
        raise UsageError("这是一个文件夹。要看文件夹里的报告，请进入该文件夹后运行 nianbao。")
    return fill_in(name, options)


def _existing(name: str) -> None:
    """Raises UsageError where there is neither a file of a name nor a draft of one that was never saved."""
    try:
        os.stat(name)  # noqa: PTH116
    except (OSError, ValueError) as error:
        if isinstance(error, FileNotFoundError) and _left_a_draft(name):
            return
        from schema.unsafe import shown
        from tui.report_reading import reason_of

        raise UsageError(f"{shown(name)}：{reason_of(error)}") from error


def _left_a_draft(name: str) -> bool:
    from pathlib import Path

    from tui.drafts.draft_file import find_drafts

    return any(not draft.refusal and not draft.base for draft in find_drafts(Path(name)))


COMMAND = Command("edit", "文件", "打开报告，继续填报", DISPLAY_OPTIONS, run)
