"""The prose editor above an input, what it shows, and keys posted to it."""

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from tui.widgets.prose_editor import ProseEditor

SENTENCE = (
    "2023年，领导小组办公室共收到申请1,234.5件（其中“商业企业”占3.5%），同比增长12.5%；"
    "根据《中华人民共和国政府信息公开条例》……——等规定办理。"
)


SCREEN_KEYS = (
    "escape",
    "f1",
    "f6",
    "f7",
    "ctrl+s",
    "ctrl+g",
    "ctrl+a",
    "ctrl+k",
    "ctrl+u",
    "ctrl+w",
    "ctrl+f",
    "ctrl+d",
)
SIZE = (78, 12)


class EditorApp(App[None]):
    """The editor above an input, as a page has it, with everything the editor posts."""

    CSS = "ProseEditor { height: 10; } Input { border: none; height: 1; }"

    BINDINGS: ClassVar[list[BindingType]] = [Binding(key, f"note('{key}')") for key in SCREEN_KEYS]

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.editor = ProseEditor(text)
        self.removed: list[int] = []
        self.changes = 0
        self.left_to_the_screen: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.editor
        yield Input(id="next", select_on_focus=False)

    def on_mount(self) -> None:
        self.editor.focus()

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        assert message.text_area is self.editor
        self.changes += 1

    def on_prose_editor_cleaned(self, message: ProseEditor.Cleaned) -> None:
        self.removed.append(message.removed)

    def action_note(self, key: str) -> None:
        self.left_to_the_screen.append(key)


def rows(editor: ProseEditor) -> list[str]:
    """What the editor shows, without the blanks at the end of each row."""
    return [editor.render_line(y).text.rstrip() for y in range(editor.size.height)]


def caret_cells(editor: ProseEditor) -> list[tuple[int, int]]:
    """The cells painted in the caret's style."""
    style = editor._row_styles[2]
    cells = []
    for y in range(editor.size.height):
        x = 0
        for segment in editor.render_line(y):
            if segment.style == style:
                cells.append((x, y))
            x += segment.cell_length
    return cells


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    """Wait for a condition; the test's own time limit ends a wait for what never comes."""
    while not condition():
        await pilot.pause()


def key(name: str, character: str | None = None) -> events.Key:
    return events.Key(name, character)


def burst(app: App[None], *keys: str) -> None:
    """Post keys at once, as they come after a stalled line; several 汉字 are an input method's commit."""
    for each in keys:
        if each.isascii() and len(each) > 1:
            app.post_message(key(each, "\r" if each == "enter" else None))
        else:
            for character in each:
                app.post_message(key(character, character))
