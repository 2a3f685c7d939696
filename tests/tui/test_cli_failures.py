"""What can go wrong around a command: readers that leave, full disks, interruptions and errors of our own."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.tui.command_line import SAMPLES, command, environment, run
from tui.cli import main
from tui.commands import crash

SUQIAN = SAMPLES / "suqian-2023.toml"
BROKEN_CHECKS = "import schema.checks\ndef run(*_): raise RuntimeError('boom')\nschema.checks.run = run"


@pytest.mark.parametrize("arguments", [["render", SUQIAN], ["check", SAMPLES / "hongze-2023.toml"], ["--help"]])
def test_a_reader_that_leaves_is_no_news(arguments: list[str | Path]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "wb") as gone:  # noqa: PTH123
        done = subprocess.run(command(*arguments), stdout=gone, stderr=subprocess.PIPE, env=environment(), timeout=60)
    assert done.returncode == 141
    assert done.stderr in (b"", "1个文件：错误2，疑问0，提示0\n".encode())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_said() -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run(
            command("render", SUQIAN), stdout=full, stderr=subprocess.PIPE, env=environment(), timeout=60
        )
    assert done.returncode == 2
    assert done.stderr.decode() == "结果没有写出：磁盘已满。请腾出空间后再保存。\n"


def test_closed_streams_do_no_harm() -> None:
    words = ["sh", "-c", 'exec "$@" >&- 2>&-', "sh", *command("render", SUQIAN)]
    assert subprocess.run(words, env=environment(), timeout=60).returncode == 2
    words[2] = 'exec "$@" >&-'
    done = subprocess.run(words, env=environment(), timeout=60, stderr=subprocess.PIPE)
    assert done.stderr.decode() == "结果没有写出：标准输出已关闭。\n"


def test_an_interruption_is_silent() -> None:
    reading, writing = os.pipe()
    process = subprocess.Popen(
        command("check", "/dev/stdin"),
        stdin=reading,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        # Where the tests themselves run in the background, they ignore the signal, and so would the command.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    with process:
        # Once it has opened the pipe anew, it waits for us.
        while len(openings(process.pid, Path(f"/proc/self/fd/{reading}").readlink())) < 2:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    os.close(reading)
    os.close(writing)
    assert (process.returncode, out, err) == (130, b"", b"")


def openings(pid: int, what: Path) -> list[Path]:
    """The descriptors with which a process has a pipe open."""
    found = []
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(OSError):
            if descriptor.readlink() == what:
                found.append(descriptor)
    return found


def test_an_error_of_our_own_is_told_with_a_private_log(tmp_path: Path) -> None:
    done = run("check", SUQIAN, code=BROKEN_CHECKS, XDG_STATE_HOME=str(tmp_path))
    assert done.returncode == 70
    assert done.stdout == b""
    (log,) = (tmp_path / "nianbao").iterdir()
    told = done.stderr.decode()
    assert "程序内部出错" in told and told.splitlines()[1:] == [str(log)]
    assert log.stat().st_mode & 0o777 == 0o600
    text = log.read_text()
    assert "Traceback" in text and "RuntimeError: boom" in text
    run("check", SUQIAN, code=BROKEN_CHECKS, XDG_STATE_HOME=str(tmp_path))
    assert len(list((tmp_path / "nianbao").iterdir())) == 2


def test_the_log_goes_elsewhere_where_the_state_folder_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr(crash, "gettempdir", lambda: str(tmp_path))
    assert str(tmp_path / "nianbao-") in crash.record(RuntimeError("boom"))
    monkeypatch.setattr(crash, "gettempdir", lambda: str(tmp_path / "file"))
    assert "没有地方可记" in crash.record(RuntimeError("boom"))


def test_the_state_folder_is_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", "relative")
    assert crash.state_folder() == tmp_path / ".local" / "state" / "nianbao"


def test_the_collector_runs_again_afterwards() -> None:
    import gc

    assert main(["--version"]) == 0
    assert gc.isenabled()
