"""Letting queries stand with a reason, line by line."""

from collections.abc import Sequence

from schema.cells import half_width
from schema.checks.reasons import entry_of
from schema.findings import Finding, Severity
from schema.form import Place
from schema.unsafe import cleaned
from tui import reasons
from tui.drafts.accepted import begun, query_place
from tui.drafts.records import LONGEST_PLACE
from tui.plain.answers import Command, read_answer
from tui.plain.dialogue import Dialogue
from tui.plain.findings import MOST_LISTED, finding_line
from tui.reasons import Given, Offer
from tui.session import Session

_TAKE = "="
_AS_TEXT = "要把它当作内容，前面加\\。"


class Reasons:
    """Asks for the reasons of a session's queries; each is one step of undo."""

    def __init__(self, session: Session, dialogue: Dialogue) -> None:
        self._session = session
        self._dialogue = dialogue
        self._by = ""
        self._asking: Finding | None = None
        self._reason = ""

    def unfinished(self, line: str) -> dict[Place, str]:
        """The reason and name that were being given, when a line was not finished; by the query's place."""
        if self._asking is None:
            return {}
        place = query_place(self._asking.code, self._asking.where)
        reason = begun(self._reason, line.strip()) if self._reason else line.strip()
        return {place: reason} if reason and len(place) <= LONGEST_PLACE else {}

    def give(self, visited: Finding | None) -> None:
        """Ask about the query that was visited last, or which of all it is to be. Raises InputEndedError."""
        if self._session.read_only:
            self._say(self._session.read_only)
            return
        now = None if visited is None else _as_now(visited, self._session.findings)
        refused = "" if now is None else reasons.refusal(now)
        if refused:
            self._say(refused)
        finding = now if now is not None and not refused and not now.accepted else self._chosen()
        if finding is not None:
            self._settle(finding)

    def _say(self, text: str) -> None:
        self._dialogue.say(text)

    def _chosen(self) -> Finding | None:
        """The query that the user names by its number; None where there is none, or none is wanted."""
        found = [finding for finding in self._session.findings if not reasons.refusal(finding)]
        found = sorted(found, key=lambda each: (each.severity is not Severity.QUERY, each.accepted))[:MOST_LISTED]
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
        if (about := reasons.choices(self._session, finding)) is not None:
            self._say(self._line(finding))
            if not finding.accepted:
                self._say(about.told)
            answer = self._dialogue.choose("", about.choices, reasons.STAY)
            if answer == reasons.WITHDRAW and self._session.withdraw(finding):
                self._say(f"{reasons.WITHDRAWN}u撤销。")
            query = about.query if answer == reasons.ASK else None
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
        given = given if offer is None else given.by_or(offer.by)
        self._asking, self._reason = finding, ""
        by: str | None = None
        if reason := self._ask_reason(given.reason, offer):
            self._reason = reason
            by = self._ask_name(given.by)
        self._asking = None
        if by is None:
            self._say("没有说明。")
            return
        self._by = by
        if self._session.accept(finding, reason, by):
            self._say(f"{reasons.ACCEPTED}u撤销。")
        else:
            self._say(reasons.UNCHANGED)

    def _ask_reason(self, current: str, offer: Offer | None) -> str:
        """The reason; empty where none is given."""
        take = f"，{_TAKE}用上面的理由" if offer is not None else ""
        while True:
            line = self._line_of(f"理由（q不说明{take}） [{current or '空'}]：")
            if half_width(line).strip() == _TAKE:
                if offer is not None:
                    return reasons.one_line(cleaned(offer.reason))
            elif (command := (answer := read_answer(line)).command) is None and (reason := answer.text.strip()):
                return reason
            elif command in (Command.LEAVE, Command.KEEP):
                return current if command is Command.KEEP else ""
            self._say(f"这里写理由，或者输入q不说明。{_AS_TEXT}")

    def _ask_name(self, current: str) -> str | None:
        """Who gives the reason; None where it is not to be given after all."""
        while True:
            answer = read_answer(self._line_of(f"说明人（可不填，-清空，q不说明） [{current or '空'}]："))
            if answer.command is None:
                return answer.text.strip()
            if answer.command is Command.LEAVE:
                return None
            if answer.command in (Command.KEEP, Command.EMPTY):
                return current if answer.command is Command.KEEP else ""
            self._say(f"这里写说明人，或者按回车。{_AS_TEXT}")

    def _line_of(self, question: str) -> str:
        return self._dialogue.ask(question).replace("\n", " ")


def _as_now(visited: Finding, findings: Sequence[Finding]) -> Finding | None:
    """A finding as it is said now: the same, else one of the same values, else one of the same places."""
    same = [each for each in findings if (each.code, each.where) == (visited.code, visited.where)]
    alike = (each for each in same if each.values == visited.values)
    return visited if visited in same else next(alike, same[0] if same else None)
