"""What is saved of a report when an error of the program's own ends the filling in."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from schema.atomic_file import SaveError, write_atomically
from schema.form import Place
from schema.unsafe import shown
from tui.commands.streams import narrate
from tui.opened import Opened
from tui.session import Session

_LONGEST_STEM = 40
"""Characters of the file's own name in the name of what is rescued: a file name has no more than 255 bytes."""


def keep_or_rescue(opened: Opened, typed: Mapping[Place, str]) -> None:
    """See that what is not in the file is in the journal, else write it elsewhere.

    Says where it is, or that it is nowhere. Whatever goes wrong here too, the first error is the one to report.

    Args:
        opened: What was being filled in; its lock is given back.
        typed: What was being typed and is not in the session.
    """
    told = ""
    with suppress(Exception):
        told = opened.keep(typed)
    if opened.is_kept:
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
