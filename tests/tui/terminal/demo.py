"""A small wizard of our kind: pages with a line-API grid, a prose editor and stock fields, and a modal question."""

from typing import ClassVar

from tui.terminal.environment import lean_imports, prepare_environment

prepare_environment()
with lean_imports():
    from rich.cells import cell_len
    from rich.segment import Segment
    from rich.style import Style
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import Binding, BindingType
    from textual.containers import Vertical
    from textual.geometry import Offset, Region
    from textual.screen import ModalScreen
    from textual.strip import Strip
    from textual.widget import Widget
    from textual.widgets import ContentSwitcher, Input, Static, TextArea

    from tui.terminal.application import TerminalApp
    from tui.terminal.key_order import OrderedKeys

LABELS = ("一、本年新收", "二、上年结转", "三、予以公开", "总计")
PLAIN = Style()
CURSOR = Style(reverse=True)
TOTAL = Style(color="yellow", bold=True)


class Cells(Widget, can_focus=True):
    """Rows of numbers; Tab goes to the next cell and from the last one on to the next widget."""

    ROWS, COLUMNS, WIDTH, LABEL = 3, 4, 8, 16

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self.texts = [[""] * self.COLUMNS for _ in range(self.ROWS)]
        self.at = (0, 0)

    @property
    def caret(self) -> Offset:
        row, column = self.at
        return self.content_region.offset + Offset(self.LABEL + (column + 1) * self.WIDTH - 1, row)

    def totals(self) -> list[str]:
        return [str(sum(int(row[column] or 0) for row in self.texts)) for column in range(self.COLUMNS)]

    def render_line(self, y: int) -> Strip:
        if y > self.ROWS:
            return Strip.blank(self.size.width, PLAIN)
        cells = self.texts[y] if y < self.ROWS else self.totals()
        label = LABELS[y] + " " * (self.LABEL - 2 * len(LABELS[y]))
        segments = [Segment(label, PLAIN)]
        for column, text in enumerate(cells):
            style = CURSOR if self.at == (y, column) and self.has_focus else TOTAL if y == self.ROWS else PLAIN
            segments.append(Segment(f"{text:>{self.WIDTH}}", style))
        return Strip(segments).adjust_cell_length(self.size.width, PLAIN)

    def press(self, event: events.Key) -> bool:
        row, column = self.at
        cell = row * self.COLUMNS + column
        if event.character is not None and event.character in "0123456789":
            self.texts[row][column] = (self.texts[row][column] + event.character)[-6:]
        elif event.key == "backspace":
            self.texts[row][column] = self.texts[row][column][:-1]
        elif event.key in ("tab", "enter") and cell + 1 < self.ROWS * self.COLUMNS:
            self.at = divmod(cell + 1, self.COLUMNS)
        elif event.key == "left" and cell:
            self.at = divmod(cell - 1, self.COLUMNS)
        else:
            return False
        for y, x in {(row, column), self.at, (self.ROWS, column)}:
            self.refresh(Region(self.LABEL + x * self.WIDTH, y, self.WIDTH, 1))
        return True

    def paste(self, text: str) -> None:
        row, column = self.at
        self.texts[row][column] = "".join(character for character in text if character.isdecimal())[:6]
        self.refresh()


class ProseEditor(OrderedKeys, TextArea):
    """Many lines of prose."""

    def on_resize(self) -> None:
        # Stock TextArea wraps anew but paints anew only if the number of lines has changed.
        self.refresh()


class Question(ModalScreen[str]):
    """Asks for a few characters; Enter gives them back."""

    CSS = """
    Question { align: center middle; }
    Vertical { width: 40; height: 5; border: solid ansi_green; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "answer"), Binding("escape", "dismiss('')")]

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static("“确认”吗？——请输入：")
            yield AnswerField()

    async def action_answer(self) -> None:
        self.dismiss(self.query_one(AnswerField).text)


class AnswerField(Widget, can_focus=True):
    """One line of typed characters."""

    text = ""

    @property
    def caret(self) -> Offset:
        return self.content_region.offset + Offset(2 + cell_len(self.text), 0)

    def render(self) -> str:
        return "【" + self.text + "】"

    def press(self, event: events.Key) -> bool:
        if not event.is_printable:
            return False
        self.text += event.character or ""
        self.refresh()
        return True

    def paste(self, text: str) -> None:
        self.text += text
        self.refresh()


class Demo(TerminalApp[None]):
    """Pages `first` and `second`; F3 and F4 turn to them, F2 asks a question."""

    CSS = """
    ContentSwitcher { height: 1fr; }
    #title, #answer { height: 1; }
    Cells { height: 5; }
    TextArea { height: 8; border: none; }
    Input { border: none; height: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "page('first')"),
        Binding("f4", "page('second')"),
        Binding("f2", "ask"),
        Binding("f10", "quit"),
    ]

    def compose(self) -> ComposeResult:
        yield Static("石门乡 2021年政府信息公开工作年度报告", id="title")
        with ContentSwitcher(initial="first"):
            with Vertical(id="first"):
                yield Cells("cells")
                yield Input(id="name", select_on_focus=False)
                yield Input(id="note", select_on_focus=False)
            with Vertical(id="second"):
                yield Cells("more")
                yield editor("prose")
        yield Static("", id="answer")

    def on_mount(self) -> None:
        for field in self.query(Input):
            field.cursor_blink = False
        self.query_one("#prose", ProseEditor).cursor_blink = False

    def action_page(self, page: str) -> None:
        self.query_one(ContentSwitcher).current = page
        self.query_one("#cells" if page == "first" else "#more", Cells).focus()

    async def action_ask(self) -> None:
        await self.push_screen(Question(), self.show_answer)

    def show_answer(self, answer: str | None) -> None:
        self.query_one("#answer", Static).update(f"答：{answer}")


def editor(id: str) -> ProseEditor:
    """A prose editor with text in it."""
    text = "2021年，石门乡认真贯彻《中华人民共和国政府信息公开条例》，“公开为常态、不公开为例外”——主动公开188条。\n" * 4
    return ProseEditor(text, id=id, soft_wrap=True, show_line_numbers=False)


if __name__ == "__main__":
    Demo().run()
