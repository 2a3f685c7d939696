"""The editor of one prose part of a report."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.message import Message

from schema.unsafe import cleaned, is_unsafe, with_line_feeds
from tui.widgets.prose_rows import ProseRows


class ProseEditor(ProseRows, inherit_bindings=False):
    """A text area for Chinese prose that takes in only characters that belong into a report.

    Unsafe characters are refused when typed and taken out of a paste; in a loaded text they are kept, and shown as
    stand-ins. Keys it does not need (Tab, Esc, function keys, Ctrl+S) are left to the screen. It is a `KeyTarget`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", "上一行", show=False),
        Binding("down", "cursor_down", "下一行", show=False),
        Binding("left", "cursor_left", "左移", show=False),
        Binding("right", "cursor_right", "右移", show=False),
        Binding("home", "cursor_line_start", "行首", show=False),
        Binding("end", "cursor_line_end", "行尾", show=False),
        Binding("pageup", "cursor_page_up", "上一页", show=False),
        Binding("pagedown", "cursor_page_down", "下一页", show=False),
        Binding("shift+up", "cursor_up(True)", "向上选择", show=False),
        Binding("shift+down", "cursor_down(True)", "向下选择", show=False),
        Binding("shift+left", "cursor_left(True)", "向左选择", show=False),
        Binding("shift+right", "cursor_right(True)", "向右选择", show=False),
        Binding("shift+home", "cursor_line_start(True)", "选到行首", show=False),
        Binding("shift+end", "cursor_line_end(True)", "选到行尾", show=False),
        Binding("backspace", "delete_left", "删除前一字", show=False),
        Binding("delete", "delete_right", "删除后一字", show=False),
        Binding("ctrl+z", "undo", "撤销", show=False),
        Binding("ctrl+y", "redo", "重做", show=False),
    ]

    @dataclass
    class Cleaned(Message):
        """Posted when a paste contained characters that do not belong into a report."""

        editor: "ProseEditor"
        removed: int
        """How many characters were left out."""

        @property
        def control(self) -> "ProseEditor":
            """The editor pasted into."""
            return self.editor

    def __init__(
        self,
        text: str = "",
        *,
        ambiguous: int = 1,
        may_edit: Callable[[], bool] = lambda: True,
        on_move: Callable[[], object] = lambda: None,
        read_only: bool = False,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        """Begin with a text.

        Args:
            ambiguous: The terminal's width, 1 or 2, of characters such as `“`.
            may_edit: Called before anything is changed; where it says no, nothing is, and it has told the user why.
            on_move: Called when the caret may have moved.
        """
        self._stored = text
        self._may_edit = may_edit
        self._on_move = on_move
        super().__init__(
            text,
            ambiguous=ambiguous,
            read_only=read_only,
            name=name,
            id=id,
            classes=classes,
            disabled=disabled,
        )

    @property
    def edited(self) -> bool:
        """Whether the text differs from the one last loaded or marked as stored."""
        return self.text != self._stored

    def mark_stored(self) -> None:
        """Hold the text to be the stored one; what can be undone stays."""
        self._stored = self.text

    @property
    def character_count(self) -> int:
        """The number of characters that are not white space."""
        return sum(map(len, self.text.split()))

    def load(self, text: str) -> None:
        """Show another text, with the caret at its beginning and nothing to undo; posts no `Changed`."""
        self._stored = text
        self.history.clear()
        self._set_document(text, None)

    def caret_moved(self) -> None:
        """Tell of it."""
        self._on_move()

    def go_to_offset(self, offset: int) -> None:
        """Put the caret before a character, counted from the beginning of the text, or at its end."""
        before = self.text[: max(0, offset)]
        self.move_cursor((before.count("\n"), len(before) - before.rfind("\n") - 1))

    def paste(self, text: str) -> None:
        """Insert a pasted text as one undo step, without what does not belong into a report."""
        if not self._may_change():
            return
        text = _once(with_line_feeds(text))
        clean = cleaned(text)
        if clean:
            self.history.checkpoint()
            self._replace_via_keyboard(clean, *self.selection)
            self.history.checkpoint()
        if removed := len(text) - len(clean):
            self.post_message(self.Cleaned(self, removed))

    def _may_change(self) -> bool:
        return not self.read_only and self._may_edit()

    def action_delete_left(self) -> None:
        """Remove what is selected, or the character before the caret."""
        if self._may_change():
            super().action_delete_left()

    def action_delete_right(self) -> None:
        """Remove what is selected, or the character behind the caret."""
        if self._may_change():
            super().action_delete_right()

    def action_undo(self) -> None:
        """Take back the last edit here; where there is none, undo means the whole report's."""
        if not self._may_change():
            return
        if not self.history.undo_stack:
            raise SkipAction
        super().action_undo()

    def action_redo(self) -> None:
        """Make the edit last taken back again; where there is none, redo means the whole report's."""
        if not self._may_change():
            return
        if not self.history.redo_stack:
            raise SkipAction
        super().action_redo()

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Whether the key is text for this editor, so that no binding of a single character takes it."""
        return not self.read_only and _is_text(character)

    def press(self, event: events.Key) -> bool:
        """Insert what a key types; False leaves the key to the bindings."""
        inserted = "\n" if event.key == "enter" else event.character
        if inserted is None or not (inserted == "\n" or _is_text(inserted)):
            return False
        if self._may_change():
            self._replace_via_keyboard(inserted, *self.selection)
        return True

    async def _on_key(self, event: events.Key) -> None:
        event.prevent_default()
        if self.press(event):
            event.stop()

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.paste(event.text)


def _once(text: str) -> str:
    """The text with single line ends where all are double: a multiplexer makes two of the two of Windows."""
    runs = re.findall("\n+", text)
    if runs and all(len(run) % 2 == 0 for run in runs):
        return re.sub("\n\n", "\n", text)
    return text


def _is_text(character: str | None) -> bool:
    """Whether a key's character may stand in a report; the full-width space of input methods is one."""
    return character is not None and (character.isprintable() or character == "\u3000") and not is_unsafe(character)
