"""Standard output for data, standard error for narration: whatever they are connected to, and however they fail."""

import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import TextIO


class OutputError(Exception):
    """Standard output took no more; ``error`` is the operating system's reason."""

    def __init__(self, error: OSError | None) -> None:
        super().__init__(error)
        self.error = error


def prepare() -> None:
    """Never fail for a character that the terminal's encoding lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def use_utf8() -> None:
    """Write UTF-8 whatever the terminal expects: for a page that says so of itself."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")


def data(text: str) -> None:
    """Write a result to standard output, as it stands. Raises OutputError."""
    if sys.stdout is None:
        raise OutputError(None)
    try:
        sys.stdout.write(text)
    except OSError as error:
        raise OutputError(error) from error


def narrate(text: str) -> None:
    """Tell the user a line on standard error; where nobody listens, nobody is told."""
    if sys.stderr is not None:
        with suppress(OSError, ValueError):
            _flush(sys.stdout)
            sys.stderr.write(f"{text}\n")
            sys.stderr.flush()


def finish() -> None:
    """Write out what standard output still holds. Raises OutputError."""
    try:
        _flush(sys.stdout)
    except OSError as error:
        raise OutputError(error) from error


def abandon() -> None:
    """Give up standard output, so that Python does not complain about it in English at exit."""
    if sys.stdout is None:
        return
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, sys.stdout.fileno())
        finally:
            os.close(nowhere)


def encodable(text: str) -> bool:
    """Whether standard output's encoding has every character of a text."""
    try:
        text.encode((sys.stdout and sys.stdout.encoding) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _flush(stream: TextIO | None) -> None:
    if stream is not None:
        stream.flush()
