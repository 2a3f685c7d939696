"""What the tests of the report file share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from schema.editions import EDITIONS
from schema.report import Part, Report, new_report
from schema.report_file import Loaded, from_bytes

REPO = Path(__file__).parents[2]


def read(text: str | bytes) -> Loaded:
    """The reading of a file with this text."""
    return from_bytes(Path("报告.toml"), text if isinstance(text, bytes) else text.encode())


def differences(one: Report | None, other: Report | None) -> list[str]:
    """What two reports differ in, for a short failure message."""
    if one is None or other is None:
        return [] if one is other else ["没有可读的报告"]
    result = []
    for name in ("texts", "cells"):
        left, right = getattr(one, name), getattr(other, name)
        for place in dict.fromkeys([*left, *right]):
            if left.get(place) != right.get(place):
                result.append(f"{place}: {left.get(place)!r} / {right.get(place)!r}")
    for section in dict.fromkeys([*one.parts, *other.parts]):
        if one.parts.get(section) != other.parts.get(section):
            result.append(f"{section}: {one.parts.get(section)!r} / {other.parts.get(section)!r}")
    if one.accepted != other.accepted:
        result.append(f"{one.accepted!r} / {other.accepted!r}")
    return result
