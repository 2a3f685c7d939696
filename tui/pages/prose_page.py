"""The pages of prose: the preamble and sections 一, 五 and 六, the last with its figures."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from schema.form import Place
from schema.placeholders import written
from schema.report import Part
from tui.messages import Message
from tui.pages.part_commands import PartCommands
from tui.pages.prose_texts import ProseTexts
from tui.widgets.grid_model import Slot
from tui.widgets.line_widget import TextLine
from tui.widgets.number_grid import NumberGrid
from tui.widgets.parts_list import PartsList
from tui.widgets.prose_editor import ProseEditor


class ProsePage(ProseTexts):
    """A list of parts, the editor of the current one, and what is done to both."""

    keys = "回车写正文 F2改标题 +加一部分 Del删 [上移 ]下移 F7上节 F8下节 ^S保存 Esc菜单"
    reading_keys = "回车看正文 F1说明 F6问题 F7上节 F8下节 F9核对 Esc菜单 F10退出"
    _preamble_keys = (
        "回车写正文 Esc回封面 F1说明 F7上节 F8下节 F9核对 ^S保存",
        "回车看正文 Esc回封面 F1说明 F7上节 F8下节 F9核对",
    )
    _writing_keys = (
        "Tab下一部分 Esc回列表 ^G插入数字 ^Z撤销 F1说明 F6问题 F8下节 F9核对 ^S保存",
        "Tab下一部分 Esc回列表 F1说明 F6问题 F7上节 F8下节 F9核对",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "next_item(1)", show=False),
        Binding("shift+tab", "next_item(-1)", show=False),
        Binding("escape", "leave", show=False),
        Binding("ctrl+g", "pick_figure", show=False),
    ]
    DEFAULT_CSS = """
    ProsePage ProseEditor { height: 1fr; }
    ProsePage NumberGrid { display: none; }
    """

    def compose(self) -> ComposeResult:
        """The list, the line with the current part's name and length, and the editor or the figures."""
        yield PartsList(on_move=self._open_item)
        yield TextLine(id=f"{self.step}-heading")
        yield ProseEditor(may_edit=self.wizard.may_edit, on_move=self._moved)
        if self.model is not None:
            yield NumberGrid(
                on_commit=self._figure_committed,
                on_move=self._figure_moved,
                on_type=self._figure_typed,
                may_edit=self.wizard.may_edit,
            )

    def keys_now(self) -> str:
        """Those of the list, or of writing."""
        reading = bool(self.session.read_only)
        if self.screen.focused is not self.parts:
            return self._writing_keys[reading]
        return super().keys_now() if self.section is not None else self._preamble_keys[reading]

    def cancel(self) -> bool:
        """Forget the figure being typed."""
        return self.model is not None and self.grid.cancel()

    def go_to(self, place: Place) -> bool:
        """Open the part or figure of a place."""
        for index, item in enumerate(self._items):
            if place in (item.place, item.heading_place):
                self._focus_item(index)
                return True
        if self.model is not None and place.startswith(self.model.table.key):
            self._focus_item(len(self._items) - 1)
            return self.grid.go_to(place)
        return False

    def _focus_item(self, index: int) -> None:
        self.parts.select(index)
        target = self.grid if self._items[index].place is None else self.editor
        self.screen.set_focus(target)
        self._describe()

    def on_prose_editor_cleaned(self, message: ProseEditor.Cleaned) -> None:
        """Say what a paste lost."""
        message.stop()
        self.wizard.say(((" 粘贴", "header"),), Message(f"去掉了{message.removed}个看不见的或控制用的字符。", "query"))

    # What is asked for

    def action_next_item(self, by: int) -> None:
        """Go on to the next part's text, or back; to the list at either end."""
        index = self.parts.current + by
        if 0 <= index < len(self._items):
            self._focus_item(index)
        else:
            self.screen.set_focus(self.parts)

    async def action_leave(self) -> None:
        """Back to the list; from the list back to the cover, or on to the menu."""
        self.commit()
        if self.screen.focused is not self.parts:
            self.screen.set_focus(self.parts)
            self._describe()
        elif self.section is None:
            self.wizard.next_step(0)
        else:
            await self.wizard.action_menu()

    def menu(self) -> tuple[tuple[str, str], ...]:
        """To quote a figure of the tables, and the numbers of the section."""
        quoting = (("pick_figure", "Ctrl+G  插入表中数字"),) * (self.item.place is not None)
        return (*quoting * (not self.session.read_only), ("list_figures", "数字核对表"))

    async def action_pick_figure(self) -> None:
        """Choose a figure of the tables, which the text then quotes where the caret stands."""
        from tui.screens.figure_picker import FigurePicker

        if self._opened is None:
            self.wizard.notify_line(Message("先打开一部分正文，再插入表中数字。"))
        elif self.wizard.may_edit():
            self.screen.set_focus(self.editor)
            await self.app.push_screen(FigurePicker(self.session.report), self._quote)

    def _quote(self, place: Place | None) -> None:
        if place is not None:
            self.editor.paste(written(place))

    async def action_list_figures(self) -> None:
        """Show every number of the section with what it was compared with."""
        from tui.screens.dialogs import TextDialog

        texts = {item: self._text(item.place) for item in self._items if item.place}
        await self.app.push_screen(TextDialog("数字核对表", self.told.listing(texts)))

    def on_descendant_focus(self) -> None:
        """Name the keys of the list, or of writing."""
        self.wizard.show_keys()

    def on_number_grid_passed(self, message: NumberGrid.Passed) -> None:
        """Leave the figures at either end."""
        message.stop()
        self.action_next_item(1 if message.forward else -1)

    async def on_parts_list_asked(self, message: PartsList.Asked) -> None:
        """Open the current part, or do to it what was asked."""
        message.stop()
        if message.action == "write":
            self._focus_item(self.parts.current)
        elif self.section is not None:
            commands = PartCommands(self, self.section)
            if self.wizard.may_edit():
                await commands.run(message.action, self.item.part)

    def put_parts(self, parts: list[Part], current: int, *, write: bool = False) -> None:
        """Put other parts into the section and show one of them, by index; -1 is the opening."""
        assert self.section is not None
        if not self.wizard.may_edit():
            return
        self._opened = None
        self.session.set_parts(self.section.key, parts)
        self._reload_items(current + 1)
        self._open_item(self.parts.current)
        if write:
            self.screen.set_focus(self.editor)
        self.wizard.committed(f"{self.section.key}.parts")

    # The figures of section 六

    def _figure_committed(self, place: Place) -> None:
        self.parts.show([self._line(item) for item in self._items])
        self._show_heading()
        self.wizard.committed(place)

    def _figure_moved(self, slot: Slot) -> None:
        if self.item.place is None:
            self.wizard.describe(slot.place)

    def _figure_typed(self, slot: Slot, text: str) -> None:
        self.wizard.describe(slot.place, text)
