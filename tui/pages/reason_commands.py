"""Letting a query stand with a reason, changing the reason, and taking it back."""

from schema.checks.reasons import entry_of
from schema.findings import Finding
from schema.form import Place
from tui import reasons
from tui.changes import ACCEPTED
from tui.drafts.accepted import begun, query_place
from tui.drafts.records import LONGEST_PLACE
from tui.messages import Message
from tui.pages.page import Page
from tui.reasons import Choices, Given
from tui.screens.dialogs import Choice, ChoiceDialog
from tui.screens.reason_dialog import ReasonDialog

_BEGUN = "下面是上次没有写完的，接着写就行。"
_Query = tuple[str, tuple[Place, ...], tuple[str, ...]]


class ReasonCommands:
    """The reasons given on a page; each is one step of undo. What was typed and not given is there again next time."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._session = page.session
        self._unfinished: dict[_Query, Given] = {}
        self._by = ""
        self._asking: tuple[Finding, ReasonDialog] | None = None

    def typed(self) -> dict[Place, str]:
        """The reason that is being typed, if any, with the name, by the place of its query."""
        if self._asking is None:
            return {}
        finding, dialog = self._asking
        place = query_place(finding.code, finding.where)
        reason, by = dialog.given
        is_new = reason.strip() and reason != self._given(finding).reason and len(place) <= LONGEST_PLACE
        return {place: begun(reason, by)} if is_new else {}

    async def run(self, finding: Finding) -> None:
        """Ask about the reason of a finding, or say why it has none."""
        if refused := reasons.refusal(finding):
            self._page.wizard.notify_line(Message(refused, "query"))
        elif not self._page.wizard.may_edit():
            return
        elif (about := reasons.choices(self._session, finding)) is not None:
            await self._choose(finding, about)
        else:
            await self._ask(finding)

    async def _choose(self, finding: Finding, about: Choices) -> None:
        async def chosen(answer: str | None) -> None:
            if answer == reasons.WITHDRAW:
                self._changed(self._session.withdraw(finding), reasons.WITHDRAWN)
            elif answer == reasons.ASK and about.query is not None:
                await self._ask(about.query)

        choices = [Choice(*each) for each in about.choices]
        await self._page.app.push_screen(ChoiceDialog(about.title, [finding.message, "", about.told], choices), chosen)

    async def _ask(self, finding: Finding) -> None:
        lines = [finding.message, f"所说明的是：{reasons.values_told(finding.values)}"]
        offer = reasons.offer(self._session, finding)
        if offer is not None:
            lines += ["", offer.told, "按F5换成这条理由，可以再改；再按一次换回来。"]
        if _query(finding) in self._unfinished:
            lines += ["", _BEGUN]
        dialog = ReasonDialog(
            "说明疑问",
            [*lines, "", reasons.ASK_REASON],
            self._given(finding) if offer is None else self._given(finding).by_or(offer.by),
            "" if offer is None else offer.reason,
        )
        self._asking = finding, dialog
        await self._page.app.push_screen(dialog, lambda answer: self._answered(finding, dialog.given, answer))

    def _given(self, finding: Finding) -> Given:
        """What stands in the dialog at first: what was begun, else what is said, else nothing."""
        return self._unfinished.get(_query(finding)) or self._said(finding)

    def _said(self, finding: Finding) -> Given:
        entry = entry_of(self._session.report.accepted, finding)
        return Given("", self._by) if entry is None else reasons.as_given(entry)

    def _answered(self, finding: Finding, given: Given, answer: str | None) -> None:
        self._asking = None
        self._unfinished.pop(_query(finding), None)
        if answer is None or not self._page.wizard.may_edit():
            if given.reason.strip() and given.reason != self._said(finding).reason:
                self._unfinished[_query(finding)] = given
        else:
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
