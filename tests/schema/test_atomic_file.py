"""A file is only ever the old or the new one, whatever fails."""

import errno
import fcntl
import os
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from schema import atomic_file
from schema.atomic_file import ExistsError, SaveError, reason_of, write_atomically
from tests.schema.conftest import REPOSITORY

_OLD, _NEW = "旧的内容\n".encode(), "新的内容\n".encode() * 1000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An old report in a folder of its own."""
    path = tmp_path / "报告.toml"
    path.write_bytes(_OLD)
    return path


@pytest.fixture
def umask() -> Iterator[None]:
    """A known mask for new files."""
    before = os.umask(0o027)
    yield
    os.umask(before)


def _names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_the_content_is_replaced_and_nothing_else_is_left(file: Path) -> None:
    inode = file.stat().st_ino
    saved = write_atomically(file, _NEW)
    assert (saved.path, saved.confirmed) == (file, True)
    assert file.read_bytes() == _NEW
    assert file.stat().st_ino != inode
    assert _names(file.parent) == ["报告.toml"]


def test_an_empty_file_can_be_written(file: Path) -> None:
    write_atomically(file, b"")
    assert file.read_bytes() == b""


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o664])
def test_the_mode_is_kept(file: Path, mode: int) -> None:
    file.chmod(mode)
    write_atomically(file, _NEW)
    assert stat.S_IMODE(file.stat().st_mode) == mode


@pytest.mark.usefixtures("umask")
def test_a_new_file_has_the_mode_that_the_mask_leaves(tmp_path: Path) -> None:
    path = tmp_path / "新.toml"
    write_atomically(path, _NEW)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.umask(0o027) == 0o027


def test_the_mask_of_the_process_is_never_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is every thread's: a file made meanwhile by another would get the wrong mode."""

    def touched(mask: int) -> int:
        raise AssertionError(mask)

    monkeypatch.setattr(os, "umask", touched)
    for _ in ("new", "replaced"):
        write_atomically(tmp_path / "新.toml", _NEW)


