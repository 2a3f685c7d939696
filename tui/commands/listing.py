"""``nianbao`` alone: the reports of this folder."""

from tui.commands.terminal import NO_TERMINAL, ready
from tui.terminal.environment import lean_imports


def run() -> int:
    """Open the list of reports."""
    if not ready():
        return NO_TERMINAL
    from pathlib import Path

    with lean_imports():
        from tui.listing import run_listing
    return run_listing(Path.cwd())
