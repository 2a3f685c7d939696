"""Which of many files may be last year's report of which: told from their first bytes."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from schema.report_file import read_bytes
from schema.siblings import HEAD_BYTES, MOST_CANDIDATES, Head, head_in, head_read
from tui.checking.found import Target

# `edition = "2021"`, in quotes, is what Rust writes.
_SIGN_OF_A_REPORT = (
    rb"""(?m)^[ \t]*(?:["']?edition["']?[ \t]*=(?![ \t]*["'])"""
    rb"""|\[+[ \t]*(?:report|agency|disclosure|requests|disputes)\b"""
    rb"""|(?:report|agency|disclosure|requests|disputes)[ \t]*\.)"""
)
_FIRST_BYTES = 2_048

Look = Head | bool
"""What a look at a file tells: year and agency; else whether it may be a report all the same."""


def look(target: Target) -> Look:
    """Look at the first bytes of a file.

    What cannot be read, is empty or is no text may be a report that came to harm: only the check will tell.
    """
    try:
        data = read_bytes(Path(target.name), regular=True, most=_FIRST_BYTES)
        if (head := head_in(data)) is None and len(data) == _FIRST_BYTES:
            data = read_bytes(Path(target.name), regular=True, most=HEAD_BYTES)
            head = head_in(data)
    except (OSError, ValueError):
        return True
    # What has these two keys and no sign of a report may be anything that has an author.
    if re.search(_SIGN_OF_A_REPORT, data) is not None:
        return head or head_read(Path(target.name)) or True
    return not (target.in_folder or target.may_be_other) or not _is_other_text(data)


def is_other(data: bytes) -> bool:
    """Whether a file is text, and by its first bytes nothing that was ever a report."""
    data = data[:HEAD_BYTES]
    return re.search(_SIGN_OF_A_REPORT, data) is None and _is_other_text(data)


def _is_other_text(data: bytes) -> bool:
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        # Only what was cut off at the end of what was read.
        return len(data) in (_FIRST_BYTES, HEAD_BYTES) and error.start > len(data) - 4
    return bool(text.strip()) and "\0" not in text


class Chain:
    """The files of each agency and year."""

    def __init__(self, looks: Iterable[Look]) -> None:
        self._files: dict[Head, list[int]] = {}
        self._heads: list[Look] = []
        for index, seen in enumerate(looks):
            self._heads.append(seen)
            if isinstance(seen, Head):
                self._files.setdefault(seen, []).append(index)

    def may_be_report(self, index: int) -> bool:
        """Whether a file is to be checked; one that was not looked at is."""
        return index >= len(self._heads) or bool(self._heads[index])

    def candidates(self, index: int) -> Sequence[int]:
        """The files that seem to be last year's report of a file: a few at most."""
        head = self._heads[index] if index < len(self._heads) else False
        if not isinstance(head, Head):
            return ()
        return self._files.get(Head(b"%d" % (int(head.year) - 1), head.agency), ())[:MOST_CANDIDATES]
