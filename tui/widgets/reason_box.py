"""The box that asks why a query may stand, and who says so."""

from collections.abc import Callable, Sequence

from textual import events
from textual.geometry import Offset, Size

from tui.reasons import Given
from tui.widgets.command_keys import broken
from tui.widgets.dialog_box import DialogBox
from tui.widgets.line_editor import LineEditor
from tui.widgets.line_widget import Run, fit

_WIDTH = 76
_LABELS = ("理由", "说明人")
_LABEL_CELLS = 9
_NO_REASON = "请写理由：为什么核实以后仍然保留。"
_CONFIRM, _GO_ON = "Enter 确定", "Enter 写说明人"
_STEPS = {"tab": 1, "down": 1, "shift+tab": -1, "up": -1}


class ReasonBox(DialogBox):
    """A reason and the name of who gives it, under a text; `answer` gets the reason, None where the user backs out.

    Enter in the reason goes on to the name where nobody is named: who writes both at one go has not answered before.

    Args:
        title: In the frame.
        lines: What is asked about.
        given: What stands in the two lines at first.
        offered: A reason that F5 puts in the place of the first line's, and back; empty where there is none.
        answer: Called once there is a reason.
    """

    closing_keys = frozenset({"escape"})
    refusal = "先回答这里的问题"

    def __init__(
        self,
        title: str,
        lines: Sequence[str],
        given: Given,
        offered: str,
        answer: Callable[[str | None], object],
    ) -> None:
        super().__init__(title, [*lines, ""], answer)
        self._editors = tuple(LineEditor(text) for text in given)
        self._current = 0
        self._offered = offered
        self._taken = self._replaced = ""
        self._problem = ""
        self._tell("")

    @property
    def given(self) -> Given:
        """What stands in the two lines."""
        return Given(*(editor.text for editor in self._editors))

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Always the same, so that the box does not move while one types."""
        return min(container.width, _WIDTH)

    def answer_rows(self, width: int) -> list[Run]:
        """The two lines, and under the first what is wrong with it."""
        reason, by = (self._row(index, width) for index in range(len(self._editors)))
        problem: list[Run] = [(line, "error") for line in broken(self._problem, width)] if self._problem else []
        return [reason, *problem, by]

    def _row(self, index: int, width: int) -> Run:
        room = width - _LABEL_CELLS
        typed = fit(self._editors[index].view(room)[0], room)
        return fit(f"{_LABELS[index]} ", _LABEL_CELLS - 2) + f"> {typed}", "edit"

    def answer_caret(self, width: int) -> Offset:
        """The place where the next character goes."""
        row = self._current and len(self.answer_rows(width)) - 1
        return Offset(_LABEL_CELLS + self._editor.view(width - _LABEL_CELLS)[1], row)

    @property
    def _editor(self) -> LineEditor:
        return self._editors[self._current]

    def act(self, command: str, event: events.Key) -> bool:
        """Answer, go to the other line, take the reason offered, or edit the line."""
        if command == "enter":
            self._enter()
        elif command in _STEPS:
            self._go(_STEPS[command])
        elif command == "f5" and self._offered:
            self._take_offered()
        elif self._editor.press(event.key, event.character):
            self._tell("")
        else:
            return False
        return True

    def _take_offered(self) -> None:
        self._current = 0
        if self._taken and self._editor.text == self._taken:
            self._editor.load(self._replaced or self._taken)
            self._tell("")
            return
        self._replaced = self._editor.text
        self._editor.load("")
        self.paste(self._offered)
        self._taken = self._editor.text

    @property
    def _goes_on(self) -> bool:
        """Whether Enter leads to the name."""
        return not self._current and not self.given.by.strip()

    def _enter(self) -> None:
        if not self.given.reason.strip():
            self._current = 0
            self._tell(_NO_REASON)
        elif self._goes_on:
            self._go(1)
        else:
            self._answer(self.given.reason)

    def _go(self, by: int) -> None:
        self._current = (self._current + by) % len(self._editors)
        self._tell(self._problem)

    def paste(self, text: str) -> None:
        """Put pasted text in at the caret, as one line."""
        self._editor.insert(" ".join(text.split("\n")).strip() if "\n" in text.strip() else text.strip("\r\n"))
        self._tell("")

    def _tell(self, problem: str) -> None:
        moved = problem != self._problem
        self._problem = problem
        offered = "  F5 用这条理由" if self._offered else ""
        self.keys_hint = f"{_GO_ON if self._goes_on else _CONFIRM}  Tab 换行{offered}  Esc 取消"
        self.refresh(layout=moved)
