"""Dialogs: a choice, a line to type, a text to read. Esc closes each with the answer that changes nothing."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from tui.widgets.choice_list import Choice
from tui.widgets.dialog_box import AskBox, ChoiceBox, DialogBox

__all__ = ["AskDialog", "Choice", "ChoiceDialog", "Dialog", "TextDialog"]


class Dialog(ModalScreen[str | None]):
    """A box over the screen behind, which stays in view as it is: only the box is sent to the terminal.

    Push it with a callback, or await it with `push_screen_wait`.
    """

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        background: transparent;
        overflow: hidden;
    }
    """
    # A modal screen keeps keys from the application's own bindings.
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+l", "app.redraw", show=False)]

    def __init__(self) -> None:
        super().__init__()
        self._answered = False

    def box(self) -> DialogBox:
        """The box to show."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The box alone."""
        yield self.box()

    def answer(self, result: str | None) -> None:
        """Close the dialog; a second answer that was on its way is one too many."""
        if not self._answered:
            self._answered = True
            self.dismiss(result)


class ChoiceDialog(Dialog):
    """Asks for one of a few choices; the answer is its key, or None after Esc.

    A question that comes `unasked` may meet keys typed ahead: text, and the page's keys, close it and go to what is
    behind it.
    `escape` is what the frame says Esc does.
    """

    def __init__(
        self,
        title: str,
        lines: Sequence[str],
        choices: Sequence[Choice],
        *,
        unasked: bool = False,
        escape: str = "取消",
    ) -> None:
        super().__init__()
        self._contents = (title, lines, choices)
        self._unasked = unasked
        self._escape = escape

    def box(self) -> DialogBox:
        """The text with the choices under it."""
        pass_on = getattr(self.app, "pass_on", None) if self._unasked else None
        return ChoiceBox(*self._contents, self.answer, pass_on=pass_on, escape=self._escape)


class AskDialog(Dialog):
    """Asks for one line of text; the answer is the text, or None after Esc.

    Args:
        title: In the frame.
        lines: What is asked.
        initial: What stands in the line at first; typing replaces it.
        problem_of: Says why a text will not do, in a sentence that is shown; empty where it will.
    """

    def __init__(
        self,
        title: str,
        lines: Sequence[str],
        initial: str = "",
        problem_of: Callable[[str], str] = lambda text: "",
    ) -> None:
        super().__init__()
        self._contents = (title, lines, initial, problem_of)

    def box(self) -> DialogBox:
        """The text with the line under it."""
        return AskBox(*self._contents, self.answer)


class TextDialog(Dialog):
    """Shows a text to read: help; Esc, Enter and F1 close it."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._contents = (title, (text,))

    def box(self) -> DialogBox:
        """The text."""
        return DialogBox(*self._contents, self.answer)
