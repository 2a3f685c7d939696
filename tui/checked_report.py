"""A report and everything that is said of it, each thing worked out once per change."""

from schema.checks import Context, check_tables, findings_of
from schema.checks.accepted import marked_accepted
from schema.checks.locator import Located, locate
from schema.findings import Finding
from schema.previous import Problem
from schema.report import Report
from tui.section_state import SectionState, section_state


class CheckedReport:
    """A report that changes, with last year's where it is known; `_revision` must grow with every change."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._previous: Report | None = None
        self.previous_problem: Problem | None = None
        """Why the file named as last year's report is not what it should be."""
        self._revision = 0
        self._findings: tuple[int, list[Finding]] | None = None
        self._figures: tuple[int, Context] | None = None
        self._table_findings: tuple[int, list[Finding]] | None = None
        self._located: tuple[int, list[Located]] | None = None

    @property
    def previous(self) -> Report | None:
        """Last year's report, where it is known: what it says stands beside this year's."""
        return self._previous

    @previous.setter
    def previous(self, report: Report | None) -> None:
        self._previous = report
        self._findings = self._figures = self._table_findings = None

    def set_previous(self, report: Report | None, problem: Problem | None) -> None:
        """Know last year's report, or why the file named as such is not what it should be, or both."""
        self.previous_problem = problem
        self.previous = report

    @property
    def revision(self) -> int:
        """Grows with every change."""
        return self._revision

    @property
    def findings(self) -> list[Finding]:
        """Everything the checks say, in the form's order."""
        if self._findings is None or self._findings[0] != self._revision:
            self._findings = (self._revision, findings_of(self.figures))
        return self._findings[1]

    @property
    def figures(self) -> Context:
        """Every total and balance, computed once per change."""
        if self._figures is None or self._figures[0] != self._revision:
            self._figures = (self._revision, Context(self.report, self.previous, self.previous_problem))
        return self._figures[1]

    def table_findings(self) -> list[Finding]:
        """What the checks of cells and sums say; queries let stand with a reason are marked."""
        if self._table_findings is None or self._table_findings[0] != self._revision:
            found = marked_accepted(self.report.accepted, check_tables(self.report, self.figures))
            self._table_findings = (self._revision, found)
        return self._table_findings[1]

    def located(self) -> list[Located]:
        """The errors that can be told behind the sums that fail, each with its repair; worked out once per change."""
        if self._located is None or self._located[0] != self._revision:
            self._located = (self._revision, locate(self.figures))
        return self._located[1]

    def findings_of(self, section: str) -> list[Finding]:
        """What is said about one section, ``cover`` included."""
        return [finding for finding in self.findings if finding.section == section]

    def state(self, section: str) -> SectionState:
        """How far a section is."""
        return section_state(self.report, section, self.findings_of(section))
