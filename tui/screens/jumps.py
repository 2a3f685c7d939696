"""Keys that lead elsewhere: to the next finding, and to where a change was taken back or made again."""

from typing import Protocol

from schema.findings import Finding
from schema.form import Place
from schema.places import place_name
from tui import hints
from tui.messages import Message
from tui.next_finding import following, standing
from tui.screens.repairs import Repairs
from tui.screens.report_screen import ReportScreen
from tui.widgets.line_widget import Run


class JumpScreen(ReportScreen, Protocol):
    """What the keys need of the wizard's screen."""

    async def jump(self, place: Place, told: Message | None = None, offset: int | None = None) -> None:
        """Show the page of a place, with the cursor on it or on a character of its text, and say something then."""

    def may_edit(self) -> bool:
        """Whether the report may be changed; where it may not, the user is told why."""

    def say(self, place: tuple[Run, ...], message: Message) -> None:
        """Fill the lines under the page."""

    def notify_line(self, message: Message) -> None:
        """Say something under the page."""

    def committed(self, place: Place) -> None:
        """Show what a change in the session means."""


class Jumps:
    """Goes there and says why."""

    def __init__(self, screen: JumpScreen, repairs: Repairs) -> None:
        self._screen, self._repairs = screen, repairs
        self._visited: Finding | None = None

    async def next_finding(self) -> None:
        """Go to the next finding after the one last visited, round and round."""
        screen = self._screen
        screen.page.commit()
        if not (found := standing(screen.session.findings)):
            screen.say(((" 核对", "header"),), Message("没有错误和疑问。", "good"))
            return
        finding = self._visited = following(self._visited, found)
        if finding.repair:
            place = finding.repair[0].place
            await screen.jump(place)
            if (told := self._repairs.message_at(place)) is not None:
                screen.notify_line(told)
                return
        place = finding.where[0]
        name = place_name(screen.session.report.edition, place)
        await screen.jump(place, hints.finding_message(finding, name), finding.offset)

    async def undo(self) -> None:
        """Take the last step back and show where it was; what is being typed is taken back first."""
        screen = self._screen
        if not screen.page.cancel():
            screen.page.commit()
            if screen.may_edit():
                await self._show(screen.session.undo(), "没有可以撤销的改动。")

    async def redo(self) -> None:
        """Make the last undone step again and show where it was; what is being typed is a change, and ends redoing."""
        screen = self._screen
        screen.page.commit()
        if screen.may_edit():
            await self._show(screen.session.redo(), "没有可以重做的改动。")

    async def _show(self, place: Place | None, nothing: str) -> None:
        screen = self._screen
        if place is None:
            screen.notify_line(Message(nothing))
            return
        screen.page.reload()
        await screen.jump(place)
        screen.page.reload()
        screen.committed(place)
