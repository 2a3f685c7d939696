"""Which files are meant by the names on a command line: files as they are named, and the reports of folders."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from schema.siblings import MOST_NAMES, SUFFIX
from schema.unsafe import shown


class Target(NamedTuple):
    """One file to check."""

    name: str
    """As it is told: as named, or the folder's name and the way from there."""
    in_folder: bool = False
    """Whether it was found in a folder, and is passed over where it is no report."""
    may_be_other: bool = False
    """Whether it is passed over there though it was named."""


class Search:
    """The files of a command line, in the order of its names; those of a folder by path.

    Hidden files and folders, and with them drafts and locks, are left alone. Of several ways to one folder or file,
    links among them, one is gone.

    Args:
        names: The names on the command line.
        reports_only: Whether files that are named are passed over where they are no reports, as those of folders are.
    """

    def __init__(self, names: Sequence[str], *, reports_only: bool = False) -> None:
        self.targets: list[Target] = []
        self.errors: list[tuple[str, OSError]] = []
        """The folders that could not be read."""
        self.no_files: list[str] = []
        """What has the name of a report in a folder and is none, nor a folder: links that lead nowhere, pipes."""
        self.folders = 0
        """How many of the names are folders."""
        self._visited: set[tuple[int, int]] = set()
        are_folders = [_is_folder(name) for name in names]
        files = [name for name, is_folder in zip(names, are_folders, strict=True) if not is_folder and "\0" not in name]
        named = set(map(os.path.realpath, files)) if any(are_folders) else set()
        for name, is_folder in zip(names, are_folders, strict=True):
            if is_folder:
                self.folders += 1
                self.targets += (Target(each, True) for each in self._under(name, named))
            else:
                self.targets.append(Target(name, may_be_other=reports_only))

    def _under(self, folder: str, named: set[str]) -> list[str]:
        """The files of a folder and of those below it, by path, without those that are named themselves."""
        files: list[str] = []
        links: list[str] = []
        self._walk(folder, files, links)
        if named:
            files = [name for name in files if os.path.realpath(name) not in named]
        if links:
            known = named.union(map(os.path.realpath, files))
            for link in links:
                if (real := os.path.realpath(link)) not in known:
                    known.add(real)
                    files.append(link)
        start = "" if folder.rstrip("/") != "." else f"{folder.rstrip('/')}/"
        return [name.removeprefix(start) for name in sorted(files, key=lambda name: name.split("/"))]

    def _walk(self, folder: str, files: list[str], links: list[str]) -> None:
        """Collect the files below a folder, those that are links apart."""
        folders, linked = [folder], list[str]()
        # What is reached by no link comes first, so that it is told by its own name.
        while folders or linked:
            path = folders.pop() if folders else linked.pop(0)
            try:
                status = Path(path).stat()
                if (key := (status.st_dev, status.st_ino)) in self._visited:
                    continue
                self._visited.add(key)
                for entry in self._entries(path):
                    is_report = entry.name[-5:].lower() == SUFFIX
                    if _is(entry.is_dir):
                        (linked if entry.is_symlink() else folders).append(entry.path)
                    elif is_report:
                        found = files if not entry.is_symlink() else links
                        (found if _is(entry.is_file) else self.no_files).append(entry.path)
                    elif entry.is_symlink() and "." not in entry.name and not _is(entry.is_file):
                        # By its name it was to lead to a folder.
                        self.no_files.append(entry.path)
            except OSError as error:
                self.errors.append((path, error))

    def passed_over(self, word: str) -> list[str]:
        """What is said of that which has the name of a report in a folder and is none, after what was not done."""
        return [f"{word}：{shown(name.removeprefix('./'))}：{_what(name)}。" for name in sorted(self.no_files)]

    @staticmethod
    def _entries(folder: str) -> Iterator["os.DirEntry[str]"]:
        with os.scandir(folder) as entries:
            yield from sorted((each for each in entries if not each.name.startswith(".")), key=lambda each: each.name)


def _is_folder(name: str) -> bool:
    try:
        return Path(name).is_dir()
    # A name that is too long, or holds NUL, is told of where it is read.
    except (OSError, ValueError):
        return False


def _is(kind: Callable[[], bool]) -> bool:
    try:
        return kind()
    # A link in a circle leads nowhere.
    except OSError:
        return False


def _what(name: str) -> str:
    # A link in a circle does not exist.
    if os.path.islink(name) and not os.path.exists(name):  # noqa: PTH110, PTH114
        return "链接所指的不存在"
    return "这不是普通文件，是管道、套接字或设备"


def beside(targets: Sequence[Target]) -> Iterator[Target]:
    """The files that stand beside those named, and may be last year's reports of them."""
    names = {os.path.normpath(target.name) for target in targets}
    for folder in dict.fromkeys(Path(target.name).parent for target in targets if not target.in_folder):
        with suppress(OSError, ValueError), os.scandir(folder) as entries:
            for name in sorted(each.name for each in islice(entries, MOST_NAMES)):
                path = str(folder / name)
                if name[-5:].lower() == SUFFIX and not name.startswith(".") and os.path.normpath(path) not in names:
                    yield Target(path, True)
