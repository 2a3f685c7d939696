"""Writing what a command made to the file that its user named."""

import os


def same_file(one: str, other: str) -> bool:
    """Whether two names are those of one file that is there."""
    try:
        return os.path.samefile(one, other)  # noqa: PTH121
    except (OSError, ValueError):
        return False


def write_result(output: str, text: str) -> int:
    """Write a result and say so, or say why not; the exit code, 0 or 2."""
    from pathlib import Path

    from schema.atomic_file import SaveError, write_atomically
    from schema.unsafe import shown
    from tui.commands.streams import narrate

    try:
        write_atomically(Path(output), text.encode())
    except (SaveError, ValueError) as error:
        reason = error if isinstance(error, SaveError) else "文件名里有不许用的字符。"
        narrate(f"{shown(output)}：{reason}")
        return 2
    narrate(f"已写入{shown(output)}")
    return 0
