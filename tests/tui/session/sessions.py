"""Sessions, and what is heard of them."""

from pathlib import Path

from schema.report_file import load
from tests import figures
from tui.changes import Change
from tui.session import Session

REQUESTS = figures.EDITION.table("requests")
DISPUTES = figures.EDITION.table("disputes")
RECEIVED = "requests.received.natural_person"


def opened(path: Path) -> Session:
    """A file being edited."""
    return Session(load(path))


class Heard:
    """What an observer of a session heard."""

    def __init__(self, session: Session) -> None:
        self.changes: list[Change] = []
        self.events: list[str] = []
        session.observers.append(self)

    def changed(self, change: Change) -> None:
        self.changes.append(change)
        self.events.append("changed")

    def rebased(self) -> None:
        self.events.append("rebased")

    def saved(self, confirmed: bool) -> None:
        self.events.append("saved" if confirmed else "saved, perhaps")
