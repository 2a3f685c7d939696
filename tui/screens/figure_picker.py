"""The dialog that asks which figure of the tables a text is to quote."""

from schema.report import Report
from tui.figure_choices import figure_choices
from tui.screens.dialogs import Dialog
from tui.widgets.dialog_box import DialogBox
from tui.widgets.figure_box import FigureBox


class FigurePicker(Dialog):
    """Lists the figures with their values; the answer is the place of one, or None after Esc."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self._choices = figure_choices(report)

    def box(self) -> DialogBox:
        """The line to type in with the figures under it."""
        return FigureBox(self._choices, self.answer)
