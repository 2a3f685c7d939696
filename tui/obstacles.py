"""What will keep a report from being saved, found out before an hour is spent on it."""

import os
import resource
from collections.abc import Iterator
from pathlib import Path

_ROOM = 1_000_000
"""Bytes that a report, its copy while it is saved, and its journal never need more of."""


def obstacles(report: Path) -> Iterator[str]:
    """Why a report cannot be saved where it is, each in a Chinese sentence with what to do."""
    real = Path(os.path.realpath(report))
    exists = os.path.lexists(real)
    if exists and not os.access(real, os.W_OK):
        yield "这个文件只许看，不许改，保存不了。请换有权限的账号，或用菜单（Esc）里的“另存为”。"
    elif not os.access(real.parent, os.W_OK | os.X_OK):
        yield "这个文件夹不许写，保存不了。请换有权限的账号，或用菜单（Esc）里的“另存为”存到别处。"
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
