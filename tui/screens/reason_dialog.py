"""The dialog that asks why a query may stand."""

from collections.abc import Sequence

from tui.reasons import Given
from tui.screens.dialogs import Dialog
from tui.widgets.reason_box import ReasonBox


class ReasonDialog(Dialog):
    """Asks for a reason and the name of who gives it; the answer is the reason, or None after Esc.

    Args:
        title: In the frame.
        lines: What is asked about.
        given: What stands in the two lines at first.
        offered: A reason that one key puts into the first line; empty where there is none.
    """

    def __init__(self, title: str, lines: Sequence[str], given: Given, offered: str = "") -> None:
        super().__init__()
        self._box = ReasonBox(title, lines, given, offered, self.answer)

    def box(self) -> ReasonBox:
        """The text with the two lines under it."""
        return self._box

    @property
    def given(self) -> Given:
        """What stands in the two lines, an answer or not."""
        return self._box.given
