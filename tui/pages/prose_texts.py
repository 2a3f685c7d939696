"""The texts of a page of prose: which are there, the one in the editor, and what is said of it."""

from functools import cached_property

from textual.widget import Widget
from textual.widgets import TextArea

from schema.editions.cover import PREAMBLE
from schema.form import Place, Section
from schema.placeholders import expanded
from schema.places import place_name
from tui import hints
from tui.messages import Message
from tui.pages.opened_text import OpenedText
from tui.pages.page import Page
from tui.pages.prose_items import Item, demand_of, items_of, length, table_line, text_line
from tui.pages.told_figures import ToldFigures, is_of_numbers
from tui.screens.pause import Pause
from tui.widgets.grid_model import GridModel
from tui.widgets.line_widget import Run, TextLine
from tui.widgets.number_grid import NumberGrid
from tui.widgets.parts_list import PartLine, PartsList
from tui.widgets.prose_editor import ProseEditor

_IDLE_SECONDS = 2.0
_TELL_SECONDS = 0.4
_MOST_CHANGES = 200
"""Keys and pastes after which the text goes to the session, and so to the journal, though the writer does not pause."""

_MOST_CHARACTERS = 1000


class ProseTexts(Page):
    """A list of parts, and the editor of the current one."""

    def __init__(self, step: str, section: Section | None, model: GridModel | None) -> None:
        super().__init__(step, model)
        self.section = section
        self._items: list[Item] = []
        self._opened: OpenedText | None = None
        self._to_store = Pause(self, _IDLE_SECONDS, self._store)
        self._to_tell = Pause(self, _TELL_SECONDS, self._describe)
        self._told_at = (-1, -1)
        """Where the caret stood when something was last said under the page."""
        self._changes = 0
        """Since the text was last stored."""

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

    @cached_property
    def told(self) -> ToldFigures:
        """What is said of the numbers."""
        return ToldFigures(self.session)

    def title(self) -> tuple[Run, ...]:
        """The section's title and the length of all its prose."""
        label = PREAMBLE.label if self.section is None else self.section.title
        report = self.session.report
        count = sum(length(expanded(report, report.text(item.place))) for item in self._items if item.place)
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
        table = None if self.model is None else self.model.table
        self._items = list(items_of(self.session.report, self.section, table))
        self.parts.show([self._line(item) for item in self._items], current)

    def _line(self, item: Item) -> PartLine:
        if item.place is None:
            assert self.model is not None
            return table_line(self.session, item, self.model.table)
        return text_line(self.session.report, item, self._text(item.place))

    def _text(self, place: Place) -> str:
        """A text as it stands, in the editor or in the session."""
        opened = self._opened
        return self.editor.text if opened is not None and place == opened.place else self.session.text(place)

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
            self._opened = OpenedText(self.session, item.place)
        self._show_heading()
        self._describe()

    def _show_heading(self) -> None:
        item = self.item
        line = self._line(item)
        self.query_one(f"#{self.step}-heading", TextLine).show(((f"---- {item.label} ---- {line.note} ", "dim"),))

    def _describe(self) -> None:
        """Say what the numbers around the caret stand for; where there are none, what the form asks."""
        self._to_tell.cancel()
        item = self.item
        if item.place is None:
            assert self.model is not None
            self.wizard.describe(self.model.slot.place)
            return
        self._told_at = self.editor.cursor_location
        message = self._message_at_caret() if self.screen.focused is self.editor else None
        self.wizard.at(item.place)
        self.wizard.say(
            ((f" {item.label}", "header"),), message or Message(demand_of(self.session, self.section, item))
        )

    def _message_at_caret(self) -> Message | None:
        """The numbers of the paragraph, else what is wrong with the text besides its numbers."""
        assert self._opened is not None
        place, editor = self._opened.place, self.editor
        message = self.told.message(place, editor.text, editor.offset_of_caret, self.size.width)
        if message is not None:
            return message
        findings = [finding for finding in self.session.findings if not is_of_numbers(finding)]
        finding = hints.gravest(findings, place)
        return (
            None if finding is None else hints.finding_message(finding, place_name(self.session.report.edition, place))
        )

    def rule_words(self) -> str:
        """How many of the section's numbers were compared with the tables."""
        return self.told.tally({item.place: self._text(item.place) for item in self._items if item.place})

    def explanation(self) -> str:
        """What the numbers of the paragraph stand for before what the form asks."""
        explained = super().explanation()
        if self._opened is None or self.screen.focused is not self.editor:
            return explained
        return self.told.of_paragraph(self._opened.place, self.editor.text, self.editor.offset_of_caret) + explained

    def _moved(self) -> None:
        """Look at the caret's new place when it rests."""
        if self._opened is not None and self.editor.cursor_location != self._told_at:
            self._to_tell.begin()

    # The text in the editor and the session

    def typed(self) -> dict[Place, str]:
        """The text in the editor, and the figure being typed."""
        texts = self.grid.typed if self.model is not None else {}
        if self._opened is not None and self.editor.edited:
            texts[self._opened.place] = self.editor.text
        return texts

    def commit(self) -> None:
        """Put the text and the figure being typed into the session."""
        self._store()
        if self.model is not None:
            self.grid.commit()

    def _store(self) -> None:
        self._to_store.cancel()
        opened = self._opened
        if opened is None or not self.editor.edited or self.session.read_only:
            return
        self._changes = 0
        changed = opened.put(self.editor.text)
        # Not before: a signal may end the program between any two steps, and keeps what is marked nowhere else.
        self.editor.mark_stored()
        if changed:
            self.wizard.committed(opened.place)
            if self.screen.focused is self.editor:
                self._describe()

    def reload(self) -> None:
        """Show the parts as they are after an undo, the caret where it was if the text is the same."""
        self._reload_items()
        item = self.item
        if item.place is None:
            self.grid.refresh_all()
        elif self._opened is None or self._text(item.place) != self.session.text(item.place):
            self._opened = None
            self._open_item(self.parts.current)
        self._show_heading()

    def place(self) -> Place | None:
        """The place of the current part or figure."""
        if self.item.place is None and self.model is not None:
            return self.model.slot.place
        return self.item.place

    def point_at(self, offset: int) -> None:
        """Put the caret on a character of the current text; what is said under the page stays."""
        if self._opened is not None:
            self.editor.go_to_offset(offset)
            self._told_at = self.editor.cursor_location
            self._to_tell.cancel()

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        """Count, and keep the text when the typing pauses."""
        message.stop()
        if self._opened is None:
            return
        self.parts.show([self._line(item) for item in self._items])
        self._show_heading()
        self._to_tell.begin()
        self._changes += 1
        grown = len(self.editor.text) - len(self.session.text(self._opened.place))
        if self._changes >= _MOST_CHANGES or abs(grown) >= _MOST_CHARACTERS:
            self._store()
        else:
            self._to_store.begin()
            self.wizard.touched()
