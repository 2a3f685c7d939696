"""What the wizard says and asks before a report is filled in: who else has it open, and what was left unsaved."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from textual.widget import Widget

from schema.form import Choice as Word
from schema.form import Place
from schema.report import Report
from tui import greeting_words as words
from tui.drafts.comparison import differences, with_taken
from tui.drafts.draft_file import Draft
from tui.messages import Message
from tui.opened import TAKE_OVER, Opened
from tui.screens.comparison import DRAFT, draft_screen
from tui.screens.dialogs import Choice, ChoiceDialog, TextDialog
from tui.screens.report_screen import ReportScreen
from tui.widgets.line_widget import Run


class GreetingScreen(ReportScreen, Protocol):
    """What a greeting needs of the wizard's screen."""

    @property
    def focused(self) -> Widget | None:
        """What has the focus."""

    def call_later(self, callback: Callable[..., Any], *arguments: Any) -> bool:
        """Call when what has been asked for before is done."""

    def say(self, place: tuple[Run, ...], message: Message) -> None:
        """Fill the lines under the page."""

    def say_read_only(self) -> None:
        """Say why nothing can be changed."""

    def go_to(self, place: Place) -> None:
        """Show the page of a place, with the cursor on it."""


class Greeting:
    """Asks one thing after the other; nothing can be typed into the report until all are answered."""

    def __init__(self, screen: GreetingScreen, opened: Opened) -> None:
        self._screen = screen
        self._opened = opened
        self._session = opened.session
        self._recovered = False

    async def begin(self) -> None:
        """Ask about another session, then tell what there is to tell, then ask about drafts."""
        if self._opened.held is not None:
            await self._ask_taking_over()
        elif self._opened.notices or self._session.read_only:
            told = [self._session.read_only, *self._opened.notices]
            dialog = TextDialog("请注意", "\n\n".join(filter(None, told)))
            await self._screen.app.push_screen(dialog, self._told)
        else:
            await self._ask_draft()

    async def _told(self, _answer: str | None) -> None:
        if self._session.read_only:
            self._screen.say_read_only()
        else:
            await self._ask_draft()

    # Another session

    async def _ask_taking_over(self) -> None:
        assert self._opened.held is not None
        lines = words.held_lines(self._opened.held)
        dialog = ChoiceDialog(words.HELD_TITLE, lines, _offered(words.HELD_CHOICES), escape="只看")
        await self._screen.app.push_screen(dialog, self._taken_over)

    def _taken_over(self, answer: str | None) -> None:
        if answer == "take_over":
            self._screen.app.exit(TAKE_OVER)
        elif answer == "leave":
            self._screen.app.exit(0)
        else:
            self._screen.say_read_only()

    # Drafts

    async def _ask_draft(self) -> None:
        if not self._opened.drafts:
            if self._opened.remark and not self._recovered:
                self._screen.say(((" 文件", "header"),), Message(self._opened.remark))
            return
        draft = self._opened.drafts[0]
        lines = words.draft_lines(self._opened, draft, recovered=self._recovered)
        dialog = ChoiceDialog(words.DRAFT_TITLE, lines, _offered(words.DRAFT_CHOICES), escape="先退出")
        await self._screen.app.push_screen(dialog, lambda answer: self._answered(draft, answer))

    async def _answered(self, draft: Draft, answer: str | None) -> None:
        if answer == "recover":
            await self._recover(draft)
        elif answer == "compare":
            await self._compare(draft)
        elif answer == "give_up":
            await self._ask_giving_up(draft)
        else:
            self._screen.app.exit(0)

    async def _recover(self, draft: Draft, report: Report | None = None) -> None:
        count = len(differences(self._session.report, report or self._opened.recovered(draft)))
        left = self._opened.recover(draft, report)
        self._recovered = True
        self._screen.page.reload()
        self._screen.refresh_status()
        if (place := draft.left_at(self._session.report)) is not None:
            self._screen.go_to(place)
        told = f"{words.recovered_count(count)}核对后按Ctrl+S保存；Ctrl+Z可以撤销。"
        self._screen.call_later(self._tell, Message(told, "good"))
        if left:
            await self._screen.app.push_screen(TextDialog("没有全部恢复", left), self._told)
        else:
            await self._ask_draft()

    def _tell(self, told: Message) -> None:
        focused = self._screen.focused
        if focused is not None:
            # Shown for the first time, a page says where its cursor is as soon as it has its size.
            focused.call_after_refresh(focused.call_later, self._screen.say, ((" 恢复", "header"),), told)

    async def _ask_giving_up(self, draft: Draft) -> None:
        dialog = ChoiceDialog(words.GIVE_UP_TITLE, [words.GIVE_UP_TEXT], _offered(words.GIVE_UP_CHOICES))
        await self._screen.app.push_screen(dialog, lambda answer: self._given_up(draft, answer))

    async def _given_up(self, draft: Draft, answer: str | None) -> None:
        if answer == "yes":
            self._opened.give_up(draft)
        await self._ask_draft()

    async def _compare(self, draft: Draft) -> None:
        """Show place by place what the draft would change, and take what is chosen."""
        found = differences(self._session.report, self._opened.recovered(draft))
        screen = draft_screen("恢复草稿", found)
        await self._screen.app.push_screen(screen, lambda chosen: self._compared(draft, chosen))

    async def _compared(self, draft: Draft, chosen: Mapping[Place, str] | None) -> None:
        if chosen is None:
            await self._ask_draft()
        elif not (places := [place for place, side in chosen.items() if side == DRAFT.key]):
            await self._ask_giving_up(draft)
        else:
            recovered = self._opened.recovered(draft)
            await self._recover(draft, with_taken(self._session.report, recovered, places))


def _offered(choices: Iterable[Word]) -> list[Choice]:
    return [Choice(*each) for each in choices]
