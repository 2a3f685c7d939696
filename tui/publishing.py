"""The page for the website: where it goes, what it would take the place of, and writing it."""

import os
from dataclasses import dataclass
from pathlib import Path

from schema.atomic_file import SaveError, write_atomically
from schema.report_file import VerificationError
from schema.unsafe import shown
from tui.session import Session

SUFFIX = ".html"


class PublishingError(Exception):
    """The page was not written; what was there stands. The message is Chinese and says what to do."""


@dataclass(frozen=True, slots=True)
class Published:
    """The page was written."""

    target: Path
    draft: bool
    """Whether it says of itself that it is a draft."""


class Publisher:
    """Writes the page of a report beside it, and knows its own pages from other people's files."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._written: dict[Path, tuple[int, int, int]] = {}

    @property
    def target(self) -> Path:
        """Where the page goes."""
        path = self._session.loaded.path
        return path.with_name(f"{path.stem}{SUFFIX}")

    def in_the_way(self) -> bool:
        """Whether there is a file at the target that was not written from here, or was changed since."""
        stamp = _stamp(self.target)
        return stamp is not None and stamp != self._written.get(self.target)

    def publish(self, *, over: bool = False) -> Published:
        """Write the page; with `over` in place of whatever file there is. Raises PublishingError.

        The report itself is never overwritten.
        """
        target = self.target
        if _same_file(target, self._session.loaded.path):
            raise PublishingError(
                f"网页没有写出：报告的文件名也是{shown(target.name)}，网页会盖掉报告。请先在Esc菜单里另存为.toml文件。"
            )
        stamp = _stamp(target)
        own = stamp is not None and stamp == self._written.get(target)
        try:
            page, draft = _page(self._session)
            write_atomically(target, page, must_be_new=not (over or own))
        except (SaveError, VerificationError) as error:
            raise PublishingError(f"网页{error}") from error
        except ValueError as error:
            raise PublishingError("网页没有写出：文件名或内容里有不能写出的字符。请核对。") from error
        if (stamp := _stamp(target)) is not None:
            self._written[target] = stamp
        return Published(target, draft)


def _page(session: Session) -> tuple[bytes, bool]:
    """The page, and whether it is a draft's. Raises as `Session.staged`."""
    from hashlib import sha256

    from render.document import build
    from render.html import to_html

    report = session.report
    digest = sha256(session.staged()).hexdigest()
    document = build(report, findings=session.findings)
    return to_html(document, source_hash=digest, edition=report.edition.number).encode(), bool(document.draft)


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """What changes when a file is written; None where there is none, or none that can be looked at."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


def _same_file(one: Path, other: Path) -> bool:
    """Whether two names are of one file, which need not exist yet."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return os.path.realpath(one) == os.path.realpath(other)
