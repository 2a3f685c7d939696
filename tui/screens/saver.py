"""Saving, declaring final and leaving, with the questions they may need."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from textual.app import App

from schema.atomic_file import SaveError
from schema.findings import Finding
from schema.report_file import VerificationError
from schema.unsafe import shown
from tui.messages import Message
from tui.pages.page import Page
from tui.saving import OutsideChangeError, SaveOutcome, UnreadableError
from tui.screens.dialogs import AskDialog, Choice, ChoiceDialog
from tui.screens.outside_change import OutsideChange
from tui.session import Session
from tui.widgets.line_widget import Run

_LISTED = 8


class SavingScreen(Protocol):
    """What saving needs of the wizard's screen."""

    session: Session

    @property
    def app(self) -> App[Any]:
        """The application."""

    @property
    def page(self) -> Page:
        """The page in front."""

    def say(self, place: tuple[Run, ...], message: Message) -> None:
        """Fill the lines under the page."""

    def refresh_status(self) -> None:
        """Show how things stand."""

    async def show_refusal(self, errors: list[Finding]) -> None:
        """Show what stands against declaring the report final."""


class Saver:
    """Writes the report of a screen."""

    def __init__(self, screen: SavingScreen) -> None:
        self._screen = screen

    @property
    def _session(self) -> Session:
        return self._screen.session

    def say(self, text: str, style: str = "good") -> None:
        """Tell the user about the file."""
        self._screen.say(((" 保存", "header"),), Message(text, style))

    async def save(self, then: Callable[[], object] = lambda: None, *, over: bytes | None = None) -> None:
        """Write the file, asking first where somebody else has changed it; `then` is called when it holds everything.

        Args:
            then: What is waiting for it.
            over: What somebody else has put there and is to be overwritten.
        """
        try:
            outcome = self._session.save(over=over)
        except OutsideChangeError as change:
            await OutsideChange(self, self._screen, then).ask(change.data)
        except UnreadableError as error:
            await OutsideChange(self, self._screen, then).ask_elsewhere(error.reason)
        except (SaveError, VerificationError) as error:
            self._refused(error)
        else:
            self._saved(outcome, then)

    def _saved(self, outcome: SaveOutcome, then: Callable[[], object]) -> None:
        name = shown(self._session.loaded.path.name)
        if outcome.back_to_draft:
            self._screen.page.reload()
        self._screen.refresh_status()
        if outcome.back_to_draft:
            self.say(f"定稿里有错误，状态已改回草稿。已保存 {name}", "query")
        elif not outcome.written:
            self.say("没有改动，文件没有重写。")
        elif not outcome.confirmed:
            self.say(f"已保存 {name}，但系统未能确认落盘，请稍后再保存一次。", "query")
        else:
            self.say(f"已保存 {name}")
        then()

    def _refused(self, error: Exception) -> None:
        # What does not read back from this file does not from another either.
        elsewhere = "（Esc里可另存为）" if isinstance(error, SaveError) else ""
        self.say(f"{error}{elsewhere}", "error")

    async def save_as(self, then: Callable[[], object] = lambda: None) -> None:
        """Ask for another file and write there; from then on that file is the report's."""
        path = self._session.loaded.path
        suggestion = path.with_name(f"{path.stem}-另存.toml").name
        lines = ["写文件名，存在同一文件夹；也可以写完整路径。"]
        dialog = AskDialog("另存为", lines, suggestion, self._problem_of)
        await self._screen.app.push_screen(dialog, lambda answer: self._save_to(answer, then))

    def _target(self, name: str) -> Path:
        return self._session.loaded.path.parent / Path(name.strip()).expanduser()

    def _problem_of(self, name: str) -> str:
        """Why a file name will not do; empty where it will."""
        if not name.strip():
            return "请写文件名。"
        if not name.strip().lower().endswith(".toml"):
            return "文件名要以 .toml 结尾。"
        try:
            exists = self._target(name).exists()
        except (OSError, ValueError, RuntimeError):
            return "这个文件名不能用，请换一个。"
        return "已有这个文件，不会盖掉它。请换一个文件名。" if exists else ""

    def _save_to(self, answer: str | None, then: Callable[[], object]) -> None:
        if answer is None:
            return
        try:
            outcome = self._session.save_as(self._target(answer))
        except (SaveError, VerificationError) as error:
            self._refused(error)
        else:
            self._saved(outcome, then)

    async def leave(self) -> None:
        """End the wizard; ask first where something is not in the file."""
        if not (self._session.dirty or self._session.is_new):
            self._screen.app.exit(0)
            return
        dialog = ChoiceDialog(
            "退出",
            ["有改动还没有保存到文件。"],
            [Choice("save", "保存后退出"), Choice("discard", "不保存，放弃这些改动"), Choice("cancel", "不退出")],
        )
        await self._screen.app.push_screen(dialog, self._leave_as)

    async def _leave_as(self, answer: str | None) -> None:
        if answer == "save":
            await self.save(lambda: self._screen.app.exit(0))
        elif answer == "discard":
            self._screen.app.exit(0)

    async def refuse_final(self, errors: list[Finding]) -> None:
        """List what stands against declaring the report final."""
        lines = [f"还有{len(errors)}处错误，不能定稿："]
        lines += [f"· {shown(finding.message)}" for finding in errors[:_LISTED]]
        if len(errors) > _LISTED:
            lines.append(f"· 还有{len(errors) - _LISTED}处，见核对。")
        dialog = ChoiceDialog("不能定稿", lines, [Choice("check", "去核对"), Choice("stay", "留在这里")])
        await self._screen.app.push_screen(dialog, lambda answer: self._show_refusal(errors, answer))

    async def _show_refusal(self, errors: list[Finding], answer: str | None) -> None:
        if answer == "check":
            await self._screen.show_refusal(errors)
