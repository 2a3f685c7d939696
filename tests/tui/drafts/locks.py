"""Locks left and taken."""

import json
from pathlib import Path

from tui.drafts.lock import Held, Lock, NoLock
from tui.drafts.owner import Owner


def lock_path(report: Path) -> Path:
    return report.with_name(f".{report.name}.lock")


def written(report: Path, **changes: object) -> Owner:
    """Leave a lock of an owner like us, but for some changes."""
    owner = Owner.here()._replace(**changes)  # type: ignore[arg-type]
    lock_path(report).write_text(json.dumps(owner.to_json()))
    return owner


def locked(result: Lock | Held | NoLock) -> Lock:
    assert isinstance(result, Lock)
    assert result.still_ours()
    return result
