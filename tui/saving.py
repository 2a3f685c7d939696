"""What saving a report meets and does, and what its file holds that is no longer what was read."""

import os
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from schema.atomic_file import SaveError
from schema.findings import Finding
from schema.form import Edition
from schema.report_file import Loaded, from_bytes, read_bytes
from schema.unsafe import shown
from tui.report_reading import reason_of

_LISTED = 3


class OutsideChangeError(Exception):
    """The file on the disk is no longer the one that was read; nothing was written.

    ``data`` is what it holds instead; empty where it is gone.
    """

    def __init__(self, data: bytes = b"") -> None:
        super().__init__()
        self.data = data


class UnreadableError(SaveError):
    """The file on the disk cannot be read, so that nobody knows what saving would overwrite; nothing was written.

    ``reason`` says why, in Chinese.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"未保存：无法核对文件现在的内容。{reason}")
        self.reason = reason


class SaveOutcome(NamedTuple):
    """What saving did."""

    written: bool
    """False where the file already held everything."""
    confirmed: bool = True
    """Whether the disk confirmed it."""
    back_to_draft: str = ""
    """What set a final report back to draft, in Chinese; empty where nothing did."""


class Outside(NamedTuple):
    """What the file of a report holds after somebody else has changed it.

    ``loaded`` is None where the file is gone or is no report that one can go on with; ``problems`` then say why.
    """

    data: bytes
    gone: bool = False
    loaded: Loaded | None = None
    problems: tuple[str, ...] = ()


def bytes_on_disk(path: Path) -> bytes:
    """What a report's file holds now; empty where it is gone. Raises UnreadableError."""
    try:
        return read_bytes(path, regular=True)
    except FileNotFoundError:
        return b""
    except (OSError, ValueError) as error:
        raise UnreadableError(reason_of(error)) from error


def bytes_expected(path: Path, expected: Collection[bytes | None]) -> bytes:
    """What a report's file holds now, one of what it may hold. Raises OutsideChangeError and as `bytes_on_disk`."""
    data = bytes_on_disk(path)
    if data not in expected:
        raise OutsideChangeError(data)
    return data


def outside(path: Path, data: bytes, edition: Edition) -> Outside:
    """Understand what a file holds now.

    Args:
        path: The file.
        data: Its bytes; empty where it is gone.
        edition: That of the report being edited.
    """
    if not data:
        gone = not os.path.exists(path)  # noqa: PTH110 - Path.exists raises where the folder may not be looked into
        return Outside(data, gone, problems=() if gone else ("文件现在是空的。",))
    loaded = from_bytes(path, data)
    # What nobody knows is kept as it stands, and hinders nobody.
    misfits = [finding for finding in loaded.findings if finding.code != "key-unknown"]
    if misfits or loaded.report is None:
        return Outside(data, problems=tuple(_described(misfits)))
    if loaded.report.edition is not edition:
        numbers = f"文件现在按{loaded.report.edition.number}版格式，这里填的是{edition.number}版"
        return Outside(data, problems=(f"{numbers}，两者不能逐项比较。",))
    return Outside(data, loaded=loaded)


def _described(findings: list[Finding]) -> Iterable[str]:
    for finding in findings[:_LISTED]:
        line = f"第{finding.line}行：" if finding.line is not None else ""
        yield f"{line}{shown(finding.message)}。{shown(finding.suggestion)}"
    if len(findings) > _LISTED:
        yield f"还有{len(findings) - _LISTED}处。"
