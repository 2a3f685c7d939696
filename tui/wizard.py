"""Opening a report in the wizard."""

import os
from contextlib import suppress
from pathlib import Path

from schema.atomic_file import SaveError, write_atomically
from schema.report import Report
from schema.unsafe import shown
from tui.app import WizardApp
from tui.commands.streams import narrate
from tui.opening import TAKE_OVER, Opened, open_report
from tui.session import Session

_LONGEST_STEM = 40
"""Characters of the file's own name in the name of what is rescued: a file name has no more than 255 bytes."""


def run_wizard(path: Path, report: Report | None = None) -> int:
    """Edit a report until the user leaves; the exit status.

    `report` is a new one that has no file yet. A file that cannot be read as a report is refused with its findings.
    """
    status = _edit(path, report)
    while status == TAKE_OVER:
        narrate("正在接管，最多等两秒……")
        # Whoever had it open may have saved a new one meanwhile.
        status = _edit(path, None if os.path.lexists(path) else report, taking_over=True)
    return status


def _edit(path: Path, report: Report | None, *, taking_over: bool = False) -> int:
    opened = open_report(path, report, taking_over=taking_over)
    if isinstance(opened, int):
        return opened
    app = WizardApp(opened.session, opened)
    try:
        app.run()
    except Exception:
        _keep(opened, app)
        raise
    opened.close()
    return app.return_value if app.return_value is not None else app.return_code or 0


def _keep(opened: Opened, app: WizardApp) -> None:
    """After an error of the program's own: see that what is not in the file is in the journal, else write it elsewhere.

    Says where it is, or that it is nowhere. Whatever goes wrong here too, the first error is the one to report.
    """
    told = ""
    with suppress(Exception):
        told = opened.keep(app.typed_at_end)
    if opened.journal is not None and not opened.journal.problem:
        if told:
            narrate(told)
    else:
        _rescue(opened.session)


def _rescue(session: Session) -> None:
    """Write what is not in the file beside it, else among the user's own files."""
    if not session.dirty:
        return
    try:
        narrate(f"没有保存的内容已另存到\n{shown(str(_rescued(session)))}")
    except SaveError as error:
        narrate(f"没有保存的内容也没能另存到别处。{error}")
    except Exception:
        narrate("没有保存的内容也没能另存到别处：内容写不出来。")


def _rescued(session: Session) -> Path:
    """The new file that holds the report. Raises SaveError, among whatever else an error may have left behind."""
    from schema.canonical import canonical
    from tui.state_folder import state_folder

    path = session.loaded.path
    data = canonical(session.report, session.loaded.remarks).encode(errors="replace")
    name = f"{path.stem[:_LONGEST_STEM]}-未保存-{os.urandom(4).hex()}.toml"
    try:
        return write_atomically(path.absolute().with_name(name), data, must_be_new=True).path
    except SaveError:
        folder = state_folder()
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return write_atomically(folder / name, data, must_be_new=True).path
