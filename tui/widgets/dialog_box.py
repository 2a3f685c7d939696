"""The box of a dialog: a frame, a text that scrolls, and under it what is answered with."""

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from textual import events
from textual.geometry import Offset, Size

from tui.widgets.choice_list import Choice, ChoiceList
from tui.widgets.command_keys import broken, command_of, scrolled, widest
from tui.widgets.line_editor import LineEditor
from tui.widgets.line_widget import LineWidget, Run, fit

_LEAST_WIDTH, _MOST_WIDTH = 52, 76
_FRAME = 4
"""The cells that the frame takes of a line, and blanks beside it."""
_PAGE_KEYS = frozenset({*(f"f{number}" for number in range(1, 11)), *(f"ctrl+{letter}" for letter in "cqsyz")})
"""What is meant for the page behind a dialog."""
_REPLACED = "直接打字会换掉原来的；按右方向键可以接着改。"


class DialogBox(LineWidget, can_focus=True):
    """A titled text in an ASCII frame, closed with Esc, Enter or F1.

    `answer` is called with None where the user backs out.
    """

    DEFAULT_CSS = """
    DialogBox {
        width: auto;
        height: auto;
        max-width: 100%;
        max-height: 100%;
    }
    """

    closing_keys = frozenset({"escape", "enter", "f1"})
    keys_hint = "Esc 关闭"
    refusal = "先按Esc关闭这里"
    """What a key meant for the page behind is answered with."""

    def __init__(self, title: str, lines: Sequence[str], answer: Callable[[str | None], object]) -> None:
        super().__init__()
        self._title, self._lines, self._answer = title, tuple(lines), answer
        self._broken: tuple[int, list[str]] = (0, [])
        self._top = 0
        self._refusing = False

    # What a subclass adds under the text

    def answer_rows(self, width: int) -> list[Run]:
        """The lines under the text."""
        return []

    def answer_caret(self, width: int) -> Offset:
        """The line among `answer_rows` that is to stay in view, and the caret's cell in it."""
        return Offset(0, 0)

    def act(self, command: str, event: events.Key) -> bool:
        """Do what a key asks that neither closes nor scrolls."""
        return False

    # Layout

    def text_rows(self, width: int) -> list[str]:
        """The text's lines for a frame of some width."""
        inner = width - _FRAME
        if self._broken[0] != inner:
            self._broken = (inner, [row for line in self._lines for row in broken(line, inner)])
        return self._broken[1]

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as the longest line where that fits the screen."""
        most = min(container.width, _MOST_WIDTH)
        lines = [row for line in self._lines for row in broken(line, most - _FRAME)]
        answers = [text for text, _style in self.answer_rows(most - _FRAME)]
        wanted = max(widest([*lines, *answers]) + _FRAME, widest([self._title, self.keys_hint]) + _FRAME + 4)
        return min(max(wanted, _LEAST_WIDTH), most)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as everything in it where that fits the screen."""
        return min(len(self.text_rows(width)) + len(self.answer_rows(width - _FRAME)) + 2, container.height)

    def _rooms(self) -> tuple[int, int, int]:
        """The rows of the text that fit, the first answer row to show, and how many of those fit."""
        width, height = self.size
        text, answers = len(self.text_rows(width)), len(self.answer_rows(width - _FRAME))
        inside = max(height - 2, 0)
        shown_answers = min(answers, max(inside - min(text, 3), 1))
        first = max(0, min(self.answer_caret(width - _FRAME).y - shown_answers // 2, answers - shown_answers))
        return max(inside - shown_answers, 0), first, shown_answers

    @property
    def caret(self) -> Offset | None:
        """Where on the screen the caret stands; None before the box has a size."""
        if not self.size:
            return None
        room, first, _shown = self._rooms()
        caret = self.answer_caret(self.size.width - _FRAME)
        return self.content_region.offset + Offset(caret.x + 2, min(1 + room + caret.y - first, self.size.height - 1))

    def runs_at(self, y: int) -> Sequence[Run]:
        """One line of the box."""
        width, height = self.size
        room, first, shown_answers = self._rooms()
        rows = self.text_rows(width)
        if y == 0:
            return self._edge(self._title, "header")
        if y == height - 1:
            return self._edge(*self._bottom(room, len(rows)))
        if y <= room:
            row: Run = (rows[self._top + y - 1] if self._top + y <= len(rows) else "", "normal")
        else:
            index = y - room - 1
            row = self.answer_rows(width - _FRAME)[first + index] if index < shown_answers else ("", "normal")
        return (("| ", "normal"), (fit(row[0], width - _FRAME), row[1]), (" |", "normal"))

    def _edge(self, text: str, style: str) -> Sequence[Run]:
        room = self.size.width - 6
        text = fit(text, min(cell_len(text), room)) if text else ""
        blank = " " if text else "-"
        rest = "-" * (room - cell_len(text))
        return (("+-" + blank, "normal"), (text, style), (f"{blank}{rest}-+", "normal"))

    def _bottom(self, room: int, count: int) -> Run:
        """What stands in the frame's lower edge."""
        if self._refusing:
            longer = f"{self.refusal}  {self.keys_hint}"
            return longer if cell_len(longer) <= self.size.width - 6 else self.refusal, "query"
        if count <= room:
            return self.keys_hint, "dim"
        return f"{self.keys_hint}  PgUp/PgDn 翻页 {self._top + 1}-{min(self._top + room, count)}/{count}行", "dim"

    # Keys

    def press(self, event: events.Key) -> bool:
        """Close, answer or scroll; a key of the page behind is refused in the frame until the next one."""
        command = command_of(event)
        self._refuse(False)
        if command in self.closing_keys:
            self._answer(None)
            return True
        if self.act(command, event) or self._scroll(command):
            return True
        self._refuse(command in _PAGE_KEYS)
        return self._refusing

    def _refuse(self, refusing: bool) -> None:
        if refusing != self._refusing:
            self._refusing = refusing
            self.refresh_lines(self.size.height - 1)

    def paste(self, text: str) -> None:
        """Pasted text means nothing here."""

    def _scroll(self, command: str) -> bool:
        room, count = self._rooms()[0], len(self.text_rows(self.size.width))
        top = scrolled(command, self._top, room, count)
        if top is None:
            return False
        if top != self._top:
            self._top = top
            self.refresh()
        return True

    def on_resize(self) -> None:
        """Keep no more blank lines under the text than there must be."""
        self._top = max(0, min(self._top, len(self.text_rows(self.size.width)) - self._rooms()[0]))
        self.refresh()


class ChoiceBox(DialogBox):
    """Choices under the text; `answer` gets the key of the chosen one.

    With `pass_on`, text that is typed or pasted is no answer, nor is a key of the page behind: it closes the box and is
    given on. `escape` is what the frame says Esc does.
    """

    closing_keys = frozenset({"escape"})
    refusal = "先回答这里的问题"

    def __init__(
        self,
        title: str,
        lines: Sequence[str],
        choices: Sequence[Choice],
        answer: Callable[[str | None], object],
        *,
        pass_on: Callable[[events.Key | events.Paste], object] | None = None,
        escape: str = "取消",
    ) -> None:
        super().__init__(title, [*lines, ""] if lines else (), answer)
        self._choices = ChoiceList(choices, digits=pass_on is None)
        self._pass_on = pass_on
        digits_hint = f" 或 1-{self._choices.digits}" if self._choices.digits > 1 else ""
        choosing = f"上下选择  Enter{digits_hint} 选定" if len(choices) > 1 else "Enter 选定"
        self.keys_hint = f"{choosing}  Esc {escape}"

    def answer_rows(self, width: int) -> list[Run]:
        """The choices."""
        return [(fit(text, width), style) for _index, (text, style) in self._choices.rows(width)]

    def answer_caret(self, width: int) -> Offset:
        """The selected choice."""
        indices = [index for index, _run in self._choices.rows(width)]
        return Offset(0, indices.index(self._choices.selected) if indices else 0)

    def act(self, command: str, event: events.Key) -> bool:
        """Choose, or select another choice."""
        if (choice := self._choices.chosen(command)) is not None:
            self._answer(choice.key)
            return True
        if self._pass_on is not None and (event.is_printable or command in _PAGE_KEYS):
            self._close_before(event, self._pass_on)
            return True
        if self._choices.move(command):
            self.refresh()
            return True
        return False

    def paste(self, text: str) -> None:
        """Pasted text means nothing here, unless it is meant for what is behind."""
        if self._pass_on is not None:
            self._close_before(events.Paste(text), self._pass_on)

    def _close_before(
        self, event: events.Key | events.Paste, pass_on: Callable[[events.Key | events.Paste], object]
    ) -> None:
        self._answer(None)
        pass_on(event)


class AskBox(DialogBox):
    """One line to type under the text; `answer` gets it once `problem_of` finds nothing wrong with it."""

    closing_keys = frozenset({"escape"})
    keys_hint = "Enter 确定  Esc 取消"
    refusal = "先回答这里的问题"

    def __init__(
        self,
        title: str,
        lines: Sequence[str],
        initial: str,
        problem_of: Callable[[str], str],
        answer: Callable[[str | None], object],
    ) -> None:
        lines = [*lines, _REPLACED] if initial else lines
        super().__init__(title, [*lines, ""] if lines else (), answer)
        self._editor = LineEditor()
        self._editor.load(initial, select_all=bool(initial))
        self._problem_of = problem_of
        self._problem = ""

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Always the same, so that the box does not move while one types."""
        return min(container.width, _MOST_WIDTH)

    def answer_rows(self, width: int) -> list[Run]:
        """The line being typed, and what is wrong with it."""
        typed = fit(self._editor.view(width - 2)[0], width - 2)
        problem: list[Run] = [(line, "error") for line in broken(self._problem, width)] if self._problem else []
        return [(f"> {typed}", "focused" if self._editor.selected else "edit"), *problem]

    def answer_caret(self, width: int) -> Offset:
        """The place where the next character goes."""
        return Offset(2 + self._editor.view(width - 2)[1], 0)

    def act(self, command: str, event: events.Key) -> bool:
        """Answer, or edit the line."""
        if command == "enter":
            self._tell(self._problem_of(self._editor.text))
            if not self._problem:
                self._answer(self._editor.text)
            return True
        if not self._editor.press(event.key, event.character):
            return False
        self._tell("")
        return True

    def paste(self, text: str) -> None:
        """Put pasted text in at the caret, as one line."""
        self._editor.insert(text.strip("\r\n"))
        self._tell("")

    def _tell(self, problem: str) -> None:
        moved = problem != self._problem
        self._problem = problem
        self.refresh(layout=moved)
