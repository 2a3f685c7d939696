"""The first page: status, year, agency and contact, and the paragraphs before section 一."""

from textual.app import ComposeResult
from textual.widget import Widget

from schema.editions.cover import PREAMBLE
from schema.findings import COVER
from schema.form import Place
from tui.messages import Message
from tui.pages.page import Page
from tui.session import STATUS
from tui.widgets.field_form import FieldForm
from tui.widgets.line_widget import Run


class CoverPage(Page):
    """The fields of the cover, and its preamble in an editor of its own."""

    keys = "上下换行 左右选择 回车下一行 F1说明 F6问题 F8下节 F9核对 ^S保存 Esc菜单 F10退出"
    reading_keys = "上下换行 回车下一行 F1说明 F6问题 F8下节 F9核对 Esc菜单 F10退出"

    def compose(self) -> ComposeResult:
        """The form alone."""
        yield FieldForm(
            on_commit=self._commit,
            on_edit=self._edited,
            on_focus_place=self._focused,
            may_edit=self.wizard.may_edit,
        )

    @property
    def form(self) -> FieldForm:
        """The fields."""
        return self.query_one(FieldForm)

    def title(self) -> tuple[Run, ...]:
        """What the page is."""
        return ((" 封面：状态、年度、机关和联系方式", "header"),)

    def open(self) -> Widget:
        """The form as the session has it."""
        self.form.load(self.session.report.edition.fields, self.session.text, self._marks())
        return self.form

    def _marks(self) -> dict[Place, str]:
        marks: dict[Place, str] = {}
        for finding in self.session.findings_of(COVER):
            if finding.blocks:
                for place in finding.where:
                    marks.setdefault(place, finding.severity.label[:1])
        return marks

    def typed(self) -> dict[Place, str]:
        """The field being typed."""
        return self.form.typed

    def commit(self) -> None:
        """Put the field being typed into the session."""
        self.form.commit()

    def reload(self) -> None:
        """Show the fields anew."""
        self.form.refresh_values(self._marks())

    def place(self) -> Place | None:
        """The current field."""
        return self.form.place

    def go_to(self, place: Place) -> bool:
        """Make a field current."""
        return self.form.select(place)

    def _commit(self, place: Place, text: str) -> None:
        if place == STATUS and text == "final":
            self.wizard.finalise()
        else:
            self.session.edit(place, text)
            self.form.refresh_values(self._marks())
            self.wizard.committed(place)

    def _edited(self, place: Place, text: str) -> None:
        self.wizard.describe(place)

    def _focused(self, place: Place) -> None:
        self.wizard.describe(place)

    def on_field_form_open_requested(self, message: FieldForm.OpenRequested) -> None:
        """Open the preamble on its own page."""
        message.stop()
        self.wizard.go_to(PREAMBLE.key)

    def on_field_form_cleaned(self, message: FieldForm.Cleaned) -> None:
        """Say what a paste lost."""
        message.stop()
        self.wizard.say(((" 粘贴", "header"),), Message(f"去掉了{message.count}个换行或看不见的字符。", "query"))

    def on_field_form_passed(self, message: FieldForm.Passed) -> None:
        """Go on to section 一 from the last field."""
        message.stop()
        if message.forward:
            self.wizard.next_step(1)
