"""What checking one file came to: small enough to send from process to process and to forget once it is told."""

from typing import NamedTuple


class Outcome(NamedTuple):
    """What is to be printed of a file, and what the summary needs."""

    data: str = ""
    """Findings in the format asked for, each ending its line; as JSON, objects with a comma and a line end between."""
    told: str = ""
    """What the user is told besides, lines without the last line's end."""
    errors: int = 0
    queries: int = 0
    """Those that no reason excuses."""
    hints: int = 0
    accepted: int = 0
    """Queries that a reason excuses."""
    unread: bool = False
    why: str = ""
    """Why it is unread, in Chinese."""
    draft: bool = False
    """Whether it is a report that is not declared final."""
    agency: str = ""
    year: int | None = None
    percent: int = 0
    """How much of the report is filled in; 100 only where everything is."""
