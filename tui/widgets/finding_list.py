"""Everything that is said about a report, by severity, to go through with the cursor keys."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from textual import events
from textual.geometry import Offset
from textual.message import Message

from schema.findings import COVER, Finding, Severity
from schema.form import Edition, Place
from schema.places import place_name
from tui.step_names import STEP_NAMES
from tui.widgets.command_keys import broken, command_of
from tui.widgets.line_widget import LineWidget, Run

_STYLES = {Severity.ERROR: "error", Severity.QUERY: "query", Severity.HINT: "normal"}
_STEPS = {"up": -1, "down": 1, "shift+tab": -1, "tab": 1}
_SIDE_STEPS = {"left": -1, "right": 1}
_SECTION_CELLS = 7
"""The cells before a message: the mark, the section and a blank after it."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the list; `item` is the number of the finding it belongs to, None for a heading."""

    text: str
    style: str
    item: int | None = None
    section: str = ""
    first: bool = False


class FindingList(LineWidget, can_focus=True):
    """Findings under headings; the last line names the place that Enter goes to."""

    @dataclass
    class Chosen(Message):
        """The user wants to go to a place of a finding; None where it has none."""

        finding: Finding
        place: Place | None

    @dataclass
    class ReasonAsked(Message):
        """The user wants to say why a finding may stand."""

        finding: Finding

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._edition: Edition | None = None
        self._groups: list[tuple[str, list[Finding]]] = []
        self._findings: list[Finding] = []
        self._reasons: Mapping[int | None, str] = {}
        self._selected = self._where = self._top = 0
        self._laid_out: tuple[int, list[_Line]] = (-1, [])
        self._starts: list[int] = []

    # What is shown

    @property
    def selected(self) -> Finding | None:
        """The selected finding; None in an empty list."""
        return self._findings[self._selected] if self._findings else None

    @property
    def place(self) -> Place | None:
        """The place of the selected finding that Enter goes to."""
        where = self.selected.where if self.selected else ()
        return where[self._where] if where else None

    @property
    def caret(self) -> Offset | None:
        """The first line of the selected finding; None before the list has a size."""
        if not self.size:
            return None
        y = self._span(self._selected)[0] - self._top if self._findings else 0
        return self.content_region.offset + Offset(0, min(y, self.size.height - 1))

    def show(
        self, findings: Iterable[Finding], edition: Edition, reasons: Mapping[int | None, str] | None = None
    ) -> None:
        """Show findings, each severity's in the order given; the one that was selected stays so if it is there.

        Args:
            findings: The findings.
            edition: That of the report.
            reasons: What accepted ones are accepted with, by their entries.
        """
        self._reasons = reasons or {}
        before, place, index = self.selected, self.place, self._selected
        self._edition = edition
        self._groups = _grouped(list(findings))
        self._findings = [finding for _title, group in self._groups for finding in group]
        self._laid_out = (-1, [])
        same = _likest(self._findings, before)
        self._selected = max(0, min(index, len(self._findings) - 1)) if same is None else same
        where = self.selected.where if same is not None and self.selected else ()
        self._where = where.index(place) if place in where else 0
        self._reveal()
        self.refresh()

    def shows(self, finding: Finding) -> bool:
        """Whether the selected finding tells of the same as one, though the figures may have changed."""
        return self.selected is not None and _identity(self.selected) == _identity(finding)

    def select_first(self) -> None:
        """Select the gravest finding, at the top."""
        self._top = 0
        self._select(0)

    # Keys

    def press(self, event: events.Key) -> bool:
        """Select or go to a finding; False for a key that the list has no use for."""
        if not self._findings:
            return False
        command = command_of(event)
        finding = self._findings[self._selected]
        if command == "enter":
            self.post_message(self.Chosen(finding, self.place))
        elif command == "a":
            self.post_message(self.ReasonAsked(finding))
        elif command in _SIDE_STEPS:
            self._where = (self._where + _SIDE_STEPS[command]) % max(len(finding.where), 1)
            self.refresh_lines(self.size.height - 1)
        elif (index := self._target(command)) is not None:
            self._select(max(0, min(index, len(self._findings) - 1)))
        else:
            return False
        return True

    def paste(self, text: str) -> None:
        """Pasted text means nothing here."""

    def _target(self, command: str) -> int | None:
        if command in _STEPS:
            return self._selected + _STEPS[command]
        if command in ("home", "end"):
            return 0 if command == "home" else len(self._findings)
        if command not in ("pageup", "pagedown"):
            return None
        forward = command == "pagedown"
        y = self._span(self._selected)[0] + (self._room if forward else -self._room)
        passed = bisect_right(self._starts, y) - 1
        return max(passed, self._selected + 1) if forward else min(passed, self._selected - 1)

    def _select(self, index: int) -> None:
        if index != self._selected:
            self._selected, self._where = index, 0
            self._reveal()
            self.refresh()

    # Layout

    @property
    def _room(self) -> int:
        """The lines over the one that names the place."""
        return max(self.size.height - 1, 1)

    def _lines(self) -> list[_Line]:
        """Every line for the present width."""
        if self._laid_out[0] != self.size.width:
            lines = list(self._layout(self.size.width - _SECTION_CELLS))
            self._laid_out = (self.size.width, lines)
            self._starts = [y for y, line in enumerate(lines) if line.first]
        return self._laid_out[1]

    def _layout(self, width: int) -> Iterable[_Line]:
        item = 0
        for title, group in self._groups:
            yield _Line(f"{title} {len(group)}", "header")
            for finding in group:
                style = "dim" if finding.accepted else _STYLES[finding.severity]
                section = self._section_name(finding)
                for number, text in enumerate(broken(finding.message, width)):
                    yield _Line(text, style, item, "" if number else section, number == 0)
                for text in broken(advice, width) if (advice := self._advice(finding)) else ():
                    yield _Line(text, "dim", item)
                item += 1

    def _advice(self, finding: Finding) -> str:
        """What stands under a finding: what to do, or why it was let stand."""
        reason = self._reasons.get(finding.entry) if finding.accepted else None
        return finding.suggestion if reason is None else f"理由：{reason}"

    def _section_name(self, finding: Finding) -> str:
        assert self._edition is not None
        if not finding.section:
            return "文件"
        if finding.section == COVER:
            return STEP_NAMES[COVER]
        return next((each.numeral for each in self._edition.sections if each.key == finding.section), "")

    def _span(self, item: int) -> tuple[int, int]:
        """The first line of a finding and the line after its last."""
        lines = self._lines()
        begin = end = self._starts[item]
        while end < len(lines) and lines[end].item == item:
            end += 1
        return begin, end

    def _reveal(self) -> None:
        """Bring the selected finding into view, with the heading over it where that fits."""
        if not self._findings or not self.size:
            self._top = 0
            return
        begin, end = self._span(self._selected)
        if begin and self._lines()[begin - 1].item is None:
            begin -= 1
        top = min(max(self._top, end - self._room), begin)
        self._top = max(0, min(top, len(self._lines()) - self._room))

    def on_resize(self) -> None:
        """Break the lines anew, the selected finding in view."""
        self._reveal()
        self.refresh()

    # Drawing

    def runs_at(self, y: int) -> Sequence[Run]:
        """A heading, a line of a finding, or the place."""
        if not self._findings:
            return (("没有发现问题", "good"),) if y == 0 else ()
        if y == self.size.height - 1:
            return ((self._place_line(), "header"),)
        lines = self._lines()
        if self._top + y >= len(lines):
            return ()
        line = lines[self._top + y]
        if line.item is None:
            return ((line.text, line.style),)
        selected = line.item == self._selected
        mark = "> " if selected and line.first else "  "
        blank = " " * (_SECTION_CELLS - 2 - 2 * len(line.section))
        style = "focused" if selected and line.style != "dim" else line.style
        return ((f"{mark}{line.section}{blank}", "header" if selected else "normal"), (line.text, style))

    def _place_line(self) -> str:
        finding, place = self.selected, self.place
        if finding is None or place is None or self._edition is None:
            return ""
        count = len(finding.where)
        several = f"（第{self._where + 1}处，共{count}处，左右键换）" if count > 1 else ""
        return f"Enter 到：{place_name(self._edition, place)}{several}"


