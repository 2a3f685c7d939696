"""Two report files compared, and the result in the format asked for."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from schema.cells import BLANK
from schema.differences import Differences, differences
from schema.findings import Finding
from schema.form import Edition
from schema.report import Report
from schema.report_file import Loaded
from tui.commands.streams import data, narrate
from tui.report_reading import UNREADABLE, finding_line, read

if TYPE_CHECKING:
    from render.review_sheet import Sheet

NOWHERE = "/dev/null"
"""What git names as the file of a side that has none."""
_OF_GIT = "git-blob-"
"""How a folder begins in which git lays out a file for a difftool."""
_WRITTEN_OTHERWISE = "内容没有差别；文件的写法或注释不同"


class Side(NamedTuple):
    """One side of a comparison.

    ``name`` is what it is called, ``path`` where it belongs: the report of the year before is looked for beside that.
    ``loaded`` is None where there is no such file.
    """

    name: str
    path: Path
    loaded: Loaded | None

    @property
    def report(self) -> Report | None:
        return None if self.loaded is None else self.loaded.report

    @property
    def findings(self) -> Sequence[Finding]:
        """What does not fit the form of a report file."""
        return () if self.loaded is None else self.loaded.findings

    @property
    def absent(self) -> bool:
        """Whether there is no such file."""
        return self.loaded is None


def compare(old: str, new: str, kind: str, output: str | None) -> int:
    """Compare two files: 0 no difference, 1 differences, 2 a file cannot be read or the result not written."""
    sides = [_side(old), _side(new)]
    unreadable = [side for side in sides if side is None or (side.loaded is not None and side.report is None)]
    if unreadable:
        for side in unreadable:
            if side is not None:
                narrate("\n".join(finding_line(side.name, finding) for finding in side.findings))
        return UNREADABLE
    one, other = (side for side in sides if side is not None)
    if one.absent and other.absent:
        data(_text(one, other, Differences(), kind))
        return 0
    found = compared(one, other)
    text = _text(one, other, found, kind)
    if output is None:
        if kind == "html":
            from tui.commands.streams import use_utf8

            use_utf8()
        data(text)
    else:
        from tui.commands.result_file import write_result

        if code := write_result(output, text):
            return code
    if kind == "json" and not found.changes and _bytes(one) != _bytes(other):
        narrate(f"{_WRITTEN_OTHERWISE}。")
    return int(bool(found.changes))


def _side(name: str) -> Side | None:
    """The file of a name; None, and a line to the user, where it cannot be read at all."""
    if name == NOWHERE:
        return Side(name, Path(name), None)
    loaded = read(name)
    return None if loaded is None else Side(name, Path(name), loaded)


def _bytes(side: Side) -> bytes:
    return b"" if side.loaded is None else side.loaded.data


def compared(old: Side, new: Side) -> Differences:
    """What differs between two sides, of which one at least has a report and none is unreadable."""
    one, other = both_reports(old, new)
    if one == other and not old.findings and not new.findings:
        return Differences()
    from schema.differences.checking import findings_of_both

    said = findings_of_both(old.report, old.path, new.report, new.path)
    one_said, other_said = (
        None if side.absent else [*side.findings, *found] for side, found in zip((old, new), said, strict=True)
    )
    return differences(one, other, one_said, other_said)


def both_reports(old: Side, new: Side) -> tuple[Report, Report]:
    """The reports of two sides; for one that is not there, one of the other's edition in which nothing stands."""
    some = old.report or new.report
    assert some is not None
    return old.report or _nothing(some.edition), new.report or _nothing(some.edition)


def _nothing(edition: Edition) -> Report:
    return Report(edition, cells=dict.fromkeys(edition.cells, BLANK))


def sheet_lines(old: Side, new: Side, found: Differences) -> str:
    """What differs as text."""
    from render.review_text import sheet_text

    return sheet_text(_sheet(old, new, found))


def _sheet(old: Side, new: Side, found: Differences) -> "Sheet":
    from render.review_sheet import build_sheet

    names = _called(old, new, "改动前"), _called(new, old, "改动后")
    verdict = "没有差别" if _bytes(old) == _bytes(new) else _WRITTEN_OTHERWISE
    return build_sheet(found, *both_reports(old, new), names, verdict)


def _called(side: Side, other: Side, when: str) -> str:
    """What a side is called: without the folder that git has laid it out in, and apart from the other."""
    if side.absent:
        return "没有这个文件"
    if any(part.startswith(_OF_GIT) for part in side.path.parts[:-1]):
        return f"{side.path.name}（{when}）"
    return f"{side.name}（{when}）" if side.name == other.name else side.name


def _text(old: Side, new: Side, found: Differences, kind: str) -> str:
    if kind == "json":
        from tui.commands.json_lines import array

        return array(change.as_json() for change in found.changes)
    if old.absent and new.absent:
        return "两边都没有文件。\n"
    if kind == "html":
        from render.review_page import sheet_page

        return sheet_page(_sheet(old, new, found))
    return sheet_lines(old, new, found)
