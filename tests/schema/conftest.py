"""What the tests of the report file share."""

from pathlib import Path

from schema.report import Report
from schema.report_file import Loaded, from_bytes

REPOSITORY = Path(__file__).parents[2]
GOLDENS = Path(__file__).parent / "goldens"


def read(text: str | bytes) -> Loaded:
    """The reading of a file with this text."""
    return from_bytes(Path("报告.toml"), text if isinstance(text, bytes) else text.encode())


def report_of(text: str | bytes) -> Report:
    """The report of a file with this text."""
    loaded = read(text)
    assert loaded.report is not None, loaded.findings
    return loaded.report


def differences(one: Report | None, other: Report | None) -> list[str]:
    """What two reports differ in, for a short failure message."""
    if one is None or other is None:
        return [] if one is other else ["没有可读的报告"]
    result = []
    for name in ("texts", "cells", "parts"):
        left, right = getattr(one, name), getattr(other, name)
        places = dict.fromkeys([*left, *right])
        result += [
            f"{key}: {left.get(key)!r} / {right.get(key)!r}" for key in places if left.get(key) != right.get(key)
        ]
    if one.accepted != other.accepted:
        result.append(f"{one.accepted!r} / {other.accepted!r}")
    return result


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went and the lines that came, by position, common lines at both ends left out."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    return old, new
