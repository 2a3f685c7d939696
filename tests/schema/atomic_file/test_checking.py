"""The last look before the file is replaced: what it raises leaves the old one."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from schema.atomic_file import SaveError, write_atomically
from tests.schema.atomic_file.contents import NEW, OLD, names_in


def test_the_check_is_the_last_thing_before_the_file_is_replaced(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    for name in ("open", "write", "fsync", "pread", "close", "fchmod", "replace", "stat", "lstat"):
        monkeypatch.setattr(os, name, _noted(getattr(os, name), name, calls))
    write_atomically(file, NEW, check=lambda: calls.append("check"))
    assert calls[calls.index("check") + 1] == "replace"
    assert {"fsync", "pread"} <= set(calls[: calls.index("check")])


def _noted(real: Callable[..., object], name: str, calls: list[str]) -> Callable[..., object]:
    def noting(*arguments: object, **more: object) -> object:
        calls.append(name)
        return real(*arguments, **more)

    return noting


@pytest.mark.parametrize("error", [LookupError, KeyboardInterrupt, SaveError])
def test_what_the_check_raises_leaves_the_old_file(file: Path, error: type[BaseException]) -> None:
    def refused() -> None:
        raise error

    with pytest.raises(error):
        write_atomically(file, NEW, check=refused)
    assert file.read_bytes() == OLD and names_in(file.parent) == ["报告.toml"]
