"""Opening a report in the wizard."""

import os
from contextlib import suppress
from pathlib import Path

from schema.atomic_file import SaveError, write_atomically
from schema.report import Report
from schema.report_file import Loaded
from schema.unsafe import shown
from tui.app import WizardApp
from tui.commands.report_reading import UNREADABLE, finding_line, read
from tui.commands.streams import narrate
from tui.session import Session


def run_wizard(path: Path, report: Report | None = None) -> int:
    """Edit a report until the user leaves; the exit status.

    `report` is a new one that has no file yet. A file that cannot be read as a report is refused with its findings.
    """
    loaded = Loaded(path, b"") if report is not None else read(str(path), regular=True)
    if loaded is None:
        return UNREADABLE
    if loaded.findings or (report is None and loaded.report is None):
        narrate("\n".join(finding_line(str(path), finding) for finding in loaded.findings))
        narrate("先照上面的提示改正文件，再打开填报。文件没有动。")
        return UNREADABLE
    session = Session(loaded, report)
    app = WizardApp(session)
    try:
        app.run()
    except Exception:
        _rescue(session)
        raise
    return app.return_value if app.return_value is not None else app.return_code or 0


def _rescue(session: Session) -> None:
    """After an error of the program's own: write what is not in the file beside it, and say where."""
    if not session.dirty:
        return
    from schema.canonical import canonical

    path = session.loaded.path
    target = path.with_name(f"{path.stem}-未保存-{os.urandom(4).hex()}.toml")
    with suppress(SaveError):
        write_atomically(target, canonical(session.report, session.loaded.remarks).encode())
        narrate(f"没有保存的内容已另存到\n{shown(str(target))}")
