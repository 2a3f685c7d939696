"""Opening reports, and leaving them as a session that was killed leaves them."""

from pathlib import Path

from schema.unsafe import find_unsafe
from tests.tui.drafts.journalled import journalled
from tui.opened import Opened
from tui.opening import open_report

COMPANY = "requests.received.company"


def opened(path: Path, *, taking_over: bool = False) -> Opened:
    """A report that can be opened."""
    result = open_report(path, taking_over=taking_over)
    assert isinstance(result, Opened)
    assert not any(find_unsafe(told) for told in (*result.notices, result.remark, result.session.read_only))
    return result


def leave(path: Path, texts: dict[str, str], typed: dict[str, str] | None = None) -> None:
    """Fill something in and be killed."""
    session, journal = journalled(path)
    for place, text in texts.items():
        session.edit(place, text)
    for place, text in (typed or {}).items():
        journal.typing(place, text)


def abandon(it: Opened) -> None:
    """Leave, and want nothing of what is not saved."""
    it.session.given_up = True
    assert it.close() == ""


def lock_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.lock")
