"""What saving a report meets and does, and how its file is compared with the one that was read."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from schema.atomic_file import SaveError
from schema.findings import Finding, Severity
from schema.report_file import read_bytes
from tui.report_reading import reason_of


class OutsideChangeError(Exception):
    """The file on the disk is no longer the one that was read; nothing was written."""


@dataclass(frozen=True, slots=True)
class SaveOutcome:
    """What saving did."""

    written: bool
    """False where the file already held everything."""
    confirmed: bool = True
    """Whether the disk confirmed it."""
    back_to_draft: bool = False
    """Whether a final report with errors was set back to draft."""


def bytes_on_disk(path: Path) -> bytes:
    """What a report's file holds now; empty where it is gone. Raises SaveError where it cannot be read."""
    try:
        return read_bytes(path, regular=True)
    except FileNotFoundError:
        return b""
    except (OSError, ValueError) as error:
        raise SaveError(f"未保存：无法核对文件现在的内容。{reason_of(error)}") from error


def errors_among(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that keep a report from being final."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]
