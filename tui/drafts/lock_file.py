"""Lock files as they are found and made: what stands at a name is hostile until it has been looked at."""

import errno
import fcntl
import json
import os
import re
import stat
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Self

from tui.drafts.owner import Owner

_LONGEST = 8192  # bytes; the longest owner takes less
_MOMENT = 5.0  # seconds; far longer than anybody takes to make a lock
_NAME, _FOLDER = "lock", "folder"
_SAFELY = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC

# For writing, as some network file systems let only such a file be held; for reading; or else only to know it again.
_WAYS = (os.O_RDWR, os.O_RDONLY, os.O_PATH)

# What file systems without hard links say: FAT, some network shares.
_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL, errno.EXDEV}

_RANDOM_NAME = r"\.[0-9a-f]{16}"


class NotAFileError(Exception):
    """What stands at a lock's name is a link, a folder, a pipe or a device."""


class LockFile:
    """An open file at a lock's name.

    As long as it is open no other file can be mistaken for it. Whoever removes one from its name holds it, by `hold`:
    so two who clear the same one away cannot remove each other's next.
    """

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor = descriptor

    @classmethod
    def find(cls, path: Path) -> Self | None:
        """The file at a name, never waiting and following no link; None where there is none.

        Raises OSError, and NotAFileError for what no lock can be.
        """
        for way in _WAYS:
            try:
                # Opening a device may already be an act.
                if not stat.S_ISREG(path.lstat().st_mode):
                    raise NotAFileError(path.name)
                found = cls(path, os.open(path, way | _SAFELY))
            except FileNotFoundError:
                return None
            except OSError:
                if way == _WAYS[-1]:
                    raise
                continue
            if stat.S_ISREG(found.status().st_mode):
                return found
            found.close()
            break
        raise NotAFileError(path.name)

    @classmethod
    def make(cls, path: Path, owner: Owner) -> Self:
        """A new file of a random name beside a lock's, complete and held. Raises OSError.

        It is not forced to the disk: no owner outlives the system, and an empty lock is one left behind.
        """
        made = cls._new_beside(path)
        try:
            made.hold()
            # Others must be able to read who holds a report, whatever mask we were started with.
            with suppress(OSError):
                os.fchmod(made._descriptor, 0o644)
            place = {_NAME: path.name, _FOLDER: _identity(path.parent)}
            content = json.dumps({**owner.to_json(), **place}).encode() + b"\n"
            if os.write(made._descriptor, content) != len(content):
                raise OSError(errno.ENOSPC, "")
            # Network file systems send it to the server when any handle is closed: other hosts never see it blank.
            os.close(os.dup(made._descriptor))
        except BaseException:
            made.discard()
            raise
        return made

    @classmethod
    def _new_beside(cls, path: Path) -> Self:
        temporary = path.with_name(f"{path.name}.{os.urandom(8).hex()}")
        return cls(temporary, os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL | _SAFELY, 0o644))

    def status(self) -> os.stat_result:
        """What the system says of the file itself."""
        return os.fstat(self._descriptor)

    def stands(self) -> bool:
        """Whether the name still leads to this very file."""
        try:
            return os.path.samestat(self.status(), self.path.lstat())
        except OSError:
            return False

    def hold(self) -> bool | None:
        """Hold the file until it is closed.

        Returns:
            False if somebody else holds it, None if the system does not know of holding here.
        """
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return None
        return True

    def is_recent(self) -> bool:
        """Whether it was changed a moment ago, by the clock of its own file system. Raises OSError.

        Not every network file system shows to others that a file is held, so that it may just be being made.
        """
        made = self._new_beside(self.path)
        try:
            return abs(made.status().st_mtime - self.status().st_mtime) < _MOMENT
        finally:
            made.discard()

    def is_blank(self) -> bool:
        """Whether nothing was written, or the system stopped before what was written reached the disk."""
        with suppress(OSError):
            content = os.pread(self._descriptor, _LONGEST + 1, 0)
            return len(content) <= _LONGEST and not content.strip(b"\0")
        return False

    def owner(self) -> Owner | None:
        """Who wrote it; None if it cannot be read or understood."""
        return Owner.from_json(self._content())

    def is_where_it_was_made(self) -> bool:
        """Whether it was made for the name at which it was found: others may have moved it here from another report."""
        content = self._content()
        with suppress(OSError):
            place = content.get(_NAME), content.get(_FOLDER)
            return place == (self.path.name, _identity(self.path.parent))
        return False

    def _content(self) -> dict[str, object]:
        with suppress(OSError, ValueError, RecursionError):
            content = os.pread(self._descriptor, _LONGEST + 1, 0)
            value = json.loads(content) if len(content) <= _LONGEST else None
            return value if isinstance(value, dict) else {}
        return {}

    def link(self, path: Path) -> bool:
        """Give the file a lock's name if that is free; its own goes. Raises OSError.

        Returns:
            Whether it has the name; otherwise the file is as before.
        """
        try:
            os.link(self.path, path, follow_symlinks=False)
        except FileNotFoundError:
            return False
        except OSError as error:
            if error.errno in _NO_LINKS:
                return self._replace_marker(path)
            if error.errno != errno.EEXIST:
                raise
        # A network file system may do it, lose the answer and say on asking again that the name is taken.
        if not LockFile(path, self._descriptor).stands():
            return False
        with suppress(OSError):
            self.path.unlink()
        self.path = path
        return True

    def replace(self, path: Path) -> None:
        """Give the file a lock's name in place of the file there. Raises OSError."""
        self.path.replace(path)
        self.path = path

    def remove(self) -> None:
        """Remove the file from its name, if it still stands there. Raises OSError."""
        if self.stands():
            self.path.unlink(missing_ok=True)

    def discard(self) -> None:
        """Remove and close the file, as far as that is possible."""
        with suppress(OSError):
            self.remove()
        self.close()

    def close(self) -> None:
        """Let go of the file; it stays where it is."""
        if self._descriptor >= 0:
            with suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = -1

    def _replace_marker(self, path: Path) -> bool:
        """Take a free name by an empty file, which is then replaced by this one."""
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _SAFELY, 0o644)
        except FileExistsError:
            return False
        with closing(LockFile(path, descriptor)) as marker:
            # Before it was held, somebody may have taken it for one left behind, and removed it.
            if marker.hold() is False or not marker.stands():
                return False
            try:
                self.replace(path)
            except OSError as error:
                marker.remove()
                if isinstance(error, FileNotFoundError):
                    return False
                raise
        return True


