"""The way from the command line to the wizard, or to the line-by-line mode."""

import os
import sys
from typing import TYPE_CHECKING

from tui.commands.command import Option, Options
from tui.terminal.environment import ASCII_FRAMES, lean_imports, prepare_environment, require_terminal

if TYPE_CHECKING:
    from schema.report import Report

NO_TERMINAL = 2
"""The exit code where no wizard can be shown."""

DISPLAY_OPTIONS = (
    Option(("--plain",), "不用整屏界面，一行一行问答；适合读屏软件、简单终端和很慢的线路"),
    Option(("--ascii",), "引号、间隔号等只用英文字符；适合框线、引号错位的终端"),
)


def ready() -> bool:
    """Prepare for Textual's import; False, and a sentence to the user, where no wizard can be shown."""
    prepare_environment()
    if (reason := require_terminal()) is not None:
        from tui.commands.streams import narrate

        narrate(reason)
        if sys.stdout is not None and sys.stdout.isatty() and not (sys.stderr is not None and sys.stderr.isatty()):
            # It is in a file now, and the user looks at the terminal.
            print(reason)
        return False
    return True


def fill_in(name: str, options: Options, report: "Report | None" = None) -> int:
    """Fill in the report of a file name, or a new one that has no file yet; the exit status."""
    from pathlib import Path

    if options.plain:
        from tui.plain import run_plain

        return run_plain(Path(name), report)
    if options.ascii:
        os.environ[ASCII_FRAMES] = "1"
    if not ready():
        return NO_TERMINAL
    with lean_imports():
        from tui.wizard import run_wizard
    return run_wizard(Path(name), report)
