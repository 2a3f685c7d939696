"""The file of a journal: made whole, appended to, replaced and removed, and nobody else's ever touched."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

from tui.drafts.draft_places import unfinished_name

_EXCLUSIVELY = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class JournalFile:
    """An open file of ours, which only we write."""

    def __init__(self, path: Path, descriptor: int, size: int) -> None:
        self.path = path
        self.size = size
        self._descriptor = descriptor

    @classmethod
    def make(cls, path: Path, content: bytes) -> "JournalFile":
        """A new file of a random name beside a draft's, complete and on the disk; nothing is left after an OSError."""
        unfinished = unfinished_name(path)
        made = cls(unfinished, os.open(unfinished, _EXCLUSIVELY, 0o600), 0)
        try:
            # Whatever the user's mask took away.
            with suppress(PermissionError):
                os.fchmod(made._descriptor, 0o600)
            if os.fstat(made._descriptor).st_uid != os.geteuid():
                # Some shared drives give every file to one user: we could not tell our drafts from others'.
                raise PermissionError(errno.EPERM, os.strerror(errno.EPERM), str(unfinished))
            made._write(content)
            os.fsync(made._descriptor)
        except BaseException:
            made.discard()
            raise
        return made

    def take_name(self, path: Path) -> None:
        """Take a draft's name, replacing what stands there. Raises OSError, the file being as before."""
        self.path.replace(path)
        self.path = path
        # Not every system knows of it, and the file has the name all the same.
        with suppress(OSError):
            descriptor = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def append(self, line: bytes) -> None:
        """Add a line, on the disk when this returns. Raises OSError; part of the line may then be there."""
        self._write(line)
        os.fdatasync(self._descriptor)

    def _write(self, data: bytes) -> None:
        written = os.write(self._descriptor, data)
        self.size += written
        if written != len(data):
            # A second call would say so, or would write after what a signal's handler has written in between.
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.path))

    def stands(self) -> bool:
        """Whether the name still leads to this very file."""
        try:
            return os.path.samestat(os.fstat(self._descriptor), os.lstat(self.path))
        except OSError:
            return False

    def follow(self, path: Path) -> None:
        """Take another name for the file's own if that leads to this very file by now."""
        with suppress(OSError):
            if os.path.samestat(os.fstat(self._descriptor), os.lstat(path)):
                self.path = path

    def discard(self) -> None:
        """Remove the file from its name, if it still stands there, and close it; as far as that is possible."""
        with suppress(OSError):
            if self.stands():
                self.path.unlink()
        self.close()

    def close(self) -> None:
        """Let go of the file; it stays where it is."""
        descriptor, self._descriptor = self._descriptor, -1
        with suppress(OSError):
            os.close(descriptor)


def is_ours(path: Path) -> bool | None:
    """Whether a plain file of this user's stands at a name; None where nothing does. Raises OSError."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        return None
    return stat.S_ISREG(status.st_mode) and status.st_uid == os.geteuid()