@pytest.fixture(params=["links", "no links"])
def file_system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system with hard links, and one without."""

    def no_links(source: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "")

    if request.param == "no links":
        monkeypatch.setattr(os, "link", no_links)


@pytest.mark.usefixtures("umask", "file_system")
def test_a_file_that_must_be_new_is_made(tmp_path: Path) -> None:
    path = tmp_path / "新.toml"
    assert write_atomically(path, _NEW, must_be_new=True).confirmed
    assert path.read_bytes() == _NEW
    assert path.stat().st_nlink == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert _names(tmp_path) == ["新.toml"]


def test_a_file_that_must_be_new_never_takes_the_place_of_one(file: Path) -> None:
    with pytest.raises(SaveError, match="已有这个文件"):
        write_atomically(file, _NEW, must_be_new=True)
    assert file.read_bytes() == _OLD
    assert _names(file.parent) == ["报告.toml"]


@pytest.mark.usefixtures("file_system")
def test_a_file_that_appears_while_another_is_written_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "新.toml"
    real = os.pread

    def appearing(descriptor: int, length: int, offset: int) -> bytes:
        path.write_bytes(_OLD)
        return real(descriptor, length, offset)

    monkeypatch.setattr(os, "pread", appearing)
    with pytest.raises(SaveError, match="已有这个文件"):
        write_atomically(path, _NEW, must_be_new=True)
    assert path.read_bytes() == _OLD
    assert _names(tmp_path) == ["新.toml"]


def test_owner_and_group_of_the_old_file_are_asked_for(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []

    def refuse(descriptor: int, owner: int, group: int) -> None:
        asked.append((owner, group))
        raise PermissionError(errno.EPERM, "")

    status = file.stat()
    real = os.fstat

    def another(descriptor: int) -> os.stat_result:
        values = list(real(descriptor))
        values[stat.ST_UID], values[stat.ST_GID] = status.st_uid + 1, status.st_gid + 1
        return os.stat_result(values)

    monkeypatch.setattr(os, "fchown", refuse)
    monkeypatch.setattr(os, "fstat", another)
    write_atomically(file, _NEW)
    assert asked == [(-1, status.st_gid), (status.st_uid, -1)]
    assert file.read_bytes() == _NEW


def test_a_symbolic_link_is_followed_and_stays(file: Path) -> None:
    folder = file.parent / "别处"
    folder.mkdir()
    link = folder / "链接.toml"
    link.symlink_to("../报告.toml")
    write_atomically(link, _NEW)
    assert link.is_symlink()
    assert link.readlink() == Path("../报告.toml")
    assert file.read_bytes() == _NEW
    assert _names(folder) == ["链接.toml"]


def test_a_link_to_nothing_makes_its_target(tmp_path: Path) -> None:
    link = tmp_path / "链接.toml"
    link.symlink_to("目标.toml")
    write_atomically(link, _NEW)
    assert link.is_symlink()
    assert (tmp_path / "目标.toml").read_bytes() == _NEW


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "甲").symlink_to("乙")
    (tmp_path / "乙").symlink_to("甲")
    with pytest.raises(SaveError, match="未保存"):
        write_atomically(tmp_path / "甲", _NEW)
    assert _names(tmp_path) == ["乙", "甲"]


def test_the_temporary_name_is_random_hidden_in_the_same_folder_and_opened_exclusively(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[Path, int, int]] = []
    real = os.open

    def spy(path: Path, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT:
            opened.append((Path(path), flags, mode))
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", spy)
    write_atomically(file, _NEW)
    write_atomically(file, _OLD)
    names = [path.name for path, _, _ in opened]
    assert len(set(names)) == 2
    assert all(re.fullmatch(r"\.报告\.toml\.[0-9a-f]{16}", name) for name in names)
    assert all(path.parent == file.parent for path, _, _ in opened)
    assert all(flags & os.O_EXCL and flags & os.O_NOFOLLOW and mode == 0o600 for _, flags, mode in opened)


def test_a_link_planted_at_the_temporary_name_is_not_followed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    victim = file.parent / "别人的文件"
    victim.write_bytes(_OLD)
    monkeypatch.setattr(os, "urandom", bytes)
    planted = file.parent / f".报告.toml.{'0' * 16}"
    planted.symlink_to(victim)
    with pytest.raises(SaveError):
        write_atomically(file, _NEW)
    assert victim.read_bytes() == file.read_bytes() == _OLD
    assert planted.is_symlink()


@pytest.mark.parametrize("name", ["年" * 80 + ".toml", "\U00020bb7" * 60 + ".toml", "x" * 250 + ".toml"])
def test_the_longest_names_can_be_written(tmp_path: Path, name: str) -> None:
    write_atomically(tmp_path / name, _NEW)
    assert _names(tmp_path) == [name]


def _fail(monkeypatch: pytest.MonkeyPatch, call: str, code: int, *, when: int = 1) -> None:
    """Let the n-th call of an operating system function fail."""
    real = getattr(os, call)
    calls = 0

    def failing(*arguments: object, **more: object) -> object:
        nonlocal calls
        calls += 1
        if calls == when:
            raise OSError(code, os.strerror(code))
        return real(*arguments, **more)

    monkeypatch.setattr(os, call, failing)


@pytest.mark.parametrize(
    ("call", "code", "words"),
    [
        ("open", errno.EACCES, "没有写入的权限"),
        ("open", errno.EROFS, "只读"),
        ("fchmod", errno.EPERM, "没有写入的权限"),
        ("write", errno.ENOSPC, "磁盘已满"),
        ("write", errno.EDQUOT, "磁盘配额已满"),
        ("write", errno.EIO, "磁盘读写出错"),
        ("fsync", errno.EIO, "磁盘读写出错"),
        ("fsync", errno.ENOSPC, "磁盘已满"),
        ("pread", errno.EIO, "磁盘读写出错"),
        ("replace", errno.EACCES, "没有写入的权限"),
        ("replace", errno.EBUSY, f"系统错误{errno.EBUSY}"),
    ],
)
def test_a_failure_before_the_end_leaves_the_old_file(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, words: str
) -> None:
    with monkeypatch.context() as patch:
        _fail(patch, call, code)
        with pytest.raises(SaveError) as caught:
            write_atomically(file, _NEW)
    assert str(caught.value).startswith("未保存：")
    assert words in str(caught.value)
    assert file.read_bytes() == _OLD
    assert _names(file.parent) == ["报告.toml"]


def test_a_failing_close_leaves_the_old_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.close

    def failing(descriptor: int) -> None:
        real(descriptor)
        raise OSError(errno.EIO, "")

    with monkeypatch.context() as patch:
        patch.setattr(os, "close", failing)
        with pytest.raises(SaveError, match="磁盘读写出错"):
            write_atomically(file, _NEW)
    assert file.read_bytes() == _OLD
    assert _names(file.parent) == ["报告.toml"]


def test_writing_in_small_pieces_writes_all(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:100]))
    write_atomically(file, _NEW)
    assert file.read_bytes() == _NEW


def test_a_disk_that_fills_up_half_way_leaves_the_old_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    written = 0

    def filling(descriptor: int, data: memoryview) -> int:
        nonlocal written
        if written >= 1000:
            raise OSError(errno.ENOSPC, "")
        written += 500
        return real(descriptor, data[:500])

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", filling)
        with pytest.raises(SaveError, match="磁盘已满"):
            write_atomically(file, _NEW)
    assert file.read_bytes() == _OLD
    assert _names(file.parent) == ["报告.toml"]


def test_what_reads_back_differently_is_an_error(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "pread", lambda descriptor, length, offset: _NEW[:-1])
        with pytest.raises(SaveError, match="磁盘读写出错"):
            write_atomically(file, _NEW)
    assert file.read_bytes() == _OLD
    assert _names(file.parent) == ["报告.toml"]


@pytest.mark.parametrize(("call", "when"), [("fsync", 2), ("open", 2)])
def test_a_folder_that_cannot_be_confirmed_is_told_but_the_file_is_new(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: str, when: int
) -> None:
    _fail(monkeypatch, call, errno.EIO, when=when)
    assert write_atomically(file, _NEW).confirmed is False
    assert file.read_bytes() == _NEW
    assert _names(file.parent) == ["报告.toml"]


def test_file_and_folder_are_forced_to_the_disk_in_order(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    sync, replace = os.fsync, os.replace

    def spy_sync(descriptor: int) -> None:
        order.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        sync(descriptor)

    def spy_replace(source: Path, target: Path) -> None:
        order.append("replace")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", spy_sync)
    monkeypatch.setattr(os, "replace", spy_replace)
    write_atomically(file, _NEW)
    assert order == ["file", "replace", "folder"]


def test_a_file_size_limit_leaves_the_old_file(file: Path) -> None:
    program = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from schema.atomic_file import SaveError, write_atomically\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "try:\n"
        "    write_atomically(Path(sys.argv[1]), b'x' * 5000)\n"
        "except SaveError as error:\n"
        "    sys.stdout.buffer.write(str(error).encode())\n"
    )
    done = subprocess.run([sys.executable, "-c", program, file], cwd=REPOSITORY, capture_output=True, check=True)
    assert "文件大小超过系统限制" in done.stdout.decode()
    assert file.read_bytes() == _OLD
    assert _names(file.parent) == ["报告.toml"]


def test_a_folder_a_pipe_and_a_missing_folder_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道")
    for path, words in (
        (tmp_path, "这是一个文件夹"),
        (tmp_path / "管道", "不是文件"),
        (tmp_path / "没有" / "报告.toml", "文件夹不存在"),
        (tmp_path / "管道" / "报告.toml", "文件夹不存在"),
        (tmp_path / ("x" * 300), "文件名太长"),
    ):
        with pytest.raises(SaveError, match=words):
            write_atomically(path, _NEW)
    assert _names(tmp_path) == ["管道"]


def test_a_file_that_is_not_ours_to_write_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    with pytest.raises(SaveError, match="没有写入的权限"):
        write_atomically(file, _NEW)
    assert file.read_bytes() == _OLD


def test_an_interruption_leaves_no_temporary_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(descriptor: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", interrupt)
        with pytest.raises(KeyboardInterrupt):
            write_atomically(file, _NEW)
    assert file.read_bytes() == _OLD
    assert _names(file.parent) == ["报告.toml"]


@pytest.mark.parametrize("code", [*errno.errorcode, None])
def test_every_reason_is_chinese_and_ends_as_a_sentence(code: int | None) -> None:
    reason = reason_of(OSError(code, "English") if code is not None else OSError())
    assert re.search("[\u4e00-\u9fff]", reason)
    assert not re.search("[A-Za-z]", reason)
    assert reason.endswith("。")


# What killed writers leave


@pytest.mark.parametrize("must_be_new", [False, True])
def test_what_a_killed_writer_left_is_swept(file: Path, monkeypatch: pytest.MonkeyPatch, must_be_new: bool) -> None:
    target = file.with_name("新报告.toml") if must_be_new else file
    process = os.fork()
    if not process:
        monkeypatch.setattr(os, "pread", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        write_atomically(target, _NEW, must_be_new=must_be_new)
    os.waitpid(process, 0)
    assert len(_names(file.parent)) == 2
    atomic_file.sweep(target)
    assert _names(file.parent) == ["报告.toml"] and file.read_bytes() == _OLD


def test_what_is_just_being_written_is_not_swept(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replaced = os.replace

    def swept_before(source: Path, target: Path) -> None:
        atomic_file.sweep(file)
        replaced(source, target)

    monkeypatch.setattr(os, "replace", swept_before)
    write_atomically(file, _NEW)
    assert file.read_bytes() == _NEW and _names(file.parent) == ["报告.toml"]


def test_only_what_looks_like_a_writer_s_is_swept(file: Path) -> None:
    beside = [".报告.toml.lock", ".报告.toml.draft-0", ".报告.toml.00112233445566zz", ".报告.toml.0011223344556677.new"]
    for name in beside:
        file.with_name(name).write_bytes(b"")
    file.with_name(".报告.toml.0011223344556677").mkdir()
    file.with_name(".报告.toml.1111223344556677").symlink_to(file)
    before = _names(file.parent)
    atomic_file.sweep(file)
    assert _names(file.parent) == before


def test_what_another_user_s_writers_left_stays(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = file.with_name(".报告.toml.0011223344556677")
    left.write_bytes(_NEW)
    user = left.stat().st_uid
    monkeypatch.setattr(os, "geteuid", lambda: user + 1)
    atomic_file.sweep(file)
    assert left.exists()
    # The administrator's writers give the new file to the owner of the old one.
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    atomic_file.sweep(file)
    assert not left.exists()


@pytest.mark.parametrize("length", [42, 43, 60])
def test_what_another_file_s_writers_left_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, length: int) -> None:
    one, other = (tmp_path / f"{'年' * length}{end}.toml" for end in "甲乙")
    left = {target: _left_beside(target, monkeypatch) for target in (one, other)}
    atomic_file.sweep(one)
    assert (left[one].exists(), left[other].exists()) == (False, True)


def _left_beside(target: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a writer leaves that is killed before its file is complete."""
    before = set(target.parent.iterdir())
    process = os.fork()
    if not process:
        monkeypatch.setattr(os, "fsync", lambda _: os._exit(0))
        write_atomically(target, _NEW)
    os.waitpid(process, 0)
    (left,) = set(target.parent.iterdir()) - before
    return left


