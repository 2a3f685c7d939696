"""Telling of findings, and the way from one to the next."""

from collections.abc import Callable, Sequence

from schema.findings import Finding, Severity, count_by_severity
from schema.form import Edition, Place
from schema.places import place_name
from tui.next_finding import following, identity, standing
from tui.reasons import reason_of
from tui.session import Session

MOST_LISTED = 30
_MOST_PLACES = 3


def finding_line(edition: Edition, finding: Finding, lead: str = "", reason: str = "") -> str:
    """A finding with its code, what to do, or why it was let stand, and where it is if that is not said."""
    names = list(dict.fromkeys(place_name(edition, place) for place in finding.where))
    accepted = "（已说明）" if finding.accepted else ""
    pieces = [f"{finding.severity.label}{accepted} {finding.code} {lead}{finding.message}"]
    if names and not any(name in finding.message for name in names):
        pieces.append(f"位置：{'、'.join(names[:_MOST_PLACES])}{'等' if len(names) > _MOST_PLACES else ''}")
    advice = f"理由：{reason}" if finding.accepted and reason else finding.suggestion
    return "　".join([*pieces, *filter(None, [advice])])


class FindingTeller:
    """Tells of a session's findings."""

    def __init__(self, session: Session, say: Callable[[str], None]) -> None:
        self._session = session
        self._say = say
        self._listed: set[tuple[str, tuple[Place, ...]]] = set()
        self._visited: Finding | None = None

    @property
    def visited(self) -> Finding | None:
        """The finding that was gone to last."""
        return self._visited

    def tell(self, findings: Sequence[Finding], lead: str = "") -> None:
        """Tell of some findings."""
        for finding in findings[:MOST_LISTED]:
            reason = reason_of(self._session, finding)
            self._say(finding_line(self._session.report.edition, finding, lead, reason))
        if len(findings) > MOST_LISTED:
            self._say(f"还有{len(findings) - MOST_LISTED}处，改正前面的以后再看。")

    def list_all(self) -> None:
        """Tell of all there are, and how many of each severity."""
        self._session.before_judging()
        findings = self._session.findings
        self.tell(findings)
        self._listed = set(map(identity, findings))
        counts = count_by_severity(findings)
        told = [f"{severity.label}{counts[severity]}" for severity in Severity]
        if accepted := sum(finding.accepted for finding in findings):
            told.append(f"已说明{accepted}")
        self._say("　".join(told))
        if counts[Severity.ERROR]:
            self._say("错误必须改正后才能定稿；输入!前往。")
        elif counts[Severity.QUERY]:
            self._say("没有错误；疑问请逐条核实，输入!前往，输入a说明理由。")
        else:
            self._say("没有错误和疑问，可以把状态改为定稿。")

    def next(self) -> Finding | None:
        """The next that has to be dealt with, round and round; all are listed first where there are new ones."""
        findings = self._session.findings
        if not self._listed.issuperset(map(identity, findings)):
            self.list_all()
        if not (found := standing(findings)):
            self._say("没有错误和疑问。")
            return None
        self._visited = following(self._visited, found)
        return self._visited
