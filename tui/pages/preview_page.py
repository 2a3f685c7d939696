"""预览: the report as it will be published, and the page written for the website."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget

from schema.atomic_file import SaveError, write_atomically
from tui.messages import Message
from tui.pages.page import Page
from tui.widgets.line_widget import Run
from tui.widgets.text_view import TextView


class PreviewPage(Page):
    """The rendered text."""

    keys = "上下翻行 PgUp/PgDn翻页 F2写出网页 F7上节 F8下节 F9核对 ^S保存 Esc菜单 F10退出"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f2", "write_page", show=False)]

    def compose(self) -> ComposeResult:
        """The text alone."""
        yield TextView()

    @property
    def view(self) -> TextView:
        """The text."""
        return self.query_one(TextView)

    def title(self) -> tuple[Run, ...]:
        """What the page is."""
        return ((" 预览：文字版", "header"),)

    def open(self) -> Widget:
        """The report as it is now."""
        self.reload()
        return self.view

    def reload(self) -> None:
        """Render anew."""
        from render.document import build
        from render.text import to_text

        self.view.show(to_text(build(self.session.report, findings=self.session.findings), ascii_rules=True))
        self.wizard.say(((" 预览", "header"),), Message(f"按F2把网页写到 {self._target().name}"))

    def _target(self) -> Path:
        return self.session.loaded.path.with_suffix(".html")

    def action_write_page(self) -> None:
        """Write the HTML page beside the report."""
        from hashlib import sha256

        from render.document import build
        from render.html import to_html

        report, target = self.session.report, self._target()
        digest = sha256(self.session.staged()).hexdigest()
        document = build(report, findings=self.session.findings)
        try:
            write_atomically(target, to_html(document, source_hash=digest, edition=report.edition.number).encode())
        except SaveError as error:
            message = Message(f"网页{error}", "error")
        else:
            draft = "，标明是草稿" if document.draft else ""
            message = Message(f"网页已写到 {target}{draft}", "good")
        self.wizard.say(((" 预览", "header"),), message)
