"""What git asks of `nianbao diff`: a file as lines to be compared (textconv), and the external diff of a path."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from schema.report_file import load
from schema.unsafe import shown
from tui.commands.command import UsageError
from tui.commands.streams import data
from tui.git.listing import lines_of, raw_lines, why_raw
from tui.report_diff import NOWHERE, Side, compared, sheet_lines
from tui.report_reading import UNREADABLE, read, reason_of

_HEX = re.compile(r"[0-9a-f]{4,64}|\.")
_MODE = re.compile(r"[0-7]{6}|\.")
_KINDS = {"160000": "子模块", "120000": "符号链接"}


def list_facts(name: str) -> int:
    """Print a report one fact a line: 0, also for what is no readable report, whose text is printed as it stands.

    2 where there is no file to read.
    """
    loaded = read(name)
    if loaded is None:
        return UNREADABLE
    data("".join(f"{line}\n" for line in lines_of(loaded)))
    return 0


def external_diff(arguments: Sequence[str]) -> int:
    """Print what differs at one path, from the arguments that git gives an external diff program; always 0.

    These are the path, the old file with its object's name and its mode, the new one with its own, and, of what was
    renamed, the new path and what git says of that. Raises UsageError where they are something else.
    """
    path, old_file, old_hex, old_mode, new_file, new_hex, new_mode, *renamed = arguments
    if not all(map(_HEX.fullmatch, (old_hex, new_hex))) or not all(map(_MODE.fullmatch, (old_mode, new_mode))):
        raise UsageError(f"比较两个文件，这里写了{len(arguments)}个；文件名里有空格的，请加引号。")
    new_path = renamed[0] if renamed else path
    lines = [f"比较 {shown(path)}" + (f" → {shown(new_path)}" if new_path != path else "")]
    special = [_KINDS[mode] for mode in (old_mode, new_mode) if mode in _KINDS]
    sides = [_side(path, old_file), _side(new_path, new_file)]
    failed = next((side for side in sides if isinstance(side, str)), None)
    if failed is not None:
        data("\n".join([*lines, failed]) + "\n\n")
        return 0
    old, new = (side for side in sides if isinstance(side, Side))
    if special or any(side.loaded is not None and side.report is None for side in (old, new)):
        lines += [f"这是{special[0]}，不是报告。"] if special else _reasons(old, new)
        data("\n".join([*lines, *_raw_diff(old, new)]) + "\n\n")
    elif not old.absent or not new.absent:
        data("\n".join(lines) + f"\n{sheet_lines(old, new, compared(old, new))}\n")
    return 0


def _side(path: str, file: str) -> Side | str:
    """One side of a path, or why its file cannot be read."""
    if file == NOWHERE:
        return Side(path, Path(path), None)
    try:
        return Side(path, Path(path), load(Path(file)))
    except (OSError, ValueError) as error:
        return f"{shown(file)}：{reason_of(error)}"


def _reasons(*sides: Side) -> list[str]:
    return [line for side in sides if side.loaded is not None for line in why_raw(side.loaded)]


def _raw_diff(old: Side, new: Side) -> Iterator[str]:
    from difflib import unified_diff

    before, after = ([] if side.loaded is None else [*raw_lines(side.loaded)] for side in (old, new))
    if len(before) * len(after) > 4_000_000:
        yield from (f"−{line}" for line in before)
        yield from (f"+{line}" for line in after)
    else:
        yield from unified_diff(before, after, "旧", "新", lineterm="")
