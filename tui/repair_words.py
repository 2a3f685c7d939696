"""What is said of a likely wrong figure and of what would set it right."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from render.line_breaking import text_width
from schema.checks.sums import BALANCE, DISPUTES_TOTAL, RESULTS_TOTAL, ROW_TOTAL
from schema.findings import Finding
from schema.form import Place
from schema.places import place_name
from tui.hints import abridged
from tui.messages import Message
from tui.session import Session

if TYPE_CHECKING:
    from schema.checks.locator import Located

_LINE = 72
"""Cells of one line of a message behind the word that says how serious it is."""
_KEY = "（F5采纳）"
_SUMS = {rule.code for rule in (BALANCE, RESULTS_TOTAL, ROW_TOTAL, DISPUTES_TOTAL)}


def concerns(session: Session, located: "Located", place: Place) -> bool:
    """Whether a place is one to be changed, or in a sum that would add up then."""
    return place in located.places or any(place in finding.where for finding in _settled(session, located))


def message(session: Session, located: "Located", place: Place = "", lines: int = 1) -> Message:
    """A sum that does not add up, that of a place if there is one, and what would set it right.

    It is as short as the lines under the page ask.
    """
    key = "" if session.read_only else _KEY
    where = _section_elsewhere(session, located, place)
    findings = sorted(_settled(session, located), key=lambda each: place not in each.where)
    if not findings:
        return Message(f"{where}{told(located)}{key}", "normal", "填错", "suspect")
    finding = findings[0]
    name = place_name(session.report.edition, finding.where[0])
    failing = finding.message.removeprefix(f"{name}：")
    briefly = finding.message.partition("：")[0] if failing == finding.message else f"{name.partition('·')[2]}不符"
    changes, look = change(located), located.brief.partition("相符，")[2]
    pairs = [(failing, located.words), (failing, located.brief), (briefly, f"{changes}，{look}" if look else changes)]
    texts = [f"{where}{said}；{located.lead}{what}{key}" for said, what in (*pairs, (briefly, changes))]
    room = _LINE * lines
    begin = f"{where}{located.lead}"
    texts.append(f"{begin}{abridged(changes, room - text_width(f'{begin}{key}'))}{key}")
    text = next((each for each in texts if text_width(each) <= room), texts[-1])
    return Message(text, "normal", finding.severity.label, "error")


def told(located: "Located") -> str:
    """What would set it right, and whether that must be so or only may be."""
    return f"{located.lead}{located.words}"


def _section_elsewhere(session: Session, located: "Located", place: Place) -> str:
    """The numeral of the section, where the place is not in it."""
    edition = session.report.edition
    section, here = edition.section_of(located.repairs[0].place), edition.section_of(place) if place else None
    return "" if not place or section is None or section is here else f"{section.numeral}："


def change(located: "Located") -> str:
    """The figures now and proposed, with the short labels of their rows."""
    return located.brief.partition("，可使")[0]


def _settled(session: Session, located: "Located") -> Iterator[Finding]:
    keys = {*located.settles, *located.shares}
    return (each for each in session.table_findings() if (each.code, each.where[0]) in keys)


def nothing(session: Session) -> str:
    """Why nothing is offered."""
    if any(finding.code in _SUMS for finding in session.table_findings()):
        return "合计对不上，但改法不止一种，不能确定是哪一格：请对照来源逐格核对。"
    return "没有对不上的合计，没有要改的。"


def done(located: "Located") -> str:
    """What was changed, and how to take it back."""
    begin, end = f"已改{len(located.repairs)}格：", "。可以用Ctrl+Z撤销。"
    return f"{begin}{abridged(change(located), _LINE - text_width(begin + end))}{end}"
