"""The pages of prose: the preamble and sections 一, 五 and 六, the last with its figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import TextArea

from schema.editions.cover import PREAMBLE
from schema.form import Place, Section
from schema.report import Part
from tui.hints import aspect_of, hint
from tui.messages import Message
from tui.pages.page import Page
from tui.pages.part_commands import PartCommands, length
from tui.screens.pause import Pause
from tui.widgets.grid_model import GridModel, Slot
from tui.widgets.line_widget import Run, TextLine
from tui.widgets.number_grid import NumberGrid
from tui.widgets.parts_list import PartLine, PartsList
from tui.widgets.prose_editor import ProseEditor

_NUMERALS = "一二三四五六七八九十"
_IDLE_SECONDS = 2.0
_MOST_CHANGES = 200
"""Keys and pastes after which the text goes to the session, and so to the journal, though the writer does not pause."""

_MOST_CHARACTERS = 1000


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the page: a text, or the section's table."""

    label: str
    place: Place | None = None
    part: int | None = None
    """The index among the headed parts."""


class ProsePage(Page):
    """A list of parts, and the editor of the current one."""

    keys = "回车写正文 F2改标题 +加一部分 Del删 [上移 ]下移 F7上节 F8下节 ^S保存 Esc菜单"
    reading_keys = "回车看正文 F1说明 F6问题 F7上节 F8下节 F9核对 Esc菜单 F10退出"
    _preamble_keys = (
        "回车写正文 Esc回封面 F1说明 F7上节 F8下节 F9核对 ^S保存",
        "回车看正文 Esc回封面 F1说明 F7上节 F8下节 F9核对",
    )
    _writing_keys = (
        "Tab下一部分 Esc回列表 ^Z撤销 F1说明 F6问题 F7上节 F8下节 F9核对 ^S保存",
        "Tab下一部分 Esc回列表 F1说明 F6问题 F7上节 F8下节 F9核对",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "next_item(1)", show=False),
        Binding("shift+tab", "next_item(-1)", show=False),
        Binding("escape", "leave", show=False),
    ]
    DEFAULT_CSS = """
    ProsePage ProseEditor { height: 1fr; }
    ProsePage NumberGrid { display: none; }
    """

    def __init__(self, step: str, section: Section | None, model: GridModel | None) -> None:
        super().__init__(step, model)
        self.section = section
        self._items: list[Item] = []
        self._opened: Place | None = None
        self._held: list[str] = []
        """The texts of the opened part that the session held, each a step of undo after the one before."""
        self._held_at = -1
        self._to_store = Pause(self, _IDLE_SECONDS, self._store)
        self._changes = 0
        """Since the text was last stored."""

    def compose(self) -> ComposeResult:
        """The list, the line with the current part's name and length, and the editor or the figures."""
        yield PartsList(on_move=self._open_item)
        yield TextLine(id=f"{self.step}-heading")
        yield ProseEditor(may_edit=self.wizard.may_edit)
        if self.model is not None:
            yield NumberGrid(
                on_commit=self._figure_committed,
                on_move=self._figure_moved,
                on_type=self._figure_typed,
                may_edit=self.wizard.may_edit,
            )

    @property
    def parts(self) -> PartsList:
        """The list."""
        return self.query_one(PartsList)

    @property
    def editor(self) -> ProseEditor:
        """The editor of the current part."""
        return self.query_one(ProseEditor)

    @property
    def grid(self) -> NumberGrid:
        """The figures of section 六."""
        return self.query_one(NumberGrid)

    @property
    def item(self) -> Item:
        """The current line."""
        return self._items[self.parts.current]

    def keys_now(self) -> str:
        """Those of the list, or of writing."""
        reading = bool(self.session.read_only)
        if self.screen.focused is not self.parts:
            return self._writing_keys[reading]
        return super().keys_now() if self.section is not None else self._preamble_keys[reading]

    def title(self) -> tuple[Run, ...]:
        """The section's title and the length of all its prose."""
        label = PREAMBLE.label if self.section is None else self.section.title
        count = sum(length(self.session.text(item.place)) for item in self._items if item.place)
        return ((f" {label}　共{count}字", "header"),)

    # Showing

    def open(self) -> Widget:
        """The list, with the part that was current."""
        # What was typed is in the session since the page was left; an undo may have taken it back there.
        self._opened = None
        self._reload_items()
        self._open_item(self.parts.current)
        return self.parts

    def _reload_items(self, current: int | None = None) -> None:
        self._items = list(self._make_items())
        self.parts.show([self._line(item) for item in self._items], current)

    def _make_items(self) -> Iterator[Item]:
        if self.section is None:
            yield Item(PREAMBLE.label, PREAMBLE.key)
            return
        yield Item(self.section.intro_label, f"{self.section.key}.intro")
        for index, part in enumerate(self.session.report.parts[self.section.key]):
            numeral = _NUMERALS[index] if index < len(_NUMERALS) else str(index + 1)
            yield Item(
                f"（{numeral}）{part.heading or '（没有标题）'}", f"{self.section.key}.parts.{index}.text", index
            )
        if self.model is not None:
            yield Item(self.model.table.title)

    def _line(self, item: Item) -> PartLine:
        if item.place is None:
            assert self.model is not None
            blank = len(self.session.blanks(self.model.table))
            return PartLine(item.label, f"空{blank}格" if blank else "✓")
        text = self.editor.text if item.place == self._opened else self.session.text(item.place)
        count = length(text)
        return PartLine(item.label, f"{count}字" if count else "空")

    def _open_item(self, index: int) -> None:
        self._store()
        item = self._items[index]
        shows_grid = item.place is None
        self.editor.display = not shows_grid
        self._opened = None
        if self.model is not None:
            self.grid.display = shows_grid
        if shows_grid:
            assert self.model is not None
            self.model.rebuild()
            self.grid.show(self.model)
        else:
            assert item.place is not None
            self.editor.load(self.session.text(item.place))
            self._opened = item.place
            self._held_at = -1
        self._show_heading()
        self._describe()

    def _show_heading(self) -> None:
        item = self.item
        line = self._line(item)
        self.query_one(f"#{self.step}-heading", TextLine).show(((f"---- {item.label} ---- {line.note} ", "dim"),))

    def _describe(self) -> None:
        item = self.item
        if item.place is None:
            assert self.model is not None
            self.wizard.describe(self.model.slot.place)
            return
        demand = self.section.demand if self.section is not None else hint(self.session.report.edition, item.place)
        if self.section is not None and item.part is not None:
            part = self.session.report.parts[self.section.key][item.part]
            aspect = aspect_of(self.section, part.heading)
            demand = aspect.demand if aspect is not None else demand
        self.wizard.at(item.place)
        self.wizard.say(((f" {item.label}", "header"),), Message(demand))

    # The text in the editor and the session

    def typed(self) -> dict[Place, str]:
        """The text in the editor, and the figure being typed."""
        texts = self.grid.typed if self.model is not None else {}
        if self._opened is not None and self.editor.edited:
            texts[self._opened] = self.editor.text
        return texts

    def commit(self) -> None:
        """Put the text and the figure being typed into the session."""
        self._store()
        if self.model is not None:
            self.grid.commit()

    def _store(self) -> None:
        self._to_store.cancel()
        place = self._opened
        if place is None or not self.editor.edited or self.session.read_only:
            return
        self._changes = 0
        changed = self._put(place, self.editor.text)
        # Not before: a signal may end the program between any two steps, and keeps what is marked nowhere else.
        self.editor.mark_stored()
        if changed:
            self.wizard.committed(place)

    def _put(self, place: Place, text: str) -> bool:
        """Put a text into the session; False if it stood there already.

        One that the editor's undo has brought back is brought back by undo here too: as a change of its own it would be
        the first that the report's undo, which goes on where the editor's ends, takes back again.
        """
        session = self.session
        if session.revision != self._held_at:
            self._held = [session.text(place)]
        if text in self._held[:-1]:
            changed = False
            # Where the report may only be read from now on, it stays at the step that brought that to light.
            while self._held[-1] != text and session.undo() is not None:
                self._held.pop()
                changed = True
        else:
            changed = session.edit(place, text)
            self._held += [text] * changed
        self._held_at = session.revision
        return changed

    def cancel(self) -> bool:
        """Forget the figure being typed."""
        return self.model is not None and self.grid.cancel()

    def reload(self) -> None:
        """Show the parts as they are after an undo, the caret where it was if the text is the same."""
        self._reload_items()
        item = self.item
        if item.place is None:
            self.grid.refresh_all()
        elif item.place != self._opened or self.editor.text != self.session.text(item.place):
            self._opened = None
            self._open_item(self.parts.current)
        self._show_heading()

    def place(self) -> Place | None:
        """The place of the current part or figure."""
        if self.item.place is None and self.model is not None:
            return self.model.slot.place
        return self.item.place

    def go_to(self, place: Place) -> bool:
        """Open the part or figure of a place."""
        for index, item in enumerate(self._items):
            if item.place is not None and place in (item.place, item.place.removesuffix("text") + "heading"):
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

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        """Count, and keep the text when the typing pauses."""
        message.stop()
        if self._opened is None:
            return
        self.parts.show([self._line(item) for item in self._items])
        self._show_heading()
        self._changes += 1
        grown = len(self.editor.text) - len(self.session.text(self._opened))
        if self._changes >= _MOST_CHANGES or abs(grown) >= _MOST_CHARACTERS:
            self._store()
        else:
            self._to_store.begin()
            self.wizard.touched()

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
        elif self.section is None:
            self.wizard.next_step(0)
        else:
            await self.wizard.action_menu()

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
