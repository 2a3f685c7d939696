"""What the checks say about a report: findings, with where they are and how sure they are."""

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from schema.form import Place

COVER = "cover"
"""The section key of findings about what stands before section 一."""


class Severity(Enum):
    """How sure a finding is."""

    ERROR = "error"
    """Cannot be right: a draft may hold it, a final report may not."""
    QUERY = "query"
    """Probably wrong, sometimes true: a final report needs it gone or accepted with a reason."""
    HINT = "hint"
    """Worth a look; never blocks."""

    @property
    def label(self) -> str:
        """What users call it: 错误, 疑问 or 提示."""
        return _LABELS[self]


_LABELS = {Severity.ERROR: "错误", Severity.QUERY: "疑问", Severity.HINT: "提示"}


class Repair(NamedTuple):
    """One change that a finding proposes; made only when the user confirms it."""

    place: Place
    now: str
    proposed: str


class Finding(NamedTuple):
    """One thing said about a report or its file."""

    code: str
    severity: Severity
    where: tuple[Place, ...]
    """The places involved, the one to go to first."""
    message: str
    """Chinese: the rule, both numbers, the difference."""
    suggestion: str = ""
    """Chinese: what to do about it; may be empty."""
    repair: tuple[Repair, ...] | None = None
    section: str = ""
    """The section's key, `COVER` before section 一; empty where a finding is about the file itself."""
    line: int | None = None
    """The line in the file, from 1, where it is known."""
    accepted: bool = False
    """Whether the query was looked into and let stand."""
    values: tuple[str, ...] = ()
    """What stands at each of the places, which the finding is about: a reason given for it holds while they stand."""
    offset: int | None = None
    """Where in the text at the first place it begins, in characters, where it is about a part of that text."""
    entry: int | None = None
    """Which of the report's accepted queries excuses it or, of one that excuses nothing, which it is about."""

    @property
    def blocks(self) -> bool:
        """Whether the report cannot become final while the finding stands."""
        return self.severity is Severity.ERROR or (self.severity is Severity.QUERY and not self.accepted)

    @property
    def told_at(self) -> Place:
        """The place in the file whose line it is told at: the first of its places, or the accepted query it is about.

        Only for a finding that has a place.
        """
        return self.where[0] if self.entry is None or self.accepted else f"accepted.{self.entry}"

    def with_line(self, line: int | None) -> "Finding":
        """The finding at a line of the file."""
        return self._replace(line=line)

    def as_json(self, file: str) -> dict[str, object]:
        """The finding as ``nianbao check --format json`` prints it, keys in their published order."""
        return {
            "file": file,
            "line": self.line,
            "code": self.code,
            "severity": self.severity.value,
            "section": self.section,
            "where": list(self.where),
            "message": self.message,
            "suggestion": self.suggestion,
            "repair": None
            if self.repair is None
            else [{"place": each.place, "now": each.now, "proposed": each.proposed} for each in self.repair],
            "accepted": self.accepted,
        }


def count_by_severity(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many findings of each severity stand, accepted queries left out."""
    counts = dict.fromkeys(Severity, 0)
    for finding in findings:
        if not finding.accepted:
            counts[finding.severity] += 1
    return counts
