"""核对: everything that is said about the report, to go through one by one."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.widget import Widget

from schema.findings import Finding, Severity, count_by_severity
from schema.form import Place
from tui.messages import Message
from tui.pages.page import Page
from tui.widgets.finding_list import FindingList
from tui.widgets.line_widget import Run


class CheckPage(Page):
    """The findings, grouped."""

    keys = "上下选择 左右换位置 回车前往 F6下一个 F7上节 F8下节 ^S保存 Esc菜单 F10退出"
    reading_keys = keys.replace(" ^S保存", "")

    def compose(self) -> ComposeResult:
        """The list alone."""
        yield FindingList()

    @property
    def findings(self) -> FindingList:
        """The list."""
        return self.query_one(FindingList)

    def title(self) -> tuple[Run, ...]:
        """How many findings of each severity stand."""
        counts = count_by_severity(self.session.findings)
        numbers = "　".join(f"{severity.label}{counts[severity]}" for severity in Severity)
        return ((f" 核对　{numbers}", "header"),)

    def open(self) -> Widget:
        """The findings as they are now."""
        self.reload()
        return self.findings

    def reload(self) -> None:
        """Check everything anew."""
        self.findings.show(self.session.findings, self.session.report.edition)
        self.wizard.say(((" 核对", "header"),), _summary(self.session.findings))

    def show_refusal(self, errors: Sequence[Finding]) -> None:
        """What stands against declaring the report final."""
        self.findings.show(errors, self.session.report.edition)
        self.wizard.say(((" 核对", "header"),), Message(f"改正这{len(errors)}处错误后，再把状态改为定稿。", "error"))

    def place(self) -> Place | None:
        """The place of no cell in particular."""
        return None

    def on_finding_list_chosen(self, message: FindingList.Chosen) -> None:
        """Go to the place of a finding."""
        message.stop()
        if message.place is not None:
            self.wizard.go_to(message.place)


def _summary(findings: list[Finding]) -> Message:
    if any(finding.severity is Severity.ERROR for finding in findings):
        return Message("错误必须改正后才能定稿；回车前往所在位置。")
    if any(finding.blocks for finding in findings):
        return Message("没有错误；疑问请逐条核实。")
    return Message("没有错误和疑问，可以在封面把状态改为定稿。", "good")
