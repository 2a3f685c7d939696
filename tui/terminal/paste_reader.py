"""A bracketed paste as it comes, and when it is over though its end has not come."""

from textual._time import get_time

ESC = "\x1b"
PASTE_BEGINS = "\x1b[200~"
PASTE_ENDS = "\x1b[201~"
_QUIET = 5.0
"""Seconds without anything more after which an unfinished paste is over: a bad line may stop for some."""
_PAUSE = 1.0
"""Seconds after which a key that asks for a way out is that key, and no part of the paste."""
_WAYS_OUT = ESC + "\x03\x13"


class PasteReader:
    """What has come of one paste.

    A line that fails, or a multiplexer that is detached, may swallow the end. All that comes then, Ctrl+C and Ctrl+S
    included, would be held to be pasted.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._begun = ""
        self._last = get_time()
        self._over_at = self._last + _QUIET
        self._escaped = False

    @property
    def text(self) -> str:
        """What has come, without what may be the beginning of the end."""
        return "".join(self._pieces)

    @property
    def end_begun(self) -> str:
        """What has come of what may be the end."""
        return self._begun

    @property
    def escaped(self) -> bool:
        """Whether the last that has come is Esc after a pause: the key, if nothing follows it in time."""
        return self._escaped

    @property
    def over_at(self) -> float:
        """When nothing more is to be waited for, on the clock of `get_time`."""
        return self._over_at

    def left_by(self, data: str) -> bool:
        """Whether what has come is keys with which somebody tries to get out of a paste that does not end."""
        keys = data not in ("", ESC) and not data.strip(_WAYS_OUT)
        return keys and get_time() - self._last >= _PAUSE

    def take(self, data: str) -> str | None:
        """Take what has come next; what follows the end, or None before it has come."""
        text = self._begun + data
        end = text.find(PASTE_ENDS)
        if end >= 0:
            self._pieces.append(text[:end])
            self._begun = ""
            return text[end + len(PASTE_ENDS) :]
        begun = next((size for size in range(len(PASTE_ENDS) - 1, 0, -1) if text.endswith(PASTE_ENDS[:size])), 0)
        self._pieces.append(text[: len(text) - begun])
        self._begun = text[len(text) - begun :]
        now = get_time()
        if data == ESC and now - self._last >= _PAUSE:
            self._escaped = True
            self._over_at = min(self._over_at, now + _PAUSE)
        # Such a key, pressed again and again, does not put the end off.
        elif data.strip(_WAYS_OUT):
            self._escaped = False
            self._last = now
            self._over_at = now + _QUIET
        return None