def keeper(path: Path) -> int | None:
    """The user whose file stands at a name from which only they, or who has the folder, may take it away.

    None where nothing like that hinders us. Raises OSError.
    """
    file, folder = path.lstat(), path.parent.stat()
    hindered = folder.st_mode & stat.S_ISVTX and os.geteuid() not in (file.st_uid, folder.st_uid)
    return file.st_uid if hindered else None


def sweep(path: Path) -> None:
    """Remove the files of random names that processes which were killed have left beside a lock."""
    for made in _made_beside(path):
        _sweep_one(made)


def in_the_making(path: Path) -> Iterator[Owner]:
    """Who have made themselves a lock beside one and not yet put it there. Never raises."""
    for made in _made_beside(path):
        with suppress(OSError, NotAFileError):
            found = LockFile.find(made)
            if found is not None:
                with closing(found):
                    owner = found.owner()
                    # Its maker holds it.
                    if owner is not None and not found.hold():
                        yield owner


def _made_beside(path: Path) -> Iterator[Path]:
    with suppress(OSError), os.scandir(path.parent) as entries:
        for entry in entries:
            if entry.name.startswith(path.name) and re.fullmatch(_RANDOM_NAME, entry.name[len(path.name) :]):
                yield path.with_name(entry.name)


def _identity(folder: Path) -> list[int]:
    status = folder.stat()
    return [status.st_dev, status.st_ino]


def _sweep_one(path: Path) -> None:
    with suppress(OSError, NotAFileError):
        left = LockFile.find(path)
        if left is not None:
            with closing(left):
                # One that is only just being made may go too: its maker makes another.
                if left.hold() is not False:
                    left.remove()
