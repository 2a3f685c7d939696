"""The terminal device itself: opened so that nothing ever waits for it, and left as a shell expects it."""

import os
import termios
from contextlib import suppress
from typing import Any

CANCEL = "\x18"
"""Ends a sequence that was cut off in the middle."""

LEAVE = (
    "\x1b[?2026l\x1b[?2004l\x1b[?1004l\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l"
    "\x1b[m\x1b[?7h\x1b[?1049l\x1b[?25h"
)
"""Ends everything that a full-screen program asks of a terminal, whatever of it was in force."""


def open_without_waiting(fileno: int) -> int:
    """A descriptor of the terminal behind another one, on which writing never waits; that other one stays as it is.

    Raises OSError where the terminal is gone, or is none.
    """
    flags = os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC
    device = os.fstat(fileno).st_rdev
    with suppress(OSError):
        opened = os.open(os.ttyname(fileno), flags)
        # In a container the name may be another terminal's.
        if os.fstat(opened).st_rdev == device:
            return opened
        os.close(opened)
    # After `su` the terminal's name belongs to another user.
    return os.open("/dev/tty", flags)


def is_in_foreground(fileno: int) -> bool:
    """Whether the terminal listens to this process and not to a shell that has put it into the background."""
    try:
        return os.tcgetpgrp(fileno) == os.getpgrp()
    except OSError:
        return False


def attributes(fileno: int) -> list[Any] | None:
    """The terminal's attributes, None where it has none to tell."""
    try:
        return termios.tcgetattr(fileno)
    except termios.error:
        return None


def set_attributes(fileno: int, wanted: list[Any] | None) -> None:
    """Give the terminal these attributes at once, without waiting for what is still to be shown."""
    if wanted is not None:
        with suppress(termios.error):
            termios.tcsetattr(fileno, termios.TCSANOW, wanted)


def write_over(fileno: int, text: str) -> None:
    """Write to a descriptor of `open_without_waiting`, in place of what the terminal has not read if it has stopped.

    Whatever fails, the terminal is gone: nothing is raised.
    """
    data = text.encode(errors="replace")
    with suppress(OSError, termios.error):
        try:
            written = os.write(fileno, data)
        except BlockingIOError:
            written = 0
        if written < len(data):
            termios.tcflush(fileno, termios.TCOFLUSH)
            os.write(fileno, data[written:])
