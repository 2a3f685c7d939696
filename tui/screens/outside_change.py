"""What is asked when the report's file is no longer the one that was read: nothing is overwritten unasked."""

from collections.abc import Callable, Mapping
from typing import Protocol

from schema.form import Place
from schema.report_file import Loaded
from schema.unsafe import shown
from tui import saving_words as words
from tui.drafts.comparison import ThreeWay, three_way
from tui.saving import Outside, outside
from tui.screens.comparison import THEIRS, three_way_screen
from tui.screens.dialogs import Choice, ChoiceDialog
from tui.screens.report_screen import ReportScreen

_SAVE_AS, _CANCEL, _MINE = Choice(*words.SAVE_AS), Choice(*words.CANCEL), Choice(*words.MINE)
_REMEDY = "文件改正以后再保存，就能逐项比较；也可以先另存为，这里的内容不会丢。"


class AskingSaver(Protocol):
    """What the question needs of the saving that it interrupts."""

    def say(self, text: str, style: str = "good") -> None:
        """Tell the user about the file."""

    async def save(self, then: Callable[[], object], *, over: bytes | None = None) -> None:
        """Write the file."""

    async def save_as(self, then: Callable[[], object]) -> None:
        """Write another file."""


class OutsideChange:
    """One change by somebody else and what the user wants done about it.

    Args:
        saver: What goes on with the saving.
        screen: The wizard's screen.
        then: Called when the file holds everything that is wanted.
    """

    def __init__(self, saver: AskingSaver, screen: ReportScreen, then: Callable[[], object]) -> None:
        self._saver = saver
        self._screen = screen
        self._session = screen.session
        self._then = then

    async def ask(self, data: bytes) -> None:
        """Ask what to do about a file that holds other bytes than were read, none where it is gone."""
        change = outside(self._session.loaded.path, data, self._session.report.edition)
        if change.loaded is None:
            await self._ask_about_no_report(change)
            return
        assert change.loaded.report is not None
        compared = three_way(self._session.base, self._session.report, change.loaded.report)
        if compared.items:
            await self._ask_about_report(change, change.loaded, compared)
        else:
            # Others have written the very same.
            self._session.rebase(change.loaded, self._session.report)
            await self._saver.save(self._then)

    async def ask_elsewhere(self, reason: str) -> None:
        """Ask whether to save elsewhere, the file being one that cannot be read for a reason, in Chinese."""
        lines = [
            f"打开以后，原来的文件读不了了，所以不往里写：{reason.partition('。')[0]}。",
            "请另存为，或等原来的文件能读了再保存。",
        ]
        await self._push(ChoiceDialog("不能存到原来的文件", lines, [_SAVE_AS, _CANCEL]), Outside(b""))

    async def _ask_about_no_report(self, change: Outside) -> None:
        if change.gone:
            dialog = ChoiceDialog("文件不在了", [words.GONE], [Choice(*words.AGAIN), _SAVE_AS, _CANCEL])
        else:
            lines = [words.NO_REPORT, *change.problems, _REMEDY]
            dialog = ChoiceDialog("文件已被改动", lines, [_SAVE_AS, _MINE, _CANCEL])
        await self._push(dialog, change)

    async def _ask_about_report(self, change: Outside, loaded: Loaded, compared: ThreeWay) -> None:
        choices = [
            Choice(*words.COMPARE),
            _MINE,
            Choice("theirs", "用外面的（我的改动可以用Ctrl+Z找回）"),
            _SAVE_AS,
            _CANCEL,
        ]
        lines = [f"{words.OUTSIDE}。", words.summary(compared)]
        await self._push(ChoiceDialog("文件已被改动", lines, choices), change, loaded, compared)

    async def _push(
        self,
        dialog: ChoiceDialog,
        change: Outside,
        loaded: Loaded | None = None,
        compared: ThreeWay | None = None,
    ) -> None:
        async def answered(answer: str | None) -> None:
            if answer == "save_as":
                await self._saver.save_as(self._then)
            elif answer == "mine":
                # What was asked about and nothing else: meanwhile the file may have changed again.
                await self._saver.save(self._then, over=change.data)
            elif loaded is not None and compared is not None:
                await self._take(answer, loaded, compared)

        await self._screen.app.push_screen(dialog, answered)

    async def _take(self, answer: str | None, loaded: Loaded, compared: ThreeWay) -> None:
        if answer == "theirs":
            self._session.rebase(loaded, compared.theirs)
            self._screen.page.reload()
            self._screen.refresh_status()
            self._saver.say("已换成文件里现在的内容。要找回您的改动，按Ctrl+Z。")
        elif answer == "compare":
            screen = three_way_screen(f"逐项比较 {shown(loaded.path.name)}", compared)
            await self._screen.app.push_screen(screen, lambda choices: self._merge(choices, loaded, compared))

    async def _merge(self, choices: Mapping[Place, str] | None, loaded: Loaded, compared: ThreeWay) -> None:
        if choices is None:
            self._saver.say("没有保存，两边都没有动。", "query")
            return
        merged = compared.merged({place: "theirs" if side == THEIRS.key else "mine" for place, side in choices.items()})
        self._session.rebase(loaded, merged)
        self._screen.page.reload()
        await self._saver.save(self._then)
