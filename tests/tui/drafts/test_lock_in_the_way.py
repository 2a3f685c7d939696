"""What stands at the lock's name, or at temporary names beside it, is neither followed nor removed."""

import json
import os
import socket
import time
from pathlib import Path

import pytest

from tests.tui.drafts.locks import lock_path, locked
from tui.drafts import lock_file
from tui.drafts.lock import Held, NoLock, acquire, holder, take_over
from tui.drafts.owner import Owner


@pytest.mark.timeout(20)
def test_a_pipe_that_was_a_file_a_moment_ago_is_not_waited_for(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report.touch()
    os.mkfifo(lock_path(report))
    looked = report.lstat()
    monkeypatch.setattr(Path, "lstat", lambda path: looked)
    monkeypatch.setattr(lock_file, "_WAYS", (os.O_RDONLY,))
    assert isinstance(acquire(report), NoLock)


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(Owner("a", "b", 7, 7, "c", "d").to_json()).encode() + b" " * 10_000,
        b"garbage",
        b"\xff\xfe{",
        b"[" * 8000,
        b'{"pid": ' + b"9" * 8000 + b"}",
        b"[" * 1_000_000,
        b"null",
        b'{"user": "x"',
    ],
    ids=lambda content: repr(content)[:12],
)
def test_a_lock_that_cannot_be_understood_is_held_by_somebody(report: Path, content: bytes) -> None:
    lock_path(report).write_bytes(content)
    assert acquire(report) == Held(None)
    assert lock_path(report).read_bytes() == content
    locked(take_over(report))


def test_a_huge_lock_is_not_read(report: Path) -> None:
    lock_path(report).touch()
    os.truncate(lock_path(report), 1 << 40)
    assert acquire(report) == Held(None)


@pytest.mark.parametrize("content", [b"", bytes(150)], ids=["never written", "lost with the system's power"])
def test_a_blank_lock_is_nobody_s(report: Path, content: bytes) -> None:
    path = lock_path(report)
    path.write_bytes(content)
    # It may be of somebody who is only just taking it, on a host whose holding we do not see.
    assert acquire(report) == Held(None)
    assert list(report.parent.iterdir()) == [path]
    # Whatever our own clock says: it is compared with a file made now.
    for seconds in (-10, 10):
        now = time.time()
        os.utime(path, (now + seconds, now + seconds))
        assert holder(report) is None
        locked(acquire(report)).release()
        path.write_bytes(content)
    locked(take_over(report))


def link_to_a_file(path: Path) -> None:
    path.symlink_to(path.with_name("victim"))
    path.with_name("victim").write_text("mine")


def bind_socket(path: Path) -> None:
    # The name of a socket is short.
    before = Path.cwd()
    os.chdir(path.parent)
    try:
        socket.socket(socket.AF_UNIX).bind(path.name)
    finally:
        os.chdir(before)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("start", [acquire, take_over])
@pytest.mark.parametrize(
    "plant",
    [
        link_to_a_file,
        lambda path: path.symlink_to("nowhere"),
        lambda path: path.symlink_to(path.name),
        lambda path: path.mkdir(),
        lambda path: os.mkfifo(path),
        lambda path: path.symlink_to("/dev/zero"),
        bind_socket,
    ],
    ids=["link", "dangling", "loop", "folder", "pipe", "device", "socket"],
)
def test_what_is_no_file_is_neither_followed_nor_replaced(report: Path, plant: object, start: object) -> None:
    path = lock_path(report)
    plant(path)  # type: ignore[operator]
    before = [(entry.name, entry.lstat()) for entry in sorted(report.parent.iterdir())]
    result = start(report)  # type: ignore[operator]
    assert isinstance(result, NoLock)
    assert "某局2024.toml.lock" in result.reason
    after = [(entry.name, entry.lstat()) for entry in sorted(report.parent.iterdir())]
    assert [(name, was[:7], was.st_mtime_ns) for name, was in before] == [
        (name, now[:7], now.st_mtime_ns) for name, now in after
    ]


def test_links_planted_at_temporary_names_are_neither_followed_nor_removed(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "urandom", lambda length: b"\xab" * length)
    planted = report.with_name(f".{report.name}.lock.{'ab' * 8}")
    link_to_a_file(planted)
    assert isinstance(acquire(report), NoLock)
    assert planted.is_symlink()
    assert planted.read_text() == "mine"
    assert not lock_path(report).exists()


def test_what_others_left_beside_a_lock_is_cleared_at_the_next_start(report: Path) -> None:
    left = [report.with_name(f".{report.name}.lock.{digit * 16}") for digit in "0af"]
    kept = [report.with_name(f".{report.name}.lock{end}") for end in (".old", "." + "0" * 15, "." + "g" * 16, "-")]
    for path in left + kept:
        path.write_text("{}")
    lock = locked(acquire(report))
    assert set(report.parent.iterdir()) == {*kept, lock.path}
