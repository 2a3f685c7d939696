"""Where the files stand that accompany a report: its lock and its drafts."""

import os
from pathlib import Path

from tui.lean_imports import import_lean_hashes

_NAME_BYTES = 255  # what Linux's file systems allow a name
_SUFFIX_BYTES = 63  # kept free behind every name, so that all companions of a report begin alike
_HASH_DIGITS = 16


def beside(report: Path, suffix: str) -> Path:
    """The path of a dot-file beside a report, which is taken where its links lead.

    A name too long to be prolonged is cut, at a character's end, and told apart by a hash of the whole.

    Args:
        report: The report's path; it need not exist.
        suffix: What follows the report's name, such as ``.lock``; at most 63 bytes.

    Raises:
        ValueError: The path holds a null character, or the suffix is too long.
        OSError: The working folder is gone, in which the path is to be found.
    """
    if len(os.fsencode(suffix)) > _SUFFIX_BYTES:
        raise ValueError(f"suffix of more than {_SUFFIX_BYTES} bytes: {suffix!r}")
    real = Path(os.path.realpath(report))
    return real.parent / f".{_fitted(real.name)}{suffix}"


def is_there(report: Path, suffix: str) -> bool:
    """Whether anything stands at the path that `beside` gives. Never raises."""
    try:
        return os.path.lexists(beside(report, suffix))
    except (OSError, ValueError):
        return False


def _fitted(name: str) -> str:
    encoded = os.fsencode(name)
    room = _NAME_BYTES - len(".") - _SUFFIX_BYTES
    if len(encoded) <= room:
        return name
    # Hardly any name is that long.
    import_lean_hashes()
    from hashlib import sha256

    mark = "~" + sha256(encoded).hexdigest()[:_HASH_DIGITS]
    return encoded[: room - len(mark)].decode("utf-8", "ignore") + mark