@pytest.mark.usefixtures("file_system")
@pytest.mark.parametrize("must_be_new", [False, True])
def test_a_new_file_swept_before_it_is_held_is_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, must_be_new: bool
) -> None:
    path = tmp_path / "新.toml"
    real = fcntl.flock
    times = 0

    def late(descriptor: int, operation: int) -> None:
        nonlocal times
        times += 1
        if times == 1:
            atomic_file.sweep(path)
        real(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", late)
    assert write_atomically(path, _NEW, must_be_new=must_be_new).confirmed
    assert times == 3, "one is the sweeper's"
    assert path.read_bytes() == _NEW and _names(tmp_path) == ["新.toml"]


# Somebody else's hands on the file meanwhile


def test_the_check_is_the_last_thing_before_the_file_is_replaced(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    for name in ("open", "write", "fsync", "pread", "close", "fchmod", "replace", "stat", "lstat"):
        monkeypatch.setattr(os, name, _noted(getattr(os, name), name, calls))
    write_atomically(file, _NEW, check=lambda: calls.append("check"))
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
        write_atomically(file, _NEW, check=refused)
    assert file.read_bytes() == _OLD and _names(file.parent) == ["报告.toml"]


def test_only_a_file_in_the_way_of_a_new_one_is_told_apart(file: Path) -> None:
    with pytest.raises(ExistsError):
        write_atomically(file, _NEW, must_be_new=True)
    with pytest.raises(SaveError) as caught:
        write_atomically(file.parent / "没有" / "报告.toml", _NEW, must_be_new=True)
    assert not isinstance(caught.value, ExistsError)
