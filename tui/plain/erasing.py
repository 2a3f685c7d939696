"""The terminal's own line editing, which plain mode leaves the typing to."""

from collections.abc import Callable

from tui.terminal.device import attributes, set_attributes

_INPUT_FLAGS = 0
_IUTF8 = 0o40000
"""Linux's flag for lines of UTF-8, which Python's termios does not name."""


def erase_whole_characters(fileno: int) -> Callable[[], None]:
    """Let Backspace take a whole 汉字 back and not one byte of it, which some clients of ssh do not ask for.

    Returns what gives the terminal back as it was; nothing is done to what is no terminal.
    """
    before = attributes(fileno)
    if before is None:
        return lambda: None
    wanted = list(before)
    wanted[_INPUT_FLAGS] |= _IUTF8
    set_attributes(fileno, wanted)
    return lambda: set_attributes(fileno, before)
