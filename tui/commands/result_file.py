"""Writing what a command made to the file that its user named."""

import os
from collections.abc import Mapping

from tui.commands.command import UsageError


def same_file(one: str, other: str) -> bool:
    """Whether two names are those of one file that is there."""
    try:
        return os.path.samefile(one, other)  # noqa: PTH121
    except (OSError, ValueError):
        return False


def result_format(flag: str, told: str | None, output: str | None, suffixes: Mapping[str, tuple[str, ...]]) -> str:
    """The format of a result: as told, else by the suffix of its file, else the first. Raises UsageError.

    Args:
        flag: The option by which a format is told.
        told: What that option says.
        output: The file; None for standard output.
        suffixes: The formats, each with the suffixes that files of it have, the usual one first.
    """
    if output is None:
        return told or next(iter(suffixes))
    suffix = os.path.splitext(output)[1].lower()  # noqa: PTH122
    *others, last = (known[0] for known in suffixes.values())
    if suffix == ".toml":
        raise UsageError(f"-o 的文件名以 .toml 结尾，那是报告文件；请换成以 {'、'.join(others)} 或 {last} 结尾的。")
    by_suffix = next((kind for kind, known in suffixes.items() if suffix in known), None)
    if told is not None and by_suffix not in (None, told):
        raise UsageError(f"{flag} {told} 与 -o 文件名的 {suffix} 不一致；请去掉 {flag}，或改文件名。")
    if (kind := told or by_suffix) is None:
        raise UsageError(f"-o 的文件名要以 {'、'.join(others)} 或 {last} 结尾，或者另用 {flag} 指明格式。")
    return kind


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
