"""Writing a file so that it is only ever the old or the new one."""

import errno
import fcntl
import os
import re
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

_EXCLUSIVELY = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC

_RANDOM = re.compile(r"[0-9a-f]{16}")

# As much of a name as, in UTF-8 and with what is put around it, is a file name everywhere.
_LONGEST = 48

# What file systems without hard links say: FAT, some network shares.
_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL}


class SaveError(Exception):
    """A file could not be written; its old content stands. The message is Chinese and says what to do."""


class ExistsError(SaveError):
    """A file that had to be new was there already, or was just made by somebody else; it stands."""


class Saved(NamedTuple):
    """A file was written."""

    path: Path
    confirmed: bool = True
    """Whether the folder's entry is known to be on the disk."""


_REASONS = {
    errno.ENOSPC: "磁盘已满。请腾出空间后再保存。",
    errno.EDQUOT: "磁盘配额已满。请腾出空间后再保存。",
    errno.EFBIG: "文件大小超过系统限制。",
    errno.EROFS: "文件系统只读。请另存到别处。",
    errno.EACCES: "没有写入的权限。请另存到别处，或请管理员开放权限。",
    errno.EPERM: "没有写入的权限。请另存到别处，或请管理员开放权限。",
    errno.ENOENT: "文件夹不存在。请先建好文件夹。",
    errno.ENOTDIR: "文件夹不存在。请先建好文件夹。",
    errno.EISDIR: "这是一个文件夹，不是文件。",
    errno.EEXIST: "已有这个文件，没有盖掉它。请换一个文件名。",
    errno.ENAMETOOLONG: "文件名太长。",
    errno.ELOOP: "符号链接绕成了圈。",
    errno.EIO: "磁盘读写出错。请换一个磁盘保存。",
}


def reason_of(error: OSError) -> str:
    """What an operating system error means to a user, in Chinese."""
    return _REASONS.get(error.errno or 0, f"系统错误{error.errno or ''}。")


def write_atomically(
    path: Path,
    data: bytes,
    *,
    must_be_new: bool = False,
    mode: int = 0o666,
    check: Callable[[], object] = lambda: None,
) -> Saved:
    """Replace a file's content, or make the file.

    The bytes go to a new file of a random name in the same folder, are forced to the disk, read back, and only then
    take the file's name. The mode of an existing file is kept and a symbolic link is followed.

    Args:
        path: The file.
        data: What it is to hold.
        must_be_new: A file that exists already, since when ever, stands: ExistsError.
        mode: That of a file that did not exist, before the system takes the user's mask off it.
        check: Called at the last moment, between it and the new content only the one call that gives the name: what it
            raises leaves the file as it is.

    Raises SaveError, and what `check` raises.
    """
    try:
        target = Path(os.path.realpath(path))
        status = _status_of(target)
        if status is not None and must_be_new:
            raise OSError(errno.EEXIST, "")
        if status is not None and not os.access(target, os.W_OK):
            raise OSError(errno.EACCES, "")
        give_name = _take_free_name if must_be_new else _replace
        try:
            _write_beside(target, data, status, mode, check, give_name)
        except FileNotFoundError:
            # Somebody's `sweep` may have come between the making of the new file and the holding of it.
            _write_beside(target, data, status, mode, check, give_name)
    except OSError as error:
        kind = ExistsError if must_be_new and error.errno == errno.EEXIST else SaveError
        raise kind(f"未保存：{reason_of(error)}") from error
    return Saved(path, _sync_folder(target.parent))


def _write_beside(
    target: Path,
    data: bytes,
    status: os.stat_result | None,
    mode: int,
    check: Callable[[], object],
    give_name: Callable[[Path, Path], object],
) -> None:
    """Write a new file in a file's folder and give it the file's name; nothing is left of it after an error."""
    temporary = target.with_name(f"{_prefix(target)}{os.urandom(8).hex()}")
    held = _write_new(temporary, data, status, mode)
    try:
        check()
        give_name(temporary, target)
    except BaseException:
        _remove(temporary)
        raise
    finally:
        with suppress(OSError):
            os.close(held)


