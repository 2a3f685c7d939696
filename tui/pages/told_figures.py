"""What a page of prose says of its numbers, worked out once for each state of the report and of a text."""

from collections.abc import Mapping

from render.line_breaking import text_width
from schema.checks.claims.findings import NUMBER_RULES
from schema.checks.claims.growth import PROSE_GROWTH
from schema.checks.claims.statements import PROSE_NONE
from schema.checks.placeholders import PLACEHOLDER_UNKNOWN
from schema.findings import Finding, Severity
from schema.form import Place
from tui.messages import Message
from tui.pages.prose_items import Item
from tui.prose_figures import (
    Told,
    around,
    in_a_line,
    in_lines,
    paragraph_at,
    sentence_at,
    tally,
    told_of,
    with_text,
    within,
)
from tui.session import Session

_CODES = frozenset(rule.code for rule in (*NUMBER_RULES, PROSE_NONE, PROSE_GROWTH))
_LINES = 2
_LABEL = "不符"
_SLACK = 8
"""Cells that breaking a line, and the blanks about a word before the numbers, may leave free."""


def _more(count: int) -> str:
    return f"；……还有{count}个，F1看全部"


def is_of_numbers(finding: Finding) -> bool:
    """Whether a finding is about a number in prose, which stands among the numbers anyway."""
    unknown = finding.code == PLACEHOLDER_UNKNOWN.code and finding.severity is Severity.ERROR
    return unknown or finding.code in _CODES


class ToldFigures:
    """The numbers of a session's texts, held against its tables."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[Place, tuple[object, str, list[Told]]] = {}

    def of(self, place: Place, text: str) -> list[Told]:
        """The numbers of a text that is at a place, or will be."""
        context = self._session.figures
        known = self._known.get(place)
        if known is None or known[0] is not context or known[1] != text:
            known = self._known[place] = (context, text, told_of(with_text(context, place, text), place))
        return known[2]

    def message(self, place: Place, text: str, caret: int, width: int) -> Message | None:
        """The numbers of the caret's paragraph, as many as fit, those of its sentence first; None without any."""
        told = within(self.of(place, text), *paragraph_at(text, caret))
        if not told:
            return None
        label = _LABEL if any(each.wrong for each in told) else ""
        room = _LINES * (width - 2) - text_width(label) - _SLACK
        chosen = told
        if text_width(in_a_line(told)) > room:
            chosen = around(told, caret, room - text_width(_more(len(told))), sentence_at(text, caret))
        more = _more(len(told) - len(chosen)) if len(chosen) < len(told) else ""
        return Message(in_a_line(chosen) + more, "normal", label, "query")

    def tally(self, texts: Mapping[Place, str]) -> str:
        """How many of the numbers of several texts were compared with the tables."""
        return tally([each for place, text in texts.items() for each in self.of(place, text)])

    def of_paragraph(self, place: Place, text: str, caret: int) -> str:
        """The numbers of the caret's paragraph, one a line; empty where there are none."""
        told = within(self.of(place, text), *paragraph_at(text, caret))
        return "\n".join(["本段的数字", *in_lines(told), "", ""]) if told else ""

    def listing(self, texts: Mapping[Item, str]) -> str:
        """Every number of several texts, one a line under the name of its text."""
        lines: list[str] = []
        for item, text in texts.items():
            if item.place is not None and (told := self.of(item.place, text)):
                lines += [f"{item.label}　{tally(told)}", *in_lines(told), ""]
        return "\n".join(lines[:-1]) or "这一节的正文里没有数字。"
