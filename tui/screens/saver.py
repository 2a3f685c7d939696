"""Saving, declaring final and leaving, with the questions they may need."""

from collections.abc import Callable
from typing import Protocol

from schema.atomic_file import SaveError
from schema.findings import Finding, Severity
from schema.report_file import VerificationError
from schema.unsafe import shown
from tui import saving_words as words
from tui.messages import Message
from tui.saving import OutsideChangeError, SaveOutcome, UnreadableError
from tui.screens.dialogs import AskDialog, Choice, ChoiceDialog
from tui.screens.outside_change import OutsideChange
from tui.screens.report_screen import ReportScreen
from tui.session import Session
from tui.widgets.line_widget import Run

_LISTED = 8


class SavingScreen(ReportScreen, Protocol):
    """What saving needs of the wizard's screen."""

    def say(self, place: tuple[Run, ...], message: Message) -> None:
        """Fill the lines under the page."""

    async def show_refusal(self, standing: list[Finding]) -> None:
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
        if self._session.read_only and not self._session.is_at_stake:
            self.say(f"{words.NOTHING_TO_SAVE}要留一份，按Esc选“另存为”。", "query")
            return
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
        if outcome.back_to_draft:
            self._screen.page.reload()
        self._screen.refresh_status()
        told, well = words.saved(self._session.loaded.path, outcome)
        self.say(told, "good" if well else "query")
        then()

    def _refused(self, error: Exception) -> None:
        # What does not read back from this file does not from another either.
        elsewhere = "（Esc里可另存为）" if isinstance(error, SaveError) and not self._session.read_only else ""
        self.say(f"{error}{elsewhere}", "error")

    async def save_as(self, then: Callable[[], object] = lambda: None) -> None:
        """Ask for another file and write there; from then on that file is the report's."""
        suggestion = words.suggested_name(self._session.loaded.path)
        dialog = AskDialog("另存为", [f"{words.ASK_NAME}。"], suggestion, self._problem_of)
        await self._screen.app.push_screen(dialog, lambda answer: self._save_to(answer, then))

    def _problem_of(self, name: str) -> str:
        return words.problem_of_name(self._session.loaded.path, name)

    def _save_to(self, answer: str | None, then: Callable[[], object]) -> None:
        if answer is None:
            return
        try:
            outcome = self._session.save_as(words.named(self._session.loaded.path, answer))
        except (SaveError, VerificationError) as error:
            self._refused(error)
        else:
            # Last year's file may be named otherwise from there.
            self._screen.page.reload()
            self._saved(outcome, then)

    async def leave(self) -> None:
        """End the wizard; ask first where something is not in the file."""
        if not self._session.is_at_stake:
            self._screen.app.exit(0)
            return
        dialog = ChoiceDialog(
            "退出",
            [words.UNSAVED],
            [Choice("save", "保存后退出"), Choice("discard", words.DISCARD), Choice("cancel", "不退出")],
        )
        await self._screen.app.push_screen(dialog, self._leave_as)

    async def _leave_as(self, answer: str | None) -> None:
        if answer == "save":
            await self.save(lambda: self._screen.app.exit(0))
        elif answer == "discard":
            self._session.given_up = True
            self._screen.app.exit(0)

    async def refuse_final(self, standing: list[Finding]) -> None:
        """List what stands against declaring the report final, the errors first."""
        standing = sorted(standing, key=lambda finding: finding.severity is not Severity.ERROR)
        lines = [words.not_final(standing)]
        lines += [f"· {finding.severity.label}：{shown(finding.message)}" for finding in standing[:_LISTED]]
        if len(standing) > _LISTED:
            lines.append(f"· 还有{len(standing) - _LISTED}处，见核对。")
        dialog = ChoiceDialog("不能定稿", lines, [Choice("check", "去核对"), Choice("stay", "留在这里")])
        await self._screen.app.push_screen(dialog, lambda answer: self._show_refusal(standing, answer))

    async def _show_refusal(self, standing: list[Finding], answer: str | None) -> None:
        if answer == "check":
            await self._screen.show_refusal(standing)
