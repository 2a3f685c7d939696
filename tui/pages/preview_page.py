"""预览: the report as it will be published, and the page written for the website."""

from functools import cached_property
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget

from schema.unsafe import shown
from tui.messages import Message
from tui.pages.page import Page
from tui.publishing import Publisher, PublishingError
from tui.terminal.ambiguous_width import ProbingApp
from tui.widgets.line_widget import Run
from tui.widgets.text_view import TextView

_LEAD: tuple[Run, ...] = ((" 预览", "header"),)


class PreviewPage(Page):
    """The rendered text."""

    keys = "上下翻行 PgUp/PgDn翻页 F2写出网页 F7上节 F8下节 F9核对 ^S保存 Esc菜单 F10退出"
    reading_keys = keys.replace(" ^S保存", "")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f2", "write_page", show=False)]

    def menu(self) -> tuple[tuple[str, str], ...]:
        """Writing the web page, for terminals without function keys."""
        return (("write_page", "F2  写出网页"),)

    def compose(self) -> ComposeResult:
        """The text alone."""
        yield TextView()

    @cached_property
    def _publisher(self) -> Publisher:
        return Publisher(self.session)

    @property
    def view(self) -> TextView:
        """The text."""
        return self.query_one(TextView)

    def title(self) -> tuple[Run, ...]:
        """What the page is."""
        return ((" 预览：文字版", "header"),)

    def on_mount(self) -> None:
        """Break the lines anew when the terminal is found to draw some characters wide."""
        if isinstance(self.app, ProbingApp):
            self.app.room_changed.subscribe(self, self._rebreak)

    def _rebreak(self, _room: int) -> None:
        if self.display:
            self.reload()

    def open(self) -> Widget:
        """The report as it is now."""
        self.reload()
        return self.view

    def reload(self) -> None:
        """Render anew."""
        from render.document import build
        from render.text import to_text

        document = build(self.session.report, findings=self.session.findings)
        room = self.app.room_for_ambiguous if isinstance(self.app, ProbingApp) else 1
        self.view.show(to_text(document, ascii_rules=True, ambiguous=room))
        self.wizard.say(_LEAD, Message(f"按F2把网页写到 {shown(self._publisher.target.name)}"))

    async def action_write_page(self) -> None:
        """Write the HTML page beside the report; ask first where that would overwrite a file."""
        if not self._publisher.in_the_way():
            self._write(over=False)
            return
        from tui.screens.dialogs import Choice, ChoiceDialog

        name = shown(self._publisher.target.name)
        dialog = ChoiceDialog(
            "已有网页文件",
            [f"文件夹里已有{name}，不是这次填报写出的，或写出以后又改过。"],
            [Choice("keep", "留着它，不写网页"), Choice("over", "盖掉它，写出网页")],
        )
        await self.app.push_screen(dialog, self._overwrite)

    def _overwrite(self, answer: str | None) -> None:
        if answer == "over":
            self._write(over=True)

    def _write(self, *, over: bool) -> None:
        try:
            published = self._publisher.publish(over=over)
        except PublishingError as error:
            message = Message(str(error), "error")
        else:
            draft = "，标明是草稿" if published.draft else ""
            message = Message(f"网页已写到 {shown(str(published.target))}{draft}", "good")
        self.wizard.say(_LEAD, message)
