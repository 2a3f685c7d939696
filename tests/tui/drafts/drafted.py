"""Drafts put together by somebody else."""

import json
from pathlib import Path

from schema.report import Report
from tests.tui.drafts.journalled import RECEIVED, beside, line, only_draft
from tui.drafts.draft_file import Draft
from tui.drafts.owner import Owner

HEADER = {"draft": 1, "report": "report.toml", "edition": 2021, "base": "00", "owner": Owner.here().to_json()}
RECORD = {"time": "2026-01-20T10:32:05+08:00", "texts": {RECEIVED: "7"}}


def drafted(file: Path, *records: object, header: object = HEADER) -> Draft:
    """A draft of lines with the right checksums."""
    lines = [each if isinstance(each, bytes) else line(json.dumps(each)) for each in (header, *records)]
    beside(file).write_bytes(b"".join(lines).lstrip(b"\n"))
    return only_draft(file)


def applied(draft: Draft, report: Report) -> Report:
    """The report with a draft's values."""
    return draft.applied(report)[0]
