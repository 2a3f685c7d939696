"""What the wizard says and asks before a report is filled in: who else has it open, and what was left unsaved."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from textual.app import App
from textual.widget import Widget

from schema.form import Place
from schema.report import Report
from tui.drafts.comparison import differences, with_taken
from tui.drafts.draft_file import Draft
from tui.drafts.owner import Owner
from tui.messages import Message
from tui.opening import TAKE_OVER, Opened, being_filled
from tui.pages.page import Page
from tui.screens.comparison import DRAFT, draft_screen
from tui.screens.dialogs import Choice, ChoiceDialog, TextDialog
from tui.widgets.line_widget import Run

_MINE = (
    "可以只看。如果那是您断线前留下的，或者那边已经没有人，可以接管：那边会结束，"
    "它没有保存的内容留在恢复草稿里，接着就问您要不要恢复。"
)
_OTHERS = (
    "可以只看。要由您来填，请先问清楚，再接管：接管以后那边就不能再改了，那边没有保存的内容，只有本人打开时才能恢复。"
)


class GreetingScreen(Protocol):
    """What a greeting needs of the wizard's screen."""

    @property
    def app(self) -> App[Any]:
        """The application."""

    @property
    def page(self) -> Page:
        """The page in front."""

    @property
    def focused(self) -> Widget | None:
        """What has the focus."""

    def call_later(self, callback: Callable[..., Any], *arguments: Any) -> bool:
        """Call when what has been asked for before is done."""

    def say(self, place: tuple[Run, ...], message: Message) -> None:
        """Fill the lines under the page."""

    def say_read_only(self) -> None:
        """Say why nothing can be changed."""

    def refresh_status(self) -> None:
        """Show how things stand."""

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
        owner = self._opened.held.owner
        lines = [f"{being_filled(self._opened.held)}。"]
        if owner is not None and owner.user == Owner.here().user:
            lines.append(_MINE)
        else:
            lines.append(_OTHERS)
        choices = [Choice("read", "只看，不改（Esc）"), Choice("take_over", "接管，由我来填"), Choice("leave", "退出")]
        await self._screen.app.push_screen(ChoiceDialog("有人正在填", lines, choices), self._taken_over)

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
        choices = [
            Choice("recover", "恢复"),
            Choice("compare", "看差别"),
            Choice("give_up", "放弃"),
            Choice("leave", "先退出，下次再说（Esc）"),
        ]
        dialog = ChoiceDialog("上次有没保存的内容", self._lines(draft), choices)
        await self._screen.app.push_screen(dialog, lambda answer: self._answered(draft, answer))

    def _lines(self, draft: Draft) -> list[str]:
        report = self._session.report
        count = len(differences(report, self._opened.recovered(draft)))
        when = draft.when.astimezone()
        lines = [
            f"{draft.owner.described}打开这份报告，最后记于{when.month}月{when.day}日{when:%H:%M}，没有保存就断了。"
        ]
        if self._recovered:
            lines.append(f"这是更早的一份草稿，与现在的内容相比有{count}处不同。")
        elif self._session.is_new:
            lines.append(f"报告还没有存成文件，当时填了{count}处。")
        else:
            lines.append(f"与文件相比，有{count}处不同。")
        if draft.base != ("" if self._session.is_new else self._session.loaded.digest):
            lines.append("文件在那以后又改动过：恢复会换掉文件里的这几处，请先看差别。")
        if draft.unread:
            lines.append(f"恢复草稿有{draft.unread}行损坏，读不出来，其余都在。")
        if missing := draft.applied(report)[1]:
            lines.append(f"另有{len(missing)}处，这份报告已经没有地方放，恢复不了。")
        return lines

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
        self._opened.recover(draft, report)
        self._recovered = True
        self._screen.page.reload()
        self._screen.refresh_status()
        if draft.cursor is not None and self._session.report.has(draft.cursor):
            self._screen.go_to(draft.cursor)
        told = f"恢复了{count}处，还没有保存到文件。核对后按Ctrl+S保存；Ctrl+Z可以撤销。"
        self._screen.call_later(self._tell, Message(told, "good"))
        await self._ask_draft()

    def _tell(self, told: Message) -> None:
        focused = self._screen.focused
        if focused is not None:
            # Shown for the first time, a page says where its cursor is as soon as it has its size.
            focused.call_after_refresh(focused.call_later, self._screen.say, ((" 恢复", "header"),), told)

    async def _ask_giving_up(self, draft: Draft) -> None:
        choices = [Choice("no", "不放弃"), Choice("yes", "放弃，删去恢复草稿")]
        lines = ["上次没有保存的内容就没有了，不能再恢复。已经保存的文件不变。"]
        dialog = ChoiceDialog("放弃没保存的内容？", lines, choices)
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