def _replace(temporary: Path, target: Path) -> None:
    os.replace(temporary, target)  # noqa: PTH105


def sweep(path: Path) -> None:
    """Remove what writers of this user that were killed have left beside a file. Never raises.

    What is just being written stays.
    """
    target = Path(os.path.realpath(path))
    prefix = _prefix(target)
    with suppress(OSError):
        owners = _owners_of_new(target)
        with os.scandir(target.parent) as entries:
            for entry in entries:
                if entry.name.startswith(prefix) and _RANDOM.fullmatch(entry.name, len(prefix)):
                    _sweep_one(target.with_name(entry.name), owners)


def _owners_of_new(target: Path) -> set[int]:
    owners = {os.geteuid()}
    if not os.geteuid() and (status := _status_of(target)) is not None:
        # The administrator's new file has the owner of the old one before it has its name.
        owners.add(status.st_uid)
    return owners


def _sweep_one(left: Path, owners: set[int]) -> None:
    with suppress(OSError):
        status = left.lstat()
        # Opening a device may already be an act.
        if stat.S_ISREG(status.st_mode) and status.st_uid in owners:
            descriptor = os.open(left, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                left.unlink()
            finally:
                os.close(descriptor)


def _prefix(target: Path) -> str:
    """What the names of a file's new contents begin with, and those of no other file's."""
    name = target.name
    if len(name) <= _LONGEST:
        return f".{name}."
    from zlib import crc32

    return f".{name[:_LONGEST]}~{crc32(os.fsencode(name)):08x}."


def _status_of(target: Path) -> os.stat_result | None:
    try:
        status = target.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EISDIR, "")
    return status


def _write_new(temporary: Path, data: bytes, status: os.stat_result | None, mode: int) -> int:
    """Write and read back a file that did not exist; nothing is left of it after an error.

    Returns:
        A descriptor that holds the file against `sweep` until it is closed.
    """
    # The system takes the user's mask off the mode of a new file; a copy of an existing one is private until it has the
    # owner and the mode of that.
    descriptor = os.open(temporary, _EXCLUSIVELY, mode if status is None else 0o600)
    held = -1
    try:
        try:
            held = os.dup(descriptor)
            with suppress(OSError):
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if status is not None:
                _keep_owner(descriptor, status)
                os.fchmod(descriptor, stat.S_IMODE(status.st_mode))
            view = memoryview(data)
            while view:
                view = view[os.write(descriptor, view) :]
            os.fsync(descriptor)
            if os.pread(descriptor, len(data) + 1, 0) != data:
                raise OSError(errno.EIO, "")
        finally:
            os.close(descriptor)
    except BaseException:
        if held >= 0:
            with suppress(OSError):
                os.close(held)
        _remove(temporary)
        raise
    return held


def _take_free_name(temporary: Path, target: Path) -> None:
    """Give a file a name that nothing has; unlike a replacement, a link never takes the place of a file."""
    try:
        os.link(temporary, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
    else:
        _remove(temporary)
        return
    os.close(os.open(target, _EXCLUSIVELY, 0o600))
    try:
        _replace(temporary, target)
    except OSError:
        _remove(target)
        raise


def _keep_owner(descriptor: int, status: os.stat_result) -> None:
    """Give a new file the group and the owner of the old one, as far as the system lets us."""
    made = os.fstat(descriptor)
    if made.st_gid != status.st_gid:
        with suppress(PermissionError):
            os.fchown(descriptor, -1, status.st_gid)
    if made.st_uid != status.st_uid:
        with suppress(PermissionError):
            os.fchown(descriptor, status.st_uid, -1)


def _remove(temporary: Path) -> None:
    with suppress(OSError):
        temporary.unlink()


def _sync_folder(folder: Path) -> bool:
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        os.fsync(descriptor)
    except OSError:
        return False
    finally:
        with suppress(OSError):
            os.close(descriptor)
    return True
