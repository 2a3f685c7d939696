"""`nianbao` alone: the list of a folder's reports, and the wizard for the one chosen, until the user leaves."""

from pathlib import Path

from tui.screens.report_list import Opening, ReportListScreen
from tui.terminal.application import TerminalApp


class ListingApp(TerminalApp[Opening]):
    """Shows a folder's reports; its result is what to open, None if the user leaves."""

    def __init__(self, folder: Path, preferred: Path | None = None) -> None:
        super().__init__()
        self._list = ReportListScreen(folder, preferred)

    def get_default_screen(self) -> ReportListScreen:
        """The list."""
        return self._list

    def after_first_paint(self) -> None:
        """Read the reports when the empty list is on its way."""
        super().after_first_paint()
        self.run_worker(self._list.read())


def run_listing(folder: Path) -> int:
    """Show the list, and again after each report that was opened; the exit status.

    A wizard that ends with a status other than 0 has told the user why on the terminal, which the list would hide.
    """
    preferred: Path | None = None
    while (opening := ListingApp(folder, preferred).run()) is not None:
        preferred = opening.path
        from tui.wizard import run_wizard

        if status := run_wizard(opening.path, opening.report):
            return status
    return 0
