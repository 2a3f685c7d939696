"""A form of one-line fields, its values, and what it reported."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.strip import Strip

from schema.editions.cover import COVER_FIELDS
from schema.form import Field, Place
from schema.unsafe import find_unsafe
from tui.terminal.application import TerminalApp
from tui.widgets.field_form import FieldForm

TEXTS = {
    "status": "draft",
    "report.year": "2021",
    "report.preamble": "依照《条例》 编制。\n如下。",
    "agency.name": "石门乡人民政府",
    "agency.kind": "government",
    "agency.level": "township",
}
NAME, KIND, LEVEL, YEAR = "agency.name", "agency.kind", "agency.level", "report.year"


class CountedForm(FieldForm):
    """A form that notes which of its lines are drawn."""

    drawn: list[int]

    def render_line(self, y: int) -> Strip:
        self.drawn.append(y)
        strip = super().render_line(y)
        assert not find_unsafe(strip.text) and "\n" not in strip.text
        assert all(isinstance(segment.style, Style) for segment in strip)
        assert strip.cell_length == self.size.width
        return strip


class FormApp(TerminalApp[None]):
    """One form, its values, and what it reported, in order."""

    def __init__(self, texts: dict[Place, str], fields: Sequence[Field] = COVER_FIELDS) -> None:
        super().__init__()
        self.texts = texts
        self.fields = fields
        self.heard: list[tuple[object, ...]] = []
        self.form = CountedForm(on_commit=self.commit, on_edit=self.edit, on_focus_place=self.focus_place)
        self.form.drawn = []

    def compose(self) -> ComposeResult:
        yield self.form

    def on_mount(self) -> None:
        self.form.load(self.fields, lambda place: self.texts.get(place, ""), {NAME: "错", YEAR: "疑1"})
        self.form.focus()

    def commit(self, place: Place, text: str) -> None:
        self.texts[place] = text
        self.heard.append(("commit", place, text))

    def edit(self, place: Place, text: str) -> None:
        self.heard.append(("edit", place, text))

    def focus_place(self, place: Place) -> None:
        self.heard.append(("place", place))

    def on_field_form_passed(self, message: FieldForm.Passed) -> None:
        self.heard.append(("passed", message.forward))

    def on_field_form_open_requested(self, message: FieldForm.OpenRequested) -> None:
        self.heard.append(("open", message.place))

    def on_field_form_cleaned(self, message: FieldForm.Cleaned) -> None:
        self.heard.append(("cleaned", message.count))

    @property
    def commits(self) -> list[tuple[object, ...]]:
        return [heard[1:] for heard in self.heard if heard[0] == "commit"]

    def line(self, place: Place) -> str:
        """What is on the screen for a field."""
        y = [field.key for field in self.fields].index(place) - self.form._top
        return self.screen._compositor.render_strips()[y].text.rstrip()


@asynccontextmanager
async def form_app(
    texts: dict[Place, str] = TEXTS,
    at: Place = NAME,
    fields: Sequence[Field] = COVER_FIELDS,
    size: tuple[int, int] = (80, 20),
) -> AsyncIterator[tuple[FormApp, Pilot[None]]]:
    app = FormApp(dict(texts), fields)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app.form.select(at)
        await pilot.pause()
        app.heard.clear()
        yield app, pilot


def key(name: str) -> events.Key:
    return events.Key(name, {"space": " ", "enter": "\r", "tab": "\t"}.get(name, name if len(name) == 1 else None))


def press(app: FormApp, *names: str) -> list[bool]:
    """Press keys as the application does, without waiting."""
    return [app.form.press(key(name)) for name in names]
