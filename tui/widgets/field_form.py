"""A page of one-line fields in one widget: the cover and the contact details."""

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.geometry import Offset
from textual.message import Message

from schema.form import Field, Kind, Place
from tui.widgets.field_values import (
    abridged,
    caret_runs,
    choice_after,
    choice_cell,
    choice_runs,
    mark_style,
    prose_runs,
)
from tui.widgets.line_editor import LineEditor
from tui.widgets.line_widget import LineWidget, Run, fit

_MARK_CELLS = 4
_NEXT_KEYS = frozenset({"down", "tab", "enter"})
_PREVIOUS_KEYS = frozenset({"up", "shift+tab"})


class FieldForm(LineWidget, can_focus=True):
    """Fields one per line, the current one under edit.

    Whoever owns the keys calls `press` and `paste` in the order of arrival, and hears of changes by being called, so
    that a change is in the session before the next key: `on_edit` after a key that changed the text, `on_commit` when
    a changed field is left or a choice is made, `on_focus_place` when another field is current. `may_edit` is called
    before a text is changed; where it says no, none is, and it has told the user why.
    """

    @dataclass
    class OpenRequested(Message):
        """The user asked to edit prose that does not fit a line."""

        place: Place

    @dataclass
    class Passed(Message):
        """The user moved on past the last field, or back past the first."""

        forward: bool

    @dataclass
    class Cleaned(Message):
        """So many characters of a paste were left out: line ends and unsafe ones."""

        count: int

    def __init__(
        self,
        *,
        on_commit: Callable[[Place, str], object] = lambda place, text: None,
        on_edit: Callable[[Place, str], object] = lambda place, text: None,
        on_focus_place: Callable[[Place], object] = lambda place: None,
        may_edit: Callable[[], bool] = lambda: True,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._tell_commit, self._tell_edit, self._tell_place = on_commit, on_edit, on_focus_place
        self._may_edit = may_edit
        self._form_fields: Sequence[Field] = ()
        self._text_of: Callable[[Place], str] = lambda place: ""
        self._texts: dict[Place, str] = {}
        self._marks: dict[Place, str] = {}
        self._current = 0
        self._editor = LineEditor()
        self._typed_at: Place | None = None
        """Whose text the editor holds; None while it is given another."""
        self._entered = ""
        self._top = 0
        self._label_cells = 0

    @property
    def place(self) -> Place | None:
        """The current field's place; None before any is loaded."""
        return self._form_fields[self._current].key if self._form_fields else None

    @property
    def typed(self) -> dict[Place, str]:
        """What is being typed, at its place, and is not where the texts come from; empty if nothing is.

        A signal may ask for it between any two steps, those of a commit included.
        """
        place, text = self._typed_at, self._editor.text
        return {} if place is None or text == self._text_of(place) else {place: text}

    @property
    def caret(self) -> Offset | None:
        """Where on the screen the caret stands, for the input method's window; None while it is not shown."""
        if not self._form_fields or not self.size:
            return None
        field = self._form_fields[self._current]
        if field.kind is Kind.CHOICE:
            x = choice_cell(field, self._texts[field.key])
        else:
            x = 0 if field.kind is Kind.PROSE else self._editor.view(self._value_cells)[1]
        return self.content_region.offset + Offset(self._value_x + x, self._current - self._top)

    def load(self, fields: Sequence[Field], text_of: Callable[[Place], str], marks: Mapping[Place, str]) -> None:
        """Show fields and their texts, with a mark (错, 疑) before some.

        The field that was current stays so if it is among them. What was not committed is forgotten.
        """
        current, self._typed_at = self.place, None
        self._form_fields, self._text_of = tuple(fields), text_of
        self._texts = {field.key: text_of(field.key) for field in fields}
        self._marks = {place: mark for place, mark in marks.items() if mark}
        self._label_cells = max((cell_len(field.label) for field in fields), default=0)
        self._current = self._top = 0
        self.refresh()
        if fields:
            places = [field.key for field in fields]
            self._enter(places.index(current) if current in places else 0)

    def select(self, place: Place) -> bool:
        """Make a place's field current, the one before it committed; False if the page does not have it."""
        for index, field in enumerate(self._form_fields):
            if field.key == place:
                if index != self._current:
                    self.commit()
                    self._enter(index)
                return True
        return False

    def refresh_values(self, marks: Mapping[Place, str] | None = None) -> None:
        """Take the texts, and the marks if given, anew; an edit that is not committed stays."""
        marks = self._marks if marks is None else {place: mark for place, mark in marks.items() if mark}
        for index, field in enumerate(self._form_fields):
            place = field.key
            old, new = self._texts[place], self._text_of(place)
            if index == self._current and old != new:
                if self._editor.text != old:
                    new = old
                else:
                    self._editor.load(new)
                    self._entered = new
            if old != new or marks.get(place) != self._marks.get(place):
                self._refresh_field(index)
            self._texts[place] = new
        self._marks = dict(marks)

    def commit(self) -> None:
        """Report the current field's text if it is not yet reported."""
        if self._form_fields:
            self._store(self._form_fields[self._current], self._editor.text)

    # Keys

    def press(self, event: events.Key) -> bool:
        """Do what a key asks; False for one that the form has no use for."""
        if not self._form_fields:
            return False
        field, key = self._form_fields[self._current], event.key
        if key == "enter" and field.kind is Kind.PROSE:
            self.post_message(self.OpenRequested(field.key))
        elif key in _NEXT_KEYS:
            self._step(1)
        elif key in _PREVIOUS_KEYS:
            self._step(-1)
        elif key == "escape":
            return self._restore(field)
        elif field.kind is Kind.CHOICE:
            return self._press_choice(field, key, event.character)
        elif field.kind is Kind.PROSE:
            return False
        else:
            return self._press_text(field, key, event.character)
        return True

    def paste(self, text: str) -> None:
        """Put pasted text in at the caret, as one line; a choice takes none."""
        if not self._form_fields or self._form_fields[self._current].kind in (Kind.CHOICE, Kind.PROSE):
            return
        if not self._may_edit():
            return
        before = self._editor.text
        if dropped := self._editor.insert(text.strip("\r\n")):
            self.post_message(self.Cleaned(dropped))
        if self._editor.text != before:
            self._edited(self._form_fields[self._current])

    def _press_text(self, field: Field, key: str, character: str | None) -> bool:
        before, editor = self._editor, copy(self._editor)
        if not editor.press(key, character):
            return False
        if editor.text != before.text and not self._may_edit():
            return True
        self._editor = editor
        if editor.text != before.text:
            self._edited(field)
        else:
            self._refresh_field(self._current)
        return True

    def _press_choice(self, field: Field, key: str, character: str | None) -> bool:
        value = choice_after(field, self._texts[field.key], key, character)
        if value is None:
            return False
        if self._may_edit():
            self._choose(field, value)
        return True

    def _choose(self, field: Field, value: str) -> None:
        self._editor.load(value)
        self._store(field, value)

    def _restore(self, field: Field) -> bool:
        if self._editor.text == self._entered or not self._may_edit():
            return False
        if field.kind is Kind.CHOICE:
            self._choose(field, self._entered)
        else:
            self._editor.load(self._entered)
            self._edited(field)
        return True

    def _edited(self, field: Field) -> None:
        self._refresh_field(self._current)
        self._tell_edit(field.key, self._editor.text)

    def _store(self, field: Field, text: str) -> None:
        if text != self._texts[field.key]:
            self._texts[field.key] = text
            self._refresh_field(self._current)
            self._tell_commit(field.key, text)

    # Moving

    def _step(self, by: int) -> None:
        self.commit()
        if 0 <= self._current + by < len(self._form_fields):
            self._enter(self._current + by)
        else:
            self._entered = self._editor.text
            self.post_message(self.Passed(by > 0))

    def _enter(self, index: int) -> None:
        self._refresh_field(self._current)
        self._typed_at = None
        self._current = index
        field = self._form_fields[index]
        self._entered = self._texts[field.key]
        self._editor.load(self._entered)
        self._typed_at = field.key
        self._reveal()
        self._refresh_field(index)
        self._tell_place(field.key)

    def _reveal(self) -> None:
        """Bring the current line into view, half a page at a time."""
        height = self.size.height
        if height and not 0 <= self._current - self._top < height:
            self._top = max(0, min(self._current - height // 2, len(self._form_fields) - height))
            self.refresh()

    def _refresh_field(self, index: int) -> None:
        if 0 <= index - self._top < self.size.height:
            self.refresh_lines(index - self._top)

    def on_resize(self) -> None:
        """Keep the current line in view and no more blank lines under the last than there must be."""
        self._top = max(0, min(self._top, len(self._form_fields) - self.size.height))
        self._reveal()
        self.refresh()

    def on_focus(self) -> None:
        """Show the caret."""
        self._refresh_field(self._current)

    def on_blur(self) -> None:
        """Take the caret away."""
        self._refresh_field(self._current)

    # Drawing

    @property
    def _value_x(self) -> int:
        return 2 + _MARK_CELLS + self._label_cells + 2

    @property
    def _value_cells(self) -> int:
        return max(self.size.width - self._value_x, 1)

    def runs_at(self, y: int) -> Sequence[Run]:
        """A field's line: the mark, the label, the value."""
        index = y + self._top
        if index >= len(self._form_fields):
            return ()
        field = self._form_fields[index]
        current = index == self._current and self.has_focus
        mark = self._marks.get(field.key, "")
        label: Run = (fit(field.label, self._label_cells) + "：", "header" if current else "label")
        runs: list[Run] = [("> " if current else "  ", "header"), (fit(mark, _MARK_CELLS), mark_style(mark)), label]
        text = self._texts[field.key]
        if field.kind is Kind.CHOICE:
            runs += choice_runs(field, text, current)
        elif field.kind is Kind.PROSE:
            runs += prose_runs(text, current)
        elif current:
            runs += caret_runs(*self._editor.view(self._value_cells))
        else:
            runs.append((abridged(self._editor.text if index == self._current else text, self._value_cells), "normal"))
        return runs
