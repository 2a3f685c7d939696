"""The sheet of what differs between two reports as one self-contained HTML page."""

from render.page_environment import page_environment
from render.review_entries import Sign
from render.review_sheet import Sheet

_MARKS: dict[Sign, tuple[str, str]] = {
    "+": ("+", "added"),
    "-": ("−", "removed"),
    "~": ("改", "changed"),
    "": ("", "follows"),
    "!": ("✗", "wrong"),
    "v": ("✓", "right"),
    "?": ("注", "noted"),
}


def sheet_page(sheet: Sheet) -> str:
    """The page of a sheet: no script, no other file, everything escaped; readable on a phone and in black on paper."""
    return page_environment("review.css").get_template("review.html.j2").render(sheet=sheet, marks=_MARKS)
