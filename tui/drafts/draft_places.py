"""Where drafts stand: beside the report, or in the user's own folder where that cannot be."""

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tui.drafts.places import beside, is_there
from tui.lean_imports import import_lean_hashes
from tui.state_folder import state_folder

MADE_ANEW = ".new"
"""Ends the name of a draft that is just being written."""

_RANDOM_BYTES = 8
_BEHIND = r"(?:\.[0-9a-f]{16})?"
_UNFINISHED = r"\.[0-9a-f]{16}\.new"
_UID_AND_BEHIND = r"[0-9]{1,10}(?:\.[0-9a-f]{16})?"


def beside_report(report: Path) -> Path:
    """Where this user's draft of a report stands. Raises OSError and ValueError, as `beside` does."""
    return beside(report, _suffix())


def has_draft(report: Path) -> bool:
    """Whether something stands where this user's draft of a report would stand. Never raises."""
    if is_there(report, _suffix()):
        return True
    with suppress(OSError, ValueError):
        return os.path.lexists(in_state_folder(report))
    return False


def _suffix() -> str:
    return f".draft-{os.geteuid()}"


def may_have_drafts(report: Path) -> bool:
    """Whether anything stands where a draft of a report may: a look, where it mostly finds nothing. Never raises."""
    with suppress(OSError, ValueError):
        prefix = beside(report, ".draft-")
        if _any(prefix.parent, prefix.name):
            return True
    with suppress(OSError):
        return _any(state_folder() / "drafts")
    return False


def _any(folder: Path, prefix: str = "") -> bool:
    with os.scandir(folder) as entries:
        return any(entry.name.startswith(prefix) for entry in entries)


def report_of(draft: Path) -> Path | None:
    """The report that a file is this user's draft of, by its name; None for any other file."""
    name = draft.name.removesuffix(_suffix())
    return draft.with_name(name[1:]) if name != draft.name and name.startswith(".") and len(name) > 1 else None


def in_state_folder(report: Path, *, make: bool = False) -> Path:
    """Where the draft of a report stands that cannot stand beside it; `make` makes the folder.

    Raises OSError where there is no such folder, or one that is not the user's alone.
    """
    folder = state_folder() / "drafts"
    if make:
        folder.mkdir(0o700, parents=True, exist_ok=True)
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    if status.st_uid != os.geteuid():
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
    if make and status.st_mode & 0o077:
        folder.chmod(0o700)
    import_lean_hashes()
    from hashlib import sha256

    return folder / f"{sha256(os.fsencode(os.path.realpath(report))).hexdigest()}.draft"


def random_name(path: Path) -> Path:
    """A name beside a draft's that nothing has."""
    return path.with_name(f"{path.name}.{os.urandom(_RANDOM_BYTES).hex()}")


def unfinished_name(path: Path) -> Path:
    """A name beside a draft's for one that is being written."""
    return path.with_name(random_name(path).name + MADE_ANEW)


def standing(path: Path) -> list[Path]:
    """What stands at a draft's name, or was moved aside from it."""
    return [path.parent / name for name in _names(path.parent, path.name, _BEHIND)]


def standing_beside(report: Path) -> list[Path]:
    """What stands beside a report as anybody's draft of it."""
    prefix = beside(report, ".draft-")
    return [prefix.parent / name for name in _names(prefix.parent, prefix.name, _UID_AND_BEHIND)]


def sweep(path: Path) -> None:
    """Remove what was being written at a draft's name when its writer was killed; for the report's one writer."""
    for name in _names(path.parent, path.name, _UNFINISHED):
        left = path.parent / name
        with suppress(OSError):
            status = left.lstat()
            if stat.S_ISREG(status.st_mode) and status.st_uid == os.geteuid():
                left.unlink()


def _names(folder: Path, prefix: str, behind: str) -> Iterator[str]:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(prefix) and re.fullmatch(behind, entry.name[len(prefix) :]):
                yield entry.name
