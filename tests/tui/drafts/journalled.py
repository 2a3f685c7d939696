"""Sessions with a journal, and what is left of them."""

import os
from pathlib import Path
from zlib import crc32

from schema.report import Part, Report
from schema.report_file import load
from tui.drafts.draft_file import Draft, find_drafts
from tui.drafts.journal import Journal
from tui.session import Session

RECEIVED = "requests.received.natural_person"
DENIED = "requests.denied.state_secret.natural_person"
FIRST = "overview.parts.0.text"
PARTS = [Part("甲", "一。"), Part("乙", "二。"), Part("丙", "三。")]
SWAPPED = [PARTS[1], PARTS[0], PARTS[2]]


def journalled(file: Path) -> tuple[Session, Journal]:
    """A session of a file, with its journal."""
    session = Session(load(file))
    journal = Journal(session)
    session.observers.append(journal)
    return session, journal


def only_draft(file: Path) -> Draft:
    """What is left for a report."""
    (draft,) = find_drafts(file)
    return draft


def recovered(file: Path) -> Report:
    """The report with what is left for it."""
    report = load(file).report
    assert report is not None
    drafts = find_drafts(file)
    assert len(drafts) <= 1 and not any(draft.refusal for draft in drafts)
    for draft in drafts:
        report, missing = draft.applied(report)
        assert missing == []
    return report


def line(text: str | bytes) -> bytes:
    """A line of a draft with the checksum that it should have."""
    data = text.encode() if isinstance(text, str) else text
    return b"\n%08x %b\n" % (crc32(data), data)


def beside(file: Path) -> Path:
    """Where the draft of a report should be."""
    return file.with_name(f".{file.name}.draft-{os.geteuid()}")


def names(folder: Path) -> list[str]:
    """What is in a folder."""
    return sorted(path.name for path in folder.iterdir())
