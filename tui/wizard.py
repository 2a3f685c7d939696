"""Opening a report in the wizard."""

from pathlib import Path

from schema.report import Report
from tui.app import WizardApp
from tui.commands.streams import narrate
from tui.opened import TAKE_OVER
from tui.opening import open_report
from tui.rescue import keep_or_rescue


def run_wizard(path: Path, report: Report | None = None) -> int:
    """Edit a report until the user leaves; the exit status.

    `report` is a new one that has no file yet. A file that cannot be read as a report is refused with its findings.
    """
    status = _edit(path, report)
    while status == TAKE_OVER:
        narrate("正在接管，最多等两秒……")
        status = _edit(path, report, taking_over=True)
    return status


def _edit(path: Path, report: Report | None, *, taking_over: bool = False) -> int:
    opened = open_report(path, report, taking_over=taking_over)
    if isinstance(opened, int):
        return opened
    app = WizardApp(opened.session, opened)
    try:
        app.run()
    except Exception:
        keep_or_rescue(opened, app.typed_at_end)
        raise
    if told := opened.close():
        narrate(told)
    return app.return_value if app.return_value is not None else app.return_code or 0
