"""Letting a query stand with a reason, changing the reason, and taking it back."""

from schema.checks.reasons import entry_of
from schema.findings import Finding
from schema.form import Place
from tui import reasons
from tui.changes import ACCEPTED
from tui.drafts.accepted import query_place
from tui.drafts.records import LONGEST_PLACE
from tui.messages import Message
from tui.pages.page import Page
from tui.reasons import Given
from tui.screens.dialogs import Choice, ChoiceDialog
from tui.screens.reason_dialog import ReasonDialog

_Query = tuple[str, tuple[Place, ...], tuple[str, ...]]

_REWRITE = Choice("rewrite", "改写理由")
_AGAIN = Choice("again", "对现在的疑问重新说明")
_WITHDRAW = Choice("withdraw", "撤去说明，疑问重新列出")
_REMOVE = Choice("withdraw", "撤去这条说明")
_STAY = Choice("stay", "不动")


class ReasonCommands:
    """The reasons given on a page; each is one step of undo. What was typed and not given is there again next time."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._session = page.session
        self._unfinished: dict[_Query, Given] = {}
        self._by = ""
        self._asking: tuple[Finding, ReasonDialog] | None = None

    def typed(self) -> dict[Place, str]:
        """The reason that is being typed, if any, by the place of its query."""
        if self._asking is None:
            return {}
        finding, dialog = self._asking
        place = query_place(finding.code, finding.where)
        reason = dialog.given.reason
        is_new = reason.strip() and reason != self._given(finding).reason and len(place) <= LONGEST_PLACE
        return {place: reason} if is_new else {}

    async def run(self, finding: Finding) -> None:
        """Ask about the reason of a finding, or say why it has none."""
        if refused := reasons.refusal(finding):
            self._page.wizard.notify_line(Message(refused, "query"))
        elif not self._page.wizard.may_edit():
            return
        elif finding.accepted:
            lines = [finding.message, "", f"理由：{reasons.reason_of(self._session, finding)}"]
            await self._choose("已说明的疑问", lines, (_REWRITE, _WITHDRAW, _STAY), finding)
        elif reasons.is_lapsed(finding):
            query = reasons.excused_by(self._session, finding)
            lines = [finding.message, "", f"原来的理由：{reasons.reason_of(self._session, finding)}"]
            choices = (_REMOVE, _STAY) if query is None else (_AGAIN, _REMOVE, _STAY)
            await self._choose("不起作用的说明", lines, choices, finding, query)
        else:
            await self._ask(finding)

    async def _choose(
        self, title: str, lines: list[str], choices: tuple[Choice, ...], finding: Finding, query: Finding | None = None
    ) -> None:
        async def chosen(answer: str | None) -> None:
            if answer == _WITHDRAW.key:
                self._changed(self._session.withdraw(finding), reasons.WITHDRAWN)
            elif answer in (_REWRITE.key, _AGAIN.key):
                await self._ask(query or finding)

        await self._page.app.push_screen(ChoiceDialog(title, lines, choices), chosen)

    async def _ask(self, finding: Finding) -> None:
        lines = [finding.message, f"所说明的是：{reasons.values_told(finding.values)}"]
        offer = reasons.offer(self._session, finding)
        if offer is not None:
            lines += ["", offer.told, "按F5把这条理由放进来，可以再改。"]
        dialog = ReasonDialog(
            "说明疑问",
            [*lines, "", reasons.ASK_REASON],
            self._given(finding),
            "" if offer is None else offer.reason,
        )
        self._asking = finding, dialog
        await self._page.app.push_screen(dialog, lambda answer: self._answered(finding, dialog.given, answer))

    def _given(self, finding: Finding) -> Given:
        """What stands in the dialog at first: what was begun, else what is said, else nothing."""
        if (begun := self._unfinished.get(_query(finding))) is not None:
            return begun
        entry = entry_of(self._session.report.accepted, finding)
        return Given("", self._by) if entry is None else reasons.as_given(entry)

    def _answered(self, finding: Finding, given: Given, answer: str | None) -> None:
        self._asking = None
        if answer is None or not self._page.wizard.may_edit():
            self._unfinished[_query(finding)] = given
        else:
            self._unfinished.pop(_query(finding), None)
            self._by = given.by.strip()
            self._changed(self._session.accept(finding, *given), reasons.ACCEPTED)

    def _changed(self, changed: bool, told: str) -> None:
        if changed:
            self._page.reload()
            self._page.wizard.committed(ACCEPTED)
        told = f"{told}Ctrl+Z可以撤销。" if changed else reasons.UNCHANGED
        self._page.wizard.notify_line(Message(told, "good"))


def _query(finding: Finding) -> _Query:
    return finding.code, finding.where, finding.values
