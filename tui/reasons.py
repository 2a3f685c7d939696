"""What is said of queries let stand with a reason, in the wizard and line by line."""

from typing import NamedTuple

from schema.cells import EMPTY
from schema.checks.accepted import STALE
from schema.checks.reasons import entry_of, lapsed_query, lapsed_reason, last_years_reason
from schema.findings import Finding, Severity
from schema.form import Choice
from schema.report import Accepted
from schema.unsafe import cleaned, shown
from tui.session import Session

_LONGEST_VALUE = 40


class Given(NamedTuple):
    """A reason and who gives it, as typed."""

    reason: str = ""
    by: str = ""

    def by_or(self, by: str) -> "Given":
        """The same, by another where nobody is named."""
        return self if self.by.strip() else self._replace(by=by)


class Offer(NamedTuple):
    """A reason that was once given for a query, to be taken or not."""

    reason: str
    told: str
    """The reason in words: of when it is, for which values, by whom."""
    by: str = ""
    """Who was giving it, where it is one that was begun."""


ASK, WITHDRAW, STAY = "ask", "withdraw", "cancel"
"""The values of choices: to give a reason, to take back the one given, and to let it be."""


class Choices(NamedTuple):
    """What may be done about a reason that was given."""

    title: str
    told: str
    """The reason, in words."""
    choices: tuple[Choice, ...]
    query: Finding | None
    """The query for which it may be given anew; None where there is none."""


NO_REASON_FOR_ERROR = "错误不能说明保留，必须改正。"
NO_REASON_FOR_HINT = "提示不影响定稿，不用说明。"
ACCEPTED = "已说明，疑问不再拦定稿；所说明的数或文字一变，说明就失效。"
WITHDRAWN = "说明已撤去。"
UNCHANGED = "说明没有变。"
_LET_BE = Choice(STAY, "不动")
ASK_REASON = "为什么核实以后仍然保留？理由写进报告文件，不印在公布的报告里。"


def is_lapsed(finding: Finding) -> bool:
    """Whether a finding is about a reason that excuses nothing."""
    return finding.code == STALE.code


def refusal(finding: Finding) -> str:
    """Why no reason may be given for a finding; empty where one may, or is."""
    if finding.severity is Severity.QUERY or is_lapsed(finding):
        return ""
    return NO_REASON_FOR_ERROR if finding.severity is Severity.ERROR else NO_REASON_FOR_HINT


def offer(session: Session, finding: Finding) -> Offer | None:
    """The reason to offer for a query: the one given before the values changed, else last year's."""
    if (lapsed := lapsed_reason(session.report.accepted, session.findings, finding)) is not None:
        when = f"以前的理由（当时为{values_told(lapsed.values)}）" if lapsed.values else "没有写完的理由"
        return Offer(lapsed.reason, f"{when}：{entry_told(lapsed)}", "" if lapsed.values else as_given(lapsed).by)
    if (last := last_years_reason(session.figures, finding)) is not None:
        previous = session.previous
        year = f"{previous.year}年的" if previous is not None and previous.year is not None else "上年的"
        return Offer(last.reason, f"{year}理由（当时为{values_told(last.values)}）：{entry_told(last)}")
    return None


def reason_of(session: Session, finding: Finding) -> str:
    """The reason that a finding is accepted with or is about, in words; empty where there is none."""
    entry = entry_of(session.report.accepted, finding)
    return "" if entry is None else entry_told(entry)


def entry_told(entry: Accepted) -> str:
    """A reason with who gave it and when."""
    given = "，".join(filter(None, (entry.by, entry.on)))
    return shown(f"{one_line(entry.reason) or '（没有写理由）'}{f'（{given}）' if given else ''}")


def one_line(text: str) -> str:
    """A reason as it is shown: a file may hold it in several lines."""
    return " ".join(text.split("\n")).strip()


def as_given(entry: Accepted) -> Given:
    """A reason to go on from, without what no text may hold."""
    return Given(one_line(cleaned(entry.reason)), one_line(cleaned(entry.by)))


def values_told(values: tuple[str, ...]) -> str:
    """What a query is about."""
    pieces = [value if len(value) <= _LONGEST_VALUE else f"{value[:_LONGEST_VALUE]}…" for value in values]
    return shown("、".join(piece.strip() or EMPTY for piece in pieces))


def choices(session: Session, finding: Finding) -> Choices | None:
    """What may be done about the reason that a finding is accepted with or is about; None where there is none yet."""
    told = reason_of(session, finding)
    if finding.accepted:
        again = Choice(ASK, "改写理由"), Choice(WITHDRAW, "撤去说明，疑问重新列出")
        return Choices("已说明的疑问", f"理由：{told}", (*again, _LET_BE), finding)
    if not is_lapsed(finding):
        return None
    query = excused_by(session, finding)
    ask = () if query is None else (Choice(ASK, "对现在的疑问重新说明"),)
    return Choices("不起作用的说明", f"原来的理由：{told}", (*ask, Choice(WITHDRAW, "撤去这条说明"), _LET_BE), query)


def excused_by(session: Session, finding: Finding) -> Finding | None:
    """The query that a reason which excuses nothing was given or begun for, for which it may be given anew."""
    return lapsed_query(session.report.accepted, session.findings, finding)