def _grouped(findings: list[Finding]) -> list[tuple[str, list[Finding]]]:
    """Findings under their headings; queries that were accepted come after those that stand."""
    groups = []
    for severity in Severity:
        here = [finding for finding in findings if finding.severity is severity]
        standing = [finding for finding in here if not finding.accepted]
        accepted = [finding for finding in here if finding.accepted]
        groups += [(severity.label, standing), (f"已说明的{severity.label}", accepted)]
    return [group for group in groups if group[1]]


def _likest(findings: Sequence[Finding], before: Finding | None) -> int | None:
    """The finding that tells of the same as one before, though the figures in the message may have changed.

    A text may give rise to several that share even the place; of those it is the one of the same values, the nearest.
    """
    same = [n for n, each in enumerate(findings) if before is not None and _identity(each) == _identity(before)]
    return min(same, key=lambda n: _distance(findings[n], before), default=None) if before is not None else None


def _distance(one: Finding, other: Finding) -> tuple[bool, int]:
    return one.values != other.values, abs((one.offset or 0) - (other.offset or 0))


def _identity(finding: Finding) -> tuple[object, ...]:
    # Of a query that has just been accepted the cursor takes leave: the next is to be dealt with.
    return finding.code, finding.severity, finding.where, finding.section, finding.accepted
