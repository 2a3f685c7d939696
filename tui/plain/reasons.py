"""Letting queries stand with a reason, line by line."""

from schema.cells import half_width
from schema.checks.reasons import entry_of
from schema.findings import Finding, Severity
from schema.form import Choice, Place
from schema.unsafe import cleaned
from tui import reasons
from tui.drafts.accepted import query_place
from tui.drafts.records import LONGEST_PLACE
from tui.plain.answers import Command
from tui.plain.dialogue import Dialogue
from tui.plain.findings import finding_line
from tui.reasons import Given, Offer
from tui.session import Session

_MOST_LISTED = 30
_REWRITE = Choice("rewrite", "改写理由")
_AGAIN = Choice("rewrite", "对现在的疑问重新说明")
_WITHDRAW = Choice("withdraw", "撤去说明")
_STAY = Choice("cancel", "不动")
_TAKE = "="


class Reasons:
    """Asks for the reasons of a session's queries; each is one step of undo."""

    def __init__(self, session: Session, dialogue: Dialogue) -> None:
        self._session = session
        self._dialogue = dialogue
        self._by = ""
        self._asking: Finding | None = None
        self._reason = ""

    def unfinished(self, line: str) -> dict[Place, str]:
        """The reason that was being given, when the beginning of a line came and no more; by the query's place."""
        if self._asking is None:
            return {}
        place = query_place(self._asking.code, self._asking.where)
        reason = self._reason or line.strip()
        return {place: reason} if reason and len(place) <= LONGEST_PLACE else {}

    def give(self, visited: Finding | None) -> None:
        """Ask about the query that was visited last, or which of all it is to be. Raises InputEndedError."""
        if self._session.read_only:
            self._say(self._session.read_only)
            return
        same = [each for each in self._session.findings if visited is not None and _same(each, visited)]
        if same and (refused := reasons.refusal(same[0])):
            self._say(refused)
        finding = same[0] if same and not refused and not same[0].accepted else self._chosen()
        if finding is not None:
            self._settle(finding)

    def _say(self, text: str) -> None:
        self._dialogue.say(text)

    def _chosen(self) -> Finding | None:
        """The query that the user names by its number; None where there is none, or none is wanted."""
        found = [finding for finding in self._session.findings if not reasons.refusal(finding)]
        found = sorted(found, key=lambda each: (each.severity is not Severity.QUERY, each.accepted))[:_MOST_LISTED]
        if not found:
            self._say("没有可以说明的疑问。")
            return None
        for number, finding in enumerate(found, 1):
            self._say(f"{number} {self._line(finding)}")
        while True:
            answer = half_width(self._dialogue.ask("说明哪一条？输入序号，q不说明：")).strip().lower()
            if answer in ("", Command.LEAVE.value):
                return None
            if answer.isdecimal() and 0 < int(answer[:4]) <= len(found):
                return found[int(answer[:4]) - 1]
            self._say("没有这个序号。")

    def _line(self, finding: Finding) -> str:
        return finding_line(self._session.report.edition, finding, reason=reasons.reason_of(self._session, finding))

    def _settle(self, finding: Finding) -> None:
        query: Finding | None = finding
        if finding.accepted or reasons.is_lapsed(finding):
            self._say(self._line(finding))
            if not finding.accepted:
                self._say(f"原来的理由：{reasons.reason_of(self._session, finding)}")
            query = finding if finding.accepted else reasons.excused_by(self._session, finding)
            again = _REWRITE if finding.accepted else _AGAIN
            choices = (_WITHDRAW, _STAY) if query is None else (again, _WITHDRAW, _STAY)
            answer = self._dialogue.choose("", choices, _STAY.value)
            if answer == _WITHDRAW.value and self._session.withdraw(finding):
                self._say(f"{reasons.WITHDRAWN}u撤销。")
            if answer != _REWRITE.value:
                return
        if query is not None:
            self._ask(query)

    def _ask(self, finding: Finding) -> None:
        self._say(f"\n{finding.severity.label}：{finding.message}")
        self._say(f"所说明的是：{reasons.values_told(finding.values)}\n{reasons.ASK_REASON}")
        offer = reasons.offer(self._session, finding)
        if offer is not None:
            self._say(offer.told)
        entry = entry_of(self._session.report.accepted, finding)
        given = Given("", self._by) if entry is None else reasons.as_given(entry)
        self._asking, self._reason = finding, ""
        if reason := self._ask_reason(given.reason, offer):
            self._reason = reason
            self._by = self._ask_name(given.by)
        self._asking = None
        if not reason:
            self._say("没有说明。")
        elif self._session.accept(finding, reason, self._by):
            self._say(f"{reasons.ACCEPTED}u撤销。")
        else:
            self._say(reasons.UNCHANGED)

    def _ask_reason(self, current: str, offer: Offer | None) -> str:
        take = f"，{_TAKE}用上面的理由" if offer is not None else ""
        answer = self._line_of(f"理由（q不说明{take}） [{current or '空'}]：")
        bare = half_width(answer).lower()
        if offer is not None and bare == _TAKE:
            return reasons.one_line(cleaned(offer.reason))
        return "" if bare == Command.LEAVE.value else answer or current

    def _ask_name(self, current: str) -> str:
        answer = self._line_of(f"说明人（可不填，-清空） [{current or '空'}]：")
        return "" if half_width(answer) == Command.EMPTY.value else answer or current

    def _line_of(self, question: str) -> str:
        return self._dialogue.ask(question).replace("\n", " ").strip()


def _same(one: Finding, other: Finding) -> bool:
    return (one.code, one.where) == (other.code, other.where)
