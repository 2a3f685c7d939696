"""The way from the command line to the wizard."""

from tui.terminal.environment import prepare_environment, require_terminal

NO_TERMINAL = 2
"""The exit code where no wizard can be shown."""


def ready() -> bool:
    """Prepare for Textual's import; False, and a sentence to the user, where no wizard can be shown."""
    prepare_environment()
    if (reason := require_terminal()) is not None:
        from tui.commands.streams import narrate

        narrate(reason)
        return False
    return True
