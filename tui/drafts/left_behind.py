"""What earlier sessions left of a report: drafts to offer, and what to say of those that cannot be offered."""

from pathlib import Path

from schema.report import Report
from schema.unsafe import shown
from tui.drafts.draft_file import Draft, find_drafts
from tui.drafts.owner import Owner

_LEFT = "没有动它。用不着的话，可以把它删去。"


def sort_drafts(path: Path, report: Report) -> tuple[list[Draft], list[str]]:
    """The drafts that hold something a report does not, the newest first, and what to say of the others, in Chinese.

    A draft that holds nothing more is removed: its session saved, and ended before it could remove it.
    """
    offered: list[Draft] = []
    notices: list[str] = []
    for draft in find_drafts(path):
        if draft.refusal:
            notices.append(draft.refusal)
        elif draft.edition == report.edition.number and draft.applied(report)[0] != report:
            offered.append(draft)
        elif reason := _no_use(draft, report):
            notices.append(f"恢复草稿 {shown(str(draft.file))} {reason}，{_LEFT}")
        else:
            draft.remove()
    return offered, notices


def _no_use(draft: Draft, report: Report) -> str:
    """Why a draft can be neither offered nor removed; empty where it may be removed."""
    if draft.edition != report.edition.number:
        return "是按另一个年度的格式填的"
    if draft.unread:
        return f"损坏了{draft.unread}行，读得出来的都已经在文件里"
    return "" if draft.holds_no_more_than(report) else "里有几处，这份报告已经没有地方放"


def living_writer(path: Path) -> Owner | None:
    """Who else on this host has a report open, as their journal shows where there can be no lock."""
    for draft in find_drafts(path):
        if draft.is_written_elsewhere:
            return draft.owner
    return None
