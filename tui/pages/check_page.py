"""核对: everything that is said about the report, to go through one by one."""

from collections.abc import Sequence
from functools import cached_property

from textual.app import ComposeResult
from textual.widget import Widget

from schema.findings import Finding, Severity, count_by_severity
from schema.form import Place
from tui.messages import Message
from tui.pages.page import Page
from tui.pages.reason_commands import ReasonCommands
from tui.reasons import reason_of
from tui.saving_words import what_to_do
from tui.widgets.finding_list import FindingList
from tui.widgets.line_widget import Run


class CheckPage(Page):
    """The findings, grouped."""

    keys = "上下选择 回车前往 a说明疑问 F6下一个 F7上节 F8下节 ^S保存 Esc菜单 F10退出"
    reading_keys = "上下选择 左右换位置 回车前往 F6下一个 F7上节 F8下节 Esc菜单 F10退出"

    def __init__(self, step: str) -> None:
        super().__init__(step)
        self._standing: list[tuple[str, tuple[Place, ...], tuple[str, ...]]] = []
        self._left: Finding | None = None

    def compose(self) -> ComposeResult:
        """The list alone."""
        yield FindingList()

    @cached_property
    def _reasons(self) -> ReasonCommands:
        return ReasonCommands(self)

    def menu(self) -> tuple[tuple[str, str], ...]:
        """Giving a reason."""
        return () if self.session.read_only else (("give_reason", "a  说明疑问，或者改写、撤去说明"),)

    @property
    def findings(self) -> FindingList:
        """The list."""
        return self.query_one(FindingList)

    def title(self) -> tuple[Run, ...]:
        """How many findings of each severity stand."""
        counts = count_by_severity(self.session.findings)
        numbers = [f"{severity.label}{counts[severity]}" for severity in Severity]
        if accepted := sum(finding.accepted for finding in self.session.findings):
            numbers.append(f"已说明{accepted}")
        return ((f" 核对　{'　'.join(numbers)}", "header"),)

    def open(self) -> Widget:
        """The findings as they are now, from the first where others stand; at the one gone to, where it still does."""
        before, left = self._standing, self._left
        self._left = None
        self.reload()
        if self._standing != before and (left is None or not self.findings.shows(left)):
            self.findings.select_first()
        return self.findings

    def reload(self) -> None:
        """Check everything anew."""
        found = self.session.findings
        self._standing = [(each.code, each.where, each.values) for each in found if each.blocks]
        told = {finding.entry: reason_of(self.session, finding) for finding in found if finding.accepted}
        self.findings.show(found, self.session.report.edition, told)
        self.wizard.say(((" 核对", "header"),), _summary(found))

    def show_refusal(self, standing: Sequence[Finding]) -> None:
        """What stands against declaring the report final."""
        self.findings.show(standing, self.session.report.edition)
        self.findings.select_first()
        self.wizard.say(((" 核对", "header"),), Message(f"{what_to_do(standing)}，再把状态改为定稿。", "error"))

    def place(self) -> Place | None:
        """The place of no cell in particular."""
        return None

    async def on_finding_list_reason_asked(self, message: FindingList.ReasonAsked) -> None:
        """Ask why a query may stand."""
        message.stop()
        await self._reasons.run(message.finding)

    async def action_give_reason(self) -> None:
        """Ask why the selected query may stand."""
        if (finding := self.findings.selected) is not None:
            await self._reasons.run(finding)

    def typed(self) -> dict[Place, str]:
        """A reason that is being typed."""
        return self._reasons.typed()

    def on_finding_list_chosen(self, message: FindingList.Chosen) -> None:
        """Go to the place of a finding."""
        message.stop()
        finding, place = message.finding, message.place
        if place is not None:
            self._left = finding
            self.wizard.go_to(place, offset=finding.offset if place == finding.where[0] else None)


def _summary(findings: list[Finding]) -> Message:
    if any(finding.severity is Severity.ERROR for finding in findings):
        return Message("错误必须改正后才能定稿；回车前往所在位置。")
    if any(finding.blocks for finding in findings):
        return Message("没有错误；疑问请逐条核实：改正，或者按a说明理由。")
    settled = "没有错误，疑问都已说明" if any(finding.accepted for finding in findings) else "没有错误和疑问"
    return Message(f"{settled}，可以在封面把状态改为定稿。", "good")
