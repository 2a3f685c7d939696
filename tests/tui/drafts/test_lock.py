import errno
import fcntl
import json
import os
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.tui.drafts.starter import Holder
from tui.drafts import lock_file
from tui.drafts.lock import Held, Lock, NoLock, acquire, holder, take_over
from tui.drafts.owner import Owner

ROOT = Path(__file__).parents[3]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return tmp_path / "某局2024.toml"


def lock_path(report: Path) -> Path:
    return report.with_name(f".{report.name}.lock")


def written(report: Path, **changes: object) -> Owner:
    """Leave a lock of an owner like us, but for some changes."""
    owner = Owner.here()._replace(**changes)  # type: ignore[arg-type]
    lock_path(report).write_text(json.dumps(owner.to_json()))
    return owner


def locked(result: Lock | Held | NoLock) -> Lock:
    assert isinstance(result, Lock)
    assert result.still_ours()
    return result


@pytest.fixture
def unlinkable(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[None]:
    def refused(*_: object, **__: object) -> None:
        raise OSError(request.param, "")

    if request.param:
        monkeypatch.setattr(os, "link", refused)
    yield


# 0: the file system of the tests, which has hard links.
every_system = pytest.mark.parametrize(
    "unlinkable", [0, errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS], indirect=True, ids=lambda code: f"link-{code}"
)


@every_system
@pytest.mark.usefixtures("unlinkable")
def test_a_lock_says_who_holds_the_report(report: Path) -> None:
    lock = locked(acquire(report))
    assert lock.path == lock_path(report)
    owner = Owner.from_json(json.loads(lock.path.read_bytes()))
    assert owner is not None
    assert owner[:5] == Owner.here()[:5]
    assert acquire(report) == Held(owner)
    assert [entry.name for entry in report.parent.iterdir()] == [lock.path.name]
    lock.release()
    assert not lock.still_ours()
    assert list(report.parent.iterdir()) == []
    locked(acquire(report)).release()
    lock.release()


@every_system
@pytest.mark.usefixtures("unlinkable")
@pytest.mark.parametrize(
    "changes",
    [{"pid": 2**31 - 1}, {"boot": "another"}, {"started": 1}, {"pid": 1, "started": 7}],
    ids=["dead", "other boot", "number reused", "number reused by another user"],
)
def test_a_lock_left_behind_is_cleared(report: Path, changes: dict[str, object]) -> None:
    written(report, **changes)
    lock = locked(acquire(report))
    assert b"another" not in lock.path.read_bytes()
    lock.release()
    assert list(report.parent.iterdir()) == []


@pytest.mark.parametrize("since", ["1970-01-01T00:00:00+00:00", "2999-01-01T00:00:00+00:00"])
def test_no_clock_clears_a_lock(report: Path, since: str) -> None:
    owner = written(report, since=since)
    os.utime(lock_path(report), (0, 0))
    assert acquire(report) == Held(owner)


def test_a_lock_of_another_host_stands_until_the_user_asks(report: Path) -> None:
    owner = written(report, host="office-2", pid=2**31 - 1)
    assert acquire(report) == Held(owner)
    assert acquire(report) == Held(owner)
    lock = locked(take_over(report))
    assert [entry.name for entry in report.parent.iterdir()] == [lock.path.name]


def test_evidence_of_an_end_does_not_outweigh_a_lock_that_is_held(report: Path) -> None:
    # As from within a container: of the same host's name, but with numbers of its own.
    owner = written(report, pid=2**31 - 1)
    holder = "import fcntl, sys; f = open(sys.argv[1]); fcntl.flock(f, fcntl.LOCK_EX); print('on', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", holder, lock_path(report)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        child.stdout.readline()
        assert acquire(report) == Held(owner)
    locked(acquire(report))


@every_system
@pytest.mark.usefixtures("unlinkable")
def test_a_lock_of_ours_is_held_as_long_as_we_live(report: Path) -> None:
    lock = locked(acquire(report))
    with lock.path.open("rb") as file, pytest.raises(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    lock.release()


def test_what_is_only_just_being_made_stays(report: Path) -> None:
    making = report.with_name(f".{report.name}.lock.{'a' * 16}")
    with making.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        locked(acquire(report))
    assert making.exists()


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


def test_a_lock_is_handed_on_before_it_has_its_name(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    for name in ("write", "dup", "close", "fsync", "fdatasync", "link"):
        real = getattr(os, name)

        def call(*args: object, name: str = name, real: Callable[..., object] = real, **named: object) -> object:
            calls.append(name)
            return real(*args, **named)

        monkeypatch.setattr(os, name, call)
    lock = locked(acquire(report))
    assert calls == ["write", "dup", "close", "link"]
    # Closing the second handle has not let go of the file.
    with lock.path.open("rb") as file, pytest.raises(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


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


def test_release_removes_only_our_own_lock(report: Path) -> None:
    lock = locked(acquire(report))
    lock.path.unlink()
    assert not lock.still_ours()
    written(report, host="office-2")
    assert not lock.still_ours()
    lock.release()
    assert lock_path(report).exists()


def test_a_lock_whose_folder_is_gone_is_released_quietly(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    lock = locked(acquire(folder / "a.toml"))
    folder.rename(tmp_path / "moved")
    assert not lock.still_ours()
    lock.release()


def test_the_lock_is_beside_the_file_and_not_beside_the_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.toml").touch()
    (tmp_path / "b.toml").symlink_to("real/a.toml")
    lock = locked(acquire(tmp_path / "b.toml"))
    assert lock.path == tmp_path / "real" / ".a.toml.lock"
    assert isinstance(acquire(tmp_path / "real" / "a.toml"), Held)


@pytest.mark.parametrize("mask", [0, 0o022, 0o077, 0o777])
def test_everybody_may_read_who_holds_a_report(report: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        lock = locked(acquire(report))
    finally:
        os.umask(before)
    assert stat.S_IMODE(lock.path.stat().st_mode) == 0o644


@pytest.mark.parametrize("name", ["a" * 255, "局" * 85, "-rf", ".toml", "a\nb", " ", os.fsdecode(b"\xc4\xea.toml")])
def test_every_name_a_report_can_have_can_be_locked(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    lock = locked(acquire(tmp_path / name))
    assert isinstance(acquire(tmp_path / name), Held)
    lock.release()
    assert [entry.name for entry in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("missing/a.toml", "文件夹不存在"),
        ("file/a.toml", "文件夹不存在"),
        ("a\0b", "不许用的字符"),
        ("/".join(["x" * 200] * 30), "路径太长"),
    ],
)
def test_where_no_lock_can_be_the_clerk_is_told_why(tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "file").touch()
    for start in (acquire, take_over):
        result = start(tmp_path / name)
        assert isinstance(result, NoLock)
        assert why in result.reason
        assert result.reason.startswith("没有上锁：")
        assert "先问清楚" in result.reason


@pytest.mark.parametrize(
    ("code", "why"),
    [(errno.ENOSPC, "磁盘已满"), (errno.EDQUOT, "配额"), (errno.EIO, "读写出错"), (errno.EROFS, "只读")],
)
@pytest.mark.parametrize("call", ["write", "link"])
def test_a_fault_leaves_nothing_behind(
    report: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, why: str
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise OSError(code, "")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, failing)
        result = acquire(report)
    assert isinstance(result, NoLock)
    assert why in result.reason
    assert list(report.parent.iterdir()) == []
    locked(acquire(report))


def test_a_write_cut_short_is_a_full_disk(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:5]))
        result = acquire(report)
    assert isinstance(result, NoLock)
    assert "磁盘已满" in result.reason
    assert list(report.parent.iterdir()) == []


# Permissions do not bind root: this process gives up its capabilities first.
_UNPRIVILEGED = """
import ctypes, sys
from pathlib import Path
ctypes.CDLL(None).capset((ctypes.c_uint32 * 2)(0x20080522), (ctypes.c_uint32 * 6)())
from tui.drafts.lock import acquire, take_over
start = {"acquire": acquire, "take_over": take_over}[sys.argv[1]]
result = start(Path(sys.argv[2]))
print(type(result).__name__, getattr(result, "reason", getattr(result, "owner", "")))
"""


def unprivileged(start: str, report: Path) -> str:
    command = [sys.executable, "-c", _UNPRIVILEGED, start, str(report)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True).stdout


def test_in_a_folder_closed_to_us_the_clerk_is_told(report: Path) -> None:
    report.touch()
    report.parent.chmod(0o555)
    assert unprivileged("acquire", report).startswith("NoLock 没有上锁：报告所在的文件夹没有写入的权限。")
    report.parent.chmod(0o444)
    assert unprivileged("acquire", report).startswith("NoLock 没有上锁：报告所在的文件夹没有写入的权限。")
    report.parent.chmod(0o755)


def test_in_a_folder_closed_to_us_a_lock_is_seen_all_the_same(report: Path) -> None:
    written(report, user="张三", host="office-2")
    report.parent.chmod(0o555)
    assert unprivileged("acquire", report).startswith("Held Owner(user='张三'")
    assert unprivileged("take_over", report).startswith("NoLock")
    written(report, user="张三", pid=2**31 - 1)
    assert unprivileged("acquire", report).startswith("NoLock")
    report.parent.chmod(0o755)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
@pytest.mark.parametrize("start", ["acquire", "take_over"])
def test_where_everybody_may_remove_only_their_own_the_clerk_is_told_whose_the_lock_is(
    report: Path, start: str
) -> None:
    written(report, pid=2**31 - 1) if start == "acquire" else written(report, host="office-2")
    os.chown(lock_path(report), 12345, 12345)
    os.chown(report.parent, 23456, 23456)
    report.parent.chmod(0o1777)
    told = unprivileged(start, report)
    assert told.startswith("NoLock 没有上锁：锁文件 .某局2024.toml.lock 是用户12345的，这个文件夹里只有用户12345和")
    assert "没有写入的权限" not in told
    assert list(report.parent.iterdir()) == [lock_path(report)]
    report.parent.chmod(0o777)
    assert unprivileged(start, report).strip() == "Lock"


def test_nobody_is_asked_to_end_for_a_lock_that_cannot_be_had(report: Path) -> None:
    with Holder(report) as holder:
        report.parent.chmod(0o555)
        assert unprivileged("take_over", report).startswith("NoLock")
        report.parent.chmod(0o755)
        assert holder.still_holds()


def test_a_lock_closed_to_us_is_held_by_somebody(report: Path) -> None:
    written(report)
    lock_path(report).chmod(0)
    assert unprivileged("acquire", report).strip() == "Held None"
    assert unprivileged("take_over", report).strip() == "Lock"
