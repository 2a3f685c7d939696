"""One writer for each report: a lock file beside it says who."""

import errno
import os
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from schema.unsafe import shown
from tui.drafts.lock_file import LockFile, NotAFileError, in_the_making, keeper, sweep
from tui.drafts.owner import Owner, user_name
from tui.drafts.places import beside
from tui.drafts.processes import boot_id, hang_up

_PATIENCE = 1.0  # seconds, with others who are clearing the same lock away
_PAUSE = 0.005
_LAST_WORDS = 2.0  # seconds given to a process to end

_WHY = {
    errno.EACCES: "报告所在的文件夹没有写入的权限",
    errno.EPERM: "报告所在的文件夹没有写入的权限",
    errno.EROFS: "报告所在的文件系统只读",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已满",
    errno.ENOENT: "报告所在的文件夹不存在",
    errno.ENOTDIR: "报告所在的文件夹不存在",
    errno.ENAMETOOLONG: "路径太长",
    errno.ELOOP: "符号链接绕成了圈",
    errno.EIO: "磁盘读写出错",
}


class Held(NamedTuple):
    """Somebody else holds the report."""

    owner: Owner | None
    """None if the lock cannot be read."""


class NoLock(NamedTuple):
    """The report cannot be locked; it can be edited all the same, but nobody else will be warned."""

    reason: str
    """Why, in Chinese, and what to do."""


class Lock:
    """We hold the report, until this process ends or somebody takes it over."""

    def __init__(self, file: LockFile) -> None:
        self.path = file.path
        """The lock file."""
        self._file: LockFile | None = file

    def still_ours(self) -> bool:
        """Whether nobody has taken the report over; costs two looks at the file system."""
        return self._file is not None and self._file.stands()

    def release(self) -> None:
        """Let go of the report; what is not ours any more stays. Never raises."""
        if self._file is not None:
            self._file.discard()
            self._file = None


def acquire(report: Path) -> Lock | Held | NoLock:
    """Lock a report for this process, clearing a lock away whose owner has evidently ended.

    Args:
        report: The report's path, which need not exist; where it is a link, what it leads to is locked.
    """
    return _attempted(report, _acquired)


def holder(report: Path) -> Held | None:
    """Who holds a report now, at a mere look; None also where that cannot be seen. Never raises."""
    try:
        found = LockFile.find(beside(report, ".lock"))
    except (NotAFileError, OSError, ValueError):
        return None
    if found is None:
        return None
    with closing(found):
        owner = found.owner()
        return None if _is_left_behind(found, owner) else Held(owner)


def successor(report: Path) -> Owner | None:
    """Who waits for this process to end, to take the report over; None also where that cannot be seen. Never raises."""
    with suppress(ValueError):
        others = (owner for owner in in_the_making(beside(report, ".lock")) if owner.pid != os.getpid())
        return next((owner for owner in others if owner.alive() is not False), None)
    return None


def take_over(report: Path) -> Lock | Held | NoLock:
    """Lock a report that somebody else holds, as the user has asked for.

    An owner living on this host is asked to end by SIGHUP; after two seconds its lock is replaced all the same, as is
    one on another host or one that cannot be read. Who has been replaced sees it by `Lock.still_ours`. Held means that
    yet another one has come first.
    """
    return _attempted(report, _taken_over)


def _attempted(report: Path, attempt: Callable[[Path], Lock | Held | NoLock]) -> Lock | Held | NoLock:
    try:
        return attempt(beside(report, ".lock"))
    except NotAFileError as error:
        return _no_lock(f"{shown(str(error))} 应当是锁文件，却是链接、文件夹或者设备，请把它移走")
    except OSError as error:
        return _no_lock(_why(error, report))
    except ValueError:
        return _no_lock("文件名里有不许用的字符")


def _why(error: OSError, report: Path) -> str:
    with suppress(OSError):
        path = beside(report, ".lock")
        if error.errno == errno.EPERM and (uid := keeper(path)) is not None:
            name = user_name(uid)
            return f"锁文件 {shown(path.name)} 是{name}的，这个文件夹里只有{name}和系统管理员能移走它，请他们把它移走"
    return _WHY.get(error.errno or 0, f"系统错误{error.errno or ''}")


def _no_lock(why: str) -> NoLock:
    return NoLock(f"没有上锁：{why}。别人同时填这份报告时不会有提醒，请先问清楚。")


def _acquired(path: Path) -> Lock | Held | NoLock:
    give_up = time.monotonic() + _PATIENCE
    while True:
        old = LockFile.find(path)
        if old is not None:
            with closing(old):
                owner = old.owner()
                if not _is_left_behind(old, owner) or (owner is None and old.is_recent()):
                    return Held(owner)
                held = old.hold()
                if held:
                    old.remove()
                elif held is None or time.monotonic() > give_up:
                    return Held(owner)
        if old is None or held:
            lock = _claimed(path)
            if lock is not None:
                sweep(path)
                return lock
            if time.monotonic() > give_up:
                return _no_lock("许多程序正在同时打开这份报告")
        time.sleep(_PAUSE)


def _is_left_behind(old: LockFile, owner: Owner | None) -> bool:
    """Whether a lock's owner has ended; a blank one is of somebody who ended, or whose system did, while taking it."""
    return old.is_blank() if owner is None else owner.alive() is False


def _claimed(path: Path) -> Lock | None:
    """The lock, if its name is free."""
    new = LockFile.make(path, Owner.here())
    try:
        if new.link(path):
            return Lock(new)
    except BaseException:
        new.discard()
        raise
    new.discard()
    return None


def _taken_over(path: Path) -> Lock | Held | NoLock:
    result = _acquired(path)
    old = LockFile.find(path) if isinstance(result, Held) else None
    if old is None:
        return result if not isinstance(result, Held) else _acquired(path)
    with closing(old):
        # Made first: nobody is asked to end for a lock that cannot be had.
        new = LockFile.make(path, Owner.here())
        try:
            _ask_to_end(old)
            result = _acquired(path)
            if isinstance(result, Held) and old.stands():
                new.replace(path)
                sweep(path)
                return Lock(new)
        except BaseException:
            new.discard()
            raise
        new.discard()
    return result


def _ask_to_end(old: LockFile) -> None:
    owner = old.owner()
    surely_here = owner is not None and owner.alive() and owner.boot and owner.boot == boot_id()
    if owner is not None and surely_here and old.is_where_it_was_made():
        # Only a process of the user who wrote the lock: nobody else may name whom we are to end.
        hang_up(owner.pid, owner.started, old.status().st_uid, _LAST_WORDS)
