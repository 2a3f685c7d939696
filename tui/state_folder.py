"""Where the user's own system keeps what the program remembers of them."""

import errno
import os
from pathlib import Path


def state_folder() -> Path:
    """The user's folder for what the program remembers: ``$XDG_STATE_HOME/nianbao``; it need not exist.

    Raises OSError where the user has no folder of their own: neither ``HOME`` nor an entry among the system's users.
    """
    # Takes some milliseconds, and is needed only where something has gone wrong.
    from platformdirs import user_state_path

    try:
        folder = user_state_path("nianbao")
    except RuntimeError as error:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)) from error
    # What older versions of platformdirs give a user who has no home.
    if not folder.is_absolute():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(folder))
    return folder
