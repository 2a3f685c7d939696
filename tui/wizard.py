"""Opening a report in the wizard."""

from pathlib import Path

from schema.report import Report
from schema.report_file import Loaded, load
from tui.app import WizardApp
from tui.commands.report_reading import UNREADABLE, finding_line
from tui.commands.streams import narrate
from tui.session import Session


def run_wizard(path: Path, report: Report | None = None) -> int:
    """Edit a report until the user leaves; the exit status.

    `report` is a new one that has no file yet. A file that cannot be read as a report is refused with its findings.
    """
    loaded = Loaded(path, b"") if report is not None else load(path)
    if loaded.findings or (report is None and loaded.report is None):
        narrate("\n".join(finding_line(str(path), finding) for finding in loaded.findings))
        narrate("先照上面的提示改正文件，再打开填报。文件没有动。")
        return UNREADABLE
    app = WizardApp(Session(loaded, report))
    app.run()
    return app.return_value if app.return_value is not None else app.return_code or 0
