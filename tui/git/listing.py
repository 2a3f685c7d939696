"""A file as the lines by which git compares it."""

import stat
from collections.abc import Iterator
from pathlib import Path

from schema.differences.facts import facts
from schema.report_file import Loaded, from_bytes
from schema.toml_reading import LARGEST_FILE
from schema.unsafe import shown


def lines_of(loaded: Loaded) -> Iterator[str]:
    """The facts of a report and its author's comments; of a conflict those of both sides.

    Any other file's own lines, with the reason before them where it may have been a report.
    """
    if loaded.report is not None and not loaded.findings:
        yield from _report_lines(loaded)
    elif (conflict := _conflict_lines(loaded)) is not None:
        yield from conflict
    else:
        yield from why_raw(loaded)
        yield from raw_lines(loaded)


def _report_lines(loaded: Loaded) -> Iterator[str]:
    assert loaded.report is not None
    yield from facts(loaded.report)
    remarks = loaded.remarks
    own = [line for lines in (*remarks.above.values(), *remarks.beside.values(), remarks.tail) for line in lines]
    if own:
        yield from ("", "【文件里的注释】", *map(shown, own))


def _is_conflict(loaded: Loaded) -> bool:
    return any(finding.code == "file-conflict" for finding in loaded.findings)


def _conflict_lines(loaded: Loaded) -> Iterator[str] | None:
    """Both sides in one listing; None where they cannot be told apart, or one of them cannot be read."""
    if not _is_conflict(loaded):
        return None
    from tui.git.conflict import both, sides_of

    if (conflict := sides_of(loaded.text)) is None:
        return None
    read = [from_bytes(loaded.path, text.encode()) for text in (conflict.ours, conflict.theirs)]
    if any(side.report is None or side.findings for side in read):
        return None
    return both(conflict, *([*_report_lines(side)] for side in read))


def why_raw(loaded: Loaded) -> Iterator[str]:
    """Why a file is shown as it stands; nothing of one that is something else than a report.

    Without its line, which moves with every edit above it, but for the marker of a conflict, which is to be found.
    """
    from tui.checking.chain import is_other

    if not loaded.findings or is_other(loaded.data):
        return
    first = loaded.findings[0]
    line = f"第{first.line}行：" if _is_conflict(loaded) else ""
    yield f"【读不成报告，照原文列出：{line}{shown(first.message)}】"


def raw_lines(loaded: Loaded) -> Iterator[str]:
    """The file's own lines; of what is too long for a report the beginning, and by what the whole is known."""
    text = loaded.data.decode("utf-8", errors="backslashreplace").replace("\r\n", "\n")
    for line in text.removesuffix("\n").split("\n"):
        yield "\t".join(map(shown, line.split("\t")))
    if len(loaded.data) > LARGEST_FILE:
        yield _whole(loaded.path)


def _whole(path: Path) -> str:
    """The size and the digest of a file, by which two that begin alike are told apart; a pipe or a device has none."""
    try:
        if stat.S_ISREG(path.stat().st_mode):
            from hashlib import file_digest

            with path.open("rb") as file:
                digest = file_digest(file, "sha256").hexdigest()
                return f"……（没有列完；全文{file.tell():,}字节，SHA-256：{digest}）"
    except OSError:
        pass
    return "……"
