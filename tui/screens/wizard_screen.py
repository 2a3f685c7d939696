"""The wizard: its steps in free order, the page of the current one, and what is said about the current place."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Resize
from textual.screen import Screen

from schema.editions.cover import PREAMBLE
from schema.findings import COVER, Finding
from schema.form import Place
from tui import hints
from tui.messages import Message
from tui.pages.factory import make_page
from tui.pages.page import Page
from tui.screens.jumps import Jumps
from tui.screens.previous_notice import PreviousNotice
from tui.screens.repairs import Repairs
from tui.screens.standing import Standing
from tui.screens.steps import shown_step, steps_of
from tui.screens.table_commands import TableCommands
from tui.screens.telling import Telling
from tui.screens.wizard_lines import WizardLines
from tui.session import STATUS, Session
from tui.step_names import CHECK_STEP, PREAMBLE_STEP, STEP_NAMES
from tui.widgets.line_widget import Run

if TYPE_CHECKING:
    from tui.opened import Opened
    from tui.screens.saver import Saver
    from tui.widgets.number_grid import NumberGrid


class WizardScreen(Screen[None]):
    """Walks through one report."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "explain", "说明"),
        Binding("f3", "table('key_totals')", "录来源合计"),
        Binding("f4", "table('fill_zeros')", "空格补零"),
        Binding("f5", "repair", "采纳改法"),
        Binding("f6", "next_finding", "下一问题"),
        Binding("f7", "next_step(-1)", "上一节"),
        Binding("f8", "next_step(1)", "下一节"),
        Binding("f9", "check", STEP_NAMES[CHECK_STEP]),
        Binding("ctrl+s", "save", "保存"),
        Binding("ctrl+z", "undo", "撤销"),
        Binding("ctrl+y", "redo", "重做"),
        Binding("escape", "menu", "菜单"),
        Binding("f10,ctrl+q,ctrl+c", "leave", "退出"),
    ]
    DEFAULT_CSS = """
    WizardScreen { background: ansi_default; layout: vertical; overflow: hidden; }
    #pages { height: 1fr; background: ansi_default; }
    #balance { display: none; }
    """

    def __init__(self, session: Session, opened: "Opened | None" = None) -> None:
        super().__init__()
        self.session = session
        self.opened = opened
        self.steps = steps_of(session)
        self._step = COVER
        self._pages: dict[str, Page] = {}
        self._tables = TableCommands(self)
        self._repairs = Repairs(self, self)
        self._jumps = Jumps(self, self._repairs)
        self._lines = WizardLines()
        self._telling = Telling(self, self, self._lines, self._repairs)
        self._previous = PreviousNotice(self, opened.previous_report) if opened is not None else None
        self._standing = Standing(self, self, self._lines)

    def compose(self) -> ComposeResult:
        """The pages between the lines over and under them."""
        yield from self._lines.over()
        yield Vertical(self._new_page(COVER), id="pages")
        yield from self._lines.under()

    def on_mount(self) -> None:
        """Begin with the cover."""
        self._show_page(self._pages[COVER])
        if self._previous is not None:
            self._previous.begin()
        if self.opened is not None and not self.opened.is_plain_sailing:
            self.call_after_refresh(self._greet)

    async def _greet(self) -> None:
        from tui.screens.greeting import Greeting

        assert self.opened is not None
        await Greeting(self, self.opened).begin()

    def on_resize(self, event: Resize) -> None:
        """The header reaches to the right edge; a wide screen has room for last year's figures."""
        if self.page.model is not None:
            self.page.model.width = event.size.width
        self.refresh_status()

    # Pages

    @property
    def page(self) -> Page:
        """The current page."""
        return self._pages[self._step]

    def _new_page(self, step: str) -> Page:
        self._pages[step] = page = make_page(self.session, step)
        return page

    async def show_step(self, step: str) -> None:
        """Show the page of a step; what was being typed on the one before is in the session first."""
        self.page.commit()
        if step == CHECK_STEP:
            self.session.before_judging()
        if step == self._step:
            return
        before = self.page
        if step not in self._pages:
            await self.query_one("#pages").mount(self._new_page(step))
        self._step = step
        before.display = False
        self.page.display = True
        self._show_page(self.page)

    def _show_page(self, page: Page) -> None:
        self.set_focus(page.open(), scroll_visible=False)
        page.show_repairs(self._repairs.found)
        self._telling.end_pause()
        self._lines.make_room(page)
        self.refresh_status()

    async def action_next_step(self, by: int) -> None:
        """Go to the next step, or back with -1; the last is followed by the first."""
        keys = [step.key for step in self.steps]
        # The preamble's page stands behind the cover: back from it is the cover.
        here = 1 if self._step == PREAMBLE_STEP and by < 0 else keys.index(shown_step(self._step))
        await self.show_step(keys[(here + by) % len(keys)])
        await self._tables.ask_once()

    def next_step(self, by: int) -> None:
        """Go on from inside a page."""
        self.call_later(self.action_next_step, by)

    async def action_check(self) -> None:
        """Show every finding."""
        await self.show_step(CHECK_STEP)

    async def show_refusal(self, standing: list[Finding]) -> None:
        """Show what stands against declaring the report final."""
        await self.show_step(CHECK_STEP)
        self.page.show_refusal(standing)

    def go_to(self, place: Place, told: Message | None = None, *, offset: int | None = None) -> None:
        """The same as `jump`, from inside a page."""
        self.call_later(self.jump, place, told, offset)

    async def jump(self, place: Place, told: Message | None = None, offset: int | None = None) -> None:
        """Show the page of a place, with the cursor on it or on a character of its text, and say something then."""
        await self.show_place(place)
        if offset is not None:
            self.page.point_at(offset)
        self._telling.end_pause()
        if told is not None:
            self.notify_line(told)

    async def show_place(self, place: Place) -> None:
        """Show the page of a place, with the cursor on it."""
        key = PREAMBLE_STEP if place == PREAMBLE.key else hints.section_key(self.session.report.edition, place)
        await self.show_step(key)
        self.page.go_to(place)

    # Lines around the page

    def show_keys(self) -> None:
        """Name the keys that work in the last line."""
        self._lines.show_keys(self.page)

    def say(self, place: tuple[Run, ...], message: Message) -> None:
        """Fill the lines under the page."""
        self._telling.say(place, message)

    def say_waiting(self) -> None:
        """Say now what is still to be said of the place under the cursor."""
        self._telling.end_pause()

    def notify_line(self, message: Message) -> None:
        """Fill the lines of the message alone."""
        self._telling.notify(message)

    def describe(self, place: Place, typed: str | None = None) -> None:
        """Say what a place is and what is wrong with it, or with what is being typed there."""
        self._lines.show_rule(self.page)
        self.at(place)
        self._standing.typed()
        self._telling.describe(place, typed)

    def show_repairs(self) -> None:
        """Mark the figures that are likely wrong, and say why when the cursor rests."""
        self._telling.show_repairs()

    def at(self, place: Place) -> None:
        """Let what is kept of the report from here on say that the user is at a place."""
        if self.opened is not None:
            self.opened.at(place)

    def may_edit(self) -> bool:
        """Whether the report may be changed; where it may not, the user is told why."""
        if self.session.read_only:
            self.say_read_only()
        return not self.session.read_only

    def end_editing(self) -> None:
        """Show what the report holds from now on, as it may only be read; what was typed before is in it."""
        has = self.session.report.has
        self.session.take_in({place: text for place, text in self.page.typed().items() if has(place)})
        self.page.cancel()
        self.page.reload()

    def say_read_only(self) -> None:
        """Say why nothing can be changed."""
        self.say(((" 只读", "header"),), Message(self.session.read_only, "query"))

    def committed(self, place: Place) -> None:
        """Show the new balance at once, and the state of the steps when typing pauses."""
        self._telling.committed(place)
        self._lines.show_balance(self.page)
        if place == self.page.place():
            self.describe(place)
        self._repairs.look()
        self._standing.committed()

    def touched(self) -> None:
        """Say how much is kept, at the next short pause in writing; at once that not everything is in the file."""
        self._standing.touched()

    def refresh_status(self) -> None:
        """Show the header, the steps and the title as things stand."""
        self._standing.show_header()
        self._lines.show_page(self.session, self.steps, self.page)
        self._repairs.look()

    # Actions

    async def action_explain(self) -> None:
        """Explain the place under the cursor."""
        from tui.screens.dialogs import TextDialog

        await self.app.push_screen(TextDialog("说明", self.page.explanation()))

    async def action_menu(self) -> None:
        """List what the function keys do."""
        from tui.screens.dialogs import ChoiceDialog
        from tui.screens.wizard_menu import menu_choices

        choices = menu_choices(
            self.page, self.BINDINGS, read_only=bool(self.session.read_only), repair=bool(self._repairs.found)
        )
        await self.app.push_screen(ChoiceDialog("菜单", [], choices), self._menu_chosen)

    async def _menu_chosen(self, action: str | None) -> None:
        if action is None:
            return
        target = self.page if action.startswith("page.") else self
        await target.run_action(action.removeprefix("page."))

    async def action_next_finding(self) -> None:
        """Go to the next finding."""
        await self._jumps.next_finding()

    async def action_repair(self) -> None:
        """Set right what is probably wrong."""
        await self._repairs.take()

    async def action_undo(self) -> None:
        """Take the last step back."""
        await self._jumps.undo()

    async def action_redo(self) -> None:
        """Make the last undone step again."""
        await self._jumps.redo()

    # Figures

    async def action_table(self, command: str) -> None:
        """Do something to all figures of the page."""
        await self._tables.run(command)

    async def on_number_grid_pasted(self, message: "NumberGrid.Pasted") -> None:
        """Show what a pasted block would do."""
        message.stop()
        await self._tables.ask_landing(message.landing)

    # The file

    def _saver(self) -> "Saver":
        from tui.screens.saver import Saver

        self.page.commit()
        return Saver(self)

    async def action_save(self) -> None:
        """Write the file."""
        await self._saver().save()

    async def action_save_as(self) -> None:
        """Write another file and go on with that."""
        await self._saver().save_as()

    async def action_leave(self) -> None:
        """End the wizard."""
        await self._saver().leave()

    def finalise(self) -> None:
        """Declare the report final, or list what stands against it."""
        if not self.may_edit():
            self.page.reload()
            return
        errors = self.session.finalise()
        self.page.reload()
        self.committed(STATUS)
        if errors:
            self.call_later(self._saver().refuse_final, errors)
