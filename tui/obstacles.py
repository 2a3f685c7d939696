"""What keeps a report from being filled in or saved, found out before an hour is spent on it."""

import os
import resource
from collections.abc import Iterator
from pathlib import Path

from schema.editions import EDITIONS
from schema.report import Report
from schema.report_file import Loaded
from schema.structure import StructureReader
from schema.unsafe import shown

_UNKNOWN_KEY = "key-unknown"
_ROOM = 1_000_000
"""Bytes that a report, its copy while it is saved, and its journal never need more of."""

_LARGEST_SHOWN = 10**6
"""Python itself refuses to write out numbers of thousands of digits."""


def obstacles(report: Path) -> Iterator[str]:
    """Why a report cannot be saved where it is, each in a Chinese sentence with what to do."""
    real = Path(os.path.realpath(report))
    exists = os.path.lexists(real)
    if exists and not os.access(real, os.W_OK):
        yield "这个文件只许看，不许改，保存不了。请换有权限的账号，或者“另存为”。"
    elif not real.parent.exists():
        yield "文件夹不存在，保存不了。请先建好文件夹，或者“另存为”到别处。"
    elif not os.access(real.parent, os.W_OK | os.X_OK):
        yield "这个文件夹不许写，保存不了。请换有权限的账号，或者“另存为”到别处。"
    if (room := _free(real.parent)) is not None and room < _ROOM:
        yield f"磁盘快满了，只剩{room // 1000}千字节，可能保存不了。请先腾出空间。"
    limit, _hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    if limit != resource.RLIM_INFINITY and limit < _ROOM:
        yield f"系统限制每个文件不超过{limit // 1000}千字节，可能保存不了。请系统管理员放宽（ulimit -f）。"


def _free(folder: Path) -> int | None:
    """Bytes that the user may still write into a folder's file system; None where it does not say."""
    try:
        system = os.statvfs(folder)
    except OSError:
        return None
    # Some file systems count nothing and say 0 of 0.
    return system.f_bavail * system.f_frsize if system.f_blocks else None


def is_newer(loaded: Loaded) -> bool:
    """Whether a file is of an edition after all that we know."""
    number = loaded.document.get("edition")
    return loaded.report is None and type(number) is int and number > max(EDITIONS)


def read_as_newest(loaded: Loaded) -> Report:
    """A report of an edition after ours, as far as the newest one that we know can show it."""
    return StructureReader(EDITIONS[max(EDITIONS)]).read(loaded.document)


def newer(loaded: Loaded) -> str:
    """Why a report of an edition after ours may only be read, in Chinese."""
    number = loaded.document["edition"]
    told = str(number) if isinstance(number, int) and number < _LARGEST_SHOWN else "…"
    return f"这份报告的格式（edition = {told}）比本程序新，只能看，而且可能看不全；要填请更新程序。"


def misfit(loaded: Loaded) -> str:
    """Why a report whose file does not quite fit the form may only be read, in Chinese.

    Keys that we do not know are no reason; empty where there is none.
    """
    standing = [finding for finding in loaded.findings if finding.code != _UNKNOWN_KEY]
    if not standing:
        return ""
    first = standing[0]
    line = f"第{first.line}行：" if first.line else ""
    return (
        f"文件有{len(standing)}处与格式不合，这里只能看。{line}{shown(first.message).removesuffix('。')}。"
        "全部问题见 nianbao check，改正后再填。"
    )


def unknown_keys(loaded: Loaded) -> str:
    """What to say of a file with keys that we do not know, in Chinese."""
    line = min((finding.line for finding in loaded.findings if finding.line), default=0)
    where = f"（第{line}行{'等' if len(loaded.findings) > 1 else ''}）" if line else ""
    return (
        f"文件里有{len(loaded.findings)}处本程序不认识的内容{where}，不影响填报，保存时原样保留。详见 nianbao check。"
    )
